import { stem, wordsOf } from '../words.ts';

const PLAIN = /[A-Za-z_$][\w$]*/g;
const ANY = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*/gu;
/** Longer ones are data. */
const LONGEST = 80;
/** The cache of split identifiers is emptied when it has this many; a large workspace has fewer. */
const CACHE = 200_000;

/** Counts names and the stems of the words in them; remembers how names split, since the same ones return in every file. */
export class TermCounter {
  readonly #split = new Map<string, readonly string[]>();

  /** How often each name stands in a text, comments and literals included. */
  namesIn(text: string): Map<string, number> {
    const names = new Map<string, number>();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the end of ASCII is what is meant
    for (const [name] of text.matchAll(/[^\x00-\x7f]/.test(text) ? ANY : PLAIN)) {
      if (name.length <= LONGEST) names.set(name, (names.get(name) ?? 0) + 1);
    }
    return names;
  }

  /** Stems of names, with how often; single letters say nothing. */
  termsOf(names: ReadonlyMap<string, number>): Map<string, number> {
    const terms = new Map<string, number>();
    for (const [name, count] of names) {
      for (const term of this.#stemsOf(name)) terms.set(term, (terms.get(term) ?? 0) + count);
    }
    return terms;
  }

  #stemsOf(name: string): readonly string[] {
    const known = this.#split.get(name);
    if (known !== undefined) return known;
    const stems = splitName(name)
      .filter((word) => word.length > 1)
      .map(stem);
    if (this.#split.size >= CACHE) this.#split.clear();
    this.#split.set(name, stems);
    return stems;
  }
}

/** Words of a name in lower case; the short way for what nearly all names are made of. */
function splitName(name: string): string[] {
  if (!/^[\w$]+$/.test(name)) return wordsOf(name);
  return (name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());
}
