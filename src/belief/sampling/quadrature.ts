import type { Normal } from './effects.ts';

/** Points of a normal belief, with weights that sum to 1. */
export interface Points {
  readonly at: readonly number[];
  readonly weight: readonly number[];
}

const COUNT = 15;
const REACH = 3.5;
const STANDARD = Array.from({ length: COUNT }, (_, i) => -REACH + (2 * REACH * i) / (COUNT - 1));
const RAW = STANDARD.map((z) => Math.exp(-0.5 * z * z));
const SUM = RAW.reduce((a, b) => a + b, 0);
const WEIGHT: readonly number[] = RAW.map((w) => w / SUM);
/** Cutting the tails off loses a little of the variance. */
const STRETCH = 1 / Math.sqrt(WEIGHT.reduce((sum, w, i) => sum + w * (STANDARD[i] ?? 0) ** 2, 0));

/** Evenly spaced points over three and a half standard deviations to each side; mean and variance are exact. */
export function pointsOf({ mean, variance }: Normal): Points {
  const sd = Math.sqrt(variance) * STRETCH;
  return { at: STANDARD.map((z) => mean + sd * z), weight: WEIGHT };
}

/** Mean and variance once each point is reweighted by its likelihood; undefined when nothing is left of it. */
export function momentsOf(points: Points, likelihood: readonly number[]): Normal | undefined {
  let mass = 0;
  let first = 0;
  let second = 0;
  for (const [i, x] of points.at.entries()) {
    const w = (points.weight[i] ?? 0) * (likelihood[i] ?? 0);
    mass += w;
    first += w * x;
    second += w * x * x;
  }
  if (!(mass > 1e-300)) return undefined;
  const mean = first / mass;
  return { mean, variance: Math.max(second / mass - mean * mean, 1e-6) };
}

export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Log-odds of a probability, held within the seventh decimal of 0 and 1. */
export function logit(p: number): number {
  const held = Math.min(1 - 1e-7, Math.max(1e-7, p));
  return Math.log(held / (1 - held));
}
