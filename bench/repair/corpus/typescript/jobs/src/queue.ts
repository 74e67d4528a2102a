export type Job<T> = () => Promise<T>;

interface Waiting {
  priority: number;
  start: () => Promise<void>;
}

/** Runs jobs, at most `concurrency` at once; of those that wait, higher priority first, then first come. */
export class JobQueue {
  private readonly concurrency: number;
  private readonly waiting: Waiting[] = [];
  private readonly idleCallbacks: (() => void)[] = [];
  private running = 0;
  private paused = false;

  constructor(concurrency: number) {
    if (concurrency < 1) throw new RangeError('concurrency must be at least 1');
    this.concurrency = concurrency;
  }

  get active(): number {
    return this.running;
  }

  get pending(): number {
    return this.waiting.length;
  }

  add<T>(job: Job<T>, priority = 0): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = async (): Promise<void> => {
        try {
          resolve(await job());
        } catch (error) {
          reject(error);
        }
      };
      const before = this.waiting.findIndex((other) => other.priority < priority);
      const entry = { priority, start };
      if (before === -1) this.waiting.push(entry);
      else this.waiting.splice(before, 0, entry);
      this.startNext();
    });
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.startNext();
  }

  /** Resolves when nothing runs or waits. */
  onIdle(): Promise<void> {
    if (this.running === 0 && this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.idleCallbacks.push(resolve);
    });
  }

  private startNext(): void {
    while (!this.paused && this.running < this.concurrency && this.waiting.length > 0) {
      const next = this.waiting.shift() as Waiting;
      this.running++;
      void next.start().then(() => {
        this.running--;
        this.startNext();
        if (this.running === 0 && this.waiting.length === 0) this.tellIdle();
      });
    }
  }

  private tellIdle(): void {
    for (const callback of this.idleCallbacks.splice(0)) callback();
  }
}
