/** A probability for people: whole per cent, with decimals where it is small. */
export function percent(p: number): string {
  return `${p > 0 && p < 0.0995 ? (p * 100).toFixed(p < 0.00995 ? 2 : 1) : Math.round(p * 100)}%`;
}
