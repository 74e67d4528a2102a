import { describe, expect, it } from 'vitest';
import type { TestResult } from '../../../src/loop/types.ts';
import { LIBRARY, LIBRARY_TESTS, QUEUE, QUEUE_TESTS, SHOP, SHOP_TESTS } from './projects.ts';
import { type Files, lineOf, rankOf, result, suspectsOf } from './workspace.ts';

interface Fault {
  readonly title: string;
  readonly project: Files;
  readonly tests: readonly (readonly [string, string])[];
  readonly path: string;
  readonly right: string;
  readonly wrong: string;
  /** Ends of the names of the tests that fail because of it. */
  readonly failing: readonly string[];
  readonly failure?: Partial<TestResult>;
  /** Places that may be looked at first; 5 unless told. */
  readonly within?: number;
  /** Texts of source lines on the stack, innermost first. */
  readonly stack?: readonly (readonly [string, string])[];
}

const shop = { project: SHOP, tests: SHOP_TESTS };
const queue = { project: QUEUE, tests: QUEUE_TESTS };
const library = { project: LIBRARY, tests: LIBRARY_TESTS };

const FAULTS: readonly Fault[] = [
  {
    ...shop,
    title: 'a threshold that is off by one, three calls from the test',
    path: 'src/discount.ts',
    right: 'if (quantity >= BULK_THRESHOLD)',
    wrong: 'if (quantity > BULK_THRESHOLD)',
    failing: ['bulk discount from ten articles'],
    failure: { message: 'expected 100 to be 95', expected: '95', actual: '100' },
  },
  {
    ...shop,
    title: 'a wrong number in a top-level table',
    path: 'src/discount.ts',
    right: 'gold: 0.2',
    wrong: 'gold: 0.02',
    failing: ['gold members a discount'],
    failure: { message: 'expected 98 to be 80' },
  },
  {
    ...shop,
    title: 'a wrong operator in a method',
    path: 'src/cart.ts',
    right: 'sum += line.price * line.quantity',
    wrong: 'sum += line.price + line.quantity',
    failing: ['adds up prices', 'gold members a discount', 'bulk discount from ten articles'],
  },
  {
    ...shop,
    title: 'a getter that starts at the wrong number',
    path: 'src/cart.ts',
    right: 'sum + line.quantity, 0)',
    wrong: 'sum + line.quantity, 1)',
    failing: ['counts articles'],
  },
  {
    ...shop,
    title: 'a class field',
    path: 'src/cart.ts',
    right: 'private limit = 99',
    wrong: 'private limit = 999',
    failing: ['refuses too many articles'],
    failure: { message: 'expected function to throw' },
  },
  {
    ...shop,
    title: 'a branch of a conditional expression',
    path: 'src/shipping.ts',
    right: 'express ? base * 2 : base',
    wrong: 'express ? base : base * 2',
    failing: ['doubles for express'],
  },
  {
    ...shop,
    title: 'one case of a switch, from a test with a table',
    path: 'src/shipping.ts',
    right: 'return 7;',
    wrong: 'return 5;',
    failing: ['estimates days to US'],
    failure: { expected: '7', actual: '5' },
  },
  {
    ...shop,
    title: 'a default parameter',
    path: 'src/money.ts',
    right: "currency = '€'",
    wrong: "currency = '$'",
    failing: ['formats money'],
    failure: { expected: '€3.46', actual: '$3.46' },
  },
  {
    ...shop,
    title: 'a condition that throws, with its stack',
    path: 'src/cart.ts',
    right: 'if (quantity > this.limit)',
    wrong: 'if (quantity < this.limit)',
    failing: ['adds up prices', 'counts articles'],
    failure: { message: 'RangeError: too many' },
    stack: [['src/cart.ts', "throw new RangeError('too many')"]],
  },
  {
    ...queue,
    title: 'a comparison in a prototype method, four calls from the test',
    within: 20,
    path: 'lib/heap.js',
    right: 'this.items[parent]) >= 0',
    wrong: 'this.items[parent]) <= 0',
    failing: ['peeks at the earliest'],
  },
  {
    ...queue,
    title: 'a wrong unit in a CommonJS module',
    path: 'lib/delay.js',
    right: 'h: 3600',
    wrong: 'h: 360',
    failing: ['parses hours'],
    failure: { expected: '7200', actual: '720' },
  },
  {
    ...queue,
    title: 'a wrong comparison in an object method',
    path: 'lib/queue.js',
    right: 'heap.size() >= options.max',
    wrong: 'heap.size() > options.max',
    failing: ['refuses more than its maximum'],
  },
  {
    ...library,
    title: 'a wrong limit behind a fixture of conftest.py',
    path: 'src/library/members.py',
    right: 'return count < LIMITS',
    wrong: 'return count <= LIMITS',
    failing: ['test_child_may_borrow_two'],
    failure: { message: "DID NOT RAISE <class 'PermissionError'>" },
  },
  {
    ...library,
    title: 'a class constant',
    path: 'src/library/loans.py',
    right: 'MAX_RENEWALS = 2',
    wrong: 'MAX_RENEWALS = 1',
    failing: ['test_renews_twice'],
  },
  {
    ...library,
    title: 'a missing call, with a stack through two files',
    path: 'src/library/shelf.py',
    right: 'known.lower() == title.lower()',
    wrong: 'known == title.lower()',
    failing: ['test_takes_title_in_any_case', 'test_renews_twice', 'test_child_may_borrow_two'],
    failure: { message: "KeyError: 'EMMA'" },
    stack: [
      ['src/library/shelf.py', 'raise KeyError(title)'],
      ['src/library/loans.py', 'self.shelf.take(title)'],
    ],
  },
  {
    ...library,
    title: 'an elif of a function that a unittest calls through its module',
    path: 'src/library/fines.py',
    right: 'elif days > 365',
    wrong: 'elif days > 3',
    failing: ['test_daily_rate'],
    failure: { message: 'AssertionError: 500 != 250' },
  },
  {
    ...library,
    title: 'a wrong bound',
    path: 'src/library/fines.py',
    right: 'return max(0, delta.days)',
    wrong: 'return min(0, delta.days)',
    failing: ['test_early_is_not_late', 'test_daily_rate'],
  },
];

function faultyFiles(fault: Fault): Files {
  const text = fault.project[fault.path] ?? '';
  if (!text.includes(fault.right)) throw new Error(`${fault.right} is not in ${fault.path}`);
  return { ...fault.project, [fault.path]: text.replace(fault.right, () => fault.wrong) };
}

async function locate(fault: Fault) {
  const files = faultyFiles(fault);
  const frames = (fault.stack ?? []).map(([path, text]) => ({ path, line: lineOf(files, path, text) }));
  const tests = fault.tests.map(([file, name]) =>
    fault.failing.some((end) => name.endsWith(end))
      ? result(file, name, 'failed', { frames, ...fault.failure })
      : result(file, name, 'passed'),
  );
  const suspects = await suspectsOf({ files, tests });
  return { files, suspects, rank: rankOf(files, suspects, fault.path, fault.wrong) };
}

describe('where the fault may lie', () => {
  for (const fault of FAULTS) {
    it(`finds ${fault.title} within ${fault.within ?? 5} places`, async () => {
      const { rank, suspects } = await locate(fault);
      const top = suspects.slice(0, 8).map((s) => `${s.score} ${s.path} ${s.symbol}: ${s.why}`);
      expect(rank, top.join('\n')).toBeGreaterThan(0);
      expect(rank, top.join('\n')).toBeLessThanOrEqual(fault.within ?? 5);
    });
  }

  it('keeps its promises of form for every fault', async () => {
    for (const fault of FAULTS) {
      const { files, suspects } = await locate(fault);
      expect(suspects.length).toBeLessThanOrEqual(400);
      expect(suspects.map((s) => s.score)).toEqual(suspects.map((s) => s.score).toSorted((a, b) => b - a));
      for (const { path, start, end, score, why } of suspects) {
        const text = files[path] ?? '';
        expect(0 <= start && start < end && end <= text.length).toBe(true);
        expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(why).not.toBe('');
        // A TypeScript parameter without a default holds nothing to repair.
        if (path.endsWith('.ts')) expect(text.slice(start, end)).not.toMatch(/^[a-z]+: [a-z]+$/);
        expect(path).not.toMatch(/test|conftest|config/);
      }
    }
  });
});

describe('other evidence', () => {
  it('puts what the person pointed at first', async () => {
    const text = SHOP['src/shipping.ts'] ?? '';
    const start = text.indexOf('const base');
    const focus = { kind: 'range', path: 'src/shipping.ts', start, end: start + 5 } as const;
    const tests = SHOP_TESTS.map(([file, name]) =>
      result(file, name, name.includes('bulk') ? 'failed' : 'passed'),
    );
    const [first] = await suspectsOf({ files: SHOP, tests, task: { focus } });
    expect(text.slice(first?.start, first?.end)).toContain('const base');
  });

  it('starts at a compile error, then looks at the definitions of its names', async () => {
    const path = 'src/cart.ts';
    const files = { ...SHOP, [path]: (SHOP[path] ?? '').replace('this.subtotal();', 'this.subtotl();') };
    const start = files[path]?.indexOf('subtotl') ?? 0;
    const line = lineOf(files, path, 'subtotl');
    const message = "Property 'subtotl' does not exist on type 'Cart'. Did you mean 'subtotal'?";
    const diagnostics = [
      { path, start, end: start + 7, line, code: 'TS2551', source: 'typescript', message, key: 'k' },
    ];
    const suspects = await suspectsOf({ files, diagnostics });
    const first = suspects[0];
    expect(files[path]?.slice(first?.start, first?.end)).toBe('const subtotal = this.subtotl();');
    expect(first?.why).toContain('TS2551');
  });

  it('accepts a compile error in an import and in a type', async () => {
    const path = 'src/a.ts';
    const files = {
      [path]: "import { totl } from './b.js';\nexport type T = Missing;\n",
      'src/b.ts': 'export const total = 1;\n',
    };
    const at = (text: string, key: string) => {
      const start = files[path].indexOf(text);
      return {
        path,
        start,
        end: start + text.length,
        line: 1,
        code: 'TS1',
        source: 'typescript',
        message: text,
        key,
      };
    };
    const suspects = await suspectsOf({ files, diagnostics: [at('totl', 'a'), at('Missing', 'b')] });
    expect(
      suspects
        .slice(0, 2)
        .map((s) => files[path].slice(s.start, s.end))
        .toSorted(),
    ).toEqual(['export type T = Missing;', "import { totl } from './b.js';"]);
  });

  it('still finds code when a test file could not be loaded', async () => {
    const suspects = await suspectsOf({ files: SHOP, brokenFiles: ['test/money.test.ts'] });
    expect(suspects.some((s) => s.path === 'src/money.ts')).toBe(true);
  });

  it('follows the request when nothing fails', async () => {
    const [first] = await suspectsOf({
      files: SHOP,
      task: { request: 'The shipping cost for express is too high' },
    });
    expect(first?.symbol).toBe('shippingCost');
  });

  it('has nothing to say about files without a grammar or tests that are not there', async () => {
    const files = { 'main.go': 'package main', 'notes.txt': 'hello' };
    expect(await suspectsOf({ files, tests: [result('main_test.go', 'x', 'failed')] })).toEqual([]);
  });

  it('survives code that does not parse', async () => {
    const files = { ...SHOP, 'src/discount.ts': 'export function memberDiscount( {{{ if (' };
    const tests = [result('test/cart.test.ts', 'Cart > gives gold members a discount', 'failed')];
    expect((await suspectsOf({ files, tests })).length).toBeGreaterThan(0);
  });

  it('gives the same answer twice', async () => {
    const tests = SHOP_TESTS.map(([file, name]) =>
      result(file, name, name.includes('gold') ? 'failed' : 'passed'),
    );
    expect(await suspectsOf({ files: SHOP, tests })).toEqual(await suspectsOf({ files: SHOP, tests }));
  });

  it('never suspects generated code', async () => {
    const files = { ...SHOP, 'src/money.ts': `// @generated by a tool\n${SHOP['src/money.ts']}` };
    const tests = SHOP_TESTS.map(([file, name]) =>
      result(file, name, name.includes('money') ? 'failed' : 'passed'),
    );
    expect((await suspectsOf({ files, tests })).map((s) => s.path)).not.toContain('src/money.ts');
  });
});
