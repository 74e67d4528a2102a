import { describe, expect, it } from 'vitest';
import { clock, interval, minutes, parseClock } from '../src/interval.ts';

describe('interval', () => {
  it('counts minutes', () => expect(minutes(interval(60, 150))).toBe(90));
  it('refuses to end before it starts', () => expect(() => interval(60, 60)).toThrow('after it starts'));
  it('stays within the day', () => expect(() => interval(0, 1441)).toThrow('one day'));
});

describe('clock', () => {
  it('writes a time of day', () => expect(clock(545)).toBe('9:05'));
  it('reads one back', () => expect(parseClock('9:05')).toBe(545));
  it('refuses nonsense', () => expect(() => parseClock('9:5')).toThrow('not a time'));
});
