import { type Interval, minutes } from './interval.ts';
import type { Room } from './room.ts';

/** Before this minute of the day a booking is cheaper. */
const EARLY = 8 * 60;
const EARLY_DISCOUNT = 0.2;
/** Bookings are charged in units of a quarter of an hour, each begun one in full. */
const UNIT = 15;

/** Price in cents. */
export function price(room: Room, when: Interval): number {
  const units = Math.ceil(minutes(when) / UNIT);
  const full = (units * room.hourly * UNIT) / 60;
  const discount = when.start < EARLY ? full * EARLY_DISCOUNT : 0;
  return Math.round(full - discount);
}

/** Splits a price among people; the first ones pay the odd cents. */
export function split(cents: number, people: number): readonly number[] {
  if (people < 1) throw new RangeError('nobody to pay');
  const share = Math.floor(cents / people);
  const odd = cents % people;
  return Array.from({ length: people }, (_, index) => (index < odd ? share + 1 : share));
}
