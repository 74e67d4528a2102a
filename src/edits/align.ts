import { likeness } from './similarity.ts';

/** For each line of the search the line of the file it stands for; undefined where it stands for none. */
interface Alignment {
  readonly lines: readonly (number | undefined)[];
  /** Sum of the likenesses, less the penalties for gaps. */
  readonly score: number;
}

/** A line of the search that the file lacks, and a line of the file that the search passes over. */
const MISSING = 0.4;
const PASSED_OVER = 0.15;

/** Cells above which an alignment is not attempted (about half a second). */
const LARGEST = 400_000;

/**
 * The best alignment of the search within the file, by dynamic programming with free ends in the file
 * (Needleman and Wunsch, 1970; Smith and Waterman, 1981). `forbidden` keeps pairs apart. Undefined when too large.
 */
export function align(
  search: readonly string[],
  file: readonly string[],
  forbidden: (s: number, f: number) => boolean,
): Alignment | undefined {
  const width = file.length + 1;
  if (search.length * width > LARGEST) return undefined;
  const known = new Map<string, number>();
  const like = (s: number, f: number): number => {
    const a = search[s] ?? '';
    const b = file[f] ?? '';
    if (a === '' || b === '') return a === b ? 0.3 : 0;
    const key = `${a}\n${b}`;
    let value = known.get(key);
    if (value === undefined) {
      value = likeness(a, b);
      known.set(key, value);
    }
    return value;
  };
  const score = new Float64Array((search.length + 1) * width);
  const move = new Uint8Array((search.length + 1) * width);
  for (let i = 1; i <= search.length; i += 1) {
    score[i * width] = -MISSING * i;
    move[i * width] = 2;
    for (let j = 1; j < width; j += 1) {
      const likes = forbidden(i - 1, j - 1) ? 0 : like(i - 1, j - 1);
      const pair = likes === 0 ? Number.NEGATIVE_INFINITY : (score[(i - 1) * width + j - 1] ?? 0) + likes;
      const missing = (score[(i - 1) * width + j] ?? 0) - MISSING;
      const passed = (score[i * width + j - 1] ?? 0) - PASSED_OVER;
      const best = Math.max(pair, missing, passed);
      score[i * width + j] = best;
      move[i * width + j] = best === pair ? 1 : best === missing ? 2 : 3;
    }
  }
  const last = score.subarray(search.length * width);
  let end = 0;
  for (let j = 1; j < width; j += 1) if ((last[j] ?? 0) > (last[end] ?? 0)) end = j;
  const lines: (number | undefined)[] = search.map(() => undefined);
  for (let i = search.length, j = end; i > 0; ) {
    const step = move[i * width + j];
    if (step === 1) lines[i - 1] = j - 1;
    if (step !== 3) i -= 1;
    if (step !== 2) j -= 1;
  }
  return { lines, score: last[end] ?? 0 };
}
