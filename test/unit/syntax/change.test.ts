import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesBetween } from '../../../src/syntax/change.ts';

/** The first text with each stretch in its place. */
function replayed(before: string, after: string): string {
  let text = '';
  let at = 0;
  for (const { start, end, newStart, newEnd } of stretchesBetween(before, after)) {
    text += before.slice(at, start) + after.slice(newStart, newEnd);
    at = end;
  }
  return text + before.slice(at);
}

const lines = fc.array(fc.constantFrom('a', 'b', 'ab', ''), { maxLength: 12 }).map((all) => all.join('\n'));

describe('the stretches in which two texts differ', () => {
  it('lead from the first to the second, in order and without overlaps', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(replayed(before, after)).toBe(after);
        let end = 0;
        for (const stretch of stretchesBetween(before, after)) {
          expect(stretch.start).toBeGreaterThanOrEqual(end);
          expect(stretch.end).toBeGreaterThanOrEqual(stretch.start);
          end = stretch.end;
        }
      }),
    );
  });

  it('leave out the lines between two places', () => {
    const before = 'let a = 1;\nloop();\nlet b = 2;\n';
    const after = 'let a = 10;\nloop();\nlet b = 20;\n';
    const told = stretchesBetween(before, after);
    expect(told).toHaveLength(2);
    expect(told.every(({ start, end }) => !before.slice(start, end).includes('loop'))).toBe(true);
  });
});
