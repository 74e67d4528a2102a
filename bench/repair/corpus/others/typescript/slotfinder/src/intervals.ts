/** A stretch of a day in minutes after midnight; `end` is the first minute outside it. */
export interface Interval {
  start: number;
  end: number;
}

/** The union of the intervals, in order; those that overlap or touch become one. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.start <= last.end) {
      if (next.end > last.end) last.end = next.end;
    } else {
      merged.push({ ...next });
    }
  }
  return merged;
}

/** What remains of `window` once all `busy` intervals are taken out of it. */
export function subtract(window: Interval, busy: readonly Interval[]): Interval[] {
  const free: Interval[] = [];
  let cursor = window.start;
  for (const block of merge(busy)) {
    if (block.end <= window.start) continue;
    if (block.start >= window.end) break;
    if (block.start > cursor) free.push({ start: cursor, end: block.start });
    cursor = block.end;
  }
  if (cursor < window.end) free.push({ start: cursor, end: window.end });
  return free;
}

/** The stretches that lie in both lists; each list is ordered and free of overlaps. */
export function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const a = left[i]!;
    const b = right[j]!;
    const start = Math.max(a.start, b.start);
    const end = Math.min(a.end, b.end);
    if (start < end) common.push({ start, end });
    if (a.end < b.end) i++;
    else j++;
  }
  return common;
}
