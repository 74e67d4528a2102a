import type { Random } from './random.ts';

/**
 * Softmax policy: π(i) = exp(q_i/τ) / Σ exp(q_j/τ) (Yan et al., 2025, monitoring). Higher τ explores more.
 * @param temperature above 0
 */
export function softmax(values: readonly number[], temperature: number): readonly number[] {
  if (values.length === 0) return [];
  const top = Math.max(...values);
  const raw = values.map((value) => Math.exp((value - top) / temperature));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((value) => value / sum);
}

/** Draws an index with probability proportional to its weight; undefined when no weight is positive. */
export function drawIndex(weights: readonly number[], random: Random): number | undefined {
  const sum = weights.reduce((a, b) => a + Math.max(0, b), 0);
  if (sum <= 0) return undefined;
  let left = random() * sum;
  let last: number | undefined;
  for (const [index, weight] of weights.entries()) {
    if (weight <= 0) continue;
    last = index;
    left -= weight;
    if (left < 0) return index;
  }
  return last;
}

/**
 * Pools views that must all hold: exp(Σ w·ln p). With weight 1 each this is the product, the chance that nothing
 * stands in the way; a weight below 1 softens a view whose evidence is weak.
 */
export function poolConjunction(
  views: readonly { readonly credence: number; readonly weight: number }[],
): number {
  return Math.exp(
    views.reduce((sum, view) => sum + view.weight * Math.log(Math.max(view.credence, 1e-9)), 0),
  );
}
