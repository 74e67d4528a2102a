import type { Clock } from './clock';

export interface Decision {
  allowed: boolean;
  /** Milliseconds until one more request would be allowed; 0 when this one was. */
  retryAfter: number;
}

/** A token bucket for each key: bursts up to `capacity`, and `perSecond` requests on average. */
export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; updated: number }>();
  private readonly capacity: number;
  private readonly perSecond: number;
  private readonly clock: Clock;

  constructor(capacity: number, perSecond: number, clock: Clock) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  request(key: string, cost = 1): Decision {
    const bucket = this.refill(key);
    if (bucket.tokens >= cost) {
      bucket.tokens -= cost;
      return { allowed: true, retryAfter: 0 };
    }
    const missing = cost - bucket.tokens;
    return { allowed: false, retryAfter: Math.ceil((missing / this.perSecond) * 1000) };
  }

  remaining(key: string): number {
    return Math.floor(this.refill(key).tokens);
  }

  private refill(key: string): { tokens: number; updated: number } {
    const now = this.clock.now();
    const bucket = this.buckets.get(key);
    if (bucket === undefined) {
      const fresh = { tokens: this.capacity, updated: now };
      this.buckets.set(key, fresh);
      return fresh;
    }
    const earned = ((now - bucket.updated) / 1000) * this.perSecond;
    bucket.tokens = Math.min(this.capacity, bucket.tokens + earned);
    bucket.updated = now;
    return bucket;
  }
}
