import { addDays, type Day } from "./calendar.ts";
import { fineFor, isOverdue, STANDARD, type Policy } from "./fines.ts";
import { ConflictError, type Loan, type LoanStore } from "./store.ts";

export type Reason = "already-lent" | "not-lent" | "owes-money" | "overdue" | "too-many-renewals";

/** What the desk does not allow; anything else that goes wrong is passed on as it is. */
export class Refused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`refused: ${reason}`);
    this.reason = reason;
  }
}

export interface Renewal {
  copyId: string;
  /** The day the loan was due before it was renewed. */
  previousDueOn: Day;
  dueOn: Day;
}

export interface DeskOptions {
  policy?: Policy;
  /** Days on which the library is closed. */
  closed?: Iterable<Day>;
}

export class LoanDesk {
  private readonly store: LoanStore;
  private readonly policy: Policy;
  private readonly closed: ReadonlySet<Day>;

  constructor(store: LoanStore, { policy = STANDARD, closed = [] }: DeskOptions = {}) {
    this.store = store;
    this.policy = policy;
    this.closed = new Set(closed);
  }

  /** Lends a copy, unless the member owes as much as one whole maximum fine. */
  async lend(copyId: string, memberId: string, today: Day): Promise<Loan> {
    if ((await this.store.owedBy(memberId)) >= this.policy.maxFine) {
      throw new Refused("owes-money");
    }
    const dueOn = addDays(today, this.policy.loanDays);
    try {
      return await this.store.insert({ copyId, memberId, dueOn, renewals: 0 });
    } catch (error) {
      if (error instanceof ConflictError) {
        throw new Refused("already-lent");
      }
      throw error;
    }
  }

  /** Lengthens a loan, counted from the day it is due. */
  async renew(copyId: string, today: Day): Promise<Renewal> {
    const loan = await this.loanOf(copyId);
    if (isOverdue(loan, today)) {
      throw new Refused("overdue");
    }
    if (loan.renewals >= this.policy.maxRenewals) {
      throw new Refused("too-many-renewals");
    }
    const previousDueOn = loan.dueOn;
    loan.dueOn = addDays(loan.dueOn, this.policy.loanDays);
    loan.renewals += 1;
    await this.store.update(loan);
    return { copyId, previousDueOn, dueOn: loan.dueOn };
  }

  /** Takes a copy back, books the fine and returns it in cents. */
  async takeBack(copyId: string, today: Day): Promise<number> {
    const loan = await this.loanOf(copyId);
    const fine = fineFor(loan, today, this.policy, this.closed);
    await this.store.remove(copyId);
    if (fine > 0) {
      await this.store.addDebt(loan.memberId, fine);
    }
    return fine;
  }

  private async loanOf(copyId: string): Promise<Loan> {
    const loan = await this.store.find(copyId);
    if (loan === null) {
      throw new Refused("not-lent");
    }
    return loan;
  }
}
