import { align } from './align.ts';
import type { Hunk, Line } from './lines.ts';
import { anchors, essence } from './similarity.ts';

/** Where a search stands in a file. */
type Anchoring =
  | { readonly kind: 'found'; readonly exact: boolean; readonly lines: readonly (number | undefined)[] }
  | { readonly kind: 'ambiguous'; readonly at: readonly number[] }
  | { readonly kind: 'stale'; readonly line: string }
  | { readonly kind: 'absent' };

/** A rival reading must be worse by this much, in lines that match. */
const MARGIN = 0.8;
/** Mean likeness over all lines of the search, below which the block is about something else. */
const LEAST_LIKENESS = 0.5;

/**
 * Finds the lines that a block is about: exactly, then but for space, then by aligning the block with the file so
 * that context may be wrong. Every line that changes must be found, and no other place may do as well.
 */
export function anchor(search: readonly string[], hunks: readonly Hunk[], file: readonly Line[]): Anchoring {
  const texts = file.map((line) => line.text);
  const exact = windows(search, texts);
  if (exact.length > 0) return only(exact, search.length, true);
  const wanted = search.map(essence);
  const present = texts.map(essence);
  if (wanted.every((line) => line === '')) return { kind: 'absent' };
  const loose = windows(wanted, present);
  if (loose.length > 0) return only(loose, search.length, false);
  return byAlignment(search, wanted, present, hunks);
}

function windows(search: readonly string[], file: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at + search.length <= file.length; at += 1) {
    if (search.every((line, i) => file[at + i] === line)) found.push(at);
  }
  return found;
}

function only(starts: readonly number[], length: number, exact: boolean): Anchoring {
  const [start = 0] = starts;
  if (starts.length > 1) return { kind: 'ambiguous', at: starts.map((at) => at + 1) };
  return { kind: 'found', exact, lines: Array.from({ length }, (_, i) => start + i) };
}

function byAlignment(
  search: readonly string[],
  wanted: readonly string[],
  present: readonly string[],
  hunks: readonly Hunk[],
): Anchoring {
  const key = keyLines(hunks, search.length);
  const near = surroundings(key, wanted, present);
  if (near.size === 0) return { kind: 'stale', line: (search[key[0] ?? 0] ?? '').trim() };
  const best = align(wanted, present, (_s, f) => !near.has(f));
  if (best === undefined || best.score < LEAST_LIKENESS * wanted.length) return { kind: 'absent' };
  const fits = (lines: readonly (number | undefined)[]): number | undefined =>
    key.find((s) => {
      const at = lines[s];
      return at === undefined || !anchors(wanted[s] ?? '', present[at] ?? '');
    });
  const wrong = fits(best.lines) ?? torn(hunks, best.lines);
  if (wrong !== undefined) return { kind: 'stale', line: (search[wrong] ?? '').trim() };
  // Forbid what was found: is there another place that does as well?
  const rival = align(wanted, present, (s, f) => !near.has(f) || (key.includes(s) && best.lines[s] === f));
  if (rival !== undefined && fits(rival.lines) === undefined && rival.score > best.score - MARGIN) {
    const at = [best.lines, rival.lines].map((lines) => (lines[key[0] ?? 0] ?? 0) + 1);
    return { kind: 'ambiguous', at: at.toSorted((a, b) => a - b) };
  }
  return { kind: 'found', exact: false, lines: best.lines };
}

/** The lines around those that a key line may stand for. Elsewhere nothing can be found, so nothing is compared. */
function surroundings(
  key: readonly number[],
  wanted: readonly string[],
  present: readonly string[],
): ReadonlySet<number> {
  const reach = 3 * wanted.length + 10;
  const near = new Set<number>();
  const sought = [...new Set(key.map((s) => wanted[s] ?? ''))];
  for (const [at, line] of present.entries()) {
    if (!sought.some((s) => anchors(s, line))) continue;
    for (let f = at - reach; f <= at + reach; f += 1) near.add(f);
  }
  return near;
}

/** The lines that must be found: those that go, and the neighbours of what is only inserted. */
function keyLines(hunks: readonly Hunk[], length: number): number[] {
  return hunks.flatMap(({ from, to }) =>
    from < to
      ? Array.from({ length: to - from }, (_, i) => from + i)
      : [from - 1, from].filter((line) => line >= 0 && line < length),
  );
}

/** A line at which the file has lines in between that the search does not know of, in the midst of a change. */
function torn(hunks: readonly Hunk[], lines: readonly (number | undefined)[]): number | undefined {
  for (const { from, to } of hunks) {
    const [first, last] =
      from < to ? [from, to - 1] : [Math.max(0, from - 1), Math.min(from, lines.length - 1)];
    for (let s = first; s < last; s += 1) if (lines[s + 1] !== (lines[s] ?? 0) + 1) return s + 1;
  }
  return undefined;
}
