import { describe, expect, it } from 'vitest';
import { nextRun, parseRecurrence } from '../src/schedule';

const at = (text: string) => Date.parse(`${text}:00Z`);
const show = (time: number) => new Date(time).toISOString().slice(0, 16);

describe('parseRecurrence', () => {
  it('reads times', () => {
    expect(parseRecurrence('19:00,07:30')).toEqual({ minutes: [450, 1140] });
  });
  it('reads days', () => {
    expect(parseRecurrence('12:00 mon-wed,sat').weekdays).toEqual([1, 2, 3, 6]);
  });
  it('reads days over the end of the week', () => {
    expect(parseRecurrence('12:00 fri-mon').weekdays).toEqual([0, 1, 5, 6]);
  });
  it('rejects nonsense', () => {
    expect(() => parseRecurrence('25:00')).toThrow('Not a time: 25:00');
    expect(() => parseRecurrence('12:00 foo')).toThrow('Not a day: foo');
  });
});

describe('nextRun', () => {
  it('runs later today', () => {
    expect(show(nextRun({ minutes: [450, 1140] }, at('2026-03-04T08:00')))).toBe('2026-03-04T19:00');
  });
  it('runs tomorrow', () => {
    expect(show(nextRun({ minutes: [450] }, at('2026-03-04T08:00')))).toBe('2026-03-05T07:30');
  });
  it('is after the given time', () => {
    expect(show(nextRun({ minutes: [450] }, at('2026-03-04T07:30')))).toBe('2026-03-05T07:30');
  });
  it('waits for the day of the week', () => {
    // 2026-03-04 is a Wednesday.
    expect(show(nextRun({ minutes: [720], weekdays: [1] }, at('2026-03-04T08:00')))).toBe('2026-03-09T12:00');
    expect(show(nextRun({ minutes: [720], weekdays: [3] }, at('2026-03-04T13:00')))).toBe('2026-03-11T12:00');
  });
});
