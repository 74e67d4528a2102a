import type { Idea } from './idea.ts';
import { inOrder } from './normal-form.ts';

/** Singles that may be one half of a pair, and pairs kept. */
const BEST_SINGLES = 40;
const MOST_PAIRS = 400;

export interface Pair {
  readonly first: Idea;
  readonly second: Idea;
  readonly weight: number;
}

/** Two of the best single edits in one function, for bugs of two tokens; best first. */
export function pairsOf(ideas: readonly Idea[]): readonly Pair[] {
  const best = ideas.slice(0, BEST_SINGLES);
  const pairs: Pair[] = [];
  for (const [index, first] of best.entries()) {
    for (const second of best.slice(index + 1)) {
      if (first.scope !== second.scope || first.path !== second.path) continue;
      if (inOrder([...first.replacements, ...second.replacements]) === undefined) continue;
      pairs.push({ first, second, weight: first.weight * second.weight });
    }
  }
  return pairs.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_PAIRS);
}
