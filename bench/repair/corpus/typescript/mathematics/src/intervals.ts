/** From `start` to before `end`. */
export type Interval = readonly [start: number, end: number];

/** Joined where they touch or overlap, in order; empty ones are left out. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
  const joined: Interval[] = [];
  for (const [start, end] of sorted) {
    const last = joined[joined.length - 1];
    if (last !== undefined && start <= last[1]) {
      joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    } else {
      joined.push([start, end]);
    }
  }
  return joined;
}

/** What is in one interval and in none of the others. */
export function subtract(from: Interval, others: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let start = from[0];
  for (const [otherStart, otherEnd] of union(others)) {
    if (otherStart >= from[1]) break;
    if (otherStart > start) gaps.push([start, otherStart]);
    start = Math.max(start, otherEnd);
  }
  if (start < from[1]) gaps.push([start, from[1]]);
  return gaps;
}

/** The most intervals that hold at one moment. */
export function peak(intervals: readonly Interval[]): number {
  const changes: [number, number][] = [];
  for (const [start, end] of intervals) {
    if (start >= end) continue;
    changes.push([start, 1]);
    changes.push([end, -1]);
  }
  // At one moment, what ends does so before others start.
  changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let now = 0;
  let most = 0;
  for (const [, change] of changes) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}

/** The earliest gap of a length within a window; undefined when there is none. */
export function firstGap(busy: readonly Interval[], window: Interval, length: number): Interval | undefined {
  for (const [start, end] of subtract(window, busy)) {
    if (end - start >= length) return [start, start + length];
  }
  return undefined;
}
