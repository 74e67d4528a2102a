import type { EventStore } from './event-store';

export type AccountEvent =
  | { type: 'opened'; owner: string; overdraft: number }
  | { type: 'deposited'; amount: number }
  | { type: 'withdrawn'; amount: number; fee: number }
  | { type: 'frozen' }
  | { type: 'released' }
  | { type: 'closed' };

export interface Account {
  owner: string;
  balance: number;
  overdraft: number;
  status: 'none' | 'open' | 'frozen' | 'closed';
}

export const NO_ACCOUNT: Account = { owner: '', balance: 0, overdraft: 0, status: 'none' };

export function apply(account: Account, event: AccountEvent): Account {
  switch (event.type) {
    case 'opened':
      return { ...account, owner: event.owner, overdraft: event.overdraft, status: 'open' };
    case 'deposited':
      return { ...account, balance: account.balance + event.amount };
    case 'withdrawn':
      return { ...account, balance: account.balance - event.amount - event.fee };
    case 'frozen':
      return { ...account, status: 'frozen' };
    case 'released':
      return { ...account, status: 'open' };
    case 'closed':
      return { ...account, status: 'closed' };
  }
}

/** One in a hundred of what is above the free amount, at least one. */
export function withdrawalFee(amount: number, free = 500): number {
  if (amount <= free) return 0;
  return Math.max(1, Math.ceil((amount - free) / 100));
}

export class Accounts {
  private readonly store: EventStore<AccountEvent>;
  private readonly snapshots = new Map<string, { version: number; account: Account }>();
  private readonly snapshotEvery: number;

  constructor(store: EventStore<AccountEvent>, snapshotEvery = 50) {
    this.store = store;
    this.snapshotEvery = snapshotEvery;
  }

  get(id: string): Account {
    return this.load(id).account;
  }

  open(id: string, owner: string, overdraft = 0): void {
    const { account, version } = this.load(id);
    if (account.status !== 'none') throw new Error(`Account ${id} exists`);
    this.store.append(id, [{ type: 'opened', owner, overdraft }], version);
  }

  deposit(id: string, amount: number): void {
    const { account, version } = this.load(id);
    if (amount <= 0) throw new Error('Amount must be positive');
    // A frozen account still takes money.
    if (account.status !== 'open' && account.status !== 'frozen') throw new Error(`Account ${id} is not open`);
    this.store.append(id, [{ type: 'deposited', amount }], version);
  }

  withdraw(id: string, amount: number): void {
    const { account, version } = this.load(id);
    if (amount <= 0) throw new Error('Amount must be positive');
    if (account.status !== 'open') throw new Error(`Account ${id} is not open`);
    const fee = withdrawalFee(amount);
    if (account.balance - amount - fee < -account.overdraft) throw new Error('Not enough money');
    this.store.append(id, [{ type: 'withdrawn', amount, fee }], version);
  }

  /** Both sides or none. */
  transfer(from: string, to: string, amount: number): void {
    const target = this.get(to);
    if (target.status !== 'open' && target.status !== 'frozen') throw new Error(`Account ${to} is not open`);
    if (from === to) throw new Error('Nothing to transfer');
    this.withdraw(from, amount);
    this.deposit(to, amount);
  }

  freeze(id: string): void {
    const { account, version } = this.load(id);
    if (account.status === 'frozen') return;
    if (account.status !== 'open') throw new Error(`Account ${id} is not open`);
    this.store.append(id, [{ type: 'frozen' }], version);
  }

  release(id: string): void {
    const { account, version } = this.load(id);
    if (account.status !== 'frozen') throw new Error(`Account ${id} is not frozen`);
    this.store.append(id, [{ type: 'released' }], version);
  }

  close(id: string): void {
    const { account, version } = this.load(id);
    if (account.status !== 'open') throw new Error(`Account ${id} is not open`);
    if (account.balance !== 0) throw new Error('Balance must be zero');
    this.store.append(id, [{ type: 'closed' }], version);
  }

  private load(id: string): { account: Account; version: number } {
    const snapshot = this.snapshots.get(id);
    let account = snapshot?.account ?? NO_ACCOUNT;
    let version = snapshot?.version ?? 0;
    for (const stored of this.store.read(id, version + 1)) {
      account = apply(account, stored.event);
      version = stored.version;
    }
    if (version - (snapshot?.version ?? 0) >= this.snapshotEvery) this.snapshots.set(id, { version, account });
    return { account, version };
  }
}
