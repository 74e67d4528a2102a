import { type Interval, overlaps } from './interval.ts';

export interface Room {
  readonly name: string;
  readonly seats: number;
  /** Price of an hour in cents. */
  readonly hourly: number;
}

export interface Booking {
  readonly room: string;
  readonly who: string;
  readonly when: Interval;
}

export class Calendar {
  readonly #rooms: readonly Room[];
  readonly #bookings: Booking[] = [];

  constructor(rooms: readonly Room[]) {
    this.#rooms = rooms;
  }

  room(name: string): Room {
    const found = this.#rooms.find((room) => room.name === name);
    if (found === undefined) throw new Error(`no such room: ${name}`);
    return found;
  }

  bookingsOf(name: string): readonly Booking[] {
    return this.#bookings
      .filter((booking) => booking.room === name)
      .sort((a, b) => a.when.start - b.when.start);
  }

  isFree(name: string, when: Interval): boolean {
    return !this.bookingsOf(this.room(name).name).some((booking) => overlaps(booking.when, when));
  }

  /** Books a room, or says who has it. */
  book(name: string, who: string, when: Interval): Booking {
    const clash = this.bookingsOf(this.room(name).name).find((booking) => overlaps(booking.when, when));
    if (clash !== undefined) throw new Error(`${name} is taken by ${clash.who}`);
    const booking = { room: name, who, when };
    this.#bookings.push(booking);
    return booking;
  }

  /** Free rooms with enough seats, the smallest first. */
  candidates(seats: number, when: Interval): readonly Room[] {
    return this.#rooms
      .filter((room) => room.seats >= seats && this.isFree(room.name, when))
      .sort((a, b) => a.seats - b.seats || a.hourly - b.hourly);
  }
}
