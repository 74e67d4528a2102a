import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContext } from '../../src/context/context.ts';
import { createEnvironment } from '../../src/environment/environment.ts';
import { recentChanges } from '../../src/environment/recent-changes.ts';
import type { Target } from '../../src/loop/types.ts';
import { projectOf, put } from '../support/projects.ts';
import { serverFolder } from '../support/python.ts';
import { testSyntax } from '../support/syntax.ts';
import { bundleWorker } from '../support/warm.ts';
import { aTask } from '../support/world.ts';

const never = new AbortController().signal;
type Files = Readonly<Record<string, string>>;

/** The suspects of a project, as the engine composes them; all that fails is the target. */
async function suspectsIn(files: Files, over: { readonly cold?: boolean } = {}) {
  const folder = projectOf(files);
  const programs = { javascript: bundleWorker(join(folder, '..')), python: serverFolder };
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    ...(over.cold === true ? {} : { programs }),
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  const survey = await environment.survey(aTask({ request: '' }), never);
  const failing = survey.tests?.results.filter((test) => test.status === 'failed') ?? [];
  const target: Target = {
    kind: 'failing-test',
    tests: failing.map((test) => test.id),
    files: [],
    diagnostics: [],
  };
  const context = createContext({
    sources: environment.sources,
    syntax: testSyntax(),
    coverage: () => environment.coverage,
  });
  const suspects = await context.suspects(aTask({ request: '' }), survey, target);
  const codes = suspects.map((s) => (files[s.path] ?? '').slice(s.start, s.end));
  return { environment, suspects, codes, failing };
}

const LEAP: Files = {
  'package.json': '{ "name": "dates", "type": "module", "scripts": { "test": "vitest run" } }',
  'src/dates.ts': `const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeap(year: number): boolean {
  if (year % 400 === 0) return true;
  if (year % 100 === 0) return true;
  return year % 4 === 0;
}

export function daysIn(year: number, month: number): number {
  if (month === 2 && isLeap(year)) return 29;
  return MONTHS[month - 1] ?? 0;
}

export const longMonths = (year: number) =>
  MONTHS.map((_, index) => daysIn(year, index + 1)).filter((days) => days > 30);
`,
  'test/dates.test.ts': `import { expect, it } from 'vitest';
import { daysIn, isLeap, longMonths } from '../src/dates.ts';

it('knows usual years', () => { expect(isLeap(2023)).toBe(false); });
it('knows leap years', () => { expect(isLeap(2024)).toBe(true); });
it('knows centuries', () => { expect(isLeap(1900)).toBe(false); });
it('knows the great centuries', () => { expect(isLeap(2000)).toBe(true); });
it('counts the days of February', () => { expect(daysIn(2023, 2)).toBe(28); });
it('counts the days of other months', () => { expect(daysIn(2023, 4)).toBe(30); });
it('lists long months', () => { expect(longMonths(2023)).toHaveLength(7); });
`,
};

describe('where the fault may lie, from what each test ran', () => {
  it('finds the one branch that only the failing test took, in TypeScript', async () => {
    const { codes, suspects, failing } = await suspectsIn(LEAP);
    expect(failing.map((test) => test.name)).toEqual(['knows centuries']);
    expect(codes[0]).toBe('return true;');
    expect(suspects[0]?.start).toBe((LEAP['src/dates.ts'] ?? '').lastIndexOf('return true'));
    expect(suspects[0]?.why).toContain('1 of 1 failing test');
    expect(suspects[0]?.score).toBe(1);
  });

  it('finds a constant by whoever reads it, and points at the callback in a chain of calls', async () => {
    const files = {
      ...LEAP,
      'src/dates.ts': (LEAP['src/dates.ts'] ?? '')
        .replace('year % 100 === 0) return true', 'year % 100 === 0) return false')
        .replace('days > 30', 'days >= 30'),
    };
    const { codes, suspects } = await suspectsIn(files);
    const at = codes.findIndex((code) => code.includes('days >= 30'));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(2);
    expect(codes.slice(0, 8).some((code) => code.startsWith('const MONTHS'))).toBe(true);
    const text = files['src/dates.ts'];
    const likely = suspects[at]?.parts?.filter((part) => part.weight === 1) ?? [];
    expect(likely.some((part) => text.slice(part.start, part.end).includes('days >= 30'))).toBe(true);
  });

  it('ranks by the texts alone where nothing runs warm', async () => {
    const { codes, environment } = await suspectsIn(LEAP, { cold: true });
    expect(environment.coverage).toBeUndefined();
    expect(codes.slice(0, 5).some((code) => code.includes('year % 100 === 0'))).toBe(true);
  });

  it('finds the statement in Python, told by the lines that each test ran', async () => {
    const { codes, failing } = await suspectsIn({
      'shop/__init__.py': '',
      'shop/cart.py': `SHIPPING = 5


def total(prices, member=False, code=None):
    amount = sum(prices)
    if member:
        amount = amount * 9 / 10
    if code == "HALF":
        amount = amount / 4
    if amount < 50:
        amount = amount + SHIPPING
    return amount
`,
      'tests/__init__.py': '',
      'tests/test_cart.py': `import unittest
from shop.cart import total


class CartTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(total([60]), 60)

    def test_shipping(self):
        self.assertEqual(total([10]), 15)

    def test_member(self):
        self.assertEqual(total([100], member=True), 90)

    def test_code(self):
        self.assertEqual(total([200], code="HALF"), 100)
`,
    });
    expect(failing.map((test) => test.id.split('.').at(-1))).toHaveLength(1);
    expect(codes[0]).toBe('amount = amount / 4');
  });
});

describe('what was changed lately', () => {
  it('is read from git without touching the repository; the newest counts most', async () => {
    const folder = projectOf({ 'a.py': 'one = 1\ntwo = 2\nthree = 3\n', 'b.py': 'b = 1\n' });
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    expect(await recentChanges(folder, never)).toEqual([]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    expect(await recentChanges(folder, never)).toEqual([]);
    put(folder, { 'a.py': 'one = 1\ntwo = 22\nthree = 3\n' });
    git('commit', '-qam', 'second');
    put(folder, { 'b.py': 'b = 1\nc = 2\n' });
    const before = git('status', '--porcelain=v2', '--branch');
    expect(await recentChanges(folder, never)).toEqual([
      { path: 'b.py', first: 2, last: 2, when: 'uncommitted' },
      { path: 'a.py', first: 2, last: 2, when: 'last-commit' },
      { path: 'b.py', first: 2, last: 2, when: 'last-commit' },
    ]);
    expect(git('status', '--porcelain=v2', '--branch')).toBe(before);
  });
});
