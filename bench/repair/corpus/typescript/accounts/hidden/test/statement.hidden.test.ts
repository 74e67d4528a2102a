import { expect, it } from 'vitest';
import type { AccountEvent } from '../src/account';
import { formatAmount, lowestBalance, statement, totals } from '../src/statement';

const stored = (events: AccountEvent[]) =>
  events.map((event, i) => ({ stream: 'a', version: i + 1, position: i + 1, event }));

it('statement and totals agree', () => {
  const events: AccountEvent[] = [{ type: 'opened', owner: 'A', overdraft: 5 }];
  for (let i = 1; i < 40; i++) {
    if (i % 4 === 0) events.push({ type: i % 8 ? 'frozen' : 'released' });
    else if (i % 3 === 0) events.push({ type: 'withdrawn', amount: i * 7, fee: i % 2 ? i : 0 });
    else events.push({ type: 'deposited', amount: i * 3 });
    const lines = statement(stored(events));
    const sums = totals(stored(events));
    let balance = 0;
    for (const line of lines) {
      balance += line.amount;
      expect(line.balance).toBe(balance);
    }
    const sum = (text: string) => lines.filter((l) => l.text === text).reduce((s, l) => s + l.amount, 0);
    expect(sums).toEqual({ deposits: sum('Deposit'), withdrawals: 0 - sum('Withdrawal'), fees: 0 - sum('Fee') });
    expect(lines.some((l) => l.amount === 0)).toBe(false);
    expect(lines.length).toBe(
      events.reduce((n, e) => n + (e.type === 'deposited' ? 1 : e.type === 'withdrawn' ? (e.fee ? 2 : 1) : 0), 0),
    );
    expect(lowestBalance(lines)).toBe(Math.min(0, ...lines.map((l) => l.balance)));
  }
  expect(statement([])).toEqual([]);
  expect(lowestBalance([])).toBe(0);
});

it('amounts', () => {
  expect([0, 1, 10, 99, 100, 101, 99999, 100000, 123456789, -100, -1, -123456].map(formatAmount)).toEqual([
    '0.00', '0.01', '0.10', '0.99', '1.00', '1.01', '999.99', '1,000.00', '1,234,567.89', '-1.00', '-0.01', '-1,234.56',
  ]);
});
