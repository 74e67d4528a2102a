import { type Step, stepsOf } from './delta.ts';
import { type Found, shown } from './found.ts';
import type { Location } from './locate.ts';
import { place } from './place.ts';
import type { Profile } from './profile.ts';
import { indentOf } from './tokens.ts';
import { windows } from './windows.ts';

/** Lines `[from, to)` of a search, between what it leaves out. */
interface Segment {
  readonly from: number;
  readonly to: number;
  /** Where they stand in the file, one after the other. */
  readonly at: readonly number[];
}

/**
 * A block that leaves lines out, and whose other lines all stand in the file: found where they do so in their order,
 * without leaving the block of code that the line before the dots opens, if all ways to do so agree on what changes.
 * @param elided the lines of the search that stand for what is left out
 */
export function locateElided(
  search: Profile,
  replace: Profile,
  file: Profile,
  elided: ReadonlySet<number>,
): Location | undefined {
  const segments = segmentsOf(search, file, elided);
  if (elided.size === 0 || segments.length < 2) return undefined;
  const steps = stepsOf(search, replace, (a, b) => a.trimEnd() === b.trimEnd());
  const changed = changedIn(segments, steps);
  const [way, ...others] = waysThrough(segments, file);
  if (way === undefined) return undefined;
  for (const i of changed) {
    const other = others.find((each) => each[i] !== way[i])?.[i];
    if (other !== undefined) return { kind: 'ambiguous', at: [(way[i] ?? 0) + 1, other + 1] };
  }
  const lines: (number | undefined)[] = search.texts.map(() => undefined);
  for (const [i, { from, to }] of segments.entries())
    for (let s = from; s < to; s += 1) lines[s] = (way[i] ?? 0) + s - from;
  const found: Found = { search, replace, steps, file, lines };
  const placing = place(found);
  if (placing.kind === 'stale') return { kind: 'stale', line: shown(search.texts[placing.s] ?? '') };
  return placing;
}

function segmentsOf(search: Profile, file: Profile, elided: ReadonlySet<number>): readonly Segment[] {
  const segments: Segment[] = [];
  for (let from = 0, s = 0; s <= search.texts.length; s += 1) {
    if (s < search.texts.length && !elided.has(s)) continue;
    let [first, last] = [from, s];
    while (first < last && search.kind[first] === 'blank') first += 1;
    while (last > first && search.kind[last - 1] === 'blank') last -= 1;
    if (first < last)
      segments.push({ from: first, to: last, at: windows(search.key.slice(first, last), file.key) });
    from = s + 1;
  }
  return segments;
}

/** The ways in which all segments stand in the file, in their order. */
function waysThrough(segments: readonly Segment[], file: Profile): readonly (readonly number[])[] {
  let ways: (readonly number[])[] = [[]];
  for (const [i, { at }] of segments.entries()) {
    const before = segments[i - 1];
    ways = ways.flatMap((way) =>
      at.flatMap((line) => {
        const last = way.at(-1);
        if (before === undefined || last === undefined) return [[...way, line]];
        const end = last + before.to - before.from;
        return line >= end && isWithinBlock(file, end - 1, line) ? [[...way, line]] : [];
      }),
    );
    if (ways.length > MOST_WAYS) return [];
  }
  return ways;
}

/** The segments in which, or at whose ends, something changes. */
function changedIn(segments: readonly Segment[], steps: readonly Step[]): ReadonlySet<number> {
  const changed = new Set<number>();
  const note = (step: Step | undefined): void => {
    if (step === undefined || step.kind === 'new') return;
    const at = segments.findIndex(({ from, to }) => step.s >= from && step.s < to);
    if (at >= 0) changed.add(at);
  };
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'same') continue;
    note(step);
    if (step.kind !== 'new') continue;
    note(steps.slice(0, i).findLast(({ kind }) => kind !== 'new'));
    note(steps.slice(i + 1).find(({ kind }) => kind !== 'new'));
  }
  return changed;
}

/** More are too many to follow: then the alignment decides. */
const MOST_WAYS = 64;

/** Whether what lies between two lines belongs to the block of code that both belong to, or that the first one opens. */
function isWithinBlock(file: Profile, from: number, to: number): boolean {
  const depth = (line: number): number => indentOf(file.texts[line] ?? '').length;
  const isDeeper = depth(to) > depth(from);
  const least = isDeeper ? depth(from) + 1 : Math.min(depth(from), depth(to));
  for (let line = from + 1; line < to; line += 1)
    if (file.kind[line] === 'code' && depth(line) < least) return false;
  return true;
}
