import type { CancelSignal } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { lastWords } from '../runners/report.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** How an exchange with the process ended. */
export type Answer =
  | { readonly kind: 'answered'; readonly message: FromWorker }
  | { readonly kind: 'timed-out' | 'cancelled' | 'ended'; readonly reason: string }
  /** The process was ended before it came to this one. */
  | { readonly kind: 'not-begun'; readonly reason: string };

/** A request that is on its way; its answer is waited for in the order of sending. */
interface Pending {
  readonly limitSeconds: number;
  /** Absent once whoever asked has gone; the answer is still to come. */
  finish: ((answer: Answer) => void) | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Said of tests that did not end within the limit. */
export const LATE = 'the tests did not end in time';

/** Time beyond a run's own limit until the process counts as hung. */
const GRACE_MS = 400;

/**
 * Speaks to a warm process. Requests are sent at once and answered one after the other, so that the process never waits
 * for us; the clock of each starts when it is its turn.
 */
export class WarmProcess {
  readonly #service: Service;
  readonly #pending: Pending[] = [];
  #ended: string | undefined;

  constructor(service: Service) {
    this.#service = service;
    service.onMessage((message) => this.#answered(message as FromWorker));
    void service.ended.then(({ reason, tail }) => {
      const why = reason ?? `the process ended: ${lastWords(tail)}`;
      // What it was doing is to blame.
      this.#ended ??= why;
      this.#take()?.finish?.({ kind: 'ended', reason: why });
      this.#over(why);
    });
  }

  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  megabytes(): number {
    return this.isAlive ? this.#service.megabytes() : 0;
  }

  /** Asks and waits; a process that does not answer within the limit and a little more is ended. */
  ask(request: ToWorker, limitSeconds: number, signal: CancelSignal): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.resolve({ kind: 'ended', reason: this.#ended });
    if (signal.aborted) return Promise.resolve(CANCELLED);
    return new Promise((resolve) => {
      const pending: Pending = {
        limitSeconds,
        timer: undefined,
        finish: (answer) => {
          signal.removeEventListener('abort', onAbort);
          pending.finish = undefined;
          resolve(answer);
        },
      };
      const onAbort = (): void => {
        const isRunning = this.#pending[0] === pending;
        pending.finish?.(CANCELLED);
        // What it is doing cannot be stopped from within, and nobody waits for it any more.
        if (isRunning) this.end();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#pending.push(pending);
      this.#service.send(request);
      if (this.#pending.length === 1) this.#startClock(pending);
    });
  }

  end(): void {
    this.#service.end();
    this.#over('it was ended');
  }

  #answered(message: FromWorker): void {
    this.#take()?.finish?.({ kind: 'answered', message });
    const [next] = this.#pending;
    if (next !== undefined) this.#startClock(next);
  }

  #startClock(pending: Pending): void {
    pending.timer = setTimeout(
      () => {
        pending.finish?.({ kind: 'timed-out', reason: LATE });
        this.end();
      },
      pending.limitSeconds * 1000 + GRACE_MS,
    );
  }

  #over(reason: string): void {
    this.#ended ??= reason;
    for (let next = this.#take(); next !== undefined; next = this.#take())
      next.finish?.({ kind: 'not-begun', reason: this.#ended });
  }

  /** The request whose turn it is, whether anybody still waits for it or not. */
  #take(): Pending | undefined {
    const pending = this.#pending.shift();
    clearTimeout(pending?.timer);
    return pending;
  }
}

const CANCELLED: Answer = { kind: 'cancelled', reason: 'cancelled' };
