import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import type { Candidate, Observation, Target } from '../../src/loop/types.ts';
import { mutantsOf } from '../support/mutants.ts';
import { projectOf } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aTask } from '../support/world.ts';

const repository = resolve(import.meta.dirname, '../..');
const javascript = join(repository, 'dist/warm-javascript.cjs');
const never = new AbortController().signal;

/** Functions with names of their own, so that there are places enough for slips. */
const source = (n: number): string => `
const seen${n} = new Map<string, number>();
export const forget${n} = (): void => seen${n}.clear();
export class Basket${n} {
  #lines: { name: string; count: number; price: number }[] = [];
  get size(): number { return this.#lines.length; }
  put(name: string, count: number, price = 1): this {
    if (count <= 0 || name === '') throw new RangeError('nothing to put');
    const known = this.#lines.find((line) => line.name === name);
    if (known !== undefined && known.price === price) known.count = known.count + count;
    else this.#lines.push({ name, count, price });
    seen${n}.set(name, (seen${n}.get(name) ?? 0) + 1);
    return this;
  }
  total(limit = 1000): number {
    let sum = 0;
    for (const { count, price } of this.#lines) sum = sum + count * price;
    return sum < limit ? sum : limit;
  }
}
export function often${n}(name: string): boolean {
  return seen${n}.has(name) && (seen${n}.get(name) ?? 0) >= 2 && name.length > 0;
}
export function between${n}(text: string, open: string, close: string): string | undefined {
  const from = text.indexOf(open);
  if (from < 0 || open.length === 0) return undefined;
  const start = from + open.length;
  const to = text.indexOf(close, start);
  return to === -1 || to <= start - 1 ? undefined : text.slice(start, to);
}
export function median${n}(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  const low = sorted.length % 2 === 0 ? middle - 1 : middle;
  return ((sorted[low] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
export function overlaps${n}(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  const isEmpty = a.from === a.to || b.from === b.to;
  return !isEmpty && a.from <= b.to && b.from < a.to && true;
}
`;
const test = (n: number): string => `import { beforeEach, describe, expect, it } from 'vitest';
import { Basket${n}, between${n}, forget${n}, median${n}, often${n}, overlaps${n} } from '../src/shop.ts';
describe('a basket', () => {
  let basket: Basket${n};
  beforeEach(() => { forget${n}(); basket = new Basket${n}().put('nut', ${n}); });
  it('adds up', () => { expect(basket.put('sand', 2, 3).total()).toBe(${n} + 6); });
  it('joins', () => { expect(basket.put('nut', 1).size).toBe(1); expect(often${n}('nut')).toBe(true); });
  it('refuses', () => { expect(() => basket.put('nut', 0)).toThrow(RangeError); });
});
it('finds what is between', () => { expect(between${n}('a(b)c', '(', ')')).toBe('b'); expect(between${n}('ab', '(', ')')).toBe(undefined); });
it('finds the middle', () => { expect(median${n}([${n}, 1, 9])).toBe(${n}); expect(median${n}([])).toBe(0); });
it('knows ranges apart', () => { expect(overlaps${n}({ from: 1, to: 3 }, { from: 2, to: 5 })).toBe(true); });
it('lets ranges touch', async () => {
  await new Promise((resolve) => setTimeout(resolve, 40));
  const basket = new Basket${n}().put('nut', ${n}).put('nut', 2, 4);
  const seen = [basket.total(), basket.size, often${n}('nut'), between${n}('<a>', '<', '>'), median${n}([${n}, 1])];
  expect(seen.length).toBe(5);
  expect(overlaps${n}({ from: 3, to: 5 }, { from: 1, to: 3 })).toBe(false);
});
`;
const NUMBERS = [2, 3, 4, 5, 6, 7];
const SHOP = NUMBERS.map(source).join('');
const FILES = {
  'package.json': '{ "name": "shop", "type": "module", "scripts": { "test": "vitest run" } }',
  'src/shop.ts': SHOP,
  ...Object.fromEntries(NUMBERS.map((n) => [`test/shop${n}.test.ts`, test(n)])),
};

async function open() {
  if (!existsSync(javascript)) throw new Error('build first: npm run build');
  const environment = await createEnvironment({
    folder: projectOf(FILES),
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    programs: { javascript },
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  const survey = await environment.survey(aTask(), never);
  return { environment, survey };
}

/** What the tests say; which of several that fail is told may be another. */
function told(observation: Observation | undefined): unknown {
  if (observation === undefined) return undefined;
  const tests = observation.rungs.find(({ rung }) => rung === 'tests');
  return { status: tests?.status, fixed: observation.fixed, heldOut: observation.heldOut };
}

it('says of candidates that wait together what it says of each alone, and spares the failing tests that it cannot mend', async () => {
  const candidates: readonly Candidate[] = mutantsOf('src/shop.ts', SHOP, 320, 5);
  expect(candidates.length).toBeGreaterThan(300);
  const { environment, survey } = await open();
  const failing = (survey.tests?.results ?? []).filter(({ status }) => status === 'failed');
  expect(failing.map(({ file, name }) => [file, name])).toEqual(
    NUMBERS.map((n) => [`test/shop${n}.test.ts`, 'lets ranges touch']),
  );
  // Of another kind, nothing that is known of a candidate is said again.
  const targetOf = ({ edits: [edit] }: Candidate, kind: Target['kind']): Target => {
    const at = edit?.kind === 'modify' ? (edit.replacements[0]?.start ?? 0) : 0;
    const own = failing[Math.floor((at * NUMBERS.length) / SHOP.length)];
    return { kind, tests: own === undefined ? [] : [own.id], files: [], diagnostics: [] };
  };
  const one: Observation[] = [];
  for (const candidate of candidates)
    one.push(await environment.evaluate(candidate, targetOf(candidate, 'failing-test'), never));
  const many = await Promise.all(
    candidates.map((candidate) =>
      environment.evaluate(candidate, targetOf(candidate, 'open-request'), never),
    ),
  );
  for (const [index, { id }] of candidates.entries())
    expect([id, told(many[index])]).toEqual([id, told(one[index])]);
  // Both verdicts occur, or this would show nothing.
  expect(one.filter(({ fixed }) => fixed.length > 0).length).toBeGreaterThan(0);
  const unrun = many.filter(
    ({ rungs }) => rungs.find(({ rung }) => rung === 'tests')?.evidence?.seconds === 0,
  );
  expect(unrun.length).toBeGreaterThan(50);
}, 300_000);
