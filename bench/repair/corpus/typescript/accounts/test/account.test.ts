import { beforeEach, describe, expect, it } from 'vitest';
import { type AccountEvent, Accounts, withdrawalFee } from '../src/account';
import { EventStore } from '../src/event-store';

describe('Accounts', () => {
  let store: EventStore<AccountEvent>;
  let accounts: Accounts;

  beforeEach(() => {
    store = new EventStore();
    accounts = new Accounts(store, 3);
    accounts.open('ann', 'Ann', 100);
    accounts.open('bob', 'Bob');
  });

  it('opens', () => {
    expect(accounts.get('ann')).toEqual({ owner: 'Ann', balance: 0, overdraft: 100, status: 'open' });
    expect(() => accounts.open('ann', 'Anna')).toThrow('exists');
  });
  it('takes and gives money', () => {
    accounts.deposit('ann', 300);
    accounts.withdraw('ann', 120);
    expect(accounts.get('ann').balance).toBe(180);
    expect(() => accounts.deposit('ann', 0)).toThrow('positive');
  });
  it('charges a fee for large amounts', () => {
    accounts.deposit('bob', 2000);
    accounts.withdraw('bob', 1000);
    expect(accounts.get('bob').balance).toBe(995);
  });
  it('lends as much as was agreed', () => {
    accounts.withdraw('ann', 100);
    expect(accounts.get('ann').balance).toBe(-100);
    expect(() => accounts.withdraw('ann', 1)).toThrow('Not enough money');
    expect(() => accounts.withdraw('bob', 1)).toThrow('Not enough money');
  });
  it('transfers', () => {
    accounts.deposit('ann', 50);
    accounts.transfer('ann', 'bob', 50);
    expect([accounts.get('ann').balance, accounts.get('bob').balance]).toEqual([0, 50]);
    expect(() => accounts.transfer('ann', 'cid', 10)).toThrow('Account cid is not open');
    expect(accounts.get('ann').balance).toBe(0);
  });
  it('freezes and releases', () => {
    accounts.freeze('bob');
    accounts.deposit('bob', 10);
    expect(() => accounts.withdraw('bob', 5)).toThrow('not open');
    accounts.release('bob');
    accounts.withdraw('bob', 5);
    expect(accounts.get('bob')).toMatchObject({ balance: 5, status: 'open' });
    expect(() => accounts.release('bob')).toThrow('not frozen');
  });
  it('freezes once', () => {
    accounts.freeze('bob');
    accounts.freeze('bob');
    expect(store.version('bob')).toBe(2);
  });
  it('closes what is empty', () => {
    accounts.deposit('bob', 10);
    expect(() => accounts.close('bob')).toThrow('must be zero');
    accounts.withdraw('bob', 10);
    accounts.close('bob');
    expect(accounts.get('bob').status).toBe('closed');
    expect(() => accounts.deposit('bob', 10)).toThrow('not open');
  });
  it('goes on after a snapshot', () => {
    for (let i = 1; i <= 10; i++) accounts.deposit('bob', i);
    expect(accounts.get('bob').balance).toBe(55);
  });
});

describe('withdrawalFee', () => {
  it('is free up to a limit', () => {
    expect(withdrawalFee(500)).toBe(0);
    expect(withdrawalFee(501)).toBe(1);
    expect(withdrawalFee(750)).toBe(3);
  });
});
