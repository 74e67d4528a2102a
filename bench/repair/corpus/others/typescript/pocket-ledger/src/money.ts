/** Cents of an amount such as "12", "-3.5" or "1,234.50". */
export function parseAmount(text: string): number {
  const match = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(",", ""));
  if (!match) throw new RangeError(`not an amount: ${text}`);
  const whole = match[1]!;
  const units = Number(whole);
  const cents = Number((match[2] ?? "").padEnd(2, "0"));
  const sign = whole.startsWith("-") ? -1 : 1;
  return sign * (Math.abs(units) * 100 + cents);
}

/** An amount of cents with two decimals and thousands separators. */
export function formatAmount(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const size = Math.abs(cents);
  const units = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}${units}.${String(size % 100).padStart(2, "0")}`;
}

/**
 * Divides an amount by weights so that the parts add up to it exactly: each
 * part is rounded down, and the cents left over go, one each, to the parts
 * that lost most by it (of equals, the earlier).
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) throw new RangeError("the weights must add up to more than zero");
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byLoss = weights
    .map((weight, index) => ({ index, loss: total * weight - parts[index]! * sum }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss.slice(0, left)) parts[index]! += 1;
  return parts;
}
