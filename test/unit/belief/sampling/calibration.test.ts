import { describe, expect, it } from 'vitest';
import { sampleBeta } from '../../../../src/belief/beta.ts';
import { drawIndex } from '../../../../src/belief/choice.ts';
import { type Random, seededRandom, standardNormal } from '../../../../src/belief/random.ts';
import {
  condition,
  NO_EFFECTS,
  type Normal,
  project,
  type Term,
} from '../../../../src/belief/sampling/effects.ts';
import { learnRate, SPREADS } from '../../../../src/belief/sampling/pass-rate.ts';
import { logistic } from '../../../../src/belief/sampling/quadrature.ts';
import { learnOutcome } from '../../../../src/belief/sampling/recalibration.ts';

/*
 * Simulation-based calibration (Talts et al., 2018): where the truth is drawn from the prior and the data from the
 * truth, the truth's rank within the posterior is uniform. A posterior that is too narrow piles ranks up at both ends,
 * one that is too wide in the middle, one that is biased at one side.
 */

const BINS = 10;

/** Above 27.9, uniform ranks are seen once in a thousand runs (χ² with nine degrees of freedom). */
const CRITICAL = 27.9;

function chiSquared(ranks: readonly number[]): number {
  const counts = new Array<number>(BINS).fill(0);
  for (const rank of ranks) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(rank * BINS)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const expected = ranks.length / BINS;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** P(X <= x) of a normal, by Abramowitz and Stegun 7.1.26; good to 1e-7. */
function below({ mean, variance }: Normal, x: number): number {
  const z = (x - mean) / Math.sqrt(variance);
  const t = 1 / (1 + 0.3275911 * Math.abs(z / Math.SQRT2));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp((-z * z) / 2);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

const SPREAD = [0.17, 0.3, 0.29, 0.17, 0.05, 0.015, 0.005];

/** Counts of one task: samples are drawn until one passes, at most `cap`, as the policy does. */
function countsOf(eta: number, kappa: number, cap: number, random: Random): readonly [number, number] {
  const mu = logistic(eta);
  const rate = sampleBeta({ alpha: mu * kappa, beta: (1 - mu) * kappa }, random);
  for (let failures = 0; failures < cap; failures += 1) if (random() < rate) return [1, failures];
  return [0, cap];
}

const INTERCEPT: Term = { name: 'intercept', value: 1, mean: -0.4, sd: 1.3 };
const draw = ({ mean, sd }: Term, random: Random): number => mean + sd * standardNormal(random);

describe('posteriors hold the truth as often as they say', () => {
  it('of the log-odds of a pass, its intercept and its effects, after 25 tasks of two models and levels', () => {
    const random = seededRandom(20);
    const none = (): number[] => [];
    const ranks = { sum: none(), intercept: none(), model: none(), measure: none() };
    for (let run = 0; run < 600; run += 1) {
      const truth = {
        intercept: draw(INTERCEPT, random),
        a: 0.7 * standardNormal(random),
        b: 0.7 * standardNormal(random),
        measure: -0.25 + 0.25 * standardNormal(random),
      };
      // κ is drawn once and unknown; all that is believed of it comes from the tasks.
      const kappa = SPREADS[drawIndex(SPREAD, random) ?? 0] ?? 1;
      let effects = NO_EFFECTS;
      let belief: readonly number[] = SPREAD;
      const terms = (name: 'a' | 'b', x: number): readonly Term[] => [
        INTERCEPT,
        { name: `model:${name}`, value: 1, mean: 0, sd: 0.7 },
        { name: 'measure', value: x, mean: -0.25, sd: 0.25 },
      ];
      for (let task = 0; task < 25; task += 1) {
        const name = random() < 0.7 ? 'a' : 'b';
        const x = standardNormal(random);
        const eta = truth.intercept + truth[name] + x * truth.measure;
        const [passes, failures] = countsOf(eta, kappa, 1 + Math.floor(random() * 6), random);
        const update = learnRate(project(effects, terms(name, x)), belief, passes, failures);
        effects = condition(effects, terms(name, x), update.eta);
        belief = update.spread;
      }
      const [intercept, model, measure] = terms('a', 1);
      if (intercept === undefined || model === undefined || measure === undefined) continue;
      ranks.sum.push(below(project(effects, [intercept, model]), truth.intercept + truth.a));
      ranks.intercept.push(below(project(effects, [intercept]), truth.intercept));
      ranks.model.push(below(project(effects, [model]), truth.a));
      ranks.measure.push(below(project(effects, [measure]), truth.measure));
    }
    for (const [name, values] of Object.entries(ranks))
      expect(chiSquared(values), name).toBeLessThan(CRITICAL);
  });

  it('of how alike the samples of a task are', () => {
    const random = seededRandom(21);
    const ranks: number[] = [];
    for (let run = 0; run < 800; run += 1) {
      const index = drawIndex(SPREAD, random) ?? 0;
      let belief: readonly number[] = SPREAD;
      for (let task = 0; task < 15; task += 1) {
        const eta: Normal = { mean: 0, variance: 1 };
        const [passes, failures] = countsOf(standardNormal(random), SPREADS[index] ?? 1, 8, random);
        belief = learnRate(eta, belief, passes, failures).spread;
      }
      // A rank among a few values is uniform once ties are broken at random.
      const under = belief.slice(0, index).reduce((a, b) => a + b, 0);
      ranks.push(under + random() * (belief[index] ?? 0));
    }
    expect(chiSquared(ranks)).toBeLessThan(CRITICAL);
  });

  it('of a log-odds that is learned from right and wrong, with an offset', () => {
    const random = seededRandom(22);
    const ranks: number[] = [];
    const slope: Term = { name: 'slope', value: 1, mean: 2, sd: 0.8 };
    for (let run = 0; run < 800; run += 1) {
      const truth = { intercept: draw(INTERCEPT, random), slope: draw(slope, random) };
      let effects = NO_EFFECTS;
      for (let i = 0; i < 30; i += 1) {
        const x = random() - 0.7;
        const offset = standardNormal(random);
        const right = random() < logistic(offset + truth.intercept + x * truth.slope);
        effects = learnOutcome(effects, [INTERCEPT, { ...slope, value: x }], offset, right);
      }
      ranks.push(
        below(project(effects, [INTERCEPT, { ...slope, value: 0.2 }]), truth.intercept + 0.2 * truth.slope),
      );
    }
    expect(chiSquared(ranks)).toBeLessThan(CRITICAL);
  });

  it('would be found out if they were too narrow', () => {
    const random = seededRandom(23);
    const ranks = Array.from({ length: 600 }, () =>
      below({ mean: 0, variance: 0.5 }, standardNormal(random)),
    );
    expect(chiSquared(ranks)).toBeGreaterThan(CRITICAL);
  });
});
