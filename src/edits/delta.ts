import { diffArrays } from 'diff';
import type { Hunk } from './lines.ts';
import { likeness, type Profile } from './profile.ts';

/** Lines gone and come above which a smallest difference takes too long to find. */
const MOST_EDITS = 2000;

/**
 * What differs between two lists of lines, as changes of the first, whose lines are counted from `offset`; by what `essence` makes of
 * them (Myers, 1986).
 */
export function hunksOf(
  old: readonly string[],
  now: readonly string[],
  offset: number,
  essence: (line: string) => string = (line) => line,
): Hunk[] {
  const hunks: Hunk[] = [];
  let at = offset;
  let r = 0;
  let open: { from: number; to: number; lines: string[] } | undefined;
  const parts = diffArrays(old.map(essence), now.map(essence), { maxEditLength: MOST_EDITS });
  if (parts === undefined) return [middleOf(old, now, offset)];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) {
      open = undefined;
      at += count;
      r += count;
      continue;
    }
    if (open === undefined) {
      open = { from: at, to: at, lines: [] };
      hunks.push(open);
    }
    if (removed) {
      at += count;
      open.to = at;
    } else {
      open.lines.push(...now.slice(r, r + count));
      r += count;
    }
  }
  return hunks;
}

/** All that lies between what is the same at both ends. */
function middleOf(old: readonly string[], now: readonly string[], offset: number): Hunk {
  let head = 0;
  while (head < old.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { from: offset + head, to: offset + old.length - tail, lines: now.slice(head, now.length - tail) };
}

/** A step from the search to the replacement: a line that stays or becomes another, one that goes, one that is new. */
export type Step =
  | { readonly kind: 'same' | 'becomes'; readonly s: number; readonly r: number }
  | { readonly kind: 'goes'; readonly s: number }
  | { readonly kind: 'new'; readonly r: number };

/** Lines that are alike enough to be one and its successor. */
const SUCCESSOR = 0.4;
/** What a pair of one and its successor is worth beside a line that stays. */
const BECOMES = 0.6;
/** Cells above which lines are compared for equality alone. */
const LARGEST = 250_000;

/**
 * What a model changed, line by line: the reading in which the most telling lines stay, and lines become what is like
 * them (a weighted form of the longest common subsequence). A blank line never draws others out of their places.
 */
export function stepsOf(
  search: Profile,
  replace: Profile,
  isSame: (a: string, b: string) => boolean,
): Step[] {
  const same = (s: number, r: number): boolean => isSame(search.texts[s] ?? '', replace.texts[r] ?? '');
  const [m, n] = [search.texts.length, replace.texts.length];
  let head = 0;
  while (head < m && head < n && same(head, head)) head += 1;
  let tail = 0;
  while (tail < m - head && tail < n - head && same(m - 1 - tail, n - 1 - tail)) tail += 1;
  const steps: Step[] = Array.from({ length: head }, (_, i) => ({ kind: 'same', s: i, r: i }));
  steps.push(...between(search, head, m - tail, replace, head, n - tail, same));
  for (let i = tail; i > 0; i -= 1) steps.push({ kind: 'same', s: m - i, r: n - i });
  return steps;
}

/** What is too large to be compared goes as a whole, and comes anew. */
function replacedWholly(s0: number, s1: number, r0: number, r1: number): Step[] {
  return [
    ...Array.from({ length: s1 - s0 }, (_, i): Step => ({ kind: 'goes', s: s0 + i })),
    ...Array.from({ length: r1 - r0 }, (_, i): Step => ({ kind: 'new', r: r0 + i })),
  ];
}

function between(
  search: Profile,
  s0: number,
  s1: number,
  replace: Profile,
  r0: number,
  r1: number,
  same: (s: number, r: number) => boolean,
): Step[] {
  const height = s1 - s0;
  const width = r1 - r0;
  const isLarge = height * width > LARGEST;
  if (height * width > 16 * LARGEST) return replacedWholly(s0, s1, r0, r1);
  const worth = (i: number, j: number): number => {
    if (same(s0 + i, r0 + j)) return search.weight[s0 + i] ?? 0;
    if (isLarge || search.kind[s0 + i] !== replace.kind[r0 + j]) return 0;
    const like = likeness(search, s0 + i, replace, r0 + j);
    return like < SUCCESSOR ? 0 : BECOMES * like * (search.weight[s0 + i] ?? 0);
  };
  const best = Array.from({ length: height + 1 }, () => new Float64Array(width + 1));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = height - 1; i >= 0; i -= 1) {
    const row = best[i];
    for (let j = width - 1; j >= 0 && row !== undefined; j -= 1) {
      const value = worth(i, j);
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), value === 0 ? 0 : value + at(i + 1, j + 1));
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < height || j < width) {
    const value = i < height && j < width ? worth(i, j) : 0;
    if (value > 0 && at(i, j) === value + at(i + 1, j + 1)) {
      steps.push({ kind: same(s0 + i, r0 + j) ? 'same' : 'becomes', s: s0 + i, r: r0 + j });
      i += 1;
      j += 1;
    } else if (i < height && (j >= width || at(i, j) === at(i + 1, j))) {
      steps.push({ kind: 'goes', s: s0 + i++ });
    } else steps.push({ kind: 'new', r: r0 + j++ });
  }
  return steps;
}
