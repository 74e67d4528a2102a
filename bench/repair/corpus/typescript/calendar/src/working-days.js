import { addDays, daysBetween, range } from './arithmetic.js';
import { compare, format, weekday } from './date.js';

/** Easter Sunday of a year, by the method of Meeus, Jones and Butcher. */
export function easter(year) {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return { year, month, day };
}

export class WorkingDays {
  /** @param holidays dates as texts, like 2026-01-01 */
  constructor(holidays = []) {
    this.holidays = new Set(holidays);
  }

  static withEaster(year, fixed = []) {
    const sunday = easter(year);
    return new WorkingDays([
      ...fixed.map((monthDay) => `${year}-${monthDay}`),
      format(addDays(sunday, -2)),
      format(addDays(sunday, 1)),
    ]);
  }

  isWorkingDay(date) {
    return weekday(date) <= 5 && !this.holidays.has(format(date));
  }

  /** The first working day on or after the date. */
  onOrAfter(date) {
    let day = date;
    while (!this.isWorkingDay(day)) day = addDays(day, 1);
    return day;
  }

  /** Moves by working days; a negative count moves back. */
  add(date, count) {
    const step = count < 0 ? -1 : 1;
    let left = Math.abs(count);
    let day = date;
    while (left > 0) {
      day = addDays(day, step);
      if (this.isWorkingDay(day)) left -= 1;
    }
    return day;
  }

  /** Working days from the first date to the last, both included. */
  count(first, last) {
    return range(first, last).filter((date) => this.isWorkingDay(date)).length;
  }

  /** Whether an order of today can be paid late: more than `days` days have gone by, the due day moved to a working day. */
  isOverdue(ordered, days, today) {
    const due = this.onOrAfter(addDays(ordered, days));
    return compare(today, due) > 0;
  }

  /** Days off in a row around a date, weekends and holidays. */
  longestBreak(first, last) {
    let longest = 0;
    let current = 0;
    for (let i = 0; i <= daysBetween(first, last); i++) {
      if (this.isWorkingDay(addDays(first, i))) {
        current = 0;
      } else {
        current += 1;
        longest = Math.max(longest, current);
      }
    }
    return longest;
  }
}
