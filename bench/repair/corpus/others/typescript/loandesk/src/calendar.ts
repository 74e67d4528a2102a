/** A calendar day written as in "2024-03-09". */
export type Day = string;

const MS_PER_DAY = 86_400_000;

function toMs(day: Day): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) {
    throw new RangeError(`not a day: ${day}`);
  }
  return ms;
}

export function addDays(day: Day, days: number): Day {
  return new Date(toMs(day) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative if it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return (toMs(to) - toMs(from)) / MS_PER_DAY;
}

/** The days after `from` up to and including `to`, those the library is closed left out. */
export function openDaysBetween(from: Day, to: Day, closed: ReadonlySet<Day>): number {
  let open = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (!closed.has(day)) {
      open++;
    }
  }
  return open;
}
