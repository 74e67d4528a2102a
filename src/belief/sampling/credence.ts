import { type Normal, project, type Term } from './effects.ts';
import { type Outlook, rateAfter, type Sample, tallyOf } from './outlook.ts';
import { afterSamples, chancesByTally } from './pass-rate.ts';
import type { SamplingPrior } from './prior.ts';
import { logit } from './quadrature.ts';
import { averaged, chanceWith } from './recalibration.ts';
import { type Plan, planUnderUncertainCheck, type Tally } from './stopping.ts';
import { term } from './terms.ts';

/** Of the samples that passed, the first of the most that are alike. */
export function commonest(samples: readonly Sample[]): number | undefined {
  const passed = samples.flatMap((sample, i) => (sample.passed ? [i] : []));
  const alike = (i: number): number => {
    const signature = samples[i]?.signature;
    return signature === undefined ? 1 : passed.filter((j) => samples[j]?.signature === signature).length;
  };
  return passed.toSorted((a, b) => alike(b) - alike(a) || a - b)[0];
}

/**
 * How the pass rate of a task bears on the credence of a pass: by its log-odds. Where wrong samples pass at an even rate,
 * the odds that a pass is right are the odds of a right sample over that rate.
 */
function rateTerm(prior: SamplingPrior, rate: number): Term {
  return term('rate', prior.truth.rate, logit(Math.min(0.98, Math.max(0.02, rate))) - USUAL_ODDS);
}

/** Log-odds of the pass rate of an ordinary task on which something passed. */
const USUAL_ODDS = 1;

/** What the samples say of whether one that passed is right. */
export function evidence(outlook: Outlook, samples: readonly Sample[]): readonly Term[] {
  return [rateTerm(outlook.prior, rateAfter(outlook.rate, tallyOf(samples))), ...agreement(outlook, samples)];
}

/** How many of the passing samples are like the one that would be submitted, beyond one in two. */
function agreement({ prior }: Outlook, samples: readonly Sample[]): readonly Term[] {
  const passed = samples.filter((sample) => sample.passed && sample.signature !== undefined);
  const best = samples[commonest(passed.length < 2 ? [] : samples) ?? -1];
  if (best?.signature === undefined) return [];
  const alike = passed.filter(({ signature }) => signature === best.signature).length - 1;
  return [term('agreement', prior.truth.agreement, alike / (passed.length - 1) - 0.5)];
}

/** Credence that the sample which `commonest` names is right. */
export function credenceAfter(outlook: Outlook, samples: readonly Sample[]): number {
  return chanceWith(outlook.state.truth, [...outlook.truthTerms, ...evidence(outlook, samples)], 0);
}

/** What drawing on and stopping are worth where a pass may be wrong. */
export function planFrom(outlook: Outlook, samples: readonly Sample[], left: number, wrong: number): Plan {
  const { prior, state, truthTerms: base } = outlook;
  const extra = agreement(outlook, samples);
  // The credence is wanted for many rates: three of them give the mean, which is linear, and the variance, a square.
  const [none, up, down] = [0, 1, -1].map((value) =>
    project(state.truth, [...base, { ...term('rate', prior.truth.rate), value }, ...extra]),
  ) as [Normal, Normal, Normal];
  const credence = (rate: number): number => {
    const x = rateTerm(prior, rate).value;
    const mean = none.mean + x * (up.mean - none.mean);
    const square = (up.variance + down.variance) / 2 - none.variance;
    const variance = none.variance + (x * (up.variance - down.variance)) / 2 + x * x * square;
    return averaged({ mean: mean + prior.curiosity.truth * Math.sqrt(variance), variance });
  };
  const now = tallyOf(samples);
  const depth = Math.min(left, HORIZON);
  const table = chancesByTally(afterSamples(outlook.hopeful, now.passes, now.failures), depth);
  const rate = ({ passes, failures }: Tally): number =>
    table[passes - now.passes]?.[failures - now.failures] ?? 0;
  return planUnderUncertainCheck(
    { chance: rate, credence: (tally) => credence(rate(tally)) },
    now,
    depth,
    outlook.terms.price,
    wrong,
  );
}

/** Samples ahead that are planned for; beyond this a plan is worth the same. */
const HORIZON = 12;
