import { formatClock, parseClock } from "./clock.ts";
import { type Interval, intersect, subtract } from "./intervals.ts";

/** One person's working day: office hours and meetings as "HH:MM-HH:MM". */
export interface Person {
  name: string;
  hours: string;
  meetings: string[];
}

export function parseSpan(text: string): Interval {
  const [from, to] = text.split("-");
  if (from === undefined || to === undefined) throw new RangeError(`not a span: ${text}`);
  const span = { start: parseClock(from), end: parseClock(to) };
  if (span.end <= span.start) throw new RangeError(`span ends before it starts: ${text}`);
  return span;
}

export function formatSpan(span: Interval): string {
  return `${formatClock(span.start)}-${formatClock(span.end)}`;
}

function freeTime(person: Person): Interval[] {
  return subtract(parseSpan(person.hours), person.meetings.map(parseSpan));
}

/** The stretches of at least `minutes` in which everybody is free. */
export function commonSlots(people: readonly Person[], minutes: number): string[] {
  const [first, ...others] = people;
  if (!first) return [];
  let free = freeTime(first);
  for (const person of others) free = intersect(free, freeTime(person));
  return free.filter((slot) => slot.end - slot.start >= minutes).map(formatSpan);
}

/**
 * How long before a meeting each reminder goes off, in minutes: without
 * repeats, without negative values, the shortest first.
 */
export function reminderLeads(leads: readonly number[]): number[] {
  const wanted = leads.filter((lead) => lead >= 0);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** The clock times at which a meeting's reminders go off, the earliest first. */
export function reminderTimes(start: string, leads: readonly number[]): string[] {
  const minute = parseClock(start);
  return reminderLeads(leads)
    .filter((lead) => lead <= minute)
    .map((lead) => formatClock(minute - lead))
    .reverse();
}
