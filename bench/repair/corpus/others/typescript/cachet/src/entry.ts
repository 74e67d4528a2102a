export interface Entry<V> {
  value: V;
  /** The first moment (in milliseconds) at which the value is no longer fresh. */
  expiresAt: number;
}

export function makeEntry<V>(value: V, now: number, ttl: number): Entry<V> {
  return { value, expiresAt: now + ttl };
}

export function isFresh(entry: Entry<unknown>, now: number): boolean {
  return now < entry.expiresAt;
}
