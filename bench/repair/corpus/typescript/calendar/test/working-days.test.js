import assert from 'node:assert/strict';
import { format, parse } from '../src/date.js';
import { easter, WorkingDays } from '../src/working-days.js';

const d = parse;

describe('working days', () => {
  it('finds Easter', () => {
    assert.equal(format(easter(2024)), '2024-03-31');
    assert.equal(format(easter(2025)), '2025-04-20');
    assert.equal(format(easter(2026)), '2026-04-05');
  });
  it('knows weekends and holidays', () => {
    const days = new WorkingDays(['2026-01-01']);
    assert.equal(days.isWorkingDay(d('2026-01-01')), false);
    assert.equal(days.isWorkingDay(d('2026-01-02')), true);
    assert.equal(days.isWorkingDay(d('2026-01-03')), false);
  });
  it('knows the holidays around Easter', () => {
    const days = WorkingDays.withEaster(2026, ['12-25']);
    assert.deepEqual([...days.holidays], ['2026-12-25', '2026-04-03', '2026-04-06']);
  });
  it('moves on to a working day', () => {
    const days = new WorkingDays(['2026-01-05']);
    assert.equal(format(days.onOrAfter(d('2026-01-03'))), '2026-01-06');
    assert.equal(format(days.onOrAfter(d('2026-01-02'))), '2026-01-02');
  });
  it('adds working days', () => {
    const days = new WorkingDays();
    assert.equal(format(days.add(d('2026-03-06'), 1)), '2026-03-09');
    assert.equal(format(days.add(d('2026-03-09'), -1)), '2026-03-06');
    assert.equal(format(days.add(d('2026-03-02'), 10)), '2026-03-16');
    assert.equal(format(days.add(d('2026-03-07'), 0)), '2026-03-07');
  });
  it('counts', () => {
    assert.equal(new WorkingDays().count(d('2026-03-02'), d('2026-03-13')), 10);
    assert.equal(new WorkingDays(['2026-03-04']).count(d('2026-03-02'), d('2026-03-08')), 4);
  });
  it('says what is overdue', () => {
    const days = new WorkingDays();
    // Due on Saturday, so on Monday.
    assert.equal(days.isOverdue(d('2026-02-05'), 30, d('2026-03-09')), false);
    assert.equal(days.isOverdue(d('2026-02-05'), 30, d('2026-03-10')), true);
  });
  it('finds the longest break', () => {
    const days = WorkingDays.withEaster(2026);
    assert.equal(days.longestBreak(d('2026-03-20'), d('2026-04-10')), 4);
  });
});
