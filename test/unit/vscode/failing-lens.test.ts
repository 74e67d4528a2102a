import { expect, it } from 'vitest';
import { testsIn } from '../../../src/vscode/test-at-cursor.ts';
import { nameOf, placesOf } from '../../../src/vscode/tests/match-results.ts';

/** The titles of the tests of a text that a failing one may be, each with its line. */
function found(path: string, text: string, name: string, line?: number): readonly string[] {
  const places = testsIn(path, text).map((test) => ({
    name: test.name,
    line: text.slice(0, test.offset).split('\n').length,
  }));
  return placesOf({ name, line }, places).map((place) => `${place.line} ${place.name}`);
}

const TABLE = "it('adds 2', () => {});\nit.each([1, 2])('adds %i', () => {});\nit('takes', () => {});\n";

it('finds the test of a table for each of its rows, but one of that very name first', () => {
  expect(found('a.test.ts', TABLE, 'a cart > adds 1')).toEqual(['2 adds %i']);
  expect(found('a.test.ts', TABLE, 'a cart > adds 2')).toEqual(['1 adds 2']);
  expect(found('a.test.ts', TABLE, 'a cart > removes 1')).toEqual([]);
});

it('finds the test of Python for each of its parameters', () => {
  const text =
    '@pytest.mark.parametrize("a", [1, 2])\ndef test_adds(a):\n    pass\n\ndef test_takes():\n    pass\n';
  expect(found('test_a.py', text, 'test_adds[1-]')).toEqual(['2 test_adds']);
  expect(found('test_a.py', text, 'test_takes')).toEqual(['5 test_takes']);
});

it('speaks of several rows by the name of their test, in their group, and of one by its own', () => {
  const names = (...all: readonly string[]) => all.map((name) => ({ name }));
  expect(nameOf(names('a cart > adds 1'), 'adds %i')).toBe('a cart > adds 1');
  expect(nameOf(names('a cart > adds 1', 'a cart > adds 2'), 'adds %i')).toBe('a cart > adds %i');
  expect(nameOf(names('adds 1', 'adds 2'), 'adds %i')).toBe('adds %i');
  expect(nameOf(names('a > adds 1', 'b > adds 2'), 'adds %i')).toBe('adds %i');
});
