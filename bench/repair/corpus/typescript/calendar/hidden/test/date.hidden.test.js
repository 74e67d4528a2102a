import assert from 'node:assert/strict';
import { dayOfYear, daysInMonth, format, isLeapYear, isValid, compare, parse, toDayNumber, weekday } from '../src/date.js';

describe('date (hidden)', () => {
  it('agrees with Date', () => {
    for (let year = 1896; year <= 2104; year++) {
      assert.equal(isLeapYear(year), new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29);
      for (let month = 1; month <= 12; month++) {
        const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
        assert.equal(daysInMonth(year, month), length);
        for (const day of [1, 9, 10, 28, length]) {
          const utc = Date.UTC(year, month - 1, day);
          const date = { year, month, day };
          const iso = new Date(utc).toISOString().slice(0, 10);
          assert.equal(toDayNumber(date), utc / 86400000);
          assert.equal(weekday(date), new Date(utc).getUTCDay() || 7);
          assert.equal(dayOfYear(date), (utc - Date.UTC(year, 0, 0)) / 86400000);
          assert.equal(isValid(date), true);
          assert.equal(format(date), iso);
          assert.deepEqual(parse(iso), date);
        }
        assert.equal(isValid({ year, month, day: length + 1 }), false);
        assert.equal(isValid({ year, month, day: 0 }), false);
      }
    }
  });
  it('rejects', () => {
    for (const text of ['', '2025-00-10', '2025-13-01', '2025-04-31', '2025-01-00', '2025-1-01', ' 2025-01-01', '2025-01-01x', '20250101', '1900-02-29']) {
      assert.equal(parse(text), null, text);
    }
    assert.deepEqual(parse('0001-01-01'), { year: 1, month: 1, day: 1 });
    assert.equal(isValid({ year: 2025, month: 1.5, day: 1 }), false);
    assert.equal(isValid({ year: 2025, month: 1, day: '1' }), false);
    assert.equal(isValid({ year: Number.NaN, month: 1, day: 1 }), false);
    assert.equal(isValid({ year: 2025, month: 0, day: 1 }), false);
  });
  it('compares', () => {
    const texts = ['2023-12-31', '2024-01-01', '2024-01-02', '2024-02-01', '2024-11-30', '2025-01-01'];
    texts.forEach((a, i) => texts.forEach((b, j) => {
      assert.equal(Math.sign(compare(parse(a), parse(b))), Math.sign(i - j));
    }));
  });
  it('formats', () => {
    assert.equal(format({ year: 33, month: 12, day: 1 }), '0033-12-01');
    assert.equal(format({ year: 2025, month: 12, day: 1 }, 'MM/YYYY'), '12/2025');
  });
});
