import { project, type Term } from './effects.ts';
import { knownTask, taskTerm } from './known-tasks.ts';
import { afterSamples, chanceOfPass, hazards, hopefulSpread, type PassRate, passRate } from './pass-rate.ts';
import { type SamplingPrior, SHIPPED_PRIOR } from './prior.ts';
import { logit } from './quadrature.ts';
import { chanceWith, type Failure, failureTerms, mapTerms } from './recalibration.ts';
import type { SamplingState } from './state.ts';
import type { Tally } from './stopping.ts';
import { rateTerms, type SamplingTask, term, tiltTerms, truthTerms } from './terms.ts';

/** One sample, as far as it can be seen: it passed the check or failed in some way. */
export type Sample =
  | { readonly passed: true; readonly signature?: string }
  | ({ readonly passed: false } & Failure);

/** What sampling costs and what it may bring; the unit is the value of a solved task. */
export interface Terms {
  /** Samples that may be drawn at most. */
  readonly cap: number;
  readonly price: number;
  /** Whether what passes the check is right for certain; otherwise what a wrong submission costs. */
  readonly check: { readonly certain: true } | { readonly certain: false; readonly wrong: number };
}

/** A task as it is seen before anything is sampled. */
export interface Outlook {
  readonly task: SamplingTask;
  readonly terms: Terms;
  readonly prior: SamplingPrior;
  readonly state: SamplingState;
  readonly rateTerms: readonly Term[];
  readonly truthTerms: readonly Term[];
  readonly rate: PassRate;
  /** The same with some optimism about what is not yet known: for decisions, not for forecasts. */
  readonly hopeful: PassRate;
}

export function lookAt(
  task: SamplingTask,
  terms: Terms,
  state: SamplingState,
  prior: SamplingPrior = SHIPPED_PRIOR,
): Outlook {
  const known = knownTask(state.known, task.id);
  const level = [...rateTerms(task, prior, state.gauges), ...taskTerm(task.id, known?.rate, prior.task)];
  const rate = [...level, ...tiltTerms(task, prior, state.rate, level)];
  const truth = [
    ...truthTerms(task, prior, state.gauges),
    ...taskTerm(task.id, known?.truth, prior.truth.task),
  ];
  const eta = project(state.rate, rate);
  const belief = passRate(eta, state.spread);
  const { curiosity } = prior;
  const hope = { mean: eta.mean + curiosity.rate * Math.sqrt(eta.variance), variance: eta.variance };
  const hopeful = passRate(hope, hopefulSpread(state.spread, curiosity.spread));
  return {
    task,
    terms,
    prior,
    state,
    rateTerms: rate,
    truthTerms: truth,
    rate: belief,
    hopeful,
  };
}

export function tallyOf(samples: readonly Sample[]): Tally {
  const passes = samples.filter((sample) => sample.passed).length;
  return { passes, failures: samples.length - passes };
}

/**
 * Chances that the next samples pass, each if those before it fail: recalibrated as long as nothing passed, for that is
 * what the map is learned from.
 */
export function chancesAfter(
  outlook: Outlook,
  rate: PassRate,
  samples: readonly Sample[],
  left: number,
): readonly number[] {
  const map = outlook.prior.recalibration;
  const tally = tallyOf(samples);
  const raw = hazards(afterSamples(rate, tally.passes, tally.failures), left);
  if (tally.passes > 0) return raw;
  const known = failureTerms(failuresOf(samples), map);
  return raw.map((chance, i) => {
    const extra = known.length === 0 && i > 0 ? [term('again', map.again)] : known;
    return chanceWith(outlook.state.recalibration, mapTerms(chance, extra, map), logit(chance));
  });
}

export function failuresOf(samples: readonly Sample[]): readonly Failure[] {
  return samples.flatMap((sample) => (sample.passed ? [] : [sample]));
}

/** Chance that the next sample passes, whatever came before. */
export function rateAfter(rate: PassRate, { passes, failures }: Tally): number {
  return chanceOfPass(afterSamples(rate, passes, failures));
}
