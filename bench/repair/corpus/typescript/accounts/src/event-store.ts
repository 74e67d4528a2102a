export interface StoredEvent<E> {
  stream: string;
  /** Position in its stream, from 1. */
  version: number;
  /** Position among all events, from 1. */
  position: number;
  event: E;
}

export class ConcurrencyError extends Error {
  constructor(stream: string, expected: number, actual: number) {
    super(`${stream} is at version ${actual}, not ${expected}`);
    this.name = 'ConcurrencyError';
  }
}

type Listener<E> = (stored: StoredEvent<E>) => void;

export class EventStore<E> {
  private readonly log: StoredEvent<E>[] = [];
  private readonly versions = new Map<string, number>();
  private readonly listeners = new Set<Listener<E>>();

  version(stream: string): number {
    return this.versions.get(stream) ?? 0;
  }

  /** Appends all events or none; the new version of the stream. */
  append(stream: string, events: readonly E[], expectedVersion?: number): number {
    const current = this.version(stream);
    if (expectedVersion !== undefined && expectedVersion !== current) {
      throw new ConcurrencyError(stream, expectedVersion, current);
    }
    const stored = events.map((event, index) => ({
      stream,
      version: current + index + 1,
      position: this.log.length + index + 1,
      event,
    }));
    this.log.push(...stored);
    this.versions.set(stream, current + events.length);
    for (const one of stored) {
      for (const listener of [...this.listeners]) listener(one);
    }
    return current + events.length;
  }

  /** The events of a stream from one version on. */
  read(stream: string, fromVersion = 1): StoredEvent<E>[] {
    return this.log.filter((stored) => stored.stream === stream && stored.version >= fromVersion);
  }

  /** A page of all events after a position. */
  readAll(afterPosition = 0, limit = 100): StoredEvent<E>[] {
    return this.log.slice(afterPosition, afterPosition + limit);
  }

  /** Hears what is appended from now on, or from a position on; call the result to stop. */
  subscribe(listener: Listener<E>, afterPosition?: number): () => void {
    if (afterPosition !== undefined) {
      for (const stored of this.readAll(afterPosition, Number.POSITIVE_INFINITY)) listener(stored);
    }
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
