import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineEdit, staleFile } from '../../../src/vscode/stale-check.ts';

const normal = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Applies the edit as an editor does: by positions in a document whose lines all end the same way. */
function applied(before: string, after: string): string {
  const document = normal(before);
  const lines = document.split('\n');
  const { start, end, text } = lineEdit(before, after);
  const offset = ({ line, character }: { line: number; character: number }): number => {
    expect(line).toBeLessThan(lines.length);
    expect(character).toBeLessThanOrEqual(lines[line]?.length ?? 0);
    return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  };
  return document.slice(0, offset(start)) + text + document.slice(offset(end));
}

describe('the edit of an accepted patch', () => {
  it.each([
    ['a line appended after the last, which had no line break', 'a\nb', 'a\nb\nc'],
    ['the last line removed', 'a\nb', 'a'],
    ['the final line break removed', 'a\n', 'a'],
    ['the final line break added', 'a', 'a\n'],
    ['an empty file filled', '', 'x\n'],
    ['a file emptied', 'x\ny\n', ''],
    ['a line break inserted at the very start', 'x', '\nx'],
    ['blank lines only', '\n', '\n\n'],
    ['two distant lines changed', 'a\nb\nc\nd\n', 'A\nb\nc\nD\n'],
    ['half of a surrogate pair in common', 'x\u{1F600}\n', 'x\u{1F601}\n'],
  ])('gives the verified text: %s', (_what, before, after) => {
    expect(applied(before, after)).toBe(after);
  });

  it('gives the verified text for any two texts and any line endings', () => {
    const text = fc
      .array(
        fc.tuple(fc.constantFrom('', 'a', 'b', 'ab', 'é', '\u{1F600}'), fc.constantFrom('\n', '\r\n', '')),
        {
          maxLength: 8,
        },
      )
      .map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applied(before, after)).toBe(normal(after));
      }),
    );
  });

  it('touches the changed line alone', () => {
    expect(lineEdit('one\r\ntwo\r\nthree\r\n', 'one\r\n2\r\nthree\r\n')).toEqual({
      start: { line: 1, character: 0 },
      end: { line: 1, character: 3 },
      text: '2',
    });
  });
});

describe('a patch whose file is not what was verified', () => {
  const patch = [{ path: 'a.ts', before: 'one\r\ntwo\r\n', after: 'one\r\n2\r\n' }];
  const now = (text: string | undefined) => staleFile(patch, async () => text);

  it('still fits when the editor shows other line endings or hides the byte-order mark', async () => {
    expect(await now('one\ntwo\n')).toBeUndefined();
    expect(await now('\uFEFFone\r\ntwo\r\n')).toBeUndefined();
  });

  it('is refused after any other change, however small', async () => {
    expect(await now('one\ntwo')).toEqual({ path: 'a.ts', kind: 'changed' });
    expect(await now('one\ntwo \n')).toEqual({ path: 'a.ts', kind: 'changed' });
  });

  it('is refused when the file is gone', async () => {
    expect(await now(undefined)).toEqual({ path: 'a.ts', kind: 'deleted' });
  });

  it('is refused when a file that it creates is there already, even an empty one', async () => {
    const created = [{ path: 'new.ts', after: 'x\n' }];
    expect(await staleFile(created, async () => '')).toEqual({ path: 'new.ts', kind: 'created' });
    expect(await staleFile(created, async () => undefined)).toBeUndefined();
  });
});
