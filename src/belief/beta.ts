import { type Random, standardNormal } from './random.ts';

/** A Beta distribution over a success rate: pseudo-counts of success and failure, both above 0. */
export interface Beta {
  readonly alpha: number;
  readonly beta: number;
}

/** A Beta with the given mean (strictly between 0 and 1) that weighs as much as `strength` observations. */
export function betaFromMean(mean: number, strength: number): Beta {
  return { alpha: mean * strength, beta: (1 - mean) * strength };
}

export function mean(b: Beta): number {
  return b.alpha / (b.alpha + b.beta);
}

/** Adds observed (possibly fractional) successes and failures, each at least 0. */
export function observe(b: Beta, success: number, failure: number): Beta {
  return { alpha: b.alpha + success, beta: b.beta + failure };
}

/**
 * The posterior of a level in a hierarchy: the level above gives the mean, worth `strength` observations, and the
 * level's own counts are added. With no counts a workspace believes what the user's other workspaces taught.
 */
export function pool(
  above: Beta,
  own: { readonly success: number; readonly failure: number },
  strength: number,
): Beta {
  return observe(betaFromMean(mean(above), strength), own.success, own.failure);
}

/** A draw, by two gamma draws (Marsaglia and Tsang, 2000). */
export function sampleBeta(b: Beta, random: Random): number {
  const x = sampleGamma(b.alpha, random);
  const y = sampleGamma(b.beta, random);
  return x + y > 0 ? x / (x + y) : mean(b);
}

function sampleGamma(shape: number, random: Random): number {
  if (shape < 1) return sampleGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** P(X <= x) for X ~ Beta: the regularised incomplete beta function, by Lentz's continued fraction. */
export function cumulative(b: Beta, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const { alpha, beta } = b;
  // The fraction converges fast only on this side of the mean; the other side follows by symmetry.
  if (x > (alpha + 1) / (alpha + beta + 2)) return 1 - cumulative({ alpha: beta, beta: alpha }, 1 - x);
  const front = Math.exp(
    logGamma(alpha + beta) -
      logGamma(alpha) -
      logGamma(beta) +
      alpha * Math.log(x) +
      beta * Math.log1p(-x) -
      Math.log(alpha),
  );
  return Math.min(1, front * betaFraction(alpha, beta, x));
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-12) break;
  }
  return result;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** ln Γ(x) for x > 0, by Lanczos' approximation (g = 7, n = 9). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x - 1 + 7.5;
  let sum = 0.9999999999998099;
  for (const [index, coefficient] of LANCZOS.entries()) sum += coefficient / (x + index);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The central interval that holds `mass` (0..1) of the belief, by bisection. */
export function interval(b: Beta, mass = 0.8): readonly [low: number, high: number] {
  const tail = (1 - mass) / 2;
  return [quantile(b, tail), quantile(b, 1 - tail)];
}

function quantile(b: Beta, p: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2;
    if (cumulative(b, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
