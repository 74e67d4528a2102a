import { expect, it } from 'vitest';
import { FakeClock } from '../src/clock';
import { RateLimiter } from '../src/rate-limiter';

it('waiting as long as it says is enough, and one millisecond less is not', () => {
  for (const [capacity, perSecond] of [[1, 1], [5, 2], [10, 4], [3, 8]]) {
    for (let cost = 1; cost <= capacity; cost++) {
      const clock = new FakeClock(12_345);
      const limiter = new RateLimiter(capacity, perSecond, clock);
      expect(limiter.remaining('k')).toBe(capacity);
      expect(limiter.request('k', capacity)).toEqual({ allowed: true, retryAfter: 0 });
      expect(limiter.remaining('k')).toBe(0);
      const { allowed, retryAfter } = limiter.request('k', cost);
      expect(allowed).toBe(false);
      expect(retryAfter).toBe(Math.ceil((cost * 1000) / perSecond));
      clock.advance(retryAfter - 1);
      expect(limiter.request('k', cost).allowed).toBe(false);
      clock.advance(1);
      expect(limiter.request('k', cost).allowed).toBe(true);
    }
  }
});

it('refills once for each moment', () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(10, 2, clock);
  limiter.request('k', 10);
  for (let i = 0; i < 8; i++) {
    clock.advance(250);
    limiter.remaining('k');
    limiter.remaining('k');
  }
  expect(limiter.remaining('k')).toBe(4);
  clock.advance(60_000);
  expect(limiter.remaining('k')).toBe(10);
  limiter.request('k', 4);
  expect(limiter.remaining('k')).toBe(6);
  expect(limiter.remaining('other')).toBe(10);
  expect(limiter.request('k', 11).allowed).toBe(false);
  expect(limiter.remaining('k')).toBe(6);
});
