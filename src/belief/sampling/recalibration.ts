import { condition, type Effects, type Normal, project, type Term } from './effects.ts';
import type { SamplingPrior } from './prior.ts';
import { logistic, logit, momentsOf, pointsOf } from './quadrature.ts';
import { term } from './terms.ts';

/** One sample that failed, as far as it can be told apart from others. */
export interface Failure {
  readonly type: 'wrong' | 'error' | 'timeout' | 'unknown';
  /** Failures alike have the same; absent when unknown. */
  readonly signature?: string;
}

/** What the failures of a task say beyond their number. */
export function failureTerms(
  failures: readonly Failure[],
  prior: SamplingPrior['recalibration'],
): readonly Term[] {
  if (failures.length === 0) return [];
  const share = (type: Failure['type']): number =>
    failures.filter((failure) => failure.type === type).length / failures.length;
  const known = failures.flatMap(({ signature }) => (signature === undefined ? [] : [signature]));
  const repeated = known.length < 2 ? 0 : 1 - (new Set(known).size - 1) / (known.length - 1);
  return [
    term('again', prior.again),
    term('wrong', prior.failure, share('wrong')),
    term('error', prior.error, share('error')),
    term('timeout', prior.timeout, share('timeout')),
    term('repeat', prior.repeat, repeated),
  ].filter(({ value }) => value !== 0);
}

export function mapTerms(
  chance: number,
  extra: readonly Term[],
  prior: SamplingPrior['recalibration'],
): readonly Term[] {
  return [
    term('intercept', prior.intercept),
    term('slope', prior.slope, Math.max(-4, Math.min(4, logit(chance)))),
    ...extra,
  ];
}

/** Chance of success where the log-odds are `offset` plus the terms. */
export function chanceWith(effects: Effects, terms: readonly Term[], offset: number, optimism = 0): number {
  const { mean, variance } = project(effects, terms);
  return averaged({ mean: mean + offset + optimism * Math.sqrt(variance), variance });
}

/** The mean of a logistic of a normal, by MacKay's approximation (1992). */
export function averaged({ mean, variance }: Normal): number {
  return logistic(mean / Math.sqrt(1 + (Math.PI * variance) / 8));
}

/** The belief about the effects once it was seen whether there was success. */
export function learnOutcome(
  effects: Effects,
  terms: readonly Term[],
  offset: number,
  success: boolean,
): Effects {
  const points = pointsOf(project(effects, terms));
  const posterior = momentsOf(
    points,
    points.at.map((x) => logistic(success ? x + offset : -x - offset)),
  );
  return posterior === undefined ? effects : condition(effects, terms, posterior);
}
