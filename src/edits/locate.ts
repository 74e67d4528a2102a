import { align } from './align.ts';
import { type Step, stepsOf } from './delta.ts';
import { type Found, shown } from './found.ts';
import type { Hunk } from './lines.ts';
import { type Placing, place } from './place.ts';
import type { Profile } from './profile.ts';
import { isBetterElsewhere, isOutdone, isTornOff, passedOver, surroundings } from './rivals.ts';
import type { FileView } from './view.ts';
import { windows } from './windows.ts';

/** What a block does to the lines of its file, or why it cannot be told. */
export type Location =
  | { readonly kind: 'placed'; readonly hunks: readonly Hunk[] }
  | { readonly kind: 'ambiguous'; readonly at: readonly number[] }
  | { readonly kind: 'stale'; readonly line: string }
  | { readonly kind: 'unclear'; readonly why: string }
  | { readonly kind: 'absent' };

/** Share of the search's weight that must be found. */
const LEAST_FOUND = 0.48;
/** Weight of the context that has to be in the file word by word. */
const LEAST_CONTEXT = 0.11;
/** By how much a rival place must be worse: in weights of lines, and as a share of the search's weight. */
const MARGIN = 0.6;
const MARGIN_SHARE = 0.1;

/** A block whose lines all stand in the file one after the other, but for space, quotes and the like. */
export function locateLoosely(search: Profile, replace: Profile, file: FileView): Location | undefined {
  const starts = windows(search.key, file.profile.key);
  const [start] = starts;
  if (start === undefined) return undefined;
  if (starts.length > 1) return { kind: 'ambiguous', at: starts.map((at) => at + 1) };
  // Written another way, it may as well be what stands elsewhere with a comment in between.
  const isVerbatim = search.texts.every((text, s) => text.trim() === file.texts[start + s]?.trim());
  const others = isVerbatim ? [] : squeezedStarts(search, file.profile);
  if (others.length > 1) return { kind: 'ambiguous', at: others.map((at) => at + 1) };
  return carriedOut({
    search,
    replace,
    steps: looseSteps(search, replace),
    file: file.profile,
    lines: consecutive(start, search),
  });
}

/** Where the lines of code of a search stand one after the other, whatever else is between them. */
function squeezedStarts(search: Profile, file: Profile): number[] {
  const codes = (profile: Profile): number[] =>
    [...profile.code].filter((_, i) => profile.kind[i] === 'code');
  const lines = [...file.kind.keys()].filter((f) => file.kind[f] === 'code');
  return windows(codes(search), codes(file)).map((at) => lines[at] ?? 0);
}

/**
 * A block whose lines of code all stand in the file one after the other, but for comments and blank lines that only
 * one of them has.
 */
export function locateSqueezed(search: Profile, replace: Profile, file: FileView): Location | undefined {
  const isCode = (profile: Profile) => [...profile.kind.keys()].filter((i) => profile.kind[i] === 'code');
  const [wanted, there] = [isCode(search), isCode(file.profile)];
  if (wanted.length < 2) return undefined;
  const starts = windows(
    wanted.map((s) => search.code[s] ?? 0),
    there.map((f) => file.profile.code[f] ?? 0),
  );
  const [start] = starts;
  if (start === undefined) return undefined;
  const lineOf = (i: number): number => there[i] ?? 0;
  if (starts.length > 1) return { kind: 'ambiguous', at: starts.map((at) => lineOf(at) + 1) };
  const lines: (number | undefined)[] = search.texts.map(() => undefined);
  for (const [i, s] of wanted.entries()) lines[s] = lineOf(start + i);
  // What is no code stands between the same lines, in the same order, or nowhere.
  const [first = 0, last = 0] = [wanted[0], wanted.at(-1)];
  pairUp(search, first - 1, -1, file.profile, (lines[first] ?? 0) - 1, lines);
  for (const [i, s] of wanted.entries()) {
    const end = i + 1 < wanted.length ? wanted[i + 1] : search.texts.length;
    for (let k = s + 1, f = (lines[s] ?? 0) + 1; k < (end ?? 0) && s !== last; k += 1) {
      let at = f;
      while (
        file.profile.kind[at] !== 'code' &&
        file.profile.key[at] !== search.key[k] &&
        at < file.profile.texts.length
      )
        at += 1;
      if (file.profile.key[at] !== search.key[k]) continue;
      lines[k] = at;
      f = at + 1;
    }
  }
  pairUp(search, last + 1, 1, file.profile, (lines[last] ?? 0) + 1, lines);
  const found: Found = { search, replace, steps: looseSteps(search, replace), file: file.profile, lines };
  let score = 0;
  for (const [s, weight] of search.weight.entries()) if (lines[s] !== undefined) score += weight;
  if (isBetterElsewhere(found, score, new Set())) return { kind: 'absent' };
  return rivalOf(found, score, new Set()) ?? carriedOut(found);
}

/**
 * Lines of the search that were not found, between two that were with as many lines of the file between them: they
 * stand for those, whatever they say.
 */
function filled(
  lines: readonly (number | undefined)[],
  search: Profile,
  file: Profile,
  elided: ReadonlySet<number>,
): (number | undefined)[] {
  const result = [...lines];
  for (let s = 1; s < lines.length; s += 1) {
    const before = lines[s - 1];
    if (lines[s] !== undefined || before === undefined) continue;
    let end = s;
    while (end < lines.length && lines[end] === undefined && !elided.has(end)) end += 1;
    const after = lines[end];
    const isPair = (k: number): boolean =>
      (search.kind[k] === 'blank') === (file.kind[before + 1 + k - s] === 'blank');
    const gap = Array.from({ length: end - s }, (_, i) => s + i);
    if (after !== undefined && after - before - 1 === end - s && gap.every(isPair))
      for (const k of gap) result[k] = before + 1 + k - s;
    s = end;
  }
  return result;
}

/** The search with the file's line wherever the replacement has that very line and not the model's own: it knew better. */
function corrected(
  search: Profile,
  replace: Profile,
  file: Profile,
  lines: readonly (number | undefined)[],
): Profile {
  const known: Profile = {
    ...search,
    texts: [...search.texts],
    key: search.key.slice(),
    code: search.code.slice(),
    kind: [...search.kind],
  };
  const texts = [...search.texts];
  for (const [s, f] of lines.entries()) {
    if (f === undefined || search.key[s] === file.key[f] || search.kind[s] === 'blank') continue;
    const own = file.key[f] ?? 0;
    if (replace.key.indexOf(own) !== replace.key.lastIndexOf(own) || search.key.includes(own)) continue;
    if (!replace.key.includes(own) || replace.key.includes(search.key[s] ?? 0)) continue;
    const twin = replace.texts[replace.key.indexOf(file.key[f] ?? 0)] ?? '';
    texts[s] = twin;
    known.key[s] = file.key[f] ?? 0;
    known.code[s] = file.code[f] ?? 0;
  }
  return { ...known, texts };
}

/** At the ends of a block: the comments and blank lines that both have, in the same order. */
function pairUp(
  search: Profile,
  s: number,
  step: 1 | -1,
  file: Profile,
  f: number,
  lines: (number | undefined)[],
): void {
  for (; s >= 0 && s < search.texts.length && search.key[s] === file.key[f]; s += step, f += step)
    lines[s] = f;
}

/** A block whose context is wrong in places: found by aligning it with the file, if no other place does as well. */
export function locateByAlignment(
  search: Profile,
  replace: Profile,
  file: FileView,
  elided: ReadonlySet<number>,
): Location {
  const aligned = align(search, file.profile, elided);
  const best =
    aligned === undefined
      ? undefined
      : { score: aligned.score, lines: filled(aligned.lines, search, file.profile, elided) };
  let total = 0;
  for (const [s, weight] of search.weight.entries()) if (!elided.has(s)) total += weight;
  if (best === undefined || best.score < LEAST_FOUND * total) return { kind: 'absent' };
  const known = corrected(search, replace, file.profile, best.lines);
  const steps = looseSteps(known, replace);
  const found: Found = { search: known, replace, steps, file: file.profile, lines: best.lines };
  const placing = place(found);
  const rival = rivalOf(found, best.score, elided);
  if (rival !== undefined) return rival;
  if (placing.kind === 'placed' && verbatimContext(found) < LEAST_CONTEXT) return { kind: 'absent' };
  if (placing.kind === 'placed' && isTornOff(found)) return { kind: 'absent' };
  if (placing.kind === 'placed' && isBetterElsewhere(found, best.score, elided)) return { kind: 'absent' };
  return located(placing, search);
}

/** Another place that does nearly as well, for one of the changes; undefined when there is none. */
function rivalOf(found: Found, score: number, elided: ReadonlySet<number>): Location | undefined {
  const { search, file, steps, lines } = found;
  let total = 0;
  for (const [s, weight] of search.weight.entries()) if (!elided.has(s)) total += weight;
  const margin = Math.max(MARGIN, MARGIN_SHARE * total);
  for (const { around, changed } of surroundings(search, steps)) {
    // Where the block was torn apart, a change may belong to the one part or to the other.
    const isTorn = changed.size > 0 && passedOver(lines, search, file) > 0;
    for (const moved of isTorn ? [around, changed] : [around]) {
      const rival = align(search, file, elided, (s, f) => moved.has(s) && lines[s] === f);
      if (rival === undefined || rival.score <= score - margin) continue;
      // It has to be a place where the change could be carried out.
      const isThere = (s: number): boolean => search.key[s] === file.key[rival.lines[s] ?? -1];
      if (moved === changed && ![...changed].every(isThere)) continue;
      if (rival.score < score && isOutdone(rival.lines, lines, search, file)) continue;
      const [s] = [...moved].filter((k) => lines[k] !== undefined && rival.lines[k] !== undefined);
      if (s === undefined) return { kind: 'absent' };
      const at = [lines, rival.lines].map((each) => (each[s] ?? 0) + 1);
      return { kind: 'ambiguous', at: at.toSorted((a, b) => a - b) };
    }
  }
  return undefined;
}

/** Weight of the context that the file has word by word. */
function verbatimContext({ search, file, steps, lines }: Found): number {
  let weight = 0;
  for (const step of steps) {
    const f = step.kind === 'same' ? lines[step.s] : undefined;
    if (step.kind === 'same' && f !== undefined && search.key[step.s] === file.key[f])
      weight += search.weight[step.s] ?? 0;
  }
  return weight;
}

function carriedOut(found: Found): Location {
  return located(place(found), found.search);
}

function located(placing: Placing, search: Profile): Location {
  return placing.kind === 'stale' ? { kind: 'stale', line: shown(search.texts[placing.s] ?? '') } : placing;
}

function looseSteps(search: Profile, replace: Profile): Step[] {
  return stepsOf(search, replace, (a, b) => a.trimEnd() === b.trimEnd());
}

function consecutive(start: number, search: Profile): number[] {
  return search.texts.map((_, i) => start + i);
}
