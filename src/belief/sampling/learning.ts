import { evidence } from './credence.ts';
import { condition, drift, type Normal, project } from './effects.ts';
import { knownTask, remember, takeTask } from './known-tasks.ts';
import { failuresOf, type Outlook, type Sample, tallyOf } from './outlook.ts';
import { hazards, learnRate } from './pass-rate.ts';
import type { Moments } from './prior.ts';
import { logit } from './quadrature.ts';
import { failureTerms, learnOutcome, mapTerms } from './recalibration.ts';
import type { SamplingState } from './state.ts';
import { gauged } from './terms.ts';

/** Whether a sample that was submitted is right, where that became known. */
export interface Verdict {
  readonly sample: number;
  readonly right: boolean;
}

/** The state once the samples of a task were seen, and whether what was submitted is right where that became known. */
export function learn(
  outlook: Outlook,
  state: SamplingState,
  samples: readonly Sample[],
  verdict?: Verdict,
): SamplingState {
  const { prior, task } = outlook;
  const { passes, failures } = tallyOf(samples);
  // What is not looked at is soon forgotten, so that what was given up is tried again some day.
  const share = samples.length === 0 ? prior.idle : prior.drift;
  const moved = {
    rate: drift(state.rate, outlook.rateTerms.slice(0, 2), share),
    truth: drift(state.truth, outlook.truthTerms.slice(0, 2), prior.truth.drift),
    gauges: gauged(state.gauges, task),
    tasks: state.tasks + 1,
  };
  const truth =
    verdict === undefined
      ? moved.truth
      : learnOutcome(moved.truth, [...outlook.truthTerms, ...evidence(outlook, samples)], 0, verdict.right);
  if (samples.length === 0) return { ...state, ...moved };
  const update = learnRate(project(moved.rate, outlook.rateTerms), state.spread, passes, failures);
  const rate = condition(moved.rate, outlook.rateTerms, update.eta);
  return settled(outlook, {
    ...state,
    ...moved,
    rate,
    truth,
    spread: update.spread.map((w, i) => prior.keep * w + (1 - prior.keep) * (prior.spread[i] ?? 0)),
    recalibration: recalibrated(outlook, state, samples),
  });
}

/** What was learned of the task itself goes where it is found when the task comes again. */
function settled({ task, prior }: Outlook, state: SamplingState): SamplingState {
  if (task.id === undefined) return state;
  const before = knownTask(state.known, task.id);
  const [rate, truth] = [takeTask(state.rate), takeTask(state.truth)];
  const known = remember(state.known, task.id, {
    rate: rate.belief ?? before?.rate ?? normalOf(prior.task),
    truth: truth.belief ?? before?.truth ?? normalOf(prior.truth.task),
  });
  return { ...state, rate: rate.rest, truth: truth.rest, known };
}

const normalOf = ({ mean, sd }: Moments): Normal => ({ mean, variance: sd ** 2 });

/** Learns from each sample until the first that passed, with what was forecast of it. */
function recalibrated(
  outlook: Outlook,
  state: SamplingState,
  samples: readonly Sample[],
): SamplingState['recalibration'] {
  const map = outlook.prior.recalibration;
  const raw = hazards(outlook.rate, samples.length);
  let effects = state.recalibration;
  for (const [i, sample] of samples.entries()) {
    const chance = raw[i] ?? 0;
    const terms = mapTerms(chance, failureTerms(failuresOf(samples.slice(0, i)), map), map);
    effects = learnOutcome(effects, terms, logit(chance), sample.passed);
    if (sample.passed) break;
  }
  return effects;
}
