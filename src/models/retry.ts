import type { CancelSignal } from '../loop/types.ts';

/** How often and how long to wait between attempts. Immutable: `next` gives the policy after one more failure. */
interface RetryPolicy {
  /**
   * Seconds to wait before the next attempt and the policy for it, or undefined to give up.
   * `asked` is what the server asked for with Retry-After, in seconds.
   */
  next(asked?: number): { readonly wait: number; readonly policy: RetryPolicy } | undefined;
}

/**
 * Doubles the wait from `first` seconds, for `retries` more attempts; never waits longer than `longest` seconds.
 * Half of each wait is drawn by chance, so that those who were refused together do not come back together; what a
 * server asks for is never cut short.
 * @param chance a number in 0..1 at each call
 */
export function backOff(
  retries: number,
  first: number,
  longest: number,
  chance: () => number = Math.random,
): RetryPolicy {
  return {
    next: (asked = 0) => {
      if (retries <= 0 || asked > longest) return undefined;
      const own = first * (0.5 + 0.5 * chance());
      const wait = Math.min(longest, own >= asked ? own : asked + 0.1 * own);
      return { wait, policy: backOff(retries - 1, first * 2, longest, chance) };
    },
  };
}

/** Seconds that the headers of a refusal ask to wait, or undefined when they say nothing useful. */
export function waitAsked(headers: Headers, now: number): number | undefined {
  const exact = Number(headers.get('retry-after-ms') ?? 'none');
  return Number.isFinite(exact) && exact >= 0 ? exact / 1000 : retryAfter(headers.get('retry-after'), now);
}

/** Seconds that a Retry-After header asks for (a number or an HTTP date), or undefined when it says nothing useful. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** Waits; ends early when cancelled. */
export function sleep(seconds: number, signal: CancelSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done, { once: true });
  });
}
