import type { CancelSignal } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { lastWords } from '../runners/report.ts';
import { type Answer, answerSchema, type Question } from './protocol.ts';

/** How an exchange with the server ended. */
export type Exchange<T extends Answer['type']> =
  | { readonly kind: 'answered'; readonly answer: Extract<Answer, { readonly type: T }> }
  | { readonly kind: 'timed-out' | 'cancelled' | 'ended'; readonly reason: string };

/** Time beyond a run's own limit until the server itself counts as hung. */
const GRACE_MS = 3000;

/** One exchange at a time with a server. */
export class PythonProcess {
  readonly #service: Service;
  #listener: ((message: unknown) => void) | undefined;
  #ended: string | undefined;

  constructor(service: Service) {
    this.#service = service;
    service.onMessage((message) => this.#listener?.(message));
    void service.ended.then(({ reason, tail }) => {
      this.#ended = reason ?? `the process ended: ${lastWords(tail)}`;
    });
  }

  megabytes(): number {
    return this.#ended === undefined ? this.#service.megabytes() : 0;
  }

  end(): void {
    this.#service.end();
  }

  /** A server that does not answer in time is ended; the caller has to start another. Calls must not overlap. */
  ask<T extends Answer['type']>(
    question: Question,
    type: T,
    limitSeconds: number,
    signal: CancelSignal,
  ): Promise<Exchange<T>> {
    if (this.#ended !== undefined) return Promise.resolve({ kind: 'ended', reason: this.#ended });
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled', reason: 'cancelled' });
    return new Promise((resolve) => {
      const finish = (exchange: Exchange<T>): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#listener = undefined;
        if (exchange.kind !== 'answered') this.end();
        resolve(exchange);
      };
      const onAbort = (): void => finish({ kind: 'cancelled', reason: 'cancelled' });
      const timer = setTimeout(
        () => finish({ kind: 'timed-out', reason: 'the tests did not end in time' }),
        limitSeconds * 1000 + GRACE_MS,
      );
      signal.addEventListener('abort', onAbort, { once: true });
      this.#listener = (message) => {
        const parsed = answerSchema.safeParse(message);
        if (parsed.success && parsed.data.type === type)
          finish({ kind: 'answered', answer: parsed.data as Extract<Answer, { readonly type: T }> });
        else finish({ kind: 'ended', reason: 'it answered something else' });
      };
      void this.#service.ended.then(() => {
        finish({ kind: 'ended', reason: this.#ended ?? 'the process ended' });
      });
      this.#service.send(question);
    });
  }
}
