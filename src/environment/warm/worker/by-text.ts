/**
 * Values by the path and the whole text of a file, the newest of them. No digest is made: the engine of JavaScript hashes
 * a text once, and sees at once that two are the same one.
 */
export class ByText<T> {
  readonly #values = new Map<string, Map<string, T>>();
  readonly #most: number;
  #count = 0;

  /** @param most how many are kept; beyond, the older half of a path's goes, those of the path that is added to */
  constructor(most: number) {
    this.#most = most;
  }

  get(path: string, text: string): T | undefined {
    return this.#values.get(path)?.get(text);
  }

  set(path: string, text: string, value: T): void {
    const known = this.#values.get(path) ?? new Map<string, T>();
    this.#values.set(path, known);
    if (this.#count >= this.#most) {
      const old = [...known.keys()].slice(0, Math.ceil(known.size / 2));
      for (const key of old) known.delete(key);
      this.#count -= old.length;
    }
    if (!known.has(text)) this.#count += 1;
    known.set(text, value);
  }
}
