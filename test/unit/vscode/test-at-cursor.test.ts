import { describe, expect, it } from 'vitest';
import { testAtCursor } from '../../../src/vscode/test-at-cursor.ts';

/** The test found where the text has a bar. */
function at(path: string, marked: string): ReturnType<typeof testAtCursor> {
  const offset = marked.indexOf('|');
  expect(offset).not.toBe(-1);
  return testAtCursor(path, marked.replace('|', ''), offset);
}

describe('the test at the cursor', () => {
  it('is the one around it', () => {
    expect(at('a.test.ts', "it('adds', () => {\n  x|();\n});\nit('takes', () => {});\n")).toEqual({
      name: 'adds',
    });
  });

  it('is the one whose line it is on, before its first character too', () => {
    expect(at('a.test.ts', "it('adds', () => {});\n|  test.only('takes', () => {});\n")).toEqual({
      name: 'takes',
    });
  });

  it('has its name without the escapes of the source', () => {
    expect(at('a.test.ts', "it('doesn\\'t', () => {|});")).toEqual({ name: "doesn't" });
  });

  it('is not the pattern that a test matches against', () => {
    expect(at('a.test.ts', "it('reads', () => {\n  expect(/a/.test('b')).toBe(true);|\n});")).toEqual({
      name: 'reads',
    });
  });

  it.each([
    ["it.each([1, 2])('adds %i', () => {|});", 'adds %i'],
    ["it.each([\n  1,\n  2,\n])('adds %i', () => {|});", 'adds %i'],
    ["test.each([[f(1), ')'], [2, '(']])('adds %i', () => {|});", 'adds %i'],
    ["it.only.each<[number, string]>([[1, 'a']])('adds %i', () => {|});", 'adds %i'],
    ["it.each`\n  a | b\n  0 | 1\n`('adds $a', () => {·});", 'adds $a'],
    ["it.each([\n  // one (of them\n  1,\n])('adds %i', () => {|});", 'adds %i'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    ['it(`adds ${n}`, () => {|});', 'adds ${n}'],
  ])('is the one of a table, with what a run fills in left open: %s', (text, name) => {
    const marked = text.includes('·') ? text.replaceAll('|', 'I').replace('·', '|') : text;
    expect(at('a.test.ts', marked)).toEqual({ name });
  });

  it('is none of a table that never ends', () => {
    expect(at('a.test.ts', "it.each([1, 2]('adds %i', () => {|});")).toEqual({});
  });

  it('is found in Python', () => {
    expect(at('tests/test_a.py', 'class T:\n    async def test_add(self):\n        |pass\n')).toEqual({
      name: 'test_add',
    });
  });

  it('is the whole file above the first test, and nothing in other source', () => {
    expect(at('test/a.test.ts', "import x|;\nit('adds', () => {});")).toEqual({});
    expect(at('src/a.ts', 'const x = 1;|')).toBeUndefined();
  });
});
