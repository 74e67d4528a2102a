interface Entry {
  priority: number;
  job: () => Promise<unknown>;
  resolve: (value: any) => void;
  reject: (error: unknown) => void;
}

/** Runs jobs, a limited number at a time; higher priorities first, else in the order added. */
export class JobQueue {
  readonly concurrency: number;
  completed = 0;
  failed = 0;
  #active = 0;
  #waiting: Entry[] = [];
  #idleListeners: (() => void)[] = [];

  constructor(concurrency: number) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError("concurrency must be a positive integer");
    }
    this.concurrency = concurrency;
  }

  /** How many jobs are running. */
  get active(): number {
    return this.#active;
  }

  /** How many jobs wait for their turn. */
  get pending(): number {
    return this.#waiting.length;
  }

  /** Queues a job; the promise settles as the job does. */
  add<T>(job: () => Promise<T>, priority = 0): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const entry = { priority, job, resolve, reject };
      const place = this.#waiting.findIndex((other) => other.priority < priority);
      if (place === -1) this.#waiting.push(entry);
      else this.#waiting.splice(place, 0, entry);
      this.#pump();
    });
  }

  /** Resolves once nothing runs and nothing waits. */
  onIdle(): Promise<void> {
    if (this.#active === 0 && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleListeners.push(resolve));
  }

  #pump(): void {
    while (this.#active < this.concurrency) {
      const next = this.#waiting.shift();
      if (!next) break;
      this.#active++;
      void this.#run(next);
    }
    if (this.#active === 0) {
      for (const listener of this.#idleListeners.splice(0)) listener();
    }
  }

  async #run(entry: Entry): Promise<void> {
    try {
      const value = await entry.job();
      this.completed++;
      entry.resolve(value);
    } catch (error) {
      this.failed++;
      entry.reject(error);
    } finally {
      this.#active--;
      this.#pump();
    }
  }
}
