import type { Day } from "./calendar.ts";

export interface Loan {
  copyId: string;
  memberId: string;
  dueOn: Day;
  renewals: number;
}

/** Two members cannot have the same copy. */
export class ConflictError extends Error {}

export interface LoanStore {
  find(copyId: string): Promise<Loan | null>;
  /** Rejects with a ConflictError if the copy is lent already. */
  insert(loan: Loan): Promise<Loan>;
  update(loan: Loan): Promise<void>;
  remove(copyId: string): Promise<void>;
  owedBy(memberId: string): Promise<number>;
  addDebt(memberId: string, cents: number): Promise<void>;
}

/** Keeps everything in memory; hands out copies, as a database would. */
export class MemoryStore implements LoanStore {
  private readonly loans = new Map<string, Loan>();
  private readonly debts = new Map<string, number>();

  async find(copyId: string): Promise<Loan | null> {
    const loan = this.loans.get(copyId);
    return loan ? { ...loan } : null;
  }

  async insert(loan: Loan): Promise<Loan> {
    if (this.loans.has(loan.copyId)) {
      throw new ConflictError(`duplicate key: ${loan.copyId}`);
    }
    this.loans.set(loan.copyId, { ...loan });
    return { ...loan };
  }

  async update(loan: Loan): Promise<void> {
    this.loans.set(loan.copyId, { ...loan });
  }

  async remove(copyId: string): Promise<void> {
    this.loans.delete(copyId);
  }

  async owedBy(memberId: string): Promise<number> {
    return this.debts.get(memberId) ?? 0;
  }

  async addDebt(memberId: string, cents: number): Promise<void> {
    this.debts.set(memberId, (await this.owedBy(memberId)) + cents);
  }
}
