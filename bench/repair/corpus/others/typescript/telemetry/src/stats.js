/** @param {readonly number[]} values */
export function mean(values) {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value below which `percent` of the values lie. Between two values it
 * is interpolated, so the 50th percentile of an even number of values is
 * halfway between the middle two.
 * @param {readonly number[]} values in any order
 * @param {number} percent from 0 to 100
 */
export function percentile(values, percent) {
  if (percent < 0 || percent > 100) throw new RangeError(`bad percentage: ${percent}`);
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.ceil(rank);
  return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
}

/** Change per second between the first and the last sample. */
export function rate(samples) {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || last.time === first.time) return 0;
  return (last.value - first.value) / ((last.time - first.time) / 1000);
}
