import type { AccountEvent } from './account';
import type { StoredEvent } from './event-store';

export interface StatementLine {
  text: string;
  amount: number;
  balance: number;
}

export interface Totals {
  deposits: number;
  withdrawals: number;
  fees: number;
}

/** The movements of an account with the balance after each. */
export function statement(events: readonly StoredEvent<AccountEvent>[]): StatementLine[] {
  const lines: StatementLine[] = [];
  let balance = 0;
  for (const { event } of events) {
    if (event.type === 'deposited') {
      balance += event.amount;
      lines.push({ text: 'Deposit', amount: event.amount, balance });
    } else if (event.type === 'withdrawn') {
      balance -= event.amount;
      lines.push({ text: 'Withdrawal', amount: -event.amount, balance });
      if (event.fee > 0) {
        balance -= event.fee;
        lines.push({ text: 'Fee', amount: -event.fee, balance });
      }
    }
  }
  return lines;
}

export function totals(events: readonly StoredEvent<AccountEvent>[]): Totals {
  const sums: Totals = { deposits: 0, withdrawals: 0, fees: 0 };
  for (const { event } of events) {
    if (event.type === 'deposited') sums.deposits += event.amount;
    if (event.type === 'withdrawn') {
      sums.withdrawals += event.amount;
      sums.fees += event.fee;
    }
  }
  return sums;
}

export function lowestBalance(lines: readonly StatementLine[]): number {
  let lowest = 0;
  for (const line of lines) lowest = Math.min(lowest, line.balance);
  return lowest;
}

/** 1234567 is "12,345.67"; negative amounts have a minus in front. */
export function formatAmount(cents: number): string {
  const absolute = Math.abs(cents);
  const whole = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(absolute % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${whole}.${rest}`;
}
