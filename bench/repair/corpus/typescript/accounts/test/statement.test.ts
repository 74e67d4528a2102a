import { expect, it } from 'vitest';
import type { AccountEvent } from '../src/account';
import { formatAmount, lowestBalance, statement, totals } from '../src/statement';

const stored = (events: AccountEvent[]) =>
  events.map((event, i) => ({ stream: 'a', version: i + 1, position: i + 1, event }));

const history = stored([
  { type: 'opened', owner: 'Ann', overdraft: 0 },
  { type: 'deposited', amount: 1000 },
  { type: 'withdrawn', amount: 800, fee: 3 },
  { type: 'frozen' },
  { type: 'deposited', amount: 50 },
]);

it('lists movements', () => {
  expect(statement(history)).toEqual([
    { text: 'Deposit', amount: 1000, balance: 1000 },
    { text: 'Withdrawal', amount: -800, balance: 200 },
    { text: 'Fee', amount: -3, balance: 197 },
    { text: 'Deposit', amount: 50, balance: 247 },
  ]);
});

it('adds up', () => {
  expect(totals(history)).toEqual({ deposits: 1050, withdrawals: 800, fees: 3 });
});

it('finds the lowest balance', () => {
  const lines = statement(
    stored([
      { type: 'withdrawn', amount: 30, fee: 0 },
      { type: 'deposited', amount: 100 },
    ]),
  );
  expect(lowestBalance(lines)).toBe(-30);
});

it('formats', () => {
  expect(formatAmount(1234567)).toBe('12,345.67');
  expect(formatAmount(-5)).toBe('-0.05');
  expect(formatAmount(100)).toBe('1.00');
});
