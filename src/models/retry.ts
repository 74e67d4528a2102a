import type { CancelSignal } from '../loop/types.ts';

/** How often and how long to wait between attempts. Immutable: `next` gives the policy after one more failure. */
interface RetryPolicy {
  /**
   * Seconds to wait before the next attempt and the policy for it, or undefined to give up.
   * `asked` is what the server asked for with Retry-After, in seconds.
   */
  next(asked?: number): { readonly wait: number; readonly policy: RetryPolicy } | undefined;
}

/** Doubles the wait from `first` seconds, for `retries` more attempts; never waits longer than `longest` seconds. */
export function backOff(retries: number, first: number, longest: number): RetryPolicy {
  return {
    next: (asked) => {
      if (retries <= 0 || (asked !== undefined && asked > longest)) return undefined;
      const wait = Math.min(longest, Math.max(first, asked ?? 0));
      return { wait, policy: backOff(retries - 1, first * 2, longest) };
    },
  };
}

/** Seconds that a Retry-After header asks for (a number or an HTTP date), or undefined when it says nothing useful. */
export function retryAfter(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
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
