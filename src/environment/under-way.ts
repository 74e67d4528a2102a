/** Candidates on their way to a place where others already wait to be taken together. */
export class UnderWay {
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get count(): number {
    return this.#count;
  }

  /** Another one is on its way; to be called once it has come, or comes no more. Later calls do nothing. */
  enter(): () => void {
    this.#count += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#count -= 1;
      for (const listener of [...this.#listeners]) listener();
    };
  }

  /** Resolves when it is enough, looked at whenever one leaves, and after so many milliseconds at the latest. */
  until(isEnough: () => boolean, milliseconds: number): Promise<void> {
    if (isEnough()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (isEnough()) end();
      };
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#listeners.add(look);
    });
  }
}
