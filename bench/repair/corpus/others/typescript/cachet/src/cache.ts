import { isFresh, makeEntry, type Entry } from './entry.ts';
import { LruMap } from './lru.ts';

export interface CacheOptions<V> {
  /** Produces the value of a key that the cache does not hold. */
  loader: (key: string) => Promise<V>;
  /** How long a value stays fresh, in milliseconds. */
  ttl: number;
  capacity?: number;
  /** Answer with an expired value when the loader fails. */
  staleOnError?: boolean;
  clock?: () => number;
}

export interface CacheStats {
  hits: number;
  misses: number;
  stale: number;
  evictions: number;
}

export class LoadingCache<V> {
  readonly stats: CacheStats = { hits: 0, misses: 0, stale: 0, evictions: 0 };
  private readonly entries: LruMap<Entry<V>>;
  private readonly pending = new Map<string, Promise<V>>();
  private readonly options: CacheOptions<V>;
  private readonly clock: () => number;

  constructor(options: CacheOptions<V>) {
    this.options = options;
    this.clock = options.clock ?? Date.now;
    this.entries = new LruMap(options.capacity ?? 100, () => {
      this.stats.evictions += 1;
    });
  }

  /** Stores a value; `ttl` overrides the cache's own for this value. */
  set(key: string, value: V, ttl: number = this.options.ttl): void {
    this.entries.set(key, makeEntry(value, this.clock(), ttl));
  }

  has(key: string): boolean {
    const entry = this.entries.peek(key);
    return entry !== undefined && isFresh(entry, this.clock());
  }

  /** The fresh value of a key, or else what the loader says; callers share one load per key. */
  fetch(key: string): Promise<V> {
    const entry = this.entries.get(key);
    if (entry !== undefined && isFresh(entry, this.clock())) {
      this.stats.hits += 1;
      return Promise.resolve(entry.value);
    }
    this.stats.misses += 1;
    const running = this.pending.get(key);
    if (running !== undefined) return running;
    const load = this.load(key);
    this.pending.set(key, load);
    return load;
  }

  /** Forgets a key; says whether it was there. */
  invalidate(key: string): boolean {
    return this.entries.delete(key);
  }

  /** Drops every value that is no longer fresh and returns how many they were. */
  prune(): number {
    const now = this.clock();
    let dropped = 0;
    for (const key of this.entries.keys()) {
      const entry = this.entries.peek(key);
      if (entry !== undefined && entry.expiresAt <= now) {
        this.entries.delete(key);
        dropped += 1;
      }
    }
    return dropped;
  }

  private async load(key: string): Promise<V> {
    try {
      return await this.refresh(key);
    } catch (error) {
      const old = this.entries.peek(key);
      if (!this.options.staleOnError || old === undefined) throw error;
      this.stats.stale += 1;
      return old.value;
    } finally {
      this.pending.delete(key);
    }
  }

  private async refresh(key: string): Promise<V> {
    const value = await this.options.loader(key);
    this.set(key, value);
    return value;
  }
}
