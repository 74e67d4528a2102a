import type { Clock } from './clock';

export interface RetryOptions {
  /** How often the work is tried, the first time included. */
  attempts: number;
  /** The pause before the second attempt; it doubles from one attempt to the next. */
  baseDelay: number;
  maxDelay: number;
  isRetryable?: (error: unknown) => boolean;
}

export function delayBefore(attempt: number, options: Pick<RetryOptions, 'baseDelay' | 'maxDelay'>): number {
  if (attempt <= 1) return 0;
  return Math.min(options.maxDelay, options.baseDelay * 2 ** (attempt - 2));
}

/** The result of the first attempt that succeeds; the error of the last one that does not. */
export async function retry<T>(
  work: (attempt: number) => Promise<T>,
  options: RetryOptions,
  clock: Clock,
): Promise<T> {
  const isRetryable = options.isRetryable ?? (() => true);
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= options.attempts || !isRetryable(error)) throw error;
      await clock.sleep(delayBefore(attempt + 1, options));
    }
  }
}
