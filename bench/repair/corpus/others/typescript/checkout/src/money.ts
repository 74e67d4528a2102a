/** All amounts are whole cents. */
export type Cents = number;

/** A share of an amount, to the nearest cent. */
export function portion(amount: Cents, rate: number): Cents {
  return Math.round(amount * rate);
}

/**
 * Splits an amount in proportion to the weights without losing a cent: every
 * part is rounded down, and the cents left over go to the parts that lost most.
 */
export function allocate(total: Cents, weights: number[]): Cents[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map((share) => Math.floor(share));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byLoss = exact
    .map((share, index) => ({ index, loss: share - parts[index] }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss.slice(0, left)) parts[index] += 1;
  return parts;
}

export function format(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  const cents = Math.abs(amount);
  return `${sign}$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
