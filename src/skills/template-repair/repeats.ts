import type { Replacement } from '../../loop/types.ts';
import type { Ideas, Join } from './half.ts';
import { Heap } from './heap.ts';
import type { Idea } from './idea.ts';
import { normalForm } from './normal-form.ts';
import type { SyntaxNode } from './tree.ts';

/** Places that one slip may have. */
const MOST_PLACES = 6;
/** Places of one slip beyond which two of them are tried by themselves with the likeliest place alone. */
const MOST_TWO_BY_TWO = 4;
/** A slip that is found in more places than this is looked for in those alone. */
const MOST_OF_ONE = 40;

/**
 * How much less likely than in one place alone a slip was made in all places of a function, of a class, of a file, or of
 * several files; and in some places of a function, where there are more.
 */
const IN_FUNCTION = 0.6;
const IN_CLASS = 0.4;
const IN_FILE = 0.2;
const IN_FILES = 0.2;
const SOME = 0.4;
/** What is seldom done wrong twice in the same way: a name, a bound, a comparison. */
const SELDOM = 0.15;
const OFTEN = new Set([
  ...[
    'logical',
    'sibling-member',
    'declared-member',
    'suffixed',
    'normalised',
    'missing-await',
    'missing-copy',
  ],
  ...['awaited-return', 'optional-access', 'safe-lookup', 'presence', 'identity', 'missing-option'],
  ...[
    'keyword-argument',
    'regular-expression',
    'pattern-flag',
    'language-slip',
    'format-slip',
    'missing-self',
  ],
  ...['spread-missing', 'alike-sides', 'as-elsewhere', 'error-type', 'mutable-default', 'missing-member'],
]);
/** Where different things are changed in the same way: `a` and `b` to `a.trim()` and `b.trim()`. */
const ALIKE = 0.6;

interface Repeat extends Join {
  readonly key: string;
}

/**
 * The same slip in several places, as one edit of all of them: what one idea changes, others of the same function, class,
 * file or of other files change in the same way. It is made as soon as the last of them was drawn, and is worth a part of
 * what they are worth alone, whatever unlike pairs are.
 */
export class Repeats {
  readonly #groups = new Map<string, Idea[]>();
  readonly #made = new Set<string>();
  readonly #waiting = new Heap<Repeat>(
    (a, b) => a.weight > b.weight || (a.weight === b.weight && a.key < b.key),
  );

  /** Takes note of a single edit that was drawn. */
  add(idea: Idea): void {
    const change = changeOf(idea);
    if (change === undefined) return;
    const factor = OFTEN.has(idea.template) ? 1 : SELDOM;
    this.#join(`= ${change.slip}`, idea, factor);
    if (change.way !== undefined) this.#join(`~ ${change.way}`, idea, factor * ALIKE);
  }

  /** The likeliest of those that weigh more than a single edit; each once. */
  better(than: number): Join | undefined {
    const best = this.#waiting.peek();
    return best !== undefined && best.weight > than ? this.#waiting.pop() : undefined;
  }

  #join(name: string, idea: Idea, factor: number): void {
    const group = this.#groups.get(name);
    if (group === undefined) {
      this.#groups.set(name, [idea]);
      return;
    }
    if (group.length >= MOST_OF_ONE) return;
    group.push(idea);
    const { path, scope } = idea;
    if (idea.slip !== undefined) {
      // What is told by name may be written in several ways in each place: one of each.
      for (const each of group)
        if (isElsewhere(each, idea)) this.#make([each, idea], each.path === path ? IN_FUNCTION : IN_CLASS);
      return;
    }
    const home = classOf(scope);
    const near = group.filter((each) => each.scope === scope);
    this.#make(near, factor * IN_FUNCTION);
    this.#makeTwoByTwo(near, idea, factor * IN_FUNCTION * SOME);
    const kin = home === undefined ? [] : group.filter((each) => classOf(each.scope) === home);
    this.#make(kin, factor * IN_CLASS);
    this.#makeTwoByTwo(kin, idea, factor * IN_CLASS * SOME);
    this.#make(
      group.filter((each) => each.path === path),
      factor * IN_FILE,
    );
    this.#make(group, factor * IN_FILES);
  }

  /** Two of them alone: the last with each, or with the likeliest where they are many. */
  #makeTwoByTwo(ideas: readonly Idea[], last: Idea, factor: number): void {
    for (const each of ideas.slice(0, ideas.length > MOST_TWO_BY_TWO ? 1 : MOST_TWO_BY_TWO))
      if (ideas.length > 2 && each !== last) this.#make([each, last], factor);
  }

  #make(ideas: readonly Idea[], factor: number): void {
    const [first, second, ...others] = ideas;
    if (first === undefined || second === undefined || ideas.length > MOST_PLACES) return;
    const key = ideas
      .map((idea) => idea.key)
      .toSorted()
      .join('\n');
    if (this.#made.has(key)) return;
    this.#made.add(key);
    const all: Ideas = [first, second, ...others];
    // Drawn last, it is the least likely by itself; that it is the same slip speaks for it.
    const least = ideas.at(-1)?.plain ?? 0;
    const weight = factor * Math.sqrt(first.plain * least);
    this.#waiting.push({ ideas: all, weight, together: 'it is the same slip in several places', key });
  }
}

function isElsewhere(one: Idea, other: Idea): boolean {
  return one.path !== other.path || one.replacements[0]?.start !== other.replacements[0]?.start;
}

/** What an edit makes of what; and, where something of it stays, what it does to it: `$.trim()`. */
function changeOf({ slip, text, replacements }: Idea): { slip: string; way?: string } | undefined {
  if (slip !== undefined) return { slip };
  const change = normalForm(text, replacements);
  if (change === undefined || /\n/.test(change.text) || change.text.length > 80) return undefined;
  let { start, end } = change;
  while (start > 0 && WORD.test(text[start - 1] ?? '') && isInWord(text, start, change.text[0])) start -= 1;
  while (WORD.test(text[end] ?? '') && isInWord(text, end, change.text.at(-1))) end += 1;
  if (start === end) {
    // What is put in belongs to what it is put behind.
    const before = /(?:[\w$]+|[^\w\s]+)$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
    start -= before.length;
  }
  const gone = text.slice(start, end);
  const put = text.slice(start, change.start) + change.text + text.slice(change.end, end);
  if (gone === '' || gone.includes('\n')) return undefined;
  return { slip: `${gone} → ${put}`, ...wayOf(gone, put, change) };
}

/** What is done to a name whatever it is: something is put around it, or into it. */
function wayOf(gone: string, put: string, change: Replacement): { way?: string } {
  if (!/^[A-Za-z_$][\w$]*$/.test(gone)) return {};
  if (/^[A-Za-z_$][\w$]*$/.test(put)) {
    const added = change.start === change.end && change.text.length > 1;
    return added ? { way: change.text } : {};
  }
  const way = put.replace(gone, () => '\u0000');
  return put.includes(gone) && /[A-Za-z]/.test(way) ? { way } : {};
}

const WORD = /[\w$]/;

/** Whether the characters on both sides of a place, or what is put there, belong to one word. */
function isInWord(text: string, at: number, put: string | undefined): boolean {
  const isBetween = WORD.test(text[at - 1] ?? '') && WORD.test(text[at] ?? '');
  return isBetween || (put !== undefined && WORD.test(put));
}

function classOf(scope: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = scope;
  while (at !== undefined && !/^(?:abstract_)?class(?:_declaration|_definition)?$/.test(at.type))
    at = at.parent;
  return at;
}
