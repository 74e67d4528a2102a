import { describe, expect, it } from 'vitest';
import { createContext } from '../../../src/context/context.ts';
import type { RecentChange, Suspect } from '../../../src/loop/ports.ts';
import type { Coverage } from '../../../src/loop/rooms.ts';
import type { TestResult } from '../../../src/loop/types.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aTask } from '../../support/world.ts';
import { type Files, result, sourcesOf, surveyOf } from './workspace.ts';

const PRICES = `export const RATE = 0.2;

export function price(net: number, kind: string): number {
  if (kind === 'book') {
    return net * 1.05;
  }
  const gross = net * (1 + RATE);
  return gross;
}

export function label(names: string[]): string {
  return names.filter((name) => name !== '').map((name) => name.trim()).join(', ');
}
`;
const FILES: Files = {
  'src/prices.ts': PRICES,
  'test/prices.test.ts': `import { label, price } from '../src/prices.ts';
it('taxes books', () => { expect(price(100, 'book')).toBe(105); });
it('taxes tools', () => { expect(price(100, 'tool')).toBe(120); });
it('joins names', () => { expect(label(['a ', ''])).toBe('a'); });
`,
};
const TEST = 'test/prices.test.ts';
const statement = (text: string): { start: number; end: number } => {
  const start = PRICES.indexOf(text);
  if (start === -1) throw new Error(`no ${text}`);
  return { start, end: start + text.length };
};
const STATEMENTS = [
  statement('export const RATE = 0.2;'),
  statement(PRICES.slice(PRICES.indexOf('if (kind'), PRICES.indexOf('const gross')).trimEnd()),
  statement('return net * 1.05;'),
  statement('const gross = net * (1 + RATE);'),
  statement('return gross;'),
  statement("return names.filter((name) => name !== '').map((name) => name.trim()).join(', ');"),
  statement("name !== ''"),
  statement('name.trim()'),
];
const ran = (...indices: number[]): ReadonlyMap<string, readonly number[]> =>
  new Map([['src/prices.ts', indices]]);
const COVERAGE: Coverage = {
  statements: new Map([['src/prices.ts', STATEMENTS]]),
  tests: new Map([
    [`${TEST}::taxes books`, ran(1, 2)],
    [`${TEST}::taxes tools`, ran(1, 3, 4)],
    [`${TEST}::joins names`, ran(5, 6, 7)],
  ]),
  load: new Map([[TEST, ran(0)]]),
};

async function suspects(
  failing: string,
  over: {
    readonly failure?: Partial<TestResult>;
    readonly coverage?: Coverage;
    readonly recent?: readonly RecentChange[];
    readonly flaky?: readonly string[];
  } = {},
) {
  const tests = ['taxes books', 'taxes tools', 'joins names'].map((name) =>
    result(TEST, name, name === failing ? 'failed' : 'passed', name === failing ? (over.failure ?? {}) : {}),
  );
  const context = createContext({
    sources: sourcesOf(FILES),
    syntax: testSyntax(),
    coverage: () => over.coverage ?? COVERAGE,
    recent: async () => over.recent ?? [],
  });
  const target = {
    kind: 'failing-test',
    tests: [`${TEST}::${failing}`],
    files: [],
    diagnostics: [],
  } as const;
  const survey = surveyOf(tests, { flaky: over.flaky ?? [] });
  return context.suspects(aTask({ request: '' }), survey, target);
}

const code = ({ start, end }: { readonly start: number; readonly end: number }): string =>
  PRICES.slice(start, end);
const find = (all: readonly Suspect[], text: string): Suspect | undefined =>
  all.find((suspect) => code(suspect).includes(text));

describe('suspects from what each test ran', () => {
  it('puts what the failing test alone ran first, and says who ran it', async () => {
    const all = await suspects('taxes books');
    expect(code(all[0] as Suspect)).toBe('return net * 1.05;');
    expect(all[0]?.score).toBe(1);
    expect(all[0]?.why).toContain('1 of 1 failing test and 0 of 2 passing tests ran it');
    expect(find(all, 'return gross')?.score ?? 0).toBeLessThan(0.05);
  });

  it('suspects a constant as much as the code that reads it, not as much as the file that holds it', async () => {
    const tools = await suspects('taxes tools');
    const books = await suspects('taxes books');
    const inTools = find(tools, 'RATE = 0.2')?.score ?? 0;
    const inBooks = find(books, 'RATE = 0.2')?.score ?? 0;
    expect(inTools).toBeGreaterThan(0.3);
    expect(inBooks).toBeLessThan(inTools / 5);
  });

  it('has scores in 0..1, in order, one range each', async () => {
    const all = await suspects('joins names');
    const scores = all.map((suspect) => suspect.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.max(...scores)).toBe(1);
    expect(Math.min(...scores)).toBeGreaterThan(0);
    expect(new Set(all.map(({ path, start, end }) => `${path}:${start}:${end}`)).size).toBe(all.length);
  });

  it('falls back to the texts when the failing test was not measured', async () => {
    const coverage = { ...COVERAGE, tests: new Map([...COVERAGE.tests].slice(1)) };
    const all = await suspects('taxes books', { coverage });
    expect(all.length).toBeGreaterThan(3);
    expect(all[0]?.why).not.toContain('ran it');
  });

  it('does not ask tests that change their mind', async () => {
    const all = await suspects('taxes books', { flaky: [`${TEST}::taxes tools`] });
    expect(find(all, "kind === 'book'")?.why).toContain('0 of 1 passing test ran it');
  });

  it('suspects what was changed lately more, and a large change less than a small one', async () => {
    const line = PRICES.slice(0, PRICES.indexOf('return gross')).split('\n').length;
    const change = (first: number, last: number) => [
      { path: 'src/prices.ts', first, last, when: 'uncommitted' as const },
    ];
    const plain = find(await suspects('taxes tools'), 'return gross')?.score ?? 0;
    const small = await suspects('taxes tools', { recent: change(line, line) });
    expect(code(small[0] as Suspect)).toBe('return gross;');
    expect(small[0]?.why).toContain('changed since the last commit');
    const large = await suspects('taxes tools', { recent: change(line, line + 2000) });
    expect(find(large, 'return gross')?.score).toBeLessThan(1);
    expect(find(large, 'return gross')?.score).toBeGreaterThanOrEqual(plain);
  });
});

describe('the parts of a statement', () => {
  const weightAt = (suspect: Suspect | undefined, text: string): number => {
    const { start, end } = statement(text);
    const holding = suspect?.parts?.filter((part) => part.start <= start && end <= part.end) ?? [];
    return holding.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0]?.weight ?? 0;
  };

  it('are less likely where no failing test ran them', async () => {
    const without = new Map(COVERAGE.tests).set(`${TEST}::joins names`, ran(5, 6));
    const all = await suspects('joins names', { coverage: { ...COVERAGE, tests: without } });
    const joins = find(all, 'names.filter');
    expect(weightAt(joins, "name !== ''")).toBe(1);
    expect(weightAt(joins, 'name.trim()')).toBeLessThan(0.1);
  });

  it('are more likely where an error names them', async () => {
    const message = "Cannot read properties of undefined (reading 'trim')";
    const joins = find(await suspects('joins names', { failure: { message } }), 'names.filter');
    expect(weightAt(joins, 'name.trim')).toBe(1);
    expect(weightAt(joins, '.join')).toBeLessThan(1);
    expect(joins?.hints?.null).toBeGreaterThan(1);
  });

  it('are more likely where the stack ends', async () => {
    const lines = PRICES.slice(0, PRICES.indexOf('gross = net *')).split('\n');
    const column = (PRICES.split('\n')[lines.length - 1] ?? '').indexOf('net') + 1;
    const frames = [{ path: 'src/prices.ts', line: lines.length, column }];
    const gross = find(await suspects('taxes tools', { failure: { frames } }), 'const gross');
    expect(gross?.parts?.some((part) => code(part) === 'net' && part.weight === 1)).toBe(true);
  });

  it('are more likely where a literal is what the failure shows', async () => {
    const failure = { expected: 'workshop', actual: 'book' };
    const branch = find(await suspects('taxes books', { failure }), "kind === 'book'");
    expect(branch?.parts?.some((part) => code(part) === "'book'" && part.weight === 1)).toBe(true);
  });

  it('are not told apart where nothing does', async () => {
    expect(find(await suspects('taxes books'), 'net * 1.05')?.parts).toBeUndefined();
  });
});
