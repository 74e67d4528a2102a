import { describe, expect, it } from 'vitest';
import { FakeClock } from '../src/clock';
import { RateLimiter } from '../src/rate-limiter';

describe('RateLimiter', () => {
  it('allows a burst and then refuses', () => {
    const limiter = new RateLimiter(2, 1, new FakeClock());
    expect(limiter.request('ann').allowed).toBe(true);
    expect(limiter.request('ann').allowed).toBe(true);
    expect(limiter.request('ann')).toEqual({ allowed: false, retryAfter: 1000 });
  });
  it('keeps keys apart', () => {
    const limiter = new RateLimiter(1, 1, new FakeClock());
    limiter.request('ann');
    expect(limiter.request('bob').allowed).toBe(true);
  });
  it('refills with time', () => {
    const clock = new FakeClock(5_000);
    const limiter = new RateLimiter(4, 2, clock);
    for (let i = 0; i < 4; i++) limiter.request('ann');
    clock.advance(1_500);
    expect(limiter.remaining('ann')).toBe(3);
  });
  it('never holds more than its capacity', () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(3, 1, clock);
    limiter.request('ann');
    clock.advance(3_600_000);
    expect(limiter.remaining('ann')).toBe(3);
  });
  it('says how long to wait for a costly request', () => {
    const limiter = new RateLimiter(10, 4, new FakeClock());
    limiter.request('ann', 8);
    expect(limiter.request('ann', 5)).toEqual({ allowed: false, retryAfter: 750 });
  });
});
