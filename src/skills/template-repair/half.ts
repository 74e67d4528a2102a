import type { Idea } from './idea.ts';
import type { Progress } from './progress.ts';

/** Edits that a patch is put together from at most. */
export const MOST_EDITS = 3;
/** Halves of one group that are gone on with, the likeliest ones. */
export const MOST_OF_GROUP = 12;

export type Ideas = readonly [Idea, ...Idea[]];

/** A candidate that got further than the untouched program, on which the rest is searched. */
export interface Half {
  readonly ideas: Ideas;
  readonly progress: Progress;
  /** Equal for halves that do the same: their group. */
  readonly group: string;
  /** Relative to the others of its group; above 0. */
  readonly weight: number;
  /** How many of the others it has been joined with. */
  next: number;
  /** Whether no test that is left runs what it edits, so that it can do no more than it has done. */
  readonly isApart: boolean;
}

/** Edits that are tried together. */
export interface Join {
  readonly ideas: Ideas;
  /** On the scale of the weights of single edits. */
  readonly weight: number;
  readonly together: string;
}

/** A join that may be tried next, in the place of single edits that weigh less than it is worth. */
export interface Choice {
  readonly worth: number;
  readonly take: () => Join;
}
