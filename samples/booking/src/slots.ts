import { type Interval, interval } from './interval.ts';
import type { Calendar } from './room.ts';

/** The free stretches of a room within opening hours, in order. */
export function freeSlots(calendar: Calendar, room: string, open: Interval): readonly Interval[] {
  const slots: Interval[] = [];
  let from = open.start;
  for (const { when } of calendar.bookingsOf(room)) {
    if (when.start > from) slots.push(interval(from, Math.min(when.start, open.end)));
    from = Math.max(from, when.end);
    if (from >= open.end) return slots;
  }
  slots.push(interval(from, open.end));
  return slots;
}

/** The first stretch of at least `length` minutes, cut to that length. */
export function nextSlot(calendar: Calendar, room: string, open: Interval, length: number): Interval | undefined {
  const slot = freeSlots(calendar, room, open).find((free) => free.end - free.start >= length);
  return slot === undefined ? undefined : interval(slot.start, slot.start + length);
}
