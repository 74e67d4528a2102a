import type { CancelSignal } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { lastWords } from '../runners/report.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** How an exchange with the process ended. */
export type Answer =
  | { readonly kind: 'answered'; readonly message: FromWorker }
  | { readonly kind: 'timed-out' | 'cancelled' | 'ended'; readonly reason: string };

/** Time beyond a run's own limit until the process counts as hung. */
const GRACE_MS = 400;

/** One exchange at a time with a warm process, so that the clock of each starts when it is its turn. */
export class WarmProcess {
  readonly #service: Service;
  #queue: Promise<unknown> = Promise.resolve();
  #listener: ((message: FromWorker) => void) | undefined;
  #ended: string | undefined;

  constructor(service: Service) {
    this.#service = service;
    service.onMessage((message) => this.#listener?.(message as FromWorker));
    void service.ended.then(({ reason, tail }) => {
      this.#ended = reason ?? `the process ended: ${lastWords(tail)}`;
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
    const turn = this.#queue.then(() => this.#exchange(request, limitSeconds, signal));
    this.#queue = turn;
    return turn;
  }

  end(): void {
    this.#service.end();
  }

  #exchange(request: ToWorker, limitSeconds: number, signal: CancelSignal): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.resolve({ kind: 'ended', reason: this.#ended });
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled', reason: 'cancelled' });
    return new Promise((resolve) => {
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#listener = undefined;
        resolve(answer);
      };
      const timer = setTimeout(
        () => {
          this.end();
          finish({ kind: 'timed-out', reason: 'the tests did not end in time' });
        },
        limitSeconds * 1000 + GRACE_MS,
      );
      // What it is doing cannot be stopped from within, and nobody waits for it any more.
      const onAbort = (): void => {
        this.end();
        finish({ kind: 'cancelled', reason: 'cancelled' });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#listener = (message) => finish({ kind: 'answered', message });
      void this.#service.ended.then(() => {
        finish({ kind: 'ended', reason: this.#ended ?? 'the process ended' });
      });
      this.#service.send(request);
    });
  }
}
