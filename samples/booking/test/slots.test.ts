import { describe, expect, it } from 'vitest';
import { interval } from '../src/interval.ts';
import { Calendar } from '../src/room.ts';
import { freeSlots, nextSlot } from '../src/slots.ts';

const open = interval(480, 1080);

function calendarWith(...bookings: [number, number][]): Calendar {
  const calendar = new Calendar([{ name: 'Oak', seats: 8, hourly: 4000 }]);
  for (const [start, end] of bookings) calendar.book('Oak', 'Ada', interval(start, end));
  return calendar;
}

describe('freeSlots', () => {
  it('is the whole day without bookings', () => {
    expect(freeSlots(calendarWith(), 'Oak', open)).toEqual([open]);
  });
  it('leaves out what is booked', () => {
    expect(freeSlots(calendarWith([600, 660], [700, 720]), 'Oak', open)).toEqual([
      interval(480, 600),
      interval(660, 700),
      interval(720, 1080),
    ]);
  });
  it('ends with the last booking of the day', () => {
    expect(freeSlots(calendarWith([540, 1080]), 'Oak', open)).toEqual([interval(480, 540)]);
  });
});

describe('nextSlot', () => {
  it('skips what is too short', () => {
    expect(nextSlot(calendarWith([490, 600]), 'Oak', open, 30)).toEqual(interval(600, 630));
  });
  it('has none when the day is full', () => {
    expect(nextSlot(calendarWith([480, 1080]), 'Oak', open, 15)).toBeUndefined();
  });
});
