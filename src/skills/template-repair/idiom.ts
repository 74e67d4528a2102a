import type { Situation } from '../../loop/ports.ts';
import type { Behavior, Replacement } from '../../loop/types.ts';

const TOKEN =
  /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|=>|[=!]==?|[<>]=?|&&|\|\||\?\?|\?\.|\.\.\.|\*\*|\/\/|\+\+|--|[-+*/%]=|\S/gu;
/** Words of a language, which are what an idiom is about. Other names stand for whatever is there. */
const WORDS = new Set(
  'if else return continue break for of in while do switch case default new await async yield throw try catch finally not and or is None True False true false null undefined pass def lambda elif raise self this super typeof instanceof const let var'.split(
    ' ',
  ),
);
/** A longer change is no idiom. */
const MOST_TOKENS = 30;
const MOST_CHARACTERS = 100;

/**
 * What an edit rewrites, in a form that recurs: `_ → cents(_)`, `< → <=`, ` → if (_.length === 0) return 0;`. Names of
 * members and of what is called stay, other names become `_`. Undefined for what is too long to be a habit.
 */
export function idiomOf(text: string, replacements: readonly Replacement[]): string | undefined {
  const first = replacements[0];
  const last = replacements.at(-1);
  if (first === undefined || last === undefined || last.end - first.start > 400) return undefined;
  const start = text.lastIndexOf('\n', first.start - 1) + 1;
  const lineEnd = text.indexOf('\n', last.end);
  const end = lineEnd < 0 ? text.length : lineEnd;
  let after = '';
  let at = start;
  for (const { start: from, end: to, text: put } of replacements) {
    after += text.slice(at, from) + put;
    at = to;
  }
  const [a, b] = [tokensOf(text.slice(start, end)), tokensOf(after + text.slice(at, end))];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  if (a.length + b.length - 2 * (head + tail) > MOST_TOKENS) return undefined;
  const shift = slide(a, b, head, tail);
  const [gone, put] = [
    shown(a, head - shift, a.length - tail - shift),
    shown(b, head - shift, b.length - tail - shift),
  ];
  const idiom = `${gone} → ${put}`.trim();
  return gone === put || idiom.length > MOST_CHARACTERS ? undefined : idiom;
}

/**
 * How far to the left what was put in (or taken out) can be read so that it ends where a statement does, or begins where a
 * member does: before another `if (` the same edit may as well be read as beginning behind it.
 */
function slide(a: readonly string[], b: readonly string[], head: number, tail: number): number {
  const longer = a.length === head + tail ? b : b.length === head + tail ? a : [];
  const end = longer.length - tail;
  const shifts = [0];
  while (end > head && shifts.length <= head) {
    const shift = shifts.length;
    if (longer[head - shift] !== longer[end - shift]) break;
    shifts.push(shift);
  }
  const ends = shifts.find((shift) => /^[;}]$/.test(longer[end - 1 - shift] ?? ''));
  return ends ?? shifts.find((shift) => /^\??\.$/.test(longer[head - shift] ?? '')) ?? 0;
}

function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function shown(tokens: readonly string[], from: number, to: number): string {
  const words = tokens.slice(from, to).map((token, index) => {
    const at = from + index;
    const isName = /^[\p{L}_$]/u.test(token) && !WORDS.has(token);
    const stays = /^\??\.$/.test(tokens[at - 1] ?? '') || tokens[at + 1] === '(';
    return isName && !stays ? '_' : token;
  });
  return words
    .join(' ')
    .replace(/ (?=[)\],;:.(]|\?\.)/g, '')
    .replace(/(?<=\b_|[)\]]) (?=\[)/g, '')
    .replace(/(?<=[([!]|(?<!\.\.)\.) /g, '')
    .replace(/\b(if|for|while|return|switch|catch)\(/g, '$1 (');
}

const PREFIX = 'idiom:';

/** The name under which behaviors favour an idiom. */
export function idiomPart(idiom: string): string {
  return `${PREFIX}${idiom}`;
}

/** How much more likely an edit of a known idiom is, when it was what mended every matching task so far. */
const HABIT = 60;

/** By idiom: how much the behaviors that favour it raise an edit at most, and the share of the tasks here that it mended. */
export function knownIdioms({
  behaviors,
}: Pick<Situation, 'behaviors'>): ReadonlyMap<string, { readonly raise: number; readonly rate: number }> {
  const known = new Map<string, { readonly raise: number; readonly rate: number }>();
  for (const behavior of behaviors) {
    if (behavior.prefer?.startsWith(PREFIX) !== true) continue;
    const idiom = behavior.prefer.slice(PREFIX.length);
    const rate = Math.max(known.get(idiom)?.rate ?? 0, rateOf(behavior));
    known.set(idiom, { raise: HABIT * rate, rate });
  }
  return known;
}

/**
 * Of the tasks where a behavior matched, the share that it mended itself, as far as its sources tell: what was right once and
 * never again fades, what recurs stays.
 */
export function rateOf({ sources, evidence, status }: Behavior): number {
  if (status === 'pinned') return 1;
  const { usedSolved, usedFailed, withheldSolved, withheldFailed } = evidence;
  const tried = usedSolved + usedFailed + withheldSolved + withheldFailed;
  // One more task in which it was not right, so that a single success is not taken for a rule.
  return Math.min(1, Math.max(1, sources.length) / (2 + tried));
}
