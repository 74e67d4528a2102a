import { commonest } from '../../src/belief/sampling/credence.ts';
import type { Outlook, Sample } from '../../src/belief/sampling/outlook.ts';
import { type Choice, chanceOfNextSample, choose } from '../../src/belief/sampling/policy.ts';
import { type Moments, type SamplingPrior, SHIPPED_PRIOR } from '../../src/belief/sampling/prior.ts';
import { type Figures, figuresOf } from '../replay/figures.ts';
import { type Draw, eligible, type Problem, play, type ReplayPolicy, type Terms } from '../replay/play.ts';
import { policyWith } from '../replay/policy.ts';
import { type Row, streams } from '../replay/rows.ts';

/** The policy with one mechanism switched off. */
interface Variant {
  readonly name: string;
  readonly prior?: SamplingPrior;
  readonly see?: (problem: Problem) => Problem;
  readonly hear?: (draw: Draw) => Draw;
  readonly decide?: typeof choose;
}

/** Held where the prior's mean is: nothing can be learned of it. */
const still = ({ mean }: Moments): Moments => ({ mean, sd: 1e-4 });
const none: Moments = { mean: 0, sd: 1e-4 };
const P = SHIPPED_PRIOR;

export const VARIANTS: readonly Variant[] = [
  { name: 'the product' },
  {
    name: 'without features of the task',
    see: (problem) => ({ ...problem, d: undefined, g: undefined, f: undefined }),
  },
  {
    name: 'without an effect of the model',
    prior: { ...P, model: none, truth: { ...P.truth, model: none } },
  },
  {
    name: 'without the recalibration map',
    prior: {
      ...P,
      recalibration: {
        intercept: none,
        slope: none,
        again: none,
        failure: none,
        error: none,
        timeout: none,
        repeat: none,
      },
    },
  },
  {
    name: 'without types of failure',
    hear: ({ pass, cost }) => ({ pass, out: pass ? 'P' : '?', ...(cost === undefined ? {} : { cost }) }),
  },
  {
    name: 'without signatures of answers',
    hear: ({ pass, out }) => ({ pass, out }),
  },
  { name: 'without learning how alike samples are', prior: { ...P, keep: 0 } },
  {
    name: 'without forgetting',
    prior: { ...P, drift: 0, idle: 0, keep: 1, truth: { ...P.truth, drift: 0 } },
  },
  { name: 'without curiosity', prior: { ...P, curiosity: { rate: 0, spread: 0, truth: 0 } } },
  { name: 'without looking ahead', decide: myopic },
  {
    name: 'without learning from what was right',
    prior: {
      ...P,
      truth: {
        ...P.truth,
        intercept: still(P.truth.intercept),
        model: none,
        group: none,
        difficulty: none,
        measure: none,
        rate: still(P.truth.rate),
        agreement: still(P.truth.agreement),
      },
    },
  },
];

/** Draws while the next sample alone is worth its price. */
function myopic(outlook: Outlook, samples: readonly Sample[]): Choice {
  const planned = choose(outlook, samples);
  const { cap, price, check } = outlook.terms;
  const chance = chanceOfNextSample(outlook, samples);
  const passed = commonest(samples) !== undefined;
  // A pass that may be wrong is submitted or not as in the plan; what is switched off is drawing for later's sake.
  if (passed)
    return planned.kind === 'draw'
      ? choose({ ...outlook, terms: { ...outlook.terms, cap: samples.length } }, samples)
      : planned;
  const worth = check.certain ? 1 : 1 - check.wrong / 2;
  const draws = samples.length < cap && chance * Math.max(0.1, worth) > price;
  if (draws) return { kind: 'draw', credence: planned.credence, value: chance - price };
  return { kind: 'stop', credence: planned.credence };
}

function make({ prior = P, see, hear, decide }: Variant): () => ReplayPolicy {
  return () => {
    const policy = policyWith(prior, undefined, decide);
    // The scorer goes on writing to the history it hands over, and the policy reads it there at the end.
    let heard: Draw[] = [];
    let history: readonly Draw[] = [];
    const follow = (): void => {
      for (const draw of history.slice(heard.length)) heard.push(hear === undefined ? draw : hear(draw));
    };
    return {
      start: (problem) => {
        heard = [];
        history = [];
        policy.start(see === undefined ? problem : see(problem));
      },
      decide: (seen) => {
        history = seen;
        follow();
        return policy.decide(heard);
      },
      end: (feedback) => {
        follow();
        policy.end(feedback);
      },
    };
  };
}

export interface SamplingResult {
  readonly name: string;
  readonly source: string;
  readonly mode: Terms['mode'];
  readonly figures: Figures;
}

/** Every variant on the same rows, shuffles and price. */
export function ablateSampling(
  rows: readonly Row[],
  source: string,
  mode: Terms['mode'],
  price: number,
): readonly SamplingResult[] {
  const terms: Terms = { mode, cap: 10, price, wrong: 1, feedback: mode === 'perfect' ? 1 : 0.3, reps: 1 };
  const byModel = streams(rows.filter((row) => row.s === source && eligible(row, terms)));
  return VARIANTS.map((variant) => ({
    name: variant.name,
    source,
    mode,
    figures: figuresOf(play(byModel, make(variant), terms), terms),
  }));
}
