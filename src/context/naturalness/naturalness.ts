import type { Naturalness } from '../../loop/ports.ts';
import type { Sources } from '../../loop/rooms.ts';
import type { rangeBetween } from '../../syntax/change.ts';
import { grammarOf } from '../../syntax/syntax.ts';
import { mayHoldFault } from '../source-files.ts';
import { Grams } from './grams.ts';
import { classOf, tokensOf } from './tokens.ts';

/** Tokens that are counted, those of three hundred files of usual size; a larger project is known in part. */
const MOST_TOKENS = 300_000;
/** A file with more is no code that a person wrote. */
const MOST_OF_A_FILE = 30_000;
/** Tokens after a change that still depend on it. */
const REACH = 3;
/** How the three models share: the project's words, the file's own (Tu et al., 2014), and how code is built. */
const SHARE = { project: 0.4, file: 0.3, form: 0.3 };
/**
 * What a token of a change may cost, in nats, before it counts against it: with less, longer code would always be the
 * less natural one.
 */
const USUAL = 4.5;
const MOST = 8;

/** The counts of one language of a project. */
interface Model {
  readonly words: Grams;
  readonly forms: Grams;
}

/** Learns how code is usually written here, from the project's own files; read when first asked, then kept. */
export function createNaturalness(sources: Sources): Naturalness {
  let models: ReadonlyMap<boolean, Model> | undefined;
  let last:
    | { readonly text: string; readonly isPython: boolean; readonly tokens: readonly string[] }
    | undefined;
  const files = new Map<string, { readonly text: string; readonly grams: Grams }>();
  const ofFile = (path: string | undefined): Grams | undefined => {
    const text = path === undefined ? undefined : sources.read(path);
    if (path === undefined || text === undefined || text.length > MOST_OF_A_FILE * 4) return undefined;
    const known = files.get(path);
    if (known?.text === text) return known.grams;
    const grams = new Grams();
    grams.add(tokensOf(text, path.endsWith('.py')));
    files.set(path, { text, grams });
    return grams;
  };
  return (before, after, path) => {
    models ??= learn(sources);
    const isPython = path?.endsWith('.py') ?? false;
    const model = models.get(isPython);
    if (model === undefined || before === after) return 0;
    if (last?.text !== before || last.isPython !== isPython)
      last = { text: before, isPython, tokens: tokensOf(before, isPython) };
    const old = last.tokens;
    const fresh = tokensOf(after, isPython);
    const { start, end, newEnd } = rangeOfTokens(old, fresh);
    // The rest is the same before and after.
    const from = Math.max(0, start - REACH);
    const was = old.slice(from, end + REACH);
    const is = fresh.slice(from, newEnd + REACH);
    const odds =
      surplus(was, is, start - from, model, ofFile(path)) / Math.sqrt(Math.max(end, newEnd) - start + REACH);
    return Math.max(-MOST, Math.min(MOST, odds));
  };
}

function learn(sources: Sources): ReadonlyMap<boolean, Model> {
  const models = new Map<boolean, Model>();
  let left = MOST_TOKENS;
  const paths = sources.list().filter((path) => grammarOf(path) !== undefined);
  // Tests last: they are written in another manner.
  const ranked = paths.map((path) => [path, sources.read(path) ?? ''] as const);
  const code = ranked.filter(([path, text]) => mayHoldFault(path, text));
  const rest = ranked.filter(([path, text]) => !mayHoldFault(path, text) && text.length < MOST_OF_A_FILE);
  for (const [path, text] of [...code, ...rest]) {
    if (left <= 0) break;
    if (text.length > MOST_OF_A_FILE * 6) continue;
    const isPython = path.endsWith('.py');
    const tokens = tokensOf(text, isPython).slice(0, MOST_OF_A_FILE);
    left -= tokens.length;
    let model = models.get(isPython);
    if (model === undefined) {
      model = { words: new Grams(), forms: new Grams() };
      models.set(isPython, model);
    }
    model.words.add(tokens);
    model.forms.add(tokens.map(classOf));
  }
  return models;
}

/** The stretch in which two sequences differ. */
function rangeOfTokens(a: readonly string[], b: readonly string[]): ReturnType<typeof rangeBetween> {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { start, end: a.length - tail, newEnd: b.length - tail };
}

/**
 * By how much the tokens from a place on are more usual after an edit than before it, in nats; each against what any
 * token may cost.
 */
function surplus(
  was: readonly string[],
  is: readonly string[],
  start: number,
  { words, forms }: Model,
  file: Grams | undefined,
): number {
  const project = chancesOf(words, was, is, start);
  const local = file === undefined ? project : chancesOf(file, was, is, start);
  const form = chancesOf(forms, was.map(classOf), is.map(classOf), start);
  let sum = (is.length - was.length) * USUAL;
  for (const [side, sign] of [
    ['was', -1],
    ['is', 1],
  ] as const) {
    for (const [index, chance] of project[side].entries()) {
      const named = SHARE.project * chance + SHARE.file * (local[side][index] ?? chance);
      sum += sign * ((1 - SHARE.form) * Math.log(named) + SHARE.form * Math.log(form[side][index] ?? chance));
    }
  }
  return sum;
}

/** The chances of the tokens from a place on, as if the code before the edit had never been counted. */
function chancesOf(
  grams: Grams,
  was: readonly string[],
  is: readonly string[],
  start: number,
): { readonly was: readonly number[]; readonly is: readonly number[] } {
  const old = grams.numbersOf(was);
  const less = grams.countsOf(old, start);
  const chances = (ids: readonly number[]): readonly number[] =>
    ids.slice(start).map((_, index) => grams.chance(ids, start + index, less));
  return { was: chances(old), is: chances(grams.numbersOf(is)) };
}
