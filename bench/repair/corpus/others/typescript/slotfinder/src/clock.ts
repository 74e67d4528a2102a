export const DAY_MINUTES = 24 * 60;

/** Minutes after midnight of a clock time such as "09:30"; "24:00" is the end of the day. */
export function parseClock(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) throw new RangeError(`not a clock time: ${text}`);
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > DAY_MINUTES) throw new RangeError(`not a clock time: ${text}`);
  return total;
}

/** The clock time, as "HH:MM", of a number of minutes after midnight. */
export function formatClock(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
