export interface RetryOptions {
  /** How often to try again after the first failure; 3 unless told. */
  retries?: number;
  /** The wait before the first retry, in milliseconds; 100 unless told. */
  baseMs?: number;
  /** The longest wait between two attempts; 30 seconds unless told. */
  maxMs?: number;
  /** Whether an error is worth another attempt; all are unless told. */
  shouldRetry?: (error: unknown) => boolean;
  sleep?: (ms: number) => Promise<void>;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function withDefaults(options: RetryOptions): Required<RetryOptions> {
  return {
    retries: options.retries ?? 3,
    baseMs: options.baseMs ?? 100,
    maxMs: options.maxMs ?? 30_000,
    shouldRetry: options.shouldRetry ?? (() => true),
    sleep: options.sleep ?? pause,
  };
}

/** The wait after the given failed attempt (counted from 0): doubled each time, up to `maxMs`. */
export function backoff(attempt: number, baseMs: number, maxMs: number): number {
  return Math.min(baseMs * 2 ** attempt, maxMs);
}

/** Runs the operation until it succeeds or its retries are used up; then the last error is thrown. */
export async function retry<T>(
  operation: (attempt: number) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  const { retries, baseMs, maxMs, shouldRetry, sleep } = withDefaults(options);
  for (let attempt = 0; ; attempt++) {
    try {
      return await operation(attempt);
    } catch (error) {
      if (attempt >= retries || !shouldRetry(error)) throw error;
      await sleep(backoff(attempt, baseMs, maxMs));
    }
  }
}
