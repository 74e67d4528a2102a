import { type Choice, type Half, type Ideas, type Join, MOST_EDITS, MOST_OF_GROUP } from './half.ts';

/** Joins of two halves that wait at most, the likeliest ones. */
const MOST_WAITING = 200;

/** Two halves that mend different tests. */
interface Match {
  readonly halves: readonly [Half, Half];
  readonly ideas: Ideas;
  /** The product of the weights of the two. */
  readonly weight: number;
  /** Tests of the target that pass with one of them. */
  readonly fixed: number;
  /** The same as a share of all of them. */
  readonly done: number;
}

/** Halves that mend different tests, two by two. */
export class Matches {
  #waiting: Match[] = [];
  readonly #shareOf: (half: Half) => number;

  /** @param shareOf how far a half is believed among those that do the same, at most 1 */
  constructor(shareOf: (half: Half) => number) {
    this.#shareOf = shareOf;
  }

  /** Matches a half with the likeliest of those that mend another test. */
  add(half: Half, halves: readonly Half[]): void {
    const { fixed, rest } = half.progress;
    const matches = halves.flatMap((other): readonly Match[] => {
      const [first, ...more] = [...other.ideas, ...half.ideas];
      const both = new Set([...fixed, ...other.progress.fixed]).size;
      if (both <= Math.max(fixed.length, other.progress.fixed.length)) return [];
      if (first === undefined || more.length >= MOST_EDITS) return [];
      const weight = half.weight * other.weight;
      const done = both / (fixed.length + rest.length);
      return [{ halves: [other, half], ideas: [first, ...more], weight, fixed: both, done }];
    });
    this.#waiting = [...this.#waiting, ...likeliest(matches, MOST_OF_GROUP)];
    if (this.#waiting.length > MOST_WAITING) this.#waiting = likeliest(this.#waiting, MOST_WAITING);
  }

  /**
   * The join of two that is worth most, where it is worth more than a single edit of a weight.
   * @param trust how far halves are believed, at most 1
   * @param heaviest the weight of the heaviest single edit: a join is worth as much of it as both halves are believed
   */
  best(than: number, trust: number, heaviest: number): Choice | undefined {
    let best: { match: Match; worth: number } | undefined;
    for (const match of this.#waiting) {
      const [one, other] = match.halves;
      const belief = (one.isApart || other.isApart ? 1 : trust) * match.done;
      const worth = heaviest * belief * this.#shareOf(one) * this.#shareOf(other);
      if (worth > (best?.worth ?? than)) best = { match, worth };
    }
    if (best === undefined) return undefined;
    const { match, worth } = best;
    const take = (): Join => {
      this.#waiting = this.#waiting.filter((each) => each !== match);
      const { ideas, fixed, weight } = match;
      return { ideas, weight: fixed * weight, together: 'each of them mends another of the failing tests' };
    };
    return { worth, take };
  }
}

function likeliest(matches: readonly Match[], most: number): Match[] {
  return matches.toSorted((a, b) => b.weight - a.weight).slice(0, most);
}
