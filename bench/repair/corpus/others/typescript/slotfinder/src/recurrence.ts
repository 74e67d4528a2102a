export interface Rule {
  every: "day" | "week" | "month";
  /** Every how many days, weeks or months; 1 unless told. */
  interval?: number;
  count: number;
}

/** How many days a month has; `month` counts from 1 for January. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function addDays(date: string, days: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The same day some months later; a day the later month lacks becomes its last day. */
function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  const targetDay = Math.min(day, daysInMonth(targetYear, targetMonth));
  return [
    String(targetYear).padStart(4, "0"),
    String(targetMonth).padStart(2, "0"),
    String(targetDay).padStart(2, "0"),
  ].join("-");
}

/** The dates ("YYYY-MM-DD") of a recurring event, the first included. */
export function occurrences(first: string, rule: Rule): string[] {
  const interval = rule.interval ?? 1;
  const dates: string[] = [];
  for (let n = 0; n < rule.count; n++) {
    const steps = n * interval;
    if (rule.every === "month") dates.push(addMonths(first, steps));
    else dates.push(addDays(first, rule.every === "week" ? steps * 7 : steps));
  }
  return dates;
}
