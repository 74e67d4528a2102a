import assert from 'node:assert/strict';
import { dayOfYear, daysInMonth, format, isLeapYear, isValid, compare, parse, toDayNumber, weekday } from '../src/date.js';

describe('date', () => {
  it('knows leap years', () => {
    assert.equal(isLeapYear(2024), true);
    assert.equal(isLeapYear(2023), false);
    assert.equal(isLeapYear(1900), false);
    assert.equal(isLeapYear(2000), true);
  });
  it('knows the length of months', () => {
    assert.equal(daysInMonth(2024, 2), 29);
    assert.equal(daysInMonth(2025, 2), 28);
    assert.equal(daysInMonth(2025, 4), 30);
    assert.equal(daysInMonth(2025, 12), 31);
  });
  it('validates', () => {
    assert.equal(isValid({ year: 2025, month: 2, day: 29 }), false);
    assert.equal(isValid({ year: 2025, month: 13, day: 1 }), false);
    assert.equal(isValid({ year: 2025, month: 12, day: 31 }), true);
  });
  it('parses', () => {
    assert.deepEqual(parse('2025-03-09'), { year: 2025, month: 3, day: 9 });
    assert.equal(parse('2025-3-9'), null);
    assert.equal(parse('2025-02-30'), null);
  });
  it('formats', () => {
    assert.equal(format({ year: 2025, month: 3, day: 9 }), '2025-03-09');
    assert.equal(format({ year: 2025, month: 3, day: 9 }, 'DD.MM.YYYY'), '09.03.2025');
  });
  it('compares', () => {
    const dates = ['2025-03-09', '2024-12-31', '2025-01-20'].map(parse).sort(compare);
    assert.deepEqual(dates.map((d) => format(d)), ['2024-12-31', '2025-01-20', '2025-03-09']);
  });
  it('counts days', () => {
    assert.equal(toDayNumber({ year: 1970, month: 1, day: 1 }), 0);
    assert.equal(toDayNumber({ year: 2000, month: 3, day: 1 }), 11017);
    assert.equal(dayOfYear({ year: 2024, month: 3, day: 1 }), 61);
    assert.equal(dayOfYear({ year: 2025, month: 12, day: 31 }), 365);
  });
  it('knows the day of the week', () => {
    assert.equal(weekday({ year: 2026, month: 3, day: 2 }), 1);
    assert.equal(weekday({ year: 2026, month: 3, day: 8 }), 7);
    assert.equal(weekday({ year: 1969, month: 12, day: 28 }), 7);
  });
});
