/** How many tokens before one are looked at. */
const ORDER = 3;
/** Escape from a context that was seen often or rarely: the share of what may still be new (Witten and Bell, 1991). */
const BOTTOM = 1e-4;
/** Names beyond this are one and the same, so that a pair of them fits into a number. */
const MOST_NAMES = 1 << 17;

/** Counts to leave out. */
interface Less {
  readonly contexts: ReadonlyMap<number, { readonly total: number; readonly kinds: number }>;
  readonly sequences: ReadonlyMap<number, number>;
}

/**
 * Counts of sequences of up to four tokens, smoothed by interpolation after Witten and Bell. What code is usual follows
 * from such counts (Hindle et al., On the naturalness of software, 2012).
 */
export class Grams {
  readonly #ids = new Map<string, number>();
  /** By sequence: how often it was followed by anything, and by how many different tokens. */
  readonly #contexts = new Map<number, { total: number; kinds: number }>();
  readonly #sequences = new Map<number, number>();

  /** Counts the sequences of these tokens. */
  add(tokens: readonly string[]): void {
    const ids = tokens.map((token) => this.#idOf(token));
    for (let at = 0; at < ids.length; at += 1) {
      let context = 0;
      for (let back = 0; back <= ORDER && back <= at; back += 1) {
        if (back > 0) context = mix(context, ids[at - back] ?? 0);
        this.#count(context, ids[at] ?? 0);
      }
    }
  }

  /** The tokens as numbers of this model; 0 for those that it never saw. */
  numbersOf(tokens: readonly string[]): readonly number[] {
    return tokens.map((token) => this.#ids.get(token) ?? 0);
  }

  /** The counts that the tokens from a place on gave, so that code need not be compared with itself. */
  countsOf(ids: readonly number[], start: number): Less {
    const contexts = new Map<number, { total: number; kinds: number }>();
    const sequences = new Map<number, number>();
    for (let at = start; at < ids.length; at += 1) {
      let context = 0;
      for (let back = 0; back <= ORDER && back <= at; back += 1) {
        if (back > 0) context = mix(context, ids[at - back] ?? 0);
        const key = mix(context, -1 - (ids[at] ?? 0));
        const gone = (sequences.get(key) ?? 0) + 1;
        sequences.set(key, gone);
        const known = contexts.get(context) ?? { total: 0, kinds: 0 };
        known.total += 1;
        if (gone === this.#sequences.get(key)) known.kinds += 1;
        contexts.set(context, known);
      }
    }
    return { contexts, sequences };
  }

  /**
   * The chance of the token at a place after those before it.
   * @param less counts to leave out
   */
  chance(ids: readonly number[], at: number, less: Less): number {
    const id = ids[at] ?? 0;
    let chance = BOTTOM;
    let context = 0;
    for (let back = 0; back <= ORDER && back <= at; back += 1) {
      if (back > 0) context = mix(context, ids[at - back] ?? 0);
      const known = this.#contexts.get(context);
      const gone = less.contexts.get(context);
      const total = (known?.total ?? 0) - (gone?.total ?? 0);
      // What was never seen was never seen in anything longer either.
      if (known === undefined) break;
      if (total <= 0) continue;
      const key = mix(context, -1 - id);
      const count = Math.max(0, (this.#sequences.get(key) ?? 0) - (less.sequences.get(key) ?? 0));
      const kinds = Math.max(1, known.kinds - (gone?.kinds ?? 0));
      chance = Math.min(1, (count + kinds * chance) / (total + kinds));
    }
    return chance;
  }

  #count(context: number, id: number): void {
    const key = mix(context, -1 - id);
    const seen = this.#sequences.get(key) ?? 0;
    this.#sequences.set(key, seen + 1);
    const known = this.#contexts.get(context);
    if (known === undefined) this.#contexts.set(context, { total: 1, kinds: 1 });
    else {
      known.total += 1;
      if (seen === 0) known.kinds += 1;
    }
  }

  #idOf(token: string): number {
    const known = this.#ids.get(token);
    if (known !== undefined) return known;
    if (this.#ids.size >= MOST_NAMES) return 0;
    const id = this.#ids.size + 1;
    this.#ids.set(token, id);
    return id;
  }
}

/** A number of 52 bits for a sequence; two sequences with the same are rarer than any count that matters. */
function mix(sequence: number, next: number): number {
  const high = Math.floor(sequence / 0x4000000);
  const low = sequence % 0x4000000;
  const a = Math.imul(low ^ Math.imul(next, 0x9e3779b1), 0x85ebca6b) ^ (high * 31);
  const b = Math.imul(high ^ (a >>> 7) ^ next, 0xc2b2ae35);
  return (a & 0x3ffffff) * 0x4000000 + ((b ^ (b >>> 15)) & 0x3ffffff);
}
