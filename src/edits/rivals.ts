import { align } from './align.ts';
import type { Step } from './delta.ts';
import { type Found, isAlike } from './found.ts';
import type { Profile } from './profile.ts';

/** By how much the context may fit better where the lines that change are not. */
const ELSEWHERE = 0.2;
/** Weight of lines that only the best place has word by word, above which a rival is none. */
const OUTDONE = 0.4;
/** Lines around a change that must not be the same in a rival reading, by weight. */
const SURROUNDINGS = 1;
/** Runs of changes that are looked at one by one. */
const MOST_RUNS = 12;
/** Lines of code that a block passes over without being torn, and the context that a torn-off part has to have. */
const FAR = 3;
const OWN_CONTEXT = 1;

/**
 * Whether a change was found far from the rest of the block, with next to no context of its own: then it only reads
 * like what was meant.
 */
export function isTornOff({ search, steps, file, lines }: Found): boolean {
  let isChanged = false;
  let context = 0;
  let isTorn = false;
  let last: number | undefined;
  const isBad = (): boolean => isChanged && context < OWN_CONTEXT;
  for (const step of steps) {
    const f = step.kind === 'new' ? undefined : lines[step.s];
    if (f !== undefined && last !== undefined) {
      let passed = 0;
      for (let line = last + 1; line < f; line += 1) if (file.kind[line] === 'code') passed += 1;
      if (passed > FAR) {
        if (isBad()) return true;
        [isTorn, isChanged, context] = [true, false, 0];
      }
    }
    if (step.kind !== 'same') isChanged = true;
    else if (f !== undefined && isAlike(search, step.s, file, f)) context += search.weight[step.s] ?? 0;
    last = f ?? last;
  }
  return isTorn && isBad();
}

/**
 * Whether each line of the search that a rival has word by word is so in the best place too, and a telling one only
 * there: the rival is then a mere likeness.
 */
export function isOutdone(
  rival: readonly (number | undefined)[],
  best: readonly (number | undefined)[],
  search: Profile,
  file: Profile,
): boolean {
  // Lines in another order are there all the same.
  const here = keysWithin(best, file);
  const has = (lines: readonly (number | undefined)[], s: number): boolean =>
    lines[s] !== undefined && search.key[s] === file.key[lines[s] ?? -1];
  let more = 0;
  for (const [s, weight] of search.weight.entries()) {
    const isHere = has(best, s) || here.has(search.key[s] ?? 0);
    if (has(rival, s) && !isHere) return false;
    if (isHere && !has(rival, s)) more += weight;
  }
  return more >= OUTDONE && passedOver(best, search, file) <= passedOver(rival, search, file);
}

/** What the lines of the file say from the first line of a reading to its last, in whatever order. */
function keysWithin(lines: readonly (number | undefined)[], file: Profile): ReadonlySet<number> {
  const found = lines.filter((f) => f !== undefined);
  const [first = 0, last = -1] = [found[0], found.at(-1)];
  return new Set(last - first < 2 * lines.length ? file.key.subarray(first, last + 1) : []);
}

/** Lines of the file between those of a reading of which the search knows nothing. */
export function passedOver(lines: readonly (number | undefined)[], search: Profile, file: Profile): number {
  const found = lines.filter((f) => f !== undefined);
  const [first = 0, last = -1] = [found[0], found.at(-1)];
  const [mapped, known] = [new Set(found), new Set(search.key)];
  let count = 0;
  for (let f = first; f <= last; f += 1) if (!mapped.has(f) && !known.has(file.key[f] ?? 0)) count += 1;
  return count;
}

/**
 * Whether the context alone, without the lines that change, would rather be somewhere else: then what changes is
 * likely gone from there, and what was found only reads the same.
 */
export function isBetterElsewhere(
  { search, file, steps, lines }: Found,
  score: number,
  elided: ReadonlySet<number>,
): boolean {
  const free = new Set(
    steps.flatMap((step) => (step.kind === 'goes' || step.kind === 'becomes' ? [step.s] : [])),
  );
  if (free.size === 0) return false;
  let context = score;
  for (const s of free) context -= lines[s] === undefined ? 0 : (search.weight[s] ?? 0);
  const other = align(search, file, elided, undefined, free);
  if (other === undefined || other.score <= context + 0.005) return false;
  // Weight of the context that would be found elsewhere.
  let moved = 0;
  let all = 0;
  for (const [s, weight] of search.weight.entries()) {
    if (free.has(s) || other.lines[s] === undefined) continue;
    all += weight;
    if (other.lines[s] !== lines[s]) moved += weight;
  }
  return moved > all / 2 || (moved > 0.05 && other.score > context + ELSEWHERE);
}

/** For each run of changes the lines of the search that it concerns, and those with enough around them to tell a place. */
export function surroundings(
  search: Profile,
  steps: readonly Step[],
): { readonly changed: ReadonlySet<number>; readonly around: ReadonlySet<number> }[] {
  const runs: { changed: Set<number>; around: Set<number> }[] = [];
  for (let at = 0; at < steps.length; at += 1) {
    if (steps[at]?.kind === 'same') continue;
    let end = at;
    while (end < steps.length && steps[end]?.kind !== 'same') end += 1;
    const around = new Set<number>();
    let weight = 0;
    const take = (k: number): void => {
      const step = steps[k];
      if (step === undefined || step.kind === 'new' || around.has(step.s)) return;
      around.add(step.s);
      weight += search.weight[step.s] ?? 0;
    };
    for (let k = at; k < end; k += 1) take(k);
    const changed = new Set(around);
    for (let far = 0; (far < 1 || weight < SURROUNDINGS) && far < steps.length; far += 1) {
      take(at - 1 - far);
      take(end + far);
    }
    runs.push({ changed, around });
    at = end;
  }
  if (runs.length <= MOST_RUNS) return runs;
  // So many changes are one: each by itself would take too long.
  const union = (sets: readonly ReadonlySet<number>[]): Set<number> =>
    new Set(sets.flatMap((set) => [...set]));
  return [{ changed: union(runs.map((run) => run.changed)), around: union(runs.map((run) => run.around)) }];
}
