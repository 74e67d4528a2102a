export interface LoaderOptions {
  /** How long a loaded value stays good, in milliseconds; for ever unless told. */
  ttlMs?: number;
  now?: () => number;
}

interface Slot<V> {
  pending: Promise<V>;
  loadedAt: number;
}

/**
 * Loads values by key and remembers them. Callers that ask for the same key
 * while it loads share one load. A load that fails is not remembered.
 */
export class Loader<V> {
  #load: (key: string) => Promise<V>;
  #slots = new Map<string, Slot<V>>();
  #ttlMs: number;
  #now: () => number;

  constructor(load: (key: string) => Promise<V>, options: LoaderOptions = {}) {
    this.#load = load;
    this.#ttlMs = options.ttlMs ?? Infinity;
    this.#now = options.now ?? Date.now;
  }

  async get(key: string): Promise<V> {
    const known = this.#slots.get(key);
    if (known && this.#now() - known.loadedAt < this.#ttlMs) return known.pending;
    const slot: Slot<V> = { pending: this.#load(key), loadedAt: this.#now() };
    this.#slots.set(key, slot);
    try {
      return await slot.pending;
    } catch (error) {
      if (this.#slots.get(key) === slot) this.#slots.delete(key);
      throw error;
    }
  }

  /** The values of several keys, in the order of the keys. */
  getAll(keys: readonly string[]): Promise<V[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  forget(key: string): boolean {
    return this.#slots.delete(key);
  }

  get size(): number {
    return this.#slots.size;
  }
}
