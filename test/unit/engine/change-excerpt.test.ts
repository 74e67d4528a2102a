import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpts } from '../../../src/engine/change-excerpt.ts';
import type { FileEdit } from '../../../src/loop/types.ts';
import { aCandidate } from '../../support/world.ts';

const TEXT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', ''].join('\n');
const shown = (text: string, ...edits: readonly FileEdit[]): string =>
  excerpts(() => text)(aCandidate('c', 0.1, { edits }));
const replace = (text: string, word: string, by: string) => ({
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
  text: by,
});

describe('the excerpt of a change', () => {
  it('shows the changed line between its neighbours', () => {
    const replacements = [replace(TEXT, 'four', 'FOUR')];
    expect(shown(TEXT, { kind: 'modify', path: 'a.txt', replacements })).toBe(
      '--- a/a.txt\n+++ b/a.txt\n@@ -2 @@\n two\n three\n-four\n+FOUR\n five\n six',
    );
  });

  it('joins changes that stand near each other, and parts those that do not', () => {
    const near = [replace(TEXT, 'two', '2'), replace(TEXT, 'four', '4')];
    const far = [replace(TEXT, 'one', '1'), replace(TEXT, 'ten', '10')];
    const hunks = (replacements: typeof near): number =>
      shown(TEXT, { kind: 'modify', path: 'a', replacements }).match(/^@@/gm)?.length ?? 0;
    expect([hunks(near), hunks(far)]).toEqual([1, 2]);
  });

  it('shows created and deleted files', () => {
    expect(shown('gone', { kind: 'create', path: 'n', text: 'a\nb\n' }, { kind: 'delete', path: 'o' })).toBe(
      '--- /dev/null\n+++ b/n\n+a\n+b\n--- a/o\n+++ /dev/null\n-gone',
    );
  });

  it('is cut where it is long, and says so', () => {
    const text = shown('', { kind: 'create', path: 'n', text: 'x\n'.repeat(500) });
    expect(text.split('\n')).toHaveLength(81);
    expect(text).toContain('… 422 more lines');
  });

  it('takes away what was there and puts in what comes, whatever the change', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 });
    const file = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.nat(),
        fc.string({ unit: fc.constantFrom('x', '\n'), maxLength: 6 }),
        (text, a, b, by) => {
          const [start, end] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [
            number,
            number,
          ];
          const after = text.slice(0, start) + by + text.slice(end);
          const rows = shown(text, { kind: 'modify', path: 'p', replacements: [{ start, end, text: by }] })
            .split('\n')
            .slice(2);
          const removed = rows.filter((row) => row.startsWith('-')).length;
          const added = rows.filter((row) => row.startsWith('+')).length;
          // A file's last line may be empty; there a change of line ends only shows nothing.
          const difference = after.split('\n').length - text.split('\n').length;
          expect(Math.abs(added - removed - difference)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
