import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeBetween, stretchesBetween } from '../../../src/syntax/change.ts';

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

it('finds the one stretch in which two texts differ, however long they are', () => {
  const many = fc.tuple(fc.nat(3000), fc.constantFrom('a', 'ab', 'aab\n'), fc.string({ maxLength: 3 }));
  const long = many.map(([count, unit, rest]) => unit.repeat(count).slice(0, 3000) + rest);
  fc.assert(
    fc.property(
      long,
      fc.nat(3000),
      fc.nat(700),
      fc.string({ maxLength: 4 }),
      (before, from, length, added) => {
        const after = before.slice(0, from) + added + before.slice(from + length);
        const { start, end, newEnd } = rangeBetween(before, after);
        expect(before.slice(0, start) + after.slice(start, newEnd) + before.slice(end)).toBe(after);
        expect(Math.min(end, newEnd)).toBeGreaterThanOrEqual(start);
        // It cannot be shorter at either end.
        if (before === after) expect([start, end]).toEqual([before.length, before.length]);
        else if (end > start && newEnd > start) {
          expect(before[start]).not.toBe(after[start]);
          expect(before[end - 1]).not.toBe(after[newEnd - 1]);
        }
      },
    ),
  );
});

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
