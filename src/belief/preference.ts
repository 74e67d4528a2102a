import { condition, drift, type Effects, project, type Term } from './sampling/effects.ts';
import { logistic, momentsOf, pointsOf } from './sampling/quadrature.ts';

/** Parts of a reward by name: values in 0..1, or weights. */
export type Parts = Readonly<Record<string, number>>;

/** Log-odds of preferring what is better in everything to what is worse in everything, under the shipped weights. */
const SHARPNESS = 6;

/** Standard deviation of a weight around what is shipped. */
const DOUBT = 0.15;

/** Share of the prior's variance that comes anew with every pair. */
const DRIFT = 0.002;

function termsOf(shipped: Parts, better: Parts, worse: Parts): readonly Term[] {
  return Object.entries(shipped).flatMap(([name, mean]) => {
    const [a, b] = [better[name], worse[name]];
    // What was seen of one of them alone says nothing of the two.
    return a === undefined || b === undefined || a === b
      ? []
      : [{ name, value: SHARPNESS * (a - b), mean, sd: DOUBT }];
  });
}

/**
 * Reward weights from pairs of candidates of one task (Bradley and Terry, 1952): P(i ≻ j) = σ(s·w·(q_i − q_j)), with a
 * Gaussian belief about w that begins at what is shipped.
 * @param weight what the pair counts, 0..1
 */
export function learnPreference(
  effects: Effects,
  shipped: Parts,
  better: Parts,
  worse: Parts,
  weight = 1,
): Effects {
  const terms = termsOf(shipped, better, worse);
  if (terms.length === 0) return effects;
  const before = drift(effects, terms, DRIFT);
  const points = pointsOf(project(before, terms));
  const posterior = momentsOf(
    points,
    points.at.map((x) => logistic(x) ** weight),
  );
  return posterior === undefined ? before : condition(before, terms, posterior);
}

/** Chance that the first is the better one. */
export function chanceOfPreference(effects: Effects, shipped: Parts, first: Parts, second: Parts): number {
  return logistic(project(effects, termsOf(shipped, first, second)).mean);
}

/**
 * The weights that are believed, summing to what the shipped ones sum to. None is negative, and those of `executed`
 * keep at least `floor` of the sum: what was run weighs more than what looks good, whatever was learned.
 */
export function weightsFrom(
  effects: Effects,
  shipped: Parts,
  executed: ReadonlySet<string>,
  floor = 0.6,
): Parts {
  const believed = Object.entries(shipped).map(([name, mean]) => {
    const { mean: weight } = project(effects, [{ name, value: 1, mean, sd: DOUBT }]);
    return { name, weight: Math.max(0.01, weight), run: executed.has(name) };
  });
  const sum = (run: boolean): number =>
    believed.filter((part) => part.run === run).reduce((total, part) => total + part.weight, 0);
  const [run, rest] = [sum(true), sum(false)];
  const whole = Object.values(shipped).reduce((total, weight) => total + weight, 0);
  const share = rest === 0 ? 1 : run === 0 ? 0 : Math.max(floor, run / (run + rest));
  return Object.fromEntries(
    believed.map(({ name, weight, run: isRun }) => [
      name,
      (whole * weight * (isRun ? share : 1 - share)) / (isRun ? run : rest),
    ]),
  );
}
