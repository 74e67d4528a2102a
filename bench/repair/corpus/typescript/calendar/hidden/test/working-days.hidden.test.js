import assert from 'node:assert/strict';
import { addDays } from '../src/arithmetic.js';
import { format, parse } from '../src/date.js';
import { easter, WorkingDays } from '../src/working-days.js';

describe('working days (hidden)', () => {
  it('Easter', () => {
    const known = ['1961-04-02', '1981-04-19', '1999-04-04', '2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21', '2038-04-25', '2049-04-18', '2076-04-19'];
    for (const text of known) assert.equal(format(easter(Number(text.slice(0, 4)))), text);
  });
  it('moves and counts as a scan does', () => {
    const days = WorkingDays.withEaster(2026, ['01-01', '05-01', '12-25']);
    assert.equal(days.holidays.size, 5);
    const start = parse('2026-03-25');
    const all = Array.from({ length: 60 }, (_, i) => addDays(start, i));
    const working = all.filter((x) => {
      const at = Date.parse(format(x));
      const free = ['2026-04-03', '2026-04-06', '2026-05-01'].includes(format(x));
      return new Date(at).getUTCDay() % 6 !== 0 && !free;
    });
    for (const date of all) assert.equal(days.isWorkingDay(date), working.includes(date));
    for (const date of all.slice(0, 40)) {
      const later = working.filter((w) => format(w) > format(date));
      const earlier = working.filter((w) => format(w) < format(date)).reverse();
      for (let n = 1; n <= 8; n++) {
        assert.deepEqual(days.add(date, n), later[n - 1]);
        if (earlier[n - 1]) assert.deepEqual(days.add(date, -n), earlier[n - 1]);
      }
      assert.deepEqual(days.add(date, 0), date);
      assert.deepEqual(days.onOrAfter(date), working.find((w) => format(w) >= format(date)));
      assert.equal(days.count(start, date), working.filter((w) => format(w) <= format(date)).length);
      for (const n of [0, 1, 7, 14]) {
        const due = format(days.onOrAfter(addDays(date, n)));
        assert.equal(days.isOverdue(date, n, parse(due)), false);
        assert.equal(days.isOverdue(date, n, addDays(parse(due), 1)), true);
      }
    }
    assert.equal(days.count(parse('2026-04-03'), parse('2026-04-06')), 0);
  });
  it('breaks', () => {
    const days = WorkingDays.withEaster(2026);
    const longest = (a, b) => days.longestBreak(parse(a), parse(b));
    assert.equal(longest('2026-03-02', '2026-03-06'), 0);
    assert.equal(longest('2026-03-02', '2026-03-07'), 1);
    assert.equal(longest('2026-03-02', '2026-03-31'), 2);
    assert.equal(longest('2026-03-30', '2026-05-01'), 4);
    assert.equal(longest('2026-04-05', '2026-04-12'), 2);
    assert.equal(longest('2026-04-06', '2026-04-06'), 1);
  });
});
