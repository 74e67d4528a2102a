import type { CancelSignal } from '../../loop/types.ts';
import { type Copy, takeCopy } from './copy.ts';
import type { Lease } from './lease.ts';
import type { Snapshot } from './snapshot.ts';

const NEVER: CancelSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

/** Copies that are used again and again; the search needs no fresh one for each candidate. */
export class CopyPool {
  readonly #snapshot: Snapshot;
  readonly #lease: Lease;
  readonly #idle: Copy[] = [];
  /** Those who wait for a copy, in the order they came. */
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param size copies that may be in use at once; at least 1 */
  constructor(snapshot: Snapshot, lease: Lease, size: number) {
    this.#snapshot = snapshot;
    this.#lease = lease;
    this.#free = size;
  }

  /**
   * Lends a copy that nobody else has, with these texts in it and nothing that tests left; waits while all are lent.
   * @returns undefined when it was cancelled before the copy was there
   */
  async lend<T>(
    texts: ReadonlyMap<string, string | undefined>,
    use: (copy: Copy) => Promise<T>,
    signal: CancelSignal = NEVER,
  ): Promise<T | undefined> {
    if (!(await this.#enter(signal))) return undefined;
    let copy: Copy | undefined;
    try {
      const used = this.#idle.pop();
      used?.reset();
      copy = used ?? (await takeCopy(this.#snapshot, this.#lease, signal));
      if (copy === undefined) return undefined;
      copy.put(texts);
      return await use(copy);
    } finally {
      if (copy !== undefined) this.#idle.push(copy);
      this.#leave();
    }
  }

  /** Waits for its turn; false when it was cancelled meanwhile. */
  #enter(signal: CancelSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const turn = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(true);
      };
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        resolve(false);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(turn);
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
