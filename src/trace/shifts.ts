import type { View } from './view.ts';

/** The strategy over time: at each point the share of every skill, in the order of `skills`. */
export interface Shifts {
  /** The one with the most weight over the whole episode first. */
  readonly skills: readonly string[];
  readonly points: readonly { readonly at: number; readonly shares: readonly number[] }[];
}

/**
 * The strategy as it shifted, thinned to what a picture can show; the first and the last shape are always kept.
 * @param end seconds until which the last strategy held
 */
export function shiftsOf(strategies: View['strategies'], end: number, most = 120): Shifts {
  const step = Math.max(1, (strategies.length - 1) / Math.max(1, most - 1));
  const kept = strategies.filter(
    (_, index) =>
      index === strategies.length - 1 || Math.floor(index / step) !== Math.floor((index - 1) / step),
  );
  const totals = new Map<string, number>();
  for (const { strategy } of kept)
    for (const { skill, weight } of strategy.weights) totals.set(skill, (totals.get(skill) ?? 0) + weight);
  const skills = [...totals].toSorted((a, b) => b[1] - a[1]).map(([skill]) => skill);
  const points = kept.map(({ at, strategy }) => {
    const sum = strategy.weights.reduce((total, { weight }) => total + weight, 0);
    const shares = skills.map((skill) => {
      const weight = strategy.weights.find((each) => each.skill === skill)?.weight ?? 0;
      return sum > 0 ? weight / sum : 0;
    });
    return { at, shares };
  });
  const last = points.at(-1);
  return { skills, points: last !== undefined && end > last.at ? [...points, { ...last, at: end }] : points };
}
