import type { Edit, Point } from 'web-tree-sitter';

/** The one stretch in which two texts differ: `[start, end)` of the first has become `[start, newEnd)` of the second. */
export interface ChangedRange {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

export function rangeBetween(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { start, end: before.length - tail, newEnd: after.length - tail };
}

/** The same, as tree-sitter wants to be told of it. */
export function changeBetween(before: string, after: string): Edit {
  const { start, end, newEnd } = rangeBetween(before, after);
  return {
    startIndex: start,
    oldEndIndex: end,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, end),
    newEndPosition: pointAt(after, newEnd),
  };
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let from = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', from)) {
    row += 1;
    from = at + 1;
  }
  return { row, column: offset - from };
}
