/**
 * What is left of a file's run once a test has failed: its tests run in the order of the file, since one may read what
 * another has made, but those that were asked for before the one that failed are still to tell what they would have told.
 */
export class TellingRun {
  readonly #turns: ReadonlyMap<string, number>;
  readonly #waiting: Set<string>;

  /** Whether one has failed. */
  hasFailed = false;

  /** @param asked ids, those first that tell most */
  constructor(asked: ReadonlySet<string>) {
    this.#turns = new Map([...asked].map((id, index) => [id, index]));
    this.#waiting = new Set(asked);
  }

  /** Called after each test that was asked for. */
  ended(id: string, failed: boolean): void {
    this.#waiting.delete(id);
    if (!failed) return;
    this.hasFailed = true;
    const turn = this.#turns.get(id) ?? 0;
    for (const other of this.#waiting) if ((this.#turns.get(other) ?? 0) > turn) this.#waiting.delete(other);
  }

  /** Whether a test that was asked for has nothing to tell any more. */
  spares(id: string): boolean {
    return this.hasFailed && this.#turns.has(id) && !this.#waiting.has(id);
  }

  /** Whether one has failed, and nothing that was asked for before it is still to come. */
  get isOver(): boolean {
    return this.hasFailed && this.#waiting.size === 0;
  }
}
