/** When a recurring job runs: minutes since midnight on some days of the week (0 is Sunday), in UTC. */
export interface Recurrence {
  minutes: number[];
  weekdays?: number[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Reads "07:30,19:00 mon-fri" or "12:00". */
export function parseRecurrence(text: string): Recurrence {
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  const [times, days] = text.trim().toLowerCase().split(/\s+/);
  const minutes = times
    .split(',')
    .map((time) => {
      const match = /^(\d{1,2}):(\d{2})$/.exec(time);
      if (!match) throw new Error(`Not a time: ${time}`);
      const hour = Number(match[1]);
      const minute = Number(match[2]);
      if (hour > 23 || minute > 59) throw new Error(`Not a time: ${time}`);
      return hour * 60 + minute;
    })
    .sort((a, b) => a - b);
  if (days === undefined) return { minutes };
  const weekdays = new Set<number>();
  for (const part of days.split(',')) {
    const [first, last = first] = part.split('-');
    const from = names.indexOf(first);
    const to = names.indexOf(last);
    if (from < 0 || to < 0) throw new Error(`Not a day: ${part}`);
    // fri-mon goes over the end of the week.
    for (let day = from; ; day = (day + 1) % 7) {
      weekdays.add(day);
      if (day === to) break;
    }
  }
  return { minutes, weekdays: [...weekdays].sort() };
}

/** The first run after the given time. */
export function nextRun(recurrence: Recurrence, after: number): number {
  const midnight = Math.floor(after / DAY) * DAY;
  for (let days = 0; days <= 7; days++) {
    const start = midnight + days * DAY;
    const weekday = new Date(start).getUTCDay();
    if (recurrence.weekdays && !recurrence.weekdays.includes(weekday)) continue;
    for (const minute of recurrence.minutes) {
      const at = start + minute * MINUTE;
      if (at > after) return at;
    }
  }
  throw new Error('The job never runs');
}
