import { expect, it } from 'vitest';
import { type AccountEvent, Accounts, apply, NO_ACCOUNT, withdrawalFee } from '../src/account';
import { EventStore } from '../src/event-store';

it('fees', () => {
  expect([1, 499, 500, 501, 599, 600, 601, 1000, 1001].map((a) => withdrawalFee(a))).toEqual([
    0, 0, 0, 1, 1, 1, 2, 5, 6,
  ]);
  expect(withdrawalFee(10, 0)).toBe(1);
  expect(withdrawalFee(600, 600)).toBe(0);
});

it('snapshots change nothing', () => {
  for (const every of [1, 2, 3, 1000]) {
    const store = new EventStore<AccountEvent>();
    const accounts = new Accounts(store, every);
    accounts.open('x', 'X', 250);
    let balance = 0;
    for (let i = 1; i <= 30; i++) {
      if (i % 3 === 0) {
        accounts.withdraw('x', 10 * i);
        balance -= 10 * i;
      } else {
        accounts.deposit('x', 10 * i + 1);
        balance += 10 * i + 1;
      }
      expect(accounts.get('x')).toEqual({ owner: 'X', balance, overdraft: 250, status: 'open' });
    }
    expect(store.read('x').map((s) => s.event).reduce(apply, NO_ACCOUNT)).toEqual(accounts.get('x'));
    expect(store.version('x')).toBe(31);
  }
});

it('limits', () => {
  const store = new EventStore<AccountEvent>();
  const accounts = new Accounts(store);
  accounts.open('x', 'X', 10);
  accounts.open('y', 'Y');
  accounts.deposit('x', 1000);
  // 1005 and a fee of 6 would leave -11.
  expect(() => accounts.withdraw('x', 1005)).toThrow('Not enough money');
  expect(() => accounts.transfer('x', 'y', 1005)).toThrow('Not enough money');
  expect(() => accounts.transfer('x', 'x', 5)).toThrow('Nothing to transfer');
  expect(() => accounts.transfer('x', 'y', 0)).toThrow('positive');
  expect(() => accounts.transfer('x', 'z', 5)).toThrow('Account z is not open');
  expect(() => accounts.transfer('z', 'x', 5)).toThrow('Account z is not open');
  expect([accounts.get('x').balance, accounts.get('y').balance]).toEqual([1000, 0]);
  accounts.withdraw('x', 1004);
  expect(accounts.get('x').balance).toBe(-10);
  for (const bad of [0, -1]) {
    expect(() => accounts.deposit('x', bad)).toThrow('positive');
    expect(() => accounts.withdraw('x', bad)).toThrow('positive');
  }
  expect(accounts.get('none')).toEqual(NO_ACCOUNT);
  expect(NO_ACCOUNT.status).toBe('none');
});

it('states', () => {
  const store = new EventStore<AccountEvent>();
  const accounts = new Accounts(store, 1);
  for (const act of ['deposit', 'withdraw'] as const) expect(() => accounts[act]('x', 1)).toThrow('not open');
  for (const act of ['freeze', 'close'] as const) expect(() => accounts[act]('x')).toThrow('not open');
  expect(() => accounts.release('x')).toThrow('not frozen');
  accounts.open('x', 'X');
  accounts.open('y', 'Y');
  accounts.deposit('y', 9);
  accounts.freeze('x');
  expect(accounts.get('x').status).toBe('frozen');
  accounts.freeze('x');
  expect(store.version('x')).toBe(2);
  expect(() => accounts.open('x', 'X')).toThrow('exists');
  expect(() => accounts.close('x')).toThrow('not open');
  accounts.transfer('y', 'x', 9);
  expect(() => accounts.transfer('x', 'y', 9)).toThrow('not open');
  accounts.release('x');
  expect(() => accounts.close('x')).toThrow('zero');
  accounts.withdraw('x', 9);
  accounts.close('x');
  for (const act of ['deposit', 'withdraw'] as const) expect(() => accounts[act]('x', 1)).toThrow('not open');
  expect(() => accounts.freeze('x')).toThrow('not open');
  expect(() => accounts.release('x')).toThrow('not frozen');
  expect(() => accounts.open('x', 'X')).toThrow('exists');
  expect(() => accounts.transfer('y', 'x', 1)).toThrow('Account x is not open');
});
