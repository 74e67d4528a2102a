/**
 * A map of limited size. When it is full, adding a key drops the key that was
 * used longest ago; reading with `get` and writing with `set` are both uses.
 */
export class LruMap<V> {
  private readonly items = new Map<string, V>();
  private readonly capacity: number;
  private readonly onEvict: (key: string, value: V) => void;

  constructor(capacity: number, onEvict: (key: string, value: V) => void = () => {}) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError('capacity must be at least 1');
    this.capacity = capacity;
    this.onEvict = onEvict;
  }

  get size(): number {
    return this.items.size;
  }

  /** The keys, least recently used first. */
  keys(): string[] {
    return [...this.items.keys()];
  }

  get(key: string): V | undefined {
    const value = this.items.get(key);
    if (value === undefined) return undefined;
    this.items.delete(key);
    this.items.set(key, value);
    return value;
  }

  /** Reads without counting as a use. */
  peek(key: string): V | undefined {
    return this.items.get(key);
  }

  set(key: string, value: V): void {
    const known = this.items.delete(key);
    if (!known && this.items.size >= this.capacity) this.evictOldest();
    this.items.set(key, value);
  }

  delete(key: string): boolean {
    return this.items.delete(key);
  }

  private evictOldest(): void {
    const [oldest] = this.items;
    if (oldest === undefined) return;
    this.items.delete(oldest[0]);
    this.onEvict(oldest[0], oldest[1]);
  }
}
