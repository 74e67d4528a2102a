import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import { heldOutOf } from '../../src/environment/held-out.ts';
import { passedConfirmation, passedSearch } from '../../src/loop/judge.ts';
import type { Candidate, Observation, Target } from '../../src/loop/types.ts';
import { mutantsOf } from '../support/mutants.ts';
import { projectOf } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aCandidate, aTask } from '../support/world.ts';

const repository = resolve(import.meta.dirname, '../..');
const javascript = join(repository, 'dist/warm-javascript.cjs');
const never = new AbortController().signal;
const ALL: Target = { kind: 'failing-test', tests: [], files: [], diagnostics: [] };

async function open(files: Readonly<Record<string, string>>) {
  if (!existsSync(javascript)) throw new Error('build first: npm run build');
  const environment = await createEnvironment({
    folder: projectOf(files),
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    programs: { javascript },
    fallbackTypescript: join(repository, 'node_modules/typescript/lib/typescript.js'),
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  const survey = await environment.survey(aTask(), never);
  return { environment, survey };
}

function isWarm(observation: Observation): boolean {
  const tests = observation.rungs.find((rung) => rung.rung === 'tests');
  return tests?.evidence?.command[0] === 'vitest, warm';
}

function statusOf(observation: Observation): string {
  return observation.rungs.find((rung) => rung.rung === 'tests')?.status ?? '';
}

const STOCK = {
  'package.json': '{ "name": "stock", "type": "module", "scripts": { "test": "vitest run" } }',
  'vitest.config.ts':
    "import { defineConfig } from 'vitest/config';\nexport default defineConfig({ resolve: { alias: { '@': import.meta.dirname + '/src' } }, test: { setupFiles: ['./setup.ts'] } });\n",
  'setup.ts': "import { beforeEach } from 'vitest';\nbeforeEach(() => { globalThis.currency = 'EUR'; });\n",
  'src/stock.ts': `import { label } from '@/label';

const shelves = new Map<string, number>();
export const LIMIT = 1 + 4;

export class TooMuch extends Error {
  override name = 'TooMuch';
}

export function put(name: string, count: number): number {
  if (count <= 0) throw new RangeError('nothing to put');
  const total = (shelves.get(name) ?? 0) + count;
  if (total > LIMIT && name !== 'sand') throw new TooMuch(label(name));
  shelves.set(name, total);
  return total;
}

export function drain(name: string): number {
  let taken = 0;
  while (taken < (shelves.get(name) ?? 0)) taken += 1;
  shelves.delete(name);
  return taken;
}

export async function later(name: string): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return label(name);
}
`,
  'src/label.ts': `export const label = (name: string): string =>
  [(globalThis as { currency?: string }).currency, name.toUpperCase()].join(': ');
`,
  'test/stock.test.ts': `import { afterEach, describe, expect, it, vi } from 'vitest';
import { drain, later, LIMIT, put, TooMuch } from '../src/stock';

afterEach(() => { drain('nuts'); drain('sand'); });

describe('the shelves', () => {
  it('take what is put', () => { expect(put('nuts', 2)).toBe(2); expect(put('nuts', 1)).toBe(3); });
  it.each([[1, 1], [3, 3]])('give back %i', (count, back) => { put('nuts', count); expect(drain('nuts')).toBe(back); });
  it('have a limit', () => { expect(LIMIT).toBe(5); expect(() => put('nuts', 6)).toThrow(TooMuch); });
  it('have none for sand', () => { expect(put('sand', 9)).toBe(9); });
  it('refuse nothing', () => { expect(() => put('nuts', 0)).toThrowErrorMatchingInlineSnapshot(\`[RangeError: nothing to put]\`); });
});
it('is told later', async () => { await expect(later('nuts')).resolves.toBe('EUR: NUTS'); });
it('is told by the clock', () => { vi.useFakeTimers(); vi.setSystemTime(0); expect(Date.now()).toBe(0); vi.useRealTimers(); });
`,
  'test/label.test.ts':
    "import { expect, test } from 'vitest';\nimport { label } from '../src/label';\ntest('is loud', () => { expect(label('a')).toMatchInlineSnapshot(`\"EUR: A\"`); });\n",
};

describe('a warm process', () => {
  it('gives the verdict of a cold run of the whole suite, for slips of every kind', async () => {
    const { environment, survey } = await open(STOCK);
    expect(survey.tests?.results.map((test) => test.status)).not.toContain('failed');
    expect(survey.fastPath).toMatchObject({ tests: 9, files: 2, left: [] });
    const candidates = [
      ...mutantsOf('src/stock.ts', STOCK['src/stock.ts'], 20, 7),
      ...mutantsOf('src/label.ts', STOCK['src/label.ts'], 4, 7),
    ];
    const warm: Observation[] = [];
    for (const candidate of candidates) warm.push(await environment.evaluate(candidate, ALL, never));
    const disagreements: string[] = [];
    for (const [index, candidate] of candidates.entries()) {
      const cold = await environment.confirm(candidate, ALL, never);
      const fast = warm[index];
      if (fast === undefined || passedSearch(fast, ALL) !== passedConfirmation(cold, ALL))
        disagreements.push(candidate.id);
    }
    expect(disagreements).toEqual([]);
    // Both verdicts occur, or this would show nothing.
    const passed = warm.filter((observation) => passedSearch(observation, ALL)).length;
    expect(passed).toBeLessThan(warm.length);
    expect(warm.filter(isWarm).length).toBeGreaterThan(10);
  }, 240_000);

  it('shows of two faults that one is mended, whichever test comes first', async () => {
    const text = (low: string, high: string): string =>
      `export const least = (a: number, b: number) => (a ${low} b ? a : b);\nexport const most = (a: number, b: number) => (a ${high} b ? a : b);\n`;
    const { environment, survey } = await open({
      'package.json': STOCK['package.json'],
      'src/ends.ts': text('>', '<'),
      'test/ends.test.ts': `import { expect, test } from 'vitest';
import { least, most } from '../src/ends.ts';
test('both', () => { expect([least(1, 2), most(1, 2)]).toEqual([1, 2]); });
test('least', () => { expect(least(1, 2)).toBe(1); });
test('most', () => { expect(most(1, 2)).toBe(2); });
`,
    });
    const results = survey.tests?.results ?? [];
    const target: Target = { ...ALL, tests: results.map(({ id }) => id) };
    expect(results.filter(({ status }) => status === 'failed').length).toBe(3);
    const mends = async (low: string, high: string): Promise<readonly string[]> => {
      const at = [...text('>', '<')].findIndex((sign, index) => sign !== text(low, high)[index]);
      const edit = { start: at, end: at + 1, text: text(low, high)[at] ?? '' };
      const edits = [{ kind: 'modify' as const, path: 'src/ends.ts', replacements: [edit] }];
      return (await environment.evaluate(aCandidate('half', 1, { edits }), target, never)).fixed;
    };
    expect((await mends('<', '<')).map((id) => id.split(' ').at(-1))).toEqual(['test/ends.test.ts::least']);
    expect((await mends('>', '>')).map((id) => id.split(' ').at(-1))).toEqual(['test/ends.test.ts::most']);
  }, 60_000);

  it.each([
    ['says otherwise why it fails', "expect(adults(18)).toEqual(['Ada', 'Cy']);"],
    ['says the same', "expect(adults(18).includes('Ada')).toBe(true);"],
  ])(
    'lets a test that fails read what the tests before it have made, where alone it %s',
    async (_, asserts) => {
      const source = `const members = new Map<string, number>();
export const join = (name: string, age: number): number => members.set(name, age).size;
export const adults = (limit: number): string[] =>
  [...members].filter(([, age]) => age > limit).map(([name]) => name);
`;
      const { environment, survey } = await open({
        'package.json': STOCK['package.json'],
        'src/roster.ts': source,
        'test/roster.test.ts': `import { expect, test } from 'vitest';
import { adults, join } from '../src/roster.ts';
test('joins', () => { expect([join('Ada', 18), join('Bob', 12), join('Cy', 40)]).toEqual([1, 2, 3]); expect(adults(50)).toEqual([]); });
test('tells adults', () => { ${asserts} });
`,
      });
      const [failing, ...others] = (survey.tests?.results ?? []).filter(({ status }) => status === 'failed');
      expect([failing?.name, others]).toEqual(['tells adults', []]);
      const target: Target = { ...ALL, tests: failing === undefined ? [] : [failing.id] };
      const at = source.indexOf('> limit');
      const edit = { start: at, end: at + 1, text: '>=' };
      const edits = [{ kind: 'modify' as const, path: 'src/roster.ts', replacements: [edit] }];
      const observation = await environment.evaluate(aCandidate('right', 1, { edits }), target, never);
      expect(isWarm(observation)).toBe(true);
      expect(passedSearch(observation, target)).toBe(true);
    },
    60_000,
  );

  it('does not wait for a promise that nobody can settle any more', async () => {
    const text = `import { expect, test } from 'vitest';
import { later } from '../src/later.ts';
test('waits', async () => { expect(await later(5)).toBe(5); });
`;
    const source = `export function later(value: number): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => { if (value > 0) resolve(value); }, 150);
  });
}
`;
    const { environment, survey } = await open({
      ...STOCK,
      'src/later.ts': source,
      'test/later.test.ts': text,
    });
    // A wait for a timer is waited for, however long it takes to look.
    expect(survey.fastPath?.left).toEqual([]);
    const at = source.indexOf('value > 0');
    const replacements = [{ start: at, end: at + 9, text: 'value > 9' }];
    const stuck = aCandidate('stuck', 0.1, {
      edits: [{ kind: 'modify', path: 'src/later.ts', replacements }],
    });
    const observation = await environment.evaluate(stuck, ALL, never);
    expect(isWarm(observation)).toBe(true);
    const failed = observation.tests.find((test) => test.status === 'failed');
    expect(failed?.message).toContain('timed out in');
    expect(statusOf(observation)).toBe('failed');
  }, 60_000);

  it('throws a loop that never ends out at once, and goes on', async () => {
    const { environment } = await open(STOCK);
    const endless = change('src/stock.ts', 'taken += 1', 'taken += 0');
    const observation = await environment.evaluate(endless, ALL, never);
    expect(statusOf(observation)).toBe('failed');
    expect(isWarm(observation)).toBe(true);
    expect(observation.tests.find((test) => test.status === 'failed')?.message).toContain('does not end');
    expect(statusOf(await environment.evaluate(harmless('1'), ALL, never))).toBe('passed');
  });

  it('forgets what a candidate did to the process', async () => {
    const { environment } = await open(STOCK);
    const spoilers = [
      "Array.prototype.map = () => [];\nObject.defineProperty(Object.prototype, 'spoilt', { value: 1, enumerable: true, configurable: true });",
      'globalThis.setTimeout = (() => 0) as never;',
      "process.env.SPOILT = '1'; process.chdir('/');",
      'Date.now = () => 1; Math.random = () => 0; JSON.stringify = () => "x";',
      'process.exit(0);',
      "setInterval(() => { throw new Error('late'); }, 1);",
      'Map.prototype.get = () => 99;',
      'Function.prototype.call = () => 99;',
    ];
    for (const [index, text] of spoilers.entries()) {
      await environment.evaluate(
        change('src/stock.ts', 'export const LIMIT', `${text}\nexport const LIMIT`),
        ALL,
        never,
      );
      expect(statusOf(await environment.evaluate(harmless(String(index)), ALL, never)), text).toBe('passed');
    }
  });

  it('survives a candidate that ends, fills or blocks it', async () => {
    const { environment } = await open(STOCK);
    const killers = [
      "process.kill(process.pid, 'SIGKILL');",
      'for (;;);',
      "const hold: string[] = []; while (true) hold.push('x'.repeat(1_000_000) + hold.length);",
      'process.abort();',
    ];
    for (const [index, text] of killers.entries()) {
      const killer = change('src/stock.ts', 'export const LIMIT', `${text}\nexport const LIMIT`);
      const observation = await environment.evaluate(killer, ALL, never);
      expect(passedSearch(observation, ALL), text).toBe(false);
      expect(statusOf(await environment.evaluate(harmless(String(index)), ALL, never)), text).toBe('passed');
    }
  });

  it('does not blame tests that come later for a crash behind the last result', async () => {
    const { 'test/label.test.ts': _, ...others } = STOCK;
    const more =
      "it.for([0, 1, 2, 3, 4])('is told %i times', async () => { expect(await later('a')).toBe('EUR: A'); });\n";
    const { environment } = await open({
      ...others,
      'test/stock.test.ts': `${STOCK['test/stock.test.ts']}${more}`,
    });
    // Otherwise nothing could be blamed.
    expect(
      heldOutOf([0, 1, 2, 3, 4].map((n) => `test/stock.test.ts::is told ${n} times`)).size,
    ).toBeGreaterThan(0);
    const text = "void Promise.reject(new Error('boom'));\nexport const LIMIT";
    const observation = await environment.evaluate(
      change('src/stock.ts', 'export const LIMIT', text),
      ALL,
      never,
    );
    expect(observation.tests.every(({ status }) => status === 'passed')).toBe(true);
    expect(statusOf(observation)).toBe('crashed');
  });

  it('judges each of many that wait together, whatever one of them does to the others', async () => {
    const { environment } = await open(STOCK);
    const edits: readonly (readonly [from: string, to: string, status: string])[] = [
      ['let taken = 0;', 'let taken = 0 + 0;', 'passed'],
      // Valid for who only parses it.
      ['let taken = 0;', 'let [taken];', 'failed'],
      ['taken += 1', 'taken += 2', 'failed'],
      ['taken += 1', 'for (;;);', 'timed-out'],
      ['let taken = 0;', 'let taken = 1 - 1;', 'passed'],
      ['taken += 1', 'taken += 0', 'failed'],
      ['return taken;', 'return -taken;', 'failed'],
      ['return taken;', 'return taken + 0;', 'passed'],
    ];
    const observations = await Promise.all(
      edits.map(([from, to]) => environment.evaluate(change('src/stock.ts', from, to), ALL, never)),
    );
    expect(observations.map(statusOf)).toEqual(edits.map(([, , status]) => status));
    expect(observations.every(isWarm)).toBe(true);
  });

  it('throws a branch that has become a loop out at once, also one without braces', async () => {
    const source =
      'export function grow(list: number[]): number[] {\n  if (list.length > 0) {\n    list.push(1);\n  }\n  if (list.length > 9) list.push(2);\n  return list;\n}\n';
    const { environment } = await open({
      'package.json': STOCK['package.json'],
      'src/grow.ts': source,
      'test/grow.test.ts':
        "import { expect, it } from 'vitest';\nimport { grow } from '../src/grow';\nit('grows', () => { expect(grow([1])).toEqual([1, 1]); expect(grow(Array(9).fill(0))).toHaveLength(11); });\n",
    });
    const turned = (from: string): Candidate =>
      change('src/grow.ts', from, from.replace('if', 'while'), source);
    for (const candidate of [turned('if (list.length > 0'), turned('if (list.length > 9')]) {
      const observation = await environment.evaluate(candidate, ALL, never);
      expect(statusOf(observation)).toBe('failed');
      expect(observation.tests.find(({ status }) => status === 'failed')?.message).toContain('does not end');
    }
  });

  it('tells what fails in a later file of one of many that wait together', async () => {
    const source = 'export function sign(value: number): number {\n  return value < 0 ? -1 : 1;\n}\n';
    const test = (value: number, wanted: number): string =>
      `import { expect, it } from 'vitest';\nimport { sign } from '../src/sign';\nit('of ${value}', () => { expect(sign(${value})).toBe(${wanted}); });\n`;
    const { environment } = await open({
      ...STOCK,
      'src/sign.ts': source,
      'test/above.test.ts': test(5, 1),
      'test/below.test.ts': test(-5, -1),
      'test/far-below.test.ts': test(-50, -1),
    });
    const edits: readonly (readonly [from: string, to: string, status: string])[] = [
      ['value < 0', 'value < -9', 'failed'],
      ['value < 0', 'value < -90', 'failed'],
      ['value < 0', 'value < 9', 'failed'],
      ['value < 0', 'value < 1', 'passed'],
      ['-1', '-2', 'failed'],
      ['1;', '2;', 'failed'],
    ];
    const observations = await Promise.all(
      edits.map(([from, to]) => environment.evaluate(change('src/sign.ts', from, to, source), ALL, never)),
    );
    expect(observations.map(statusOf)).toEqual(edits.map(([, , status]) => status));
  });

  it('runs only the tests that may notice, and says when none does', async () => {
    const unused = `${STOCK['src/stock.ts']}\nexport function unused(): number {\n  return 1;\n}\n`;
    const { environment } = await open({ ...STOCK, 'src/stock.ts': unused });
    const start = unused.indexOf('return 1');
    const nobody = aCandidate('nobody', 0.1, {
      edits: [
        { kind: 'modify', path: 'src/stock.ts', replacements: [{ start, end: start + 8, text: 'return 2' }] },
      ],
    });
    expect(statusOf(await environment.evaluate(nobody, ALL, never))).toBe('not-covered');
    const inDrain = change('src/stock.ts', 'taken = 0', 'taken = 0 + 0', unused);
    const observation = await environment.evaluate(inDrain, ALL, never);
    expect(statusOf(observation)).toBe('passed');
    expect(observation.tests.every((test) => test.file === 'test/stock.test.ts')).toBe(true);
  });

  it('is asked before the compiler where its tests are quick, and after it where they are slow', async () => {
    const source = 'export function echo(value: number): number {\n  return value;\n}\n';
    const test = (ms: number, path: string): string => `import { expect, it } from 'vitest';
import { echo } from '../src/${path}';
it('echoes ${path}', async () => { await new Promise((done) => setTimeout(done, ${ms})); expect(echo(5)).toBe(5); });
`;
    const { environment } = await open({
      ...STOCK,
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "preserve", "noEmit": true } }',
      'src/quick.ts': source,
      'src/slow.ts': source,
      'test/quick.test.ts': test(0, 'quick'),
      'test/slow.test.ts': test(400, 'slow'),
    });
    const climbed = async (path: string): Promise<readonly string[]> => {
      const end = source.indexOf(';');
      const wrong = aCandidate(path, 0.1, {
        edits: [{ kind: 'modify', path, replacements: [{ start: end, end, text: ' satisfies string' }] }],
      });
      const { rungs } = await environment.evaluate(wrong, ALL, never);
      const climbed = rungs.filter(({ status }) => status !== 'skipped').map(({ rung }) => rung);
      return climbed.filter((rung) => rung === 'tests' || rung === 'types');
    };
    expect(await climbed('src/quick.ts')).toEqual(['types', 'tests']);
    expect(await climbed('src/slow.ts')).toEqual(['types']);
  }, 60_000);

  it('sees files that a candidate adds and takes away', async () => {
    const { environment } = await open(STOCK);
    const moved = aCandidate('moved', 0.1, {
      edits: [
        { kind: 'create', path: 'src/names.ts', text: STOCK['src/label.ts'] },
        replaceIn('src/label.ts', STOCK['src/label.ts'], "export { label } from './names';\n"),
        replaceIn('src/stock.ts', '@/label', '@/names'),
      ],
    });
    expect(statusOf(await environment.evaluate(moved, ALL, never))).toBe('passed');
    const gone = aCandidate('gone', 0.1, { edits: [{ kind: 'delete', path: 'src/label.ts' }] });
    expect(statusOf(await environment.evaluate(gone, ALL, never))).toBe('failed');
    expect(statusOf(await environment.evaluate(harmless('1'), ALL, never))).toBe('passed');
  });

  it('leaves to the cold run what it cannot run as the runner does', async () => {
    const { environment, survey } = await open({
      ...STOCK,
      'test/mock.test.ts':
        "import { expect, test, vi } from 'vitest';\nimport { label } from '../src/label';\nvi.mock('../src/label', async (original) => ({ ...(await original<object>()), label: () => 'mocked' }));\ntest('is mocked', () => { expect(label('a')).toBe('mocked'); });\n",
      'test/taken.test.ts':
        "import { expect, test } from 'vitest';\nimport { put, drain } from '../src/stock';\ntest('first', () => { expect(put('x', 1)).toBe(1); });\ntest('second leans on the first', () => { expect(drain('x')).toBe(1); });\n",
    });
    expect(survey.tests?.results.map((test) => test.status)).not.toContain('failed');
    const left = survey.fastPath?.left.map(({ file }) => file) ?? [];
    // Mocks may be supported some day; then there is nothing left, and the verdict is the same.
    expect(['test/mock.test.ts']).toEqual(expect.arrayContaining(left));
    const drained = change('src/stock.ts', 'let taken = 0', 'let taken = 1');
    const observation = await environment.evaluate(drained, ALL, never);
    expect(statusOf(observation)).toBe('passed');
    expect(
      statusOf(await environment.evaluate(change('src/stock.ts', 'taken += 1', 'taken += 3'), ALL, never)),
    ).toBe('failed');
  });
});

function replaceIn(
  path: string,
  from: string,
  to: string,
  text = new Map(Object.entries(STOCK)).get(path) ?? '',
) {
  const start = text.indexOf(from);
  if (start === -1) throw new Error(`no ${from}`);
  return { kind: 'modify', path, replacements: [{ start, end: start + from.length, text: to }] } as const;
}

function change(path: string, from: string, to: string, text?: string): Candidate {
  return aCandidate(`${from}→${to}`, 0.1, { edits: [replaceIn(path, from, to, text)] });
}

function harmless(id: string): Candidate {
  return aCandidate(`harmless ${id}`, 0.1, {
    edits: [replaceIn('src/stock.ts', '1 + 4', `${'0 + '.repeat(1 + Number(id))}1 + 4`)],
  });
}

it('is built from the sources as they are', () => {
  expect(readFileSync(javascript, 'utf8').length).toBeGreaterThan(100_000);
});
