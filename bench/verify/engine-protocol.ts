import type { Candidate, RungName } from '../../src/loop/types.ts';

/** Where template candidates are to be made: one function. */
export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly symbol: string;
}

/** What the bench asks of the process that holds the product. One question at a time. */
export type Ask =
  | { readonly type: 'open'; readonly folder: string; readonly seed: number }
  | {
      readonly type: 'evaluate';
      readonly candidates: readonly Candidate[];
      /** How many are under way at once; as many as the environment says is worth it when absent. */
      readonly atOnce?: number;
    }
  | { readonly type: 'templates'; readonly place: Place; readonly count: number }
  | { readonly type: 'close' };

export interface Opened {
  /** Tests that passed in the untouched snapshot. */
  readonly passing: number;
  /** Tests and files that are run in warm processes; 0 without a fast path. */
  readonly warmTests: number;
  /** Files that are left to the cold run, with the reason. */
  readonly left: readonly string[];
  readonly parallelism: number;
  readonly seconds: number;
}

export interface Verdict {
  readonly candidate: string;
  /**
   * `not-covered`: no test runs the changed code; `refused`: the guard takes it for a cheat;
   * `unknown`: it could not be checked.
   */
  readonly verdict: 'passed' | 'failed' | 'not-covered' | 'refused' | 'unknown';
  /** The rung that decided, with what it said. */
  readonly why: string;
  readonly seconds: number;
  /** What the rungs took that were climbed. */
  readonly rungs: readonly { readonly rung: RungName; readonly seconds: number }[];
}

export interface Evaluated {
  readonly verdicts: readonly Verdict[];
  /** From the first question to the last answer. */
  readonly seconds: number;
}

export type Answer =
  | { readonly type: 'opened'; readonly opened: Opened }
  | { readonly type: 'evaluated'; readonly evaluated: Evaluated }
  | { readonly type: 'templates'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'closed' }
  | { readonly type: 'failed'; readonly message: string };
