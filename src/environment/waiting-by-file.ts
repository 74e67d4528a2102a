export interface ByFileOptions<Item> {
  /** The one file that an item is about; undefined for one that has to be looked at by itself. */
  pathOf(item: Item): string | undefined;
  /** Answers items of one file, or those that belong to none; it may not throw. */
  work(path: string | undefined, group: readonly Item[]): Promise<void>;
  /** Waits for more that is about to come, before what waits is taken; may not throw. Not at all unless told. */
  gather?(waiting: () => number): Promise<void>;
}

/** Items that wait while others are worked on, so that those about one file are taken together. */
export class WaitingByFile<Item> {
  readonly #options: ByFileOptions<Item>;
  #waiting: Item[] = [];
  #isBusy = false;

  constructor(options: ByFileOptions<Item>) {
    this.#options = options;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    if (!this.#isBusy) void this.#work();
  }

  /** Has items taken next, before the others that wait; for what a group that is worked on leaves over. */
  addFirst(items: readonly Item[]): void {
    this.#waiting.unshift(...items);
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      await this.#options.gather?.(() => this.#waiting.length);
      // Those that are about to come are taken along.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const batch = this.#waiting;
      this.#waiting = [];
      for (const [path, group] of this.#byFile(batch)) await this.#options.work(path, group);
    }
    this.#isBusy = false;
  }

  #byFile(batch: readonly Item[]): ReadonlyMap<string | undefined, readonly Item[]> {
    const groups = new Map<string | undefined, Item[]>();
    for (const item of batch) {
      const path = this.#options.pathOf(item);
      const group = groups.get(path) ?? [];
      group.push(item);
      groups.set(path, group);
    }
    return groups;
  }
}
