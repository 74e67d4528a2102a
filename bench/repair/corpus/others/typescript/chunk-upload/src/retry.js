export class TransientError extends Error {}

/** The pause before a retry: doubles from `base` with every failure, up to `cap`. */
export function backoff(failures, { base = 100, cap = 5000 } = {}) {
  return Math.min(cap, base * 2 ** (failures - 1));
}

/**
 * Calls `work` until it succeeds, at most `retries` times after the first
 * call. Only a TransientError is tried again, others are thrown at once. When
 * all calls fail, the last error is thrown.
 */
export async function withRetries(work, { retries = 3, sleep, base, cap }) {
  for (let failures = 0; ; ) {
    try {
      return await work(failures);
    } catch (error) {
      failures++;
      if (!(error instanceof TransientError) || failures > retries) throw error;
      await sleep(backoff(failures, { base, cap }));
    }
  }
}
