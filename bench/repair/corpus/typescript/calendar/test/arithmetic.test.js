import assert from 'node:assert/strict';
import { addDays, addMonths, ageOn, clamp, daysBetween, endOfMonth, range, startOfWeek, weekNumber } from '../src/arithmetic.js';
import { format, parse } from '../src/date.js';

const d = parse;

describe('arithmetic', () => {
  it('adds days', () => {
    assert.equal(format(addDays(d('2025-01-30'), 3)), '2025-02-02');
    assert.equal(format(addDays(d('2025-12-31'), 1)), '2026-01-01');
    assert.equal(format(addDays(d('2024-03-01'), -1)), '2024-02-29');
    assert.equal(format(addDays(d('2025-01-01'), -1)), '2024-12-31');
  });
  it('adds months', () => {
    assert.equal(format(addMonths(d('2025-01-31'), 1)), '2025-02-28');
    assert.equal(format(addMonths(d('2025-11-15'), 3)), '2026-02-15');
    assert.equal(format(addMonths(d('2025-01-15'), -1)), '2024-12-15');
  });
  it('counts the days between', () => {
    assert.equal(daysBetween(d('2024-02-28'), d('2024-03-01')), 2);
    assert.equal(daysBetween(d('2025-01-10'), d('2025-01-01')), -9);
  });
  it('knows ages', () => {
    assert.equal(ageOn(d('2000-06-15'), d('2025-06-14')), 24);
    assert.equal(ageOn(d('2000-06-15'), d('2025-06-15')), 25);
    assert.equal(ageOn(d('2000-06-15'), d('2025-07-01')), 25);
  });
  it('finds the week', () => {
    assert.equal(format(startOfWeek(d('2026-03-08'))), '2026-03-02');
    assert.equal(format(startOfWeek(d('2026-03-02'))), '2026-03-02');
    assert.deepEqual(weekNumber(d('2026-01-01')), { year: 2026, week: 1 });
    assert.deepEqual(weekNumber(d('2027-01-01')), { year: 2026, week: 53 });
  });
  it('finds the end of the month', () => {
    assert.equal(format(endOfMonth(d('2024-02-10'))), '2024-02-29');
  });
  it('lists dates', () => {
    assert.deepEqual(range(d('2025-02-27'), d('2025-03-01')).map((x) => format(x)), ['2025-02-27', '2025-02-28', '2025-03-01']);
    assert.deepEqual(range(d('2025-02-27'), d('2025-02-26')), []);
  });
  it('clamps', () => {
    const clamped = (text) => format(clamp(d(text), d('2025-01-01'), d('2025-12-31')));
    assert.equal(clamped('2024-05-05'), '2025-01-01');
    assert.equal(clamped('2026-05-05'), '2025-12-31');
    assert.equal(clamped('2025-05-05'), '2025-05-05');
  });
});
