import { likeness, type Profile } from './profile.ts';

/** For each line of the search the line of the file it stands for; undefined where it stands for none. */
export interface Alignment {
  readonly lines: readonly (number | undefined)[];
  /** What was found, in weights of lines, less the penalties for what is missing and passed over. */
  readonly score: number;
}

/** Share of its weight that a line of the search costs when the file lacks it. */
const MISSING = 0.4;
/** A stretch of the file that the search passes over: once, and for each of its lines. */
const OPEN = 0.35;
const EACH = 0.008;
/** Comments and blank lines are what models leave out most. */
const SILENT = 0.04;
/** Lines less alike than this never stand for each other. */
const LEAST_LIKE = 0.5;

/** Lines around a line that is found, besides as many as the search has. */
const REACH = 15;

/** Cells above which an alignment is not attempted (well below a second). */
const LARGEST = 4_000_000;

const PAIR = 1;
const MISS = 2;
const AFTER_GAP = 4;
const GAP_GOES_ON = 8;
const SKIP = 16;

/**
 * The best alignment of the search within the file: every line of the search in order, any part of the file
 * (Needleman and Wunsch, 1970; with gaps that cost most when they open, Gotoh, 1982). A line in `elided` stands for
 * any number of lines.
 * Undefined when it is too large to be worked out.
 * @param free lines that say nothing: each stands for any one line, or for none
 */
export function align(
  search: Profile,
  file: Profile,
  elided: ReadonlySet<number>,
  isForbidden: (s: number, f: number) => boolean = () => false,
  free: ReadonlySet<number> = new Set(),
): Alignment | undefined {
  const rows = search.texts.length;
  const columns = columnsNear(search, file);
  const width = columns.length + 1;
  if (rows * width > LARGEST) return undefined;
  // `on` ends with a line of the search, `gap` with a line of the file that is passed over.
  let on = new Float64Array(width);
  let gap = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let onNow = new Float64Array(width);
  let gapNow = new Float64Array(width);
  const move = new Uint8Array((rows + 1) * width);
  const own = new Set(file.key);
  for (let i = 1; i <= rows; i += 1) {
    const s = i - 1;
    const isElision = elided.has(s);
    const isFree = free.has(s);
    const isOwn = own.has(search.key[s] ?? 0);
    const isLast = i === rows;
    const missing =
      isElision || isFree ? 0 : MISSING * (search.kind[s] === 'comment' ? 0.3 : 1) * (search.weight[s] ?? 0);
    for (let j = 0; j < width; j += 1) {
      const f = columns[j - 1] ?? WALL;
      const above = Math.max(on[j] ?? 0, gap[j] ?? 0);
      let best = above - missing;
      let how = MISS | ((gap[j] ?? 0) > (on[j] ?? 0) ? AFTER_GAP : 0);
      if (f >= 0 && !isElision) {
        const likes = isFree ? 0 : pairing(search, s, file, f, isForbidden, isOwn);
        const before = Math.max(on[j - 1] ?? 0, gap[j - 1] ?? 0);
        if (likes > Number.NEGATIVE_INFINITY && before + likes >= best) {
          best = before + likes;
          how = PAIR | ((gap[j - 1] ?? 0) > (on[j - 1] ?? 0) ? AFTER_GAP : 0);
        }
      }
      const isSilent = f >= 0 && file.kind[f] !== 'code';
      if (isSilent && !isLast) {
        const skipped = (onNow[j - 1] ?? 0) - SILENT;
        if (skipped > best) {
          best = skipped;
          how = SKIP;
        }
      }
      onNow[j] = best;
      let passed = Number.NEGATIVE_INFINITY;
      if (j > 0 && !isLast) {
        const each = isSilent ? 0 : (isElision ? EACH / 3 : EACH) * (f < 0 ? WALL - f : 1);
        const opened = (onNow[j - 1] ?? 0) - (isElision ? 0 : OPEN) - each;
        const longer = (gapNow[j - 1] ?? 0) - each;
        passed = Math.max(opened, longer);
        if (longer > opened) how |= GAP_GOES_ON;
      }
      gapNow[j] = passed;
      move[i * width + j] = how;
    }
    [on, onNow] = [onNow, on];
    [gap, gapNow] = [gapNow, gap];
  }
  let end = 0;
  for (let j = 1; j < width; j += 1) if ((on[j] ?? 0) > (on[end] ?? 0)) end = j;
  return {
    lines: traced(move, rows, width, end).map((j) => (j === undefined ? j : columns[j])),
    score: on[end] ?? 0,
  };
}

/** A column below this stands for lines that are passed over: that many below it. */
const WALL = -1;

/**
 * The lines of the file around those that the search has word by word; all of them if there are none. What lies
 * between has nothing to find, and becomes one column.
 */
function columnsNear(search: Profile, file: Profile): Int32Array {
  const wanted = new Set<number>();
  for (const [s, key] of search.key.entries()) if ((search.weight[s] ?? 0) >= 0.25) wanted.add(key);
  const reach = search.texts.length + REACH;
  const columns: number[] = [];
  let next = 0;
  let found = 0;
  for (const [f, key] of file.key.entries()) {
    if (!wanted.has(key)) continue;
    found += 1;
    const from = Math.max(next, f - reach);
    if (from > next) columns.push(WALL - (from - next));
    next = Math.max(next, Math.min(file.texts.length, f + reach));
    for (let line = from; line < next; line += 1) columns.push(line);
  }
  return Int32Array.from(found === 0 ? file.key.keys() : columns);
}

function pairing(
  search: Profile,
  s: number,
  file: Profile,
  f: number,
  isForbidden: (s: number, f: number) => boolean,
  isOwn: boolean,
): number {
  const isBlank = search.kind[s] === 'blank';
  if (isBlank !== (file.kind[f] === 'blank')) return Number.NEGATIVE_INFINITY;
  const weight = search.weight[s] ?? 0;
  const like = isBlank ? 1 : likeness(search, s, file, f);
  if (like < LEAST_LIKE || isForbidden(s, f)) return Number.NEGATIVE_INFINITY;
  // A line that the file has word by word is unlikely to stand for one that is merely like it.
  return weight * (1.6 * like - 0.6) * (like < 1 && isOwn ? 0.5 : 1);
}

function traced(move: Uint8Array, rows: number, width: number, end: number): (number | undefined)[] {
  const lines: (number | undefined)[] = Array.from({ length: rows }, () => undefined);
  let inGap = false;
  for (let i = rows, j = end; i > 0; ) {
    const how = move[i * width + j] ?? 0;
    if (inGap) {
      inGap = (how & GAP_GOES_ON) !== 0;
      j -= 1;
      continue;
    }
    if ((how & SKIP) !== 0) {
      j -= 1;
      continue;
    }
    if ((how & PAIR) !== 0) {
      lines[i - 1] = j - 1;
      j -= 1;
    }
    i -= 1;
    inGap = (how & AFTER_GAP) !== 0;
  }
  return lines;
}
