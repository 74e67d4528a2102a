import { beforeEach, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { askedItems } = await import('../../../src/vscode/tests/asked-items.ts');

const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };
beforeEach(() => editor.workspace.getWorkspaceFolder.mockReturnValue(folder));

interface Item {
  readonly label: string;
  readonly uri: editor.Uri;
  readonly parent?: Item;
  readonly children: { forEach(each: (child: Item) => void): void };
}

function fileOf(label: string, ...tests: readonly string[]): { file: Item; tests: readonly Item[] } {
  const uri = editor.Uri.file(`/project/${label}`);
  const children: Item[] = [];
  const file: Item = { label, uri, children };
  children.push(...tests.map((test): Item => ({ label: test, uri, parent: file, children: [] })));
  return { file, tests: children };
}

const a = fileOf('a.test.ts', 'one', 'two');
const b = fileOf('b.test.ts', 'three', 'four');

function asked(include: readonly Item[] | undefined, exclude: readonly Item[] = []) {
  return askedItems({ include, exclude } as never, [a.file, b.file] as never).map(({ files, tests }) => [
    files.map(({ label }) => label),
    tests?.map(({ label }) => label),
  ]);
}

it('asks for whole files, and for single tests of other files alone', () => {
  const [one, two] = a.tests;
  if (one === undefined || two === undefined) throw new Error('no tests');
  expect(asked(undefined)).toEqual([[['a.test.ts', 'b.test.ts'], undefined]]);
  expect(asked([one])).toEqual([[['a.test.ts'], ['one']]]);
  expect(asked([b.file, two])).toEqual([
    [['b.test.ts'], undefined],
    [['a.test.ts'], ['two']],
  ]);
  // A test that was chosen with its file comes with it.
  expect(asked([a.file, one])).toEqual([[['a.test.ts'], undefined]]);
});

it('asks for a group, and leaves a group or a test of it out', () => {
  const c = fileOf('c.test.ts', 'group', 'five');
  const [group] = c.tests;
  if (group === undefined) throw new Error('no tests');
  const inner = ['six', 'seven'].map(
    (label): Item => ({ label, uri: c.file.uri, parent: group, children: [] }),
  );
  (group.children as Item[]).push(...inner);
  const names = (include: readonly Item[], exclude: readonly Item[] = []) =>
    askedItems({ include, exclude } as never, []).map(({ files, tests }) => [
      files.map(({ label }) => label),
      tests?.map(({ label }) => label),
    ]);
  expect(names([group, ...inner])).toEqual([[['c.test.ts'], ['group']]]);
  expect(names(inner.slice(1))).toEqual([[['c.test.ts'], ['seven']]]);
  expect(names([c.file], inner.slice(0, 1))).toEqual([[['c.test.ts'], ['seven', 'five']]]);
  expect(names([c.file], [group])).toEqual([[['c.test.ts'], ['five']]]);
  expect(names(inner, [group])).toEqual([]);
});

it('leaves out what is left out, and asks for the rest of its file', () => {
  const [one] = a.tests;
  if (one === undefined) throw new Error('no tests');
  expect(asked(undefined, [one])).toEqual([
    [['b.test.ts'], undefined],
    [['a.test.ts'], ['two']],
  ]);
  expect(asked(undefined, [a.file])).toEqual([[['b.test.ts'], undefined]]);
  expect(asked(a.tests, [one])).toEqual([[['a.test.ts'], ['two']]]);
});
