/**
 * Optimal stopping with a finite horizon, by backward induction (DeGroot, 1970): the value of the best plan when a
 * sample costs `price` and the first that passes is worth `gain`. Not myopic: it also draws where a sample is worth
 * less than its price but leads to better ones.
 *
 * @param chances that the next sample passes, after 0, 1, 2, … further failures
 * @returns above 0 when drawing is better than stopping
 */
export function valueOfDrawing(chances: readonly number[], price: number, gain: number): number {
  let value = 0;
  for (const chance of chances.toReversed())
    value = Math.max(0, value) * (1 - chance) + chance * gain - price;
  return chances.length === 0 ? 0 : value;
}

/** Chance that at least one of the samples passes. */
export function chanceOfAny(chances: readonly number[]): number {
  return 1 - chances.reduce((none, chance) => none * (1 - chance), 1);
}

/** What can be seen of a task's samples so far. */
export interface Tally {
  readonly passes: number;
  readonly failures: number;
}

export interface UncertainCheck {
  /** Chance that the next sample passes the check that can be seen. */
  chance(tally: Tally): number;
  /** Credence that a sample that passed the check is right; asked only where something passed. */
  credence(tally: Tally): number;
}

export interface Plan {
  /** Value of drawing once more and going on in the best way. */
  readonly draw: number;
  /** Value of stopping now: of submitting, or 0 where abstaining is better. */
  readonly stop: number;
}

/**
 * The same where the check that can be seen is not the truth: a submission is worth 1 when right and costs `wrong` when
 * not, and a further sample also tells how far the check is to be believed. Backward induction over counts.
 */
export function planUnderUncertainCheck(
  check: UncertainCheck,
  now: Tally,
  left: number,
  price: number,
  wrong: number,
): Plan {
  const worth = (tally: Tally): number => {
    if (tally.passes === 0) return 0;
    const credence = check.credence(tally);
    return Math.max(0, credence - (1 - credence) * wrong);
  };
  // next[i]: the value with i more passes, among `depth` more samples.
  let next: number[] = [];
  let draw = Number.NEGATIVE_INFINITY;
  for (let depth = left; depth >= 0; depth -= 1) {
    const values: number[] = [];
    for (let more = 0; more <= depth; more += 1) {
      const tally = { passes: now.passes + more, failures: now.failures + depth - more };
      const stop = worth(tally);
      if (depth === left) {
        values.push(stop);
        continue;
      }
      const chance = check.chance(tally);
      const drawing = chance * (next[more + 1] ?? 0) + (1 - chance) * (next[more] ?? 0) - price;
      if (depth === 0) draw = drawing;
      values.push(Math.max(stop, drawing));
    }
    next = values;
  }
  return { draw, stop: worth(now) };
}
