import { readArguments, readLiteral } from './literals.ts';
import type { WireValue } from './wire-value.ts';

/** An example in the documentation of a function: called so, it gives this. */
export interface Example {
  readonly args: readonly WireValue[];
  readonly expected: WireValue;
}

const ARROW =
  /^\s*;?\s*(?:->|=>|→|⇒|===?|==|\/\/\s*(?:=>|->|→)?|#\s*(?:=>|->|→)?|returns|gives|is|\n\s*(?:\*\s*)?(?:=>|->|→|\/\/\s*)?)\s*/;

/** Examples such as `clamp(5, 0, 3) -> 3` or a Python prompt with its answer; only literals are read. */
export function examplesIn(documentation: string, name: string): readonly Example[] {
  const found: Example[] = [];
  const call = new RegExp(`(?<![\\w.$])${name.replaceAll('$', '\\$')}\\(`, 'g');
  for (const match of documentation.matchAll(call)) {
    const args = readArguments(documentation, match.index + match[0].length);
    if (args === undefined) continue;
    const arrow = ARROW.exec(documentation.slice(args.end));
    if (arrow === null) continue;
    const result = readLiteral(documentation, args.end + arrow[0].length);
    if (result !== undefined) found.push({ args: args.values, expected: result.value });
  }
  return found;
}

/** The comment above a definition and the string at the start of its body. */
export function documentationOf(text: string, start: number, end: number): string {
  const above: string[] = [];
  const lines = text.slice(0, start).split('\n');
  lines.pop();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    if (/^\s*(?:\/\/|\/\*|\*|#|@)/.test(line) || /\*\/\s*$/.test(line)) above.unshift(line);
    else break;
  }
  const inside = /("""|''')([\s\S]*?)\1/.exec(text.slice(start, end).slice(0, 4000));
  return [...above, inside?.[2] ?? ''].join('\n');
}

interface Sense {
  /** What an edit takes away and puts in. */
  readonly removed: RegExp;
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
];

/** What the words near the code say of an edit: above 0 for it, below 0 where they ask for what it takes away. */
export function wordsFor(documentation: string, removed: string, added: string): number {
  let sum = 0;
  for (const sense of SENSES) {
    if (!sense.words.test(documentation)) continue;
    if (sense.removed.test(removed) && sense.added.test(added)) sum += 1;
    if (sense.removed.test(added) && sense.added.test(removed)) sum -= 1;
  }
  return Math.max(-1, Math.min(1, sum));
}
