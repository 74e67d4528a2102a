import type { RepairTask } from './corpus.ts';

/**
 * `solved`: offered as verified, and visible and hidden tests pass. `wrong`: offered as verified, and they do not.
 * `declined`: nothing was offered. `failed`: the product ended without an outcome; never right.
 */
export type TaskVerdict = 'solved' | 'wrong' | 'declined' | 'failed' | 'harness-error';

/**
 * Why a repairable task was not solved, as far as the trace tells.
 * `engine`: the product failed, or had the reference patch and did not let it pass. `not-attempted`: refused or asked
 * before any candidate. `localisation`: no candidate touched the lines of the fault. `no-template`: candidates did, none
 * was right, and the search ended by itself. `too-late`: the same, cut by the budget. `accident`: a wrong patch passed
 * and no right one was known. `wrong-choice`: a right one had passed, and another or none was offered.
 */
export type Miss =
  | 'engine'
  | 'not-attempted'
  | 'localisation'
  | 'no-template'
  | 'too-late'
  | 'accident'
  | 'wrong-choice';

export interface TaskResult {
  readonly task: RepairTask;
  readonly verdict: TaskVerdict;
  /** For a person: what was offered, or why nothing was. */
  readonly note: string;
  /** From the start of the product to its outcome. */
  readonly seconds: number;
  readonly candidates: number;
  /** How many candidates passed the visible tests in the search. */
  readonly passing: number;
  /** Credence that goes with an offer. */
  readonly credence?: number;
  /** Credence of the first assessment that the task will be solved. */
  readonly forecast?: number;
  /** Seconds of the episode until a candidate passed the visible tests. */
  readonly firstPassingSeconds?: number;
  /** Whether the first candidate that passed the visible tests is right; absent when none passed. */
  readonly firstPassingRight?: boolean;
  /** 1-based place of the first right candidate among all that were tried. */
  readonly rightRank?: number;
  readonly miss?: Miss;
  /** Of language models; absent where none was asked. */
  readonly tokens?: number;
  readonly dollars?: number;
}
