import type { Normal } from './effects.ts';
import { logistic, momentsOf, pointsOf } from './quadrature.ts';

/**
 * How strongly the samples of one task resemble one another: a small κ says that a task is nearly always solved or
 * nearly never, a large one that every sample is a fresh chance.
 */
export const SPREADS: readonly number[] = [0.12, 0.25, 0.5, 1, 2, 5, 15];

/**
 * The belief about one task's pass rate: a mixture of Beta(μκ, (1−μ)κ) with μ = logistic(η), over what is believed of
 * η and of κ. Samples are exchangeable given the rate, so only the counts of passes and failures matter.
 */
export interface PassRate {
  readonly alpha: readonly number[];
  readonly kappa: readonly number[];
  readonly weight: readonly number[];
}

/** @param spread the belief about κ, by index of `SPREADS`, summing to 1 */
export function passRate(eta: Normal, spread: readonly number[]): PassRate {
  const points = pointsOf(eta);
  const alpha: number[] = [];
  const kappa: number[] = [];
  const weight: number[] = [];
  for (const [i, x] of points.at.entries()) {
    const mu = Math.min(1 - 1e-6, Math.max(1e-6, logistic(x)));
    for (const [j, k] of SPREADS.entries()) {
      alpha.push(mu * k);
      kappa.push(k);
      weight.push((points.weight[i] ?? 0) * (spread[j] ?? 0));
    }
  }
  return { alpha, kappa, weight };
}

/** Chance of an ordered run with these counts in one component: a ratio of rising factorials. */
function chanceOfRun(alpha: number, kappa: number, passes: number, failures: number): number {
  let chance = 1;
  for (let i = 0; i < passes; i += 1) chance *= (alpha + i) / (kappa + i);
  for (let i = 0; i < failures; i += 1) chance *= (kappa - alpha + i) / (kappa + passes + i);
  return chance;
}

/** The belief once so many samples passed and so many failed. */
export function afterSamples(rate: PassRate, passes: number, failures: number): PassRate {
  const weight = rate.weight.map(
    (w, i) => w * chanceOfRun(rate.alpha[i] ?? 0, rate.kappa[i] ?? 1, passes, failures),
  );
  const sum = weight.reduce((a, b) => a + b, 0);
  if (!(sum > 1e-300)) return rate;
  return {
    alpha: rate.alpha.map((a) => a + passes),
    kappa: rate.kappa.map((k) => k + passes + failures),
    weight: weight.map((w) => w / sum),
  };
}

/** Chance that the next sample passes. */
export function chanceOfPass(rate: PassRate): number {
  let chance = 0;
  for (const [i, w] of rate.weight.entries()) chance += (w * (rate.alpha[i] ?? 0)) / (rate.kappa[i] ?? 1);
  return Math.min(1, Math.max(0, chance));
}

/** Chance that the next sample passes after 0, 1, 2, … further failures, `count` of them. */
export function hazards(rate: PassRate, count: number): readonly number[] {
  const weight = rate.weight.slice();
  const result: number[] = [];
  for (let k = 0; k < count; k += 1) {
    let mass = 0;
    let passing = 0;
    for (let i = 0; i < weight.length; i += 1) {
      const kappa = (rate.kappa[i] ?? 1) + k;
      const chance = (rate.alpha[i] ?? 0) / kappa;
      const w = weight[i] ?? 0;
      mass += w;
      passing += w * chance;
      weight[i] = w * (1 - chance);
    }
    result.push(mass > 0 ? Math.min(1, Math.max(0, passing / mass)) : 0);
  }
  return result;
}

/**
 * Chance that the next sample passes after s passes and f failures, at `[s][f]`, for up to `most` samples: the values of
 * `chanceOfPass(afterSamples(rate, s, f))`, all at once.
 */
export function chancesByTally(rate: PassRate, most: number): readonly (readonly number[])[] {
  const table: number[][] = [];
  // Weights of the components after s passes and no failure; one row of the table goes on from there.
  const first = rate.weight.slice();
  for (let s = 0; s <= most; s += 1) {
    const weight = first.slice();
    const row: number[] = [];
    for (let f = 0; s + f <= most; f += 1) {
      let mass = 0;
      let passing = 0;
      for (let i = 0; i < weight.length; i += 1) {
        const w = weight[i] ?? 0;
        const chance = ((rate.alpha[i] ?? 0) + s) / ((rate.kappa[i] ?? 1) + s + f);
        mass += w;
        passing += w * chance;
        weight[i] = w * (1 - chance);
        if (f === 0) first[i] = w * chance;
      }
      row.push(mass > 1e-300 ? Math.min(1, Math.max(0, passing / mass)) : 0);
    }
    table.push(row);
  }
  return table;
}

/** The belief about κ, moved up by so many of its standard deviations: the tilt that does so for a normal. */
export function hopefulSpread(spread: readonly number[], deviations: number): readonly number[] {
  const mean = spread.reduce((sum, w, i) => sum + w * i, 0);
  const sd = Math.sqrt(spread.reduce((sum, w, i) => sum + w * (i - mean) ** 2, 0));
  if (!(sd > 1e-6)) return spread;
  const tilted = spread.map((w, i) => w * Math.exp((deviations * (i - mean)) / sd));
  const sum = tilted.reduce((a, b) => a + b, 0);
  return tilted.map((w) => w / sum);
}

export interface RateUpdate {
  readonly eta: Normal;
  readonly spread: readonly number[];
}

/** What is believed of η and κ, each by itself, once one task's samples were counted. */
export function learnRate(
  eta: Normal,
  spread: readonly number[],
  passes: number,
  failures: number,
): RateUpdate {
  const points = pointsOf(eta);
  const byEta = points.at.map(() => 0);
  const bySpread = spread.map(() => 0);
  for (const [i, x] of points.at.entries()) {
    const mu = Math.min(1 - 1e-6, Math.max(1e-6, logistic(x)));
    for (const [j, k] of SPREADS.entries()) {
      const chance = chanceOfRun(mu * k, k, passes, failures);
      byEta[i] = (byEta[i] ?? 0) + chance * (spread[j] ?? 0);
      bySpread[j] = (bySpread[j] ?? 0) + chance * (points.weight[i] ?? 0) * (spread[j] ?? 0);
    }
  }
  const sum = bySpread.reduce((a, b) => a + b, 0);
  const posterior = momentsOf(points, byEta);
  if (posterior === undefined || !(sum > 1e-300)) return { eta, spread };
  return { eta: posterior, spread: bySpread.map((w) => w / sum) };
}
