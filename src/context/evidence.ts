/** One reason to suspect a place. */
export interface Evidence {
  /** How much it alone would say, 0..1. */
  readonly strength: number;
  /** For a person, without a full stop. */
  readonly why: string;
}

/** Pools reasons as if independent: one minus the chance that none of them points at the fault. */
export function pool(evidence: readonly Evidence[]): number {
  const none = evidence.reduce((left, { strength }) => left * (1 - strength), 1);
  return Math.round((1 - none) * 1e4) / 1e4;
}

/** The strongest reasons in words. */
export function explain(evidence: readonly Evidence[]): string {
  const sorted = evidence.toSorted((a, b) => b.strength - a.strength);
  return [...new Set(sorted.map((item) => item.why))].slice(0, 3).join('; ');
}
