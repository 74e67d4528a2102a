// A date is { year, month, day } in the Gregorian calendar; months count from 1.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year) {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year, month) {
  if (month === 2 && isLeapYear(year)) return 29;
  return DAYS[month - 1];
}

export function isValid({ year, month, day }) {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

export function parse(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isValid(date) ? date : null;
}

const pad = (number, width) => String(number).padStart(width, '0');

export function format({ year, month, day }, pattern = 'YYYY-MM-DD') {
  return pattern
    .replace('YYYY', pad(year, 4))
    .replace('MM', pad(month, 2))
    .replace('DD', pad(day, 2));
}

export function compare(a, b) {
  if (a.year !== b.year) return a.year - b.year;
  if (a.month !== b.month) return a.month - b.month;
  return a.day - b.day;
}

/** Days since 1970-01-01. */
export function toDayNumber({ year, month, day }) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function dayOfYear(date) {
  let days = date.day;
  for (let month = 1; month < date.month; month++) {
    days += daysInMonth(date.year, month);
  }
  return days;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date) {
  const sinceMonday = (toDayNumber(date) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}
