import { expect, it, vi } from 'vitest';
import { listedTests } from '../../../src/engine/listed-tests.ts';
import type { TestResult } from '../../../src/loop/types.ts';
import { readOutline } from '../../../src/syntax/outline.ts';
import * as editor from '../../support/editor.ts';
import { testSyntax } from '../../support/syntax.ts';
import { itemOf } from '../../support/test-items.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { TestTree, childrenOf, meaningOf, textTestsOf } = await import(
  '../../../src/vscode/tests/test-tree.ts'
);
const { tell } = await import('../../../src/vscode/tests/tell-results.ts');

const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };

async function treeOf(path: string, text: string) {
  const outline = await readOutline(testSyntax(), path, text);
  const tree = new TestTree({ createTestItem: itemOf } as never);
  const file = itemOf(path, path, editor.Uri.file(`/project/${path}`));
  tree.fill(file as never, listedTests(outline?.tests ?? [], text));
  return { tree, file: file as never as Parameters<typeof childrenOf>[0] };
}

/** The labels, nested as they are shown. */
function shown(item: Parameters<typeof childrenOf>[0]): readonly unknown[] {
  return childrenOf(item).map((child) =>
    childrenOf(child).length === 0 ? child.label : [child.label, ...shown(child)],
  );
}

function ids(item: Parameters<typeof childrenOf>[0]): readonly string[] {
  return childrenOf(item).flatMap((child) => [child.id, ...ids(child)]);
}

/** What the editor is told, by the labels from the file down. */
function told(
  { tree, file }: Awaited<ReturnType<typeof treeOf>>,
  outcomes: readonly (readonly [name: string, status: TestResult['status']])[],
  tests?: readonly Parameters<typeof childrenOf>[0][],
) {
  const said: string[] = [];
  const path = (item: Parameters<typeof childrenOf>[0]): string =>
    item.parent === undefined
      ? ''
      : [path(item.parent), item.label].filter((part) => part !== '').join(' / ');
  const say =
    (how: string) =>
    (item: Parameters<typeof childrenOf>[0]): void =>
      void said.push(`${path(item)}: ${how}`);
  const run = {
    ...{ passed: say('passed'), failed: say('failed'), skipped: say('skipped'), errored: say('errored') },
    appendOutput: () => undefined,
  };
  const results = outcomes.map(([name, status]) => ({
    id: `${file.label}::${name}`,
    file: file.label,
    name,
    status,
    frames: [],
  }));
  const report = {
    status: 'ran',
    results,
    fileErrors: [],
    evidence: { command: ['run'], seconds: 1, tail: '' },
  };
  tell({ run, tree, folder, files: [file], tests } as never, report as never);
  return said;
}

const CART = `
describe('cart', () => {
  it('adds', () => {});
  describe('empty', () => {
    it('adds', () => {});
    it('is \\'free\\'', () => {});
  });
});
describe(Order, () => { it('adds', () => {}); });
describe('nothing', () => {});
it('adds', () => {});
it('adds', () => {});
`;

it('groups tests as their text does, and keeps namesakes apart', async () => {
  const cart = await treeOf('cart.test.ts', CART);
  expect(shown(cart.file)).toEqual([
    ['cart', 'adds', ['empty', 'adds', "is 'free'"]],
    ['Order', 'adds'],
    'adds',
    'adds',
  ]);
  expect(textTestsOf(cart.file).map((test) => meaningOf(test)?.name)).toEqual([
    ...['cart > adds', 'cart > empty > adds', "cart > empty > is 'free'", 'Order > adds', 'adds', 'adds'],
  ]);
  const outcomes = [
    ['adds', 'failed'],
    ['adds', 'passed'],
    ['Order > adds', 'skipped'],
    ['cart > empty > adds', 'failed'],
    ['cart > adds', 'passed'],
  ] as const;
  expect(told(cart, outcomes)).toEqual([
    ...['adds: failed', 'adds: passed', 'Order / adds: skipped', 'cart / empty / adds: failed'],
    'cart / adds: passed',
  ]);
  // Nothing is told of what was not asked for, though it ran as well.
  const [group] = childrenOf(cart.file);
  expect(told(cart, outcomes, group === undefined ? [] : [group])).toEqual([
    'cart / empty / adds: failed',
    'cart / adds: passed',
  ]);
});

it('reads classes of Python as groups, with the values of a parameter below their test', async () => {
  const cart = await treeOf(
    'test_cart.py',
    `class TestCart:
    def test_adds(self): pass
    class TestEmpty:
        def test_adds(self): pass
def test_adds(n): pass
`,
  );
  expect(shown(cart.file)).toEqual([['TestCart', 'test_adds', ['TestEmpty', 'test_adds']], 'test_adds']);
  expect(
    told(cart, [
      ['TestCart > TestEmpty > test_adds', 'failed'],
      ['test_adds[1]', 'passed'],
      ['TestOrder > test_inherited', 'passed'],
    ]),
  ).toEqual([
    ...['TestCart / TestEmpty / test_adds: failed', 'test_adds / test_adds[1]: passed'],
    'TestOrder / test_inherited: passed',
  ]);
});

it('puts what only a run names below its text, or in its group', async () => {
  const table = await treeOf(
    'table.test.ts',
    `describe.each([1, 2])('of %i', (n) => { it('is whole', () => {}); });
describe('sums', () => {
  it.each([[1, 2]])('adds %i to %i', () => {});
  it('adds 3 to 4', () => {});
  for (const n of [1]) it(\`is \${n} more\`, () => {});
  for (const name of names) it(name, () => {});
});
`,
  );
  const outcomes = [
    ['of 1 > is whole', 'passed'],
    ['of 2 > is whole', 'failed'],
    ['sums > adds 1 to 2', 'passed'],
    ['sums > adds 3 to 4', 'failed'],
    ['sums > is 1 more', 'passed'],
    ['sums > by name', 'passed'],
  ] as const;
  const said = told(table, outcomes);
  expect(said).toEqual([
    'of %i / is whole / of 1 > is whole: passed',
    'of %i / is whole / of 2 > is whole: failed',
    'sums / adds %i to %i / adds 1 to 2: passed',
    'sums / adds 3 to 4: failed',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the text has it
    'sums / is ${n} more / is 1 more: passed',
    'sums / by name: passed',
  ]);
  const before = ids(table.file);
  expect(told(table, outcomes)).toEqual(said);
  expect(ids(table.file)).toEqual(before);
});

it('has ids that stay when a test is written above', async () => {
  const before = ids((await treeOf('cart.test.ts', CART)).file);
  const after = ids((await treeOf('cart.test.ts', `it('is new', () => {});\n${CART}`)).file);
  expect(after).toEqual(['test is new', ...before]);
  const [file] = [(await treeOf('cart.test.ts', CART)).file];
  expect(new Set(childrenOf(file).map(({ id }) => id)).size).toBe(childrenOf(file).length);
});
