import type { VerifiedFix } from './protocol.ts';

/** What is told of fixes as they are found. */
export interface FixesListener {
  readonly onNotice: (message: string) => void;
  /**
   * @param problem index in the request; -1 for all of the file at once
   * @param learn to be called when the person takes it
   */
  readonly onFix: (problem: number, fix: VerifiedFix, learn: () => Promise<readonly string[]>) => void;
  /** The fix that was told for a problem does not hold. */
  readonly onTakenBack: (problem: number) => void;
  /** The search for a problem has ended without a fix, and not for want of time. */
  readonly onNone?: (problem: number) => void;
}

/**
 * Fixes that the compiler has found in order while the tests are still to be run: told at once, as just that, and
 * followed by another word on each.
 */
export class EarlyFixes implements FixesListener {
  readonly #listener: FixesListener;
  /** By problem: what was told and has not been followed yet. */
  readonly #open = new Map<number, readonly [fix: VerifiedFix, learn: () => Promise<readonly string[]>]>();
  readonly onNotice: FixesListener['onNotice'];
  readonly onTakenBack: FixesListener['onTakenBack'];

  constructor(listener: FixesListener) {
    this.#listener = listener;
    this.onNotice = listener.onNotice;
    this.onTakenBack = listener.onTakenBack;
  }

  readonly onFix: FixesListener['onFix'] = (problem, fix, learn) => {
    this.#open.set(problem, [fix, learn]);
    // Who wants all of a file at once wants it tested. From what nobody has tested yet nothing is learned.
    if (problem >= 0) this.#listener.onFix(problem, { ...fix, testing: true }, async () => []);
  };

  /** For those that have been tested as well. */
  tested(): FixesListener {
    const onFix: FixesListener['onFix'] = (problem, fix, learn) => {
      this.#open.delete(problem);
      this.#listener.onFix(problem, fix, learn);
    };
    const onNone = (problem: number): void => {
      if (!this.#open.delete(problem)) return;
      this.#listener.onTakenBack(problem);
      // All at once holds this one as well.
      this.#open.delete(-1);
    };
    return { ...this.#listener, onFix, onNone };
  }

  /**
   * The last word on those that are left.
   * @param areTested whether the tests have run, so that these did not hold; otherwise they were not tried and stay
   */
  settle(areTested: boolean): void {
    for (const [problem, [fix, learn]] of this.#open) {
      if (!areTested) this.#listener.onFix(problem, fix, learn);
      else if (problem >= 0) this.#listener.onTakenBack(problem);
    }
    this.#open.clear();
  }
}
