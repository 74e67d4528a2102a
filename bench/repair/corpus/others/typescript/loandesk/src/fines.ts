import { daysBetween, openDaysBetween, type Day } from "./calendar.ts";
import type { Loan } from "./store.ts";

export interface Policy {
  loanDays: number;
  maxRenewals: number;
  finePerDay: number;
  maxFine: number;
}

export const STANDARD: Policy = { loanDays: 14, maxRenewals: 2, finePerDay: 25, maxFine: 500 };

export function isOverdue(loan: Loan, today: Day): boolean {
  return daysBetween(loan.dueOn, today) > 0;
}

/**
 * The fine in cents for a loan given back on a day. Days on which the library
 * is closed cost nothing, and no fine is greater than the policy's maximum.
 */
export function fineFor(loan: Loan, returnedOn: Day, policy: Policy, closed: ReadonlySet<Day> = new Set()): number {
  const lateDays = openDaysBetween(loan.dueOn, returnedOn, closed);
  return Math.min(lateDays * policy.finePerDay, policy.maxFine);
}
