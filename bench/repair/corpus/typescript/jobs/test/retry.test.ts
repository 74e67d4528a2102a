import { describe, expect, it } from 'vitest';
import { FakeClock } from '../src/clock';
import { delayBefore, retry } from '../src/retry';

const options = { attempts: 4, baseDelay: 100, maxDelay: 300 };

describe('delayBefore', () => {
  it('doubles up to a limit', () => {
    expect([1, 2, 3, 4, 5].map((n) => delayBefore(n, options))).toEqual([0, 100, 200, 300, 300]);
  });
});

describe('retry', () => {
  it('returns the first success', async () => {
    const clock = new FakeClock();
    const result = await retry(async (attempt) => {
      if (attempt < 3) throw new Error('busy');
      return `done in ${attempt}`;
    }, options, clock);
    expect(result).toBe('done in 3');
    expect(clock.slept).toEqual([100, 200]);
  });
  it('gives up after the last attempt', async () => {
    let calls = 0;
    const failing = retry(async () => {
      calls++;
      throw new Error(`failure ${calls}`);
    }, options, new FakeClock());
    await expect(failing).rejects.toThrow('failure 4');
    expect(calls).toBe(4);
  });
  it('does not retry what cannot succeed', async () => {
    let calls = 0;
    const failing = retry(
      async () => {
        calls++;
        throw new TypeError('wrong');
      },
      { ...options, isRetryable: (error) => !(error instanceof TypeError) },
      new FakeClock(),
    );
    await expect(failing).rejects.toThrow('wrong');
    expect(calls).toBe(1);
  });
});
