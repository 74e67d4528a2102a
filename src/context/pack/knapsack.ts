/** Something that may go into a prompt. */
export interface Item {
  /** Tokens; at least 1 counts. */
  readonly size: number;
  /** Positive. */
  readonly value: number;
  /** Items with the same one say partly the same: each further one is worth less. */
  readonly about: string;
}

/** What the next item about the same thing is worth against the one before. */
export const REPEATED = 0.75;

/**
 * Chooses items by value within a budget. The value of a choice is submodular (more about one thing adds less and less), so
 * the greedy choice by value per token, or the one by value alone where that is worth more, is at least (1 - 1/e)/2 of the
 * best one (Leskovec et al. 2007, after Khuller, Moss and Naor 1999); with hundreds of items that are small against the
 * budget it is nearly the best.
 * @returns places of the chosen items, in the order of choice
 */
export function choose(items: readonly Item[], budget: number): readonly number[] {
  const dense = greedy(items, budget, (gain, size) => gain / size);
  const heavy = greedy(items, budget, (gain) => gain);
  return dense.value >= heavy.value ? dense.chosen : heavy.chosen;
}

/** What a choice is worth. */
export function worthOf(items: readonly Item[], chosen: readonly number[]): number {
  const values = new Map<string, number[]>();
  for (const place of chosen) {
    const item = items[place];
    if (item !== undefined) values.set(item.about, [...(values.get(item.about) ?? []), item.value]);
  }
  let sum = 0;
  for (const own of values.values()) {
    own
      .sort((a, b) => b - a)
      .forEach((value, rank) => {
        sum += value * REPEATED ** rank;
      });
  }
  return sum;
}

function greedy(
  items: readonly Item[],
  budget: number,
  merit: (gain: number, size: number) => number,
): { readonly chosen: readonly number[]; readonly value: number } {
  const left = new Set(items.keys());
  const chosen: number[] = [];
  const before = new Map<string, number>();
  let room = budget;
  for (;;) {
    let best: number | undefined;
    let most = 0;
    for (const place of left) {
      const item = items[place];
      if (item === undefined || Math.max(1, item.size) > room) {
        left.delete(place);
        continue;
      }
      const gain = item.value * REPEATED ** (before.get(item.about) ?? 0);
      const own = merit(gain, Math.max(1, item.size));
      if (own > most) {
        most = own;
        best = place;
      }
    }
    const item = best === undefined ? undefined : items[best];
    if (best === undefined || item === undefined) return { chosen, value: worthOf(items, chosen) };
    chosen.push(best);
    left.delete(best);
    room -= Math.max(1, item.size);
    before.set(item.about, (before.get(item.about) ?? 0) + 1);
  }
}
