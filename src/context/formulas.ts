/** How tests met a statement: how many ran it, of how many. Counts may be fractions where tests weigh less than one. */
export interface Counts {
  /** Failing tests that ran it, and all failing tests. */
  readonly failing: number;
  readonly allFailing: number;
  /** Passing tests that ran it, and all passing tests. */
  readonly passing: number;
  readonly allPassing: number;
}

/*
 * Coefficients of suspicion. Each is in 0..1, 0 where no failing test ran the statement, never falls with more failing
 * tests and never rises with more passing ones.
 */

/** failed(s) / √(all failed × (failed(s) + passed(s))) (Abreu et al., 2007). */
export function ochiai({ failing, allFailing, passing }: Counts): number {
  return failing <= 0 ? 0 : Math.min(1, failing / Math.sqrt(allFailing * (failing + passing)));
}

/** The chance that a run through the statement fails, as Barinel's model for one fault says (Abreu et al., 2009). */
export function barinel({ failing, passing }: Counts): number {
  return failing <= 0 ? 0 : failing / (failing + passing);
}
