import type { Interner } from './interner.ts';

/** Numbered texts with how often each occurs, ascending by number: a few bytes each. */
export interface Counted {
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
}

export function countedOf(map: ReadonlyMap<string, number>, interner: Interner): Counted {
  const pairs = [...map]
    .map(([text, count]) => [interner.idOf(text), count] as const)
    .sort((a, b) => a[0] - b[0]);
  return {
    ids: Int32Array.from(pairs, ([id]) => id),
    counts: Uint16Array.from(pairs, ([, count]) => Math.min(65_535, count)),
  };
}

/** How often a text occurs; by binary search. */
export function countOf({ ids, counts }: Counted, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = ids[middle] ?? 0;
    if (here === id) return counts[middle] ?? 0;
    if (here < id) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
