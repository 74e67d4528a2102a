import { condition, drift, type Effects, NO_EFFECTS, project, type Term } from './sampling/effects.ts';
import { logistic, momentsOf, pointsOf } from './sampling/quadrature.ts';

/**
 * A map from what was said to what is true: beta calibration (Kull, Silva Filho and Flach, 2017),
 *
 *     logit p' = c + a·ln p − b·ln(1 − p),
 *
 * learned online with a Gaussian belief about a, b and c that begins at the identity (a = b = 1, c = 0), so that few
 * forecasts change little, and that falls back towards it as forecasts grow old.
 */
export type CalibrationMap = Effects;

export const IDENTITY: CalibrationMap = NO_EFFECTS;

const PRIOR = { shift: { mean: 0, sd: 0.6 }, low: { mean: 1, sd: 0.6 }, high: { mean: 1, sd: 0.6 } } as const;

/** Share of the prior's variance that comes anew with every forecast: half of what was learned is gone after some 350. */
const DRIFT = 0.004;

/** A slope never falls to nothing: what was believed more stays believed more. */
const LEAST_SLOPE = 0.05;

function held(p: number): number {
  return Math.min(0.999, Math.max(0.001, p));
}

function termsFor(p: number): readonly [Term, Term, Term] {
  const at = held(p);
  return [
    { name: 'shift', value: 1, ...PRIOR.shift },
    { name: 'low', value: Math.log(at), ...PRIOR.low },
    { name: 'high', value: -Math.log(1 - at), ...PRIOR.high },
  ];
}

/** The recalibrated credence. The identity map gives back what it is given; every map rises with `p`. */
export function recalibrate(map: CalibrationMap, p: number): number {
  if (map.names.length === 0) return p;
  const [shift, low, high] = termsFor(p);
  const effect = (term: Term): number => project(map, [{ ...term, value: 1 }]).mean;
  const slope = (term: Term): number => Math.max(LEAST_SLOPE, effect(term)) * term.value;
  return logistic(effect(shift) + slope(low) + slope(high));
}

/**
 * The map once it is known whether what was forecast came true.
 * @param weight what the evidence counts, 0..1: a test speaks louder than a habit
 */
export function learnForecast(map: CalibrationMap, p: number, happened: boolean, weight = 1): CalibrationMap {
  const terms = termsFor(p);
  const before = drift(map, terms, DRIFT);
  const points = pointsOf(project(before, terms));
  const posterior = momentsOf(
    points,
    points.at.map((x) => logistic(happened ? x : -x) ** weight),
  );
  return posterior === undefined ? before : condition(before, terms, posterior);
}
