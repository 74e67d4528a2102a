import assert from 'node:assert/strict';
import { addDays, addMonths, ageOn, clamp, daysBetween, endOfMonth, range, startOfWeek, weekNumber } from '../src/arithmetic.js';
import { format, parse } from '../src/date.js';

const DAY = 86400000;
const iso = (utc) => new Date(utc).toISOString().slice(0, 10);

describe('arithmetic (hidden)', () => {
  it('adds days as Date does', () => {
    for (const start of ['2024-02-28', '2023-12-31', '2025-01-01', '1999-07-31', '2000-03-01']) {
      for (let n = -800; n <= 800; n += 7) {
        const expected = iso(Date.parse(start) + n * DAY);
        assert.equal(format(addDays(parse(start), n)), expected);
        assert.equal(daysBetween(parse(start), parse(expected)), n);
      }
    }
  });
  it('adds months', () => {
    for (let n = -40; n <= 40; n++) {
      const first = new Date(Date.UTC(2024, 0 + n, 1));
      const last = new Date(Date.UTC(2024, 1 + n, 0)).getUTCDate();
      for (const day of [1, 15, 28, 29, 30, 31]) {
        const expected = `${first.toISOString().slice(0, 7)}-${String(Math.min(day, last)).padStart(2, '0')}`;
        assert.equal(format(addMonths({ year: 2024, month: 1, day }, n)), expected);
      }
    }
    assert.equal(format(addMonths(parse('2025-12-31'), 12)), '2026-12-31');
    assert.equal(format(addMonths(parse('2025-12-31'), 0)), '2025-12-31');
  });
  it('ages', () => {
    const born = parse('2000-06-15');
    assert.deepEqual(
      ['2001-06-14', '2001-06-15', '2001-05-20', '2001-07-01', '2001-12-01', '2001-01-31', '2000-06-15'].map((t) => ageOn(born, parse(t))),
      [0, 1, 0, 1, 1, 0, 0],
    );
    assert.equal(ageOn(parse('2004-02-29'), parse('2023-02-28')), 18);
    assert.equal(ageOn(parse('2004-02-29'), parse('2023-03-01')), 19);
  });
  it('weeks', () => {
    const known = {
      '2005-01-01': [2004, 53], '2005-12-31': [2005, 52], '2006-01-01': [2005, 52], '2007-01-01': [2007, 1],
      '2008-12-29': [2009, 1], '2010-01-03': [2009, 53], '2010-01-04': [2010, 1], '2024-12-30': [2025, 1], '2026-07-01': [2026, 27],
    };
    for (const [text, [year, week]] of Object.entries(known)) assert.deepEqual(weekNumber(parse(text)), { year, week });
    for (let i = 0; i < 30; i++) {
      const date = addDays(parse('2025-12-29'), i);
      assert.equal(format(startOfWeek(date)), iso(Date.parse('2025-12-29') + Math.floor(i / 7) * 7 * DAY));
    }
  });
  it('ranges, ends and clamps', () => {
    assert.deepEqual(range(parse('2024-12-31'), parse('2024-12-31')).map((x) => format(x)), ['2024-12-31']);
    assert.equal(range(parse('2024-01-01'), parse('2024-12-31')).length, 366);
    assert.deepEqual(range(parse('2025-01-02'), parse('2025-01-01')), []);
    assert.equal(format(endOfMonth({ year: 2025, month: 2, day: 1 })), '2025-02-28');
    const low = parse('2025-03-10');
    const high = parse('2025-03-20');
    assert.deepEqual(
      ['2024-12-31', '2025-03-09', '2025-03-10', '2025-03-15', '2025-03-20', '2025-03-21', '2026-01-01'].map((t) => format(clamp(parse(t), low, high))),
      ['2025-03-10', '2025-03-10', '2025-03-10', '2025-03-15', '2025-03-20', '2025-03-20', '2025-03-20'],
    );
  });
});
