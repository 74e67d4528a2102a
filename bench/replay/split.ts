import { createHash } from 'node:crypto';
import type { Row } from './rows.ts';

/** Problems of later months than this are held out where a source dates its problems. */
const LATE = '2024-02';
/** Sources that had no part in choosing the priors. */
const HELD_SOURCES: ReadonlySet<string> = new Set([
  'codereval_python',
  'tbench',
  'crux',
  'swebench',
  'swepro',
  'arms',
]);

export type Part = 'development' | 'held-out models' | 'held-out dates' | 'held-out sources';

/** What is reported by itself: parts that are played and learned from, and those that count. */
interface Slice {
  readonly name: string;
  readonly plays: readonly Part[];
  readonly counted: readonly Part[];
}

const PARTS: readonly Part[] = ['development', 'held-out models', 'held-out dates', 'held-out sources'];

/** Data that nobody here has seen are reported whole. */
export const WHOLE: readonly Slice[] = [{ name: 'all rows', plays: PARTS, counted: PARTS }];

export const SLICES: readonly Slice[] = [
  { name: 'development', plays: ['development'], counted: ['development'] },
  { name: 'held-out models', plays: ['held-out models'], counted: ['held-out models'] },
  { name: 'held-out dates, from nothing', plays: ['held-out dates'], counted: ['held-out dates'] },
  {
    name: 'held-out dates, after the earlier ones',
    plays: ['development', 'held-out dates'],
    counted: ['held-out dates'],
  },
  { name: 'held-out sources', plays: ['held-out sources'], counted: ['held-out sources'] },
];

/** The part of a row of the recorded samples that the product was developed with; a third of the models is held out. */
export function partOf(row: Row): Part {
  if (HELD_SOURCES.has(row.s)) return 'held-out sources';
  if (Number.parseInt(createHash('md5').update(`split${row.m}`).digest('hex').slice(0, 6), 16) % 3 === 0)
    return 'held-out models';
  return (row.t ?? '') >= LATE ? 'held-out dates' : 'development';
}
