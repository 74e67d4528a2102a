import { expect, it } from 'vitest';
import { FakeClock } from '../src/clock';
import { delayBefore, retry } from '../src/retry';

it('delays', () => {
  const options = { baseDelay: 10, maxDelay: 1000 };
  expect([0, 1, 2, 3, 4, 5, 8, 9, 10].map((n) => delayBefore(n, options))).toEqual([
    0, 0, 10, 20, 40, 80, 640, 1000, 1000,
  ]);
  expect(delayBefore(2, { baseDelay: 500, maxDelay: 100 })).toBe(100);
});

it('tries as often as it may, and sleeps in between', async () => {
  for (let attempts = 1; attempts <= 6; attempts++) {
    for (let needed = 1; needed <= 7; needed++) {
      const clock = new FakeClock();
      const tried: number[] = [];
      const run = retry(
        async (attempt) => {
          tried.push(attempt);
          await Promise.resolve();
          if (attempt < needed) throw new Error(`no ${attempt}`);
          return attempt;
        },
        { attempts, baseDelay: 1, maxDelay: 4 },
        clock,
      );
      if (needed <= attempts) expect(await run).toBe(needed);
      else await expect(run).rejects.toThrow(`no ${attempts}`);
      const count = Math.min(needed, attempts);
      expect(tried).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      expect(clock.slept).toEqual([1, 2, 4, 4, 4, 4].slice(0, count - 1));
    }
  }
});

it('asks about each error', async () => {
  let tried = 0;
  const run = retry(
    async (attempt) => {
      tried++;
      throw new Error(attempt < 3 ? 'busy' : 'broken');
    },
    { attempts: 9, baseDelay: 1, maxDelay: 1, isRetryable: (e) => (e as Error).message === 'busy' },
    new FakeClock(),
  );
  await expect(run).rejects.toThrow('broken');
  expect(tried).toBe(3);
});
