/** A stretch of time in minutes since midnight: from `start` up to, but not including, `end`. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export function interval(start: number, end: number): Interval {
  if (!Number.isInteger(start) || !Number.isInteger(end)) throw new RangeError('minutes must be whole');
  if (start < 0 || end > 24 * 60) throw new RangeError('an interval must lie within one day');
  if (start >= end) throw new RangeError('an interval must end after it starts');
  return { start, end };
}

export function minutes(span: Interval): number {
  return span.end - span.start;
}

/** Whether two intervals share at least one minute. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start <= a.end;
}

/** `9:05` for 545. */
export function clock(minute: number): string {
  const hours = Math.floor(minute / 60);
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

/** 545 for `9:05`. */
export function parseClock(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (match === null) throw new RangeError(`not a time of day: ${text}`);
  const hours = Number(match[1]);
  const rest = Number(match[2]);
  if (hours > 24 || rest > 59) throw new RangeError(`not a time of day: ${text}`);
  return hours * 60 + rest;
}
