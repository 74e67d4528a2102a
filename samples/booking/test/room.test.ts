import { beforeEach, describe, expect, it } from 'vitest';
import { interval } from '../src/interval.ts';
import { Calendar } from '../src/room.ts';

const rooms = [
  { name: 'Oak', seats: 8, hourly: 4000 },
  { name: 'Elm', seats: 4, hourly: 2400 },
  { name: 'Ash', seats: 4, hourly: 2000 },
];

describe('Calendar', () => {
  let calendar: Calendar;
  beforeEach(() => {
    calendar = new Calendar(rooms);
    calendar.book('Oak', 'Ada', interval(600, 660));
  });

  it('is not free while it is booked', () => {
    expect(calendar.isFree('Oak', interval(630, 690))).toBe(false);
    expect(calendar.isFree('Oak', interval(570, 610))).toBe(false);
    expect(calendar.isFree('Oak', interval(610, 620))).toBe(false);
  });

  it('is free before and well after', () => {
    expect(calendar.isFree('Oak', interval(480, 540))).toBe(true);
    expect(calendar.isFree('Oak', interval(720, 780))).toBe(true);
  });

  it('lets one booking begin when another ends', () => {
    calendar.book('Oak', 'Grace', interval(660, 720));
    expect(calendar.bookingsOf('Oak').map((booking) => booking.who)).toEqual(['Ada', 'Grace']);
  });

  it('lets one booking end when another begins', () => {
    expect(calendar.isFree('Oak', interval(540, 600))).toBe(true);
  });

  it('says who has the room', () => {
    expect(() => calendar.book('Oak', 'Alan', interval(650, 700))).toThrow('taken by Ada');
  });

  it('offers the smallest and cheapest free room first', () => {
    expect(calendar.candidates(3, interval(600, 660)).map((room) => room.name)).toEqual(['Ash', 'Elm']);
    expect(calendar.candidates(3, interval(700, 760)).map((room) => room.name)).toEqual(['Ash', 'Elm', 'Oak']);
  });

  it('does not know other rooms', () => {
    expect(() => calendar.isFree('Yew', interval(0, 1))).toThrow('no such room');
  });
});
