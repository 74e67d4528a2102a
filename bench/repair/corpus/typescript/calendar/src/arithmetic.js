import { compare, daysInMonth, toDayNumber, weekday, dayOfYear } from './date.js';

export function addDays(date, count) {
  let { year, month, day } = date;
  day += count;
  while (day < 1) {
    month -= 1;
    if (month < 1) {
      month = 12;
      year -= 1;
    }
    day += daysInMonth(year, month);
  }
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return { year, month, day };
}

/** The same day some months later; the last of the month where that day does not exist. */
export function addMonths(date, count) {
  const months = date.year * 12 + (date.month - 1) + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

export function daysBetween(from, to) {
  return toDayNumber(to) - toDayNumber(from);
}

/** Completed years. */
export function ageOn(born, today) {
  const years = today.year - born.year;
  const hadBirthday = today.month > born.month || (today.month === born.month && today.day >= born.day);
  return hadBirthday ? years : years - 1;
}

/** The Monday of the week that the date is in. */
export function startOfWeek(date) {
  return addDays(date, 1 - weekday(date));
}

export function endOfMonth({ year, month }) {
  return { year, month, day: daysInMonth(year, month) };
}

/** ISO 8601: weeks start on Monday, and week 1 has the first Thursday of the year. */
export function weekNumber(date) {
  const thursday = addDays(date, 4 - weekday(date));
  return { year: thursday.year, week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** Each date from the first to the last, both included. */
export function range(first, last) {
  const dates = [];
  for (let date = first; compare(date, last) <= 0; date = addDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}

export function clamp(date, earliest, latest) {
  if (compare(date, earliest) < 0) return earliest;
  if (compare(date, latest) > 0) return latest;
  return date;
}
