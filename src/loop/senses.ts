/** What words ask for, and what does it. */
export interface Sense {
  /** What an edit takes away and puts in; without the first, what it puts in where nothing of that was. */
  readonly removed?: RegExp;
  readonly added: RegExp;
  readonly words: RegExp;
}

/** “At least one” says that there is something, and nothing of a bound. */
const INCLUSIVE =
  /(?<!\b(?:not|non)[ -])\b(?:inclusive(?:ly)?|including|included)\b|\bat (?:least|most)\b(?! (?:one|an?)\b)|\bor (?:more|less|equal|later|earlier|older|above|below|fewer)\b|\bexactly (?:at|on)\b|\bup to and\b|\bno (?:more|less|fewer) than\b|\bnot exceed\b/i;
const EXCLUSIVE =
  /\bexclusive(?:ly)?\b|\bexcluding\b|\b(?:not|non)[ -](?:inclusive|including|included)\b|\bstrict(?:ly)?\b|\b(?:more|less|greater|fewer|smaller|larger|older|younger) than\b|\bbelow\b|\babove\b|\bhalf-open\b/i;

const SENSES: readonly Sense[] = [
  { removed: /[<>](?!=)/, added: /[<>]=/, words: INCLUSIVE },
  { removed: /[<>]=/, added: /[<>](?!=)/, words: EXCLUSIVE },
  {
    removed: /\bmax\b/,
    added: /\bmin\b/,
    words: /\b(?:minimum|smallest|lowest|least|earliest|at most|cap(?:ped)?)\b/i,
  },
  {
    removed: /\bmin\b/,
    added: /\bmax\b/,
    words: /\b(?:maximum|largest|highest|most|latest|at least|never below)\b/i,
  },
  { removed: /\bfloor\b/, added: /\bceil\b/, words: /\b(?:round(?:ed|s)? up|ceiling)\b/i },
  { removed: /\bceil\b/, added: /\bfloor\b/, words: /\b(?:round(?:ed|s)? down|whole)\b/i },
  { removed: /\|\||\bor\b/, added: /&&|\band\b/, words: /\b(?:both|all|every)\b/i },
  { removed: /&&|\band\b/, added: /\|\||\bor\b/, words: /\b(?:either|any|one of)\b/i },
  { removed: /\bsome\b|\bany\b/, added: /\bevery\b|\ball\b/, words: /\b(?:all|every|each)\b/i },
  { removed: /\bevery\b|\ball\b/, added: /\bsome\b|\bany\b/, words: /\b(?:any|some|at least one)\b/i },
  { added: /\bbreak\b/, words: /\bfirst\b/i },
  {
    added: /\bmin\s*\(/,
    words:
      /\b(?:at most|no more than|never (?:more|above|exceeds?)|not exceed|cap(?:s|ped)?|limit(?:s|ed)?|bounded)\b/i,
  },
  {
    added: /\bmax\s*\(/,
    words: /\b(?:at least|no less than|never (?:less|below|negative)|not (?:below|negative))\b/i,
  },
  {
    added: /\.(?:lower|casefold|upper|toLowerCase|toUpperCase)\b/,
    words:
      /\b(?:(?:ignor\w+|whatever|regardless of) (?:the |its )?case|case[- ]insensitive\w*|(?:upper|lower)[- ]?case)\b/i,
  },
  {
    added: /\.(?:trim\w*|[lr]?strip)\(/,
    words: /\b(?:white[- ]?space|spaces?|blanks?|padd(?:ed|ing)|trim\w*|strip\w*)\b/i,
  },
  {
    added: /\b(?:tuple|list|dict|copy|deepcopy|structuredClone|slice)\(|[[{]\s*\.\.\.|\[:\]/,
    words:
      /\b(?:cop(?:y|ies|ied)|snapshots?|unchanged|untouched|intact|mutat\w+|independent|not (?:be )?(?:changed|modified|shared)|while it (?:runs|is))\b/i,
  },
  {
    added: /\bawait\b/,
    words: /\b(?:waits?|waited|waiting|awaits?|awaited|until|settled?|finish(?:es|ed)?)\b/i,
  },
  {
    added: /\?\?|\bis (?:not )?None\b|[!=]==? (?:null|undefined)\b/,
    words: /\b(?:zero|empty|blank|falsy|explicit(?:ly)?|0)\b/i,
  },
  { added: /\babs\s*\(/, words: /\b(?:absolute|distance|either (?:side|way|direction))\b/i },
  {
    added: /\breversed?\b|\.toReversed\(/,
    words: /\b(?:descending|revers\w*|(?:newest|latest|last|highest|largest) first)\b/i,
  },
  { added: /\bround\s*\(/, words: /\bround(?:s|ed|ing)?\b/i },
];

/** What a text asks for: documentation, or names of tests, which are sentences. */
export function sensesIn(text: string): readonly Sense[] {
  const sentences = text.replace(/_/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return SENSES.filter(({ words }) => words.test(sentences));
}

/**
 * What that says of an edit: above 0 for it, below 0 where it takes that away; -1..1.
 * @param leaves whether it decides over leaving, for which the opposite is asked of what tells of staying
 */
export function wordsFor(
  senses: readonly Sense[],
  removed: string,
  added: string,
  leaves: () => boolean = () => false,
): number {
  let sum = 0;
  for (const sense of senses) {
    const puts = (one: string, other: string): boolean =>
      sense.added.test(other) && (sense.removed?.test(one) ?? !sense.added.test(one));
    const says = (puts(removed, added) ? 1 : 0) - (puts(added, removed) ? 1 : 0);
    sum += says !== 0 && sense.removed !== undefined && leaves() ? -says : says;
  }
  return Math.max(-1, Math.min(1, sum));
}

/** A condition for leaving: what it asks for is the opposite of what the documentation tells of the rest. */
const LEAVES =
  /\breturn\s+(?:false|False|null|None|undefined|-1|0)\b|\braise\b|\bthrow\b|\bcontinue\b|\bbreak\b/;

/** Whether lines leave early, so that a condition in them decides over that. */
export function leavesEarly(lines: string): boolean {
  return LEAVES.test(lines);
}
