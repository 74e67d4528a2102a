import { expect, it } from 'vitest';
import { nextRun, parseRecurrence } from '../src/schedule';

const MINUTE = 60_000;

it('parses', () => {
  expect(parseRecurrence(' 0:00,23:59 ')).toEqual({ minutes: [0, 1439] });
  expect(parseRecurrence('09:05,9:04,10:00').minutes).toEqual([544, 545, 600]);
  expect(parseRecurrence('10:00,2:00,0:09').minutes).toEqual([9, 120, 600]);
  expect(() => parseRecurrence('100:00')).toThrow('Not a time');
  expect(parseRecurrence('1:00  SUN')).toEqual({ minutes: [60], weekdays: [0] });
  expect(parseRecurrence('1:00 sun-sat').weekdays).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(parseRecurrence('1:00 sat-sun,wed').weekdays).toEqual([0, 3, 6]);
  expect(parseRecurrence('1:00 mon,tue,mon-tue').weekdays).toEqual([1, 2]);
  for (const bad of ['24:00', '12:60', '1200', '', '1:0', 'x']) expect(() => parseRecurrence(bad)).toThrow('Not a time');
  for (const bad of ['1:00 mo', '1:00 mon-', '1:00 -mon', '1:00 mon-xyz']) expect(() => parseRecurrence(bad)).toThrow('Not a day');
});

it('agrees with a scan of minutes', () => {
  const start = Date.UTC(2026, 1, 26);
  const rules = [
    { minutes: [0] },
    { minutes: [450, 1140] },
    { minutes: [1439], weekdays: [0] },
    { minutes: [0, 720], weekdays: [1, 6] },
    { minutes: [300], weekdays: [4] },
  ];
  for (const rule of rules) {
    for (let offset = 0; offset < 10 * 1440; offset += 97) {
      for (const shift of [0, 1, MINUTE - 1]) {
        const after = start + offset * MINUTE + shift;
        let at = Math.floor(after / MINUTE) * MINUTE + MINUTE;
        for (;;) {
          const date = new Date(at);
          const minute = date.getUTCHours() * 60 + date.getUTCMinutes();
          if (rule.minutes.includes(minute) && (!rule.weekdays || rule.weekdays.includes(date.getUTCDay()))) break;
          at += MINUTE;
        }
        if (nextRun(rule, after) !== at) expect(nextRun(rule, after)).toBe(at);
      }
    }
    const exact = nextRun(rule, start);
    expect(nextRun(rule, exact)).toBeGreaterThan(exact);
    expect(nextRun(rule, exact - 1)).toBe(exact);
  }
  expect(() => nextRun({ minutes: [] }, 0)).toThrow('never');
  expect(() => nextRun({ minutes: [1], weekdays: [] }, 0)).toThrow('never');
});
