const ALLOWANCE = { factor: 20, more: 50_000 };

/** How many steps tests may take, by what they take in the untouched snapshot. */
export class StepAllowances {
  readonly #taken = new Map<string, number>();

  note(test: string, steps: number): void {
    this.#taken.set(test, steps);
  }

  /** Far more than any of these tests takes untouched, far fewer than a loop that never ends. */
  of(tests: ReadonlySet<string>): number {
    const taken = [...tests].map((id) => this.#taken.get(id) ?? Number.POSITIVE_INFINITY);
    return ALLOWANCE.factor * taken.reduce((most, steps) => Math.max(most, steps), 0) + ALLOWANCE.more;
  }
}
