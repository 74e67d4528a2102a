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

  it('stands for its file when its name is made at run time', () => {
    expect(at('a.test.ts', "it.each([1, 2])('adds %i', () => {|});")).toEqual({});
    expect(at('a.test.ts', "it.each([\n  1,\n  2,\n])('adds %i', () => {|});")).toEqual({});
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    expect(at('a.test.ts', 'it(`adds ${n}`, () => {|});')).toEqual({});
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
