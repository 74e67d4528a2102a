import { diffLines } from 'diff';
import type { Edit, Point } from 'web-tree-sitter';

/** The one stretch in which two texts differ: `[start, end)` of the first has become `[start, newEnd)` of the second. */
export interface ChangedRange {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** Characters that are compared at once: a comparison of texts is many times faster than that of each character. */
const AT_ONCE = 512;

export function rangeBetween(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (
    start + AT_ONCE <= shorter &&
    before.slice(start, start + AT_ONCE) === after.slice(start, start + AT_ONCE)
  )
    start += AT_ONCE;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = before.length;
  let newEnd = after.length;
  while (
    Math.min(end, newEnd) - AT_ONCE >= start &&
    before.slice(end - AT_ONCE, end) === after.slice(newEnd - AT_ONCE, newEnd)
  ) {
    end -= AT_ONCE;
    newEnd -= AT_ONCE;
  }
  while (Math.min(end, newEnd) > start && before.charCodeAt(end - 1) === after.charCodeAt(newEnd - 1)) {
    end -= 1;
    newEnd -= 1;
  }
  return { start, end, newEnd };
}

/** One of several stretches: `[start, end)` of the first text has become `[newStart, newEnd)` of the second. */
export interface ChangedStretch extends ChangedRange {
  readonly newStart: number;
}

/**
 * The stretches in which two texts differ, in order: those of an edit in several places are told apart by whole lines,
 * and within a line, and within lines of which some are new or gone, they are one.
 */
export function stretchesBetween(before: string, after: string): readonly ChangedStretch[] {
  const { start, end, newEnd } = rangeBetween(before, after);
  // A search from before the first character would begin at it.
  const from = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1;
  const until = before.indexOf('\n', end);
  const tail = until === -1 ? 0 : before.length - until;
  if (!before.slice(start, end).includes('\n')) return [{ start, end, newStart: start, newEnd }];
  const stretches: ChangedStretch[] = [];
  let [at, newAt] = [from, from];
  // What is taken away and what stands in its place are one stretch.
  let open: { start: number; newStart: number } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { start: first, newStart } = open;
    const inner = rangeBetween(before.slice(first, at), after.slice(newStart, newAt));
    stretches.push({
      start: first + inner.start,
      end: first + inner.end,
      newStart: newStart + inner.start,
      newEnd: newStart + inner.newEnd,
    });
    open = undefined;
  };
  const parts = diffLines(before.slice(from, before.length - tail), after.slice(from, after.length - tail));
  for (const { added, removed, value } of parts) {
    if (added || removed) open ??= { start: at, newStart: newAt };
    else close();
    if (!added) at += value.length;
    if (!removed) newAt += value.length;
  }
  close();
  return stretches;
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
