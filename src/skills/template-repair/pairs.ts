import type { Replacement } from '../../loop/types.ts';
import type { Idea } from './idea.ts';
import { inOrder, keyOf, normalForm } from './normal-form.ts';

/** Singles that may be one half of a pair, and pairs kept. */
const BEST_SINGLES = 40;
const MOST_PAIRS = 400;

export interface Pair {
  readonly first: Idea;
  readonly second: Idea;
  readonly replacements: readonly Replacement[];
  readonly weight: number;
}

/** Two of the best single edits in one function, for bugs of two tokens; best first. */
export function pairsOf(ideas: readonly Idea[]): readonly Pair[] {
  const best = ideas.slice(0, BEST_SINGLES);
  const seen = new Set(ideas.map((idea) => idea.key));
  const pairs: Pair[] = [];
  for (const [index, first] of best.entries()) {
    for (const second of best.slice(index + 1)) {
      if (first.scope !== second.scope || first.path !== second.path) continue;
      const replacements = inOrder([...first.replacements, ...second.replacements]);
      const normal = replacements === undefined ? undefined : normalForm(first.text, replacements);
      if (replacements === undefined || normal === undefined) continue;
      // Two halves of an exchange are one single edit, which was proposed before.
      const key = keyOf(first.path, normal);
      if (seen.has(key)) continue;
      seen.add(key);
      pairs.push({ first, second, replacements, weight: first.weight * second.weight });
    }
  }
  return pairs.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_PAIRS);
}
