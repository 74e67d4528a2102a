import { type Effects, NO_EFFECTS } from './effects.ts';
import { type KnownTasks, NO_TASKS } from './known-tasks.ts';
import { SHIPPED_PRIOR } from './prior.ts';
import type { Gauges } from './terms.ts';

/** Everything that was learned, as plain JSON. Replaced, never changed in place; whoever keeps it is its one writer. */
export interface SamplingState {
  readonly version: 1;
  /** Effects on the log-odds that a sample passes. */
  readonly rate: Effects;
  /** Belief about κ, by index of `SPREADS`. */
  readonly spread: readonly number[];
  /** The recalibration map. */
  readonly recalibration: Effects;
  /** Effects on the log-odds that what passed is right. */
  readonly truth: Effects;
  readonly gauges: Gauges;
  /** What is believed of tasks that may come again. */
  readonly known: KnownTasks;
  /** Tasks that were learned from. */
  readonly tasks: number;
}

export const NOTHING_LEARNED: SamplingState = {
  version: 1,
  rate: NO_EFFECTS,
  spread: SHIPPED_PRIOR.spread,
  recalibration: NO_EFFECTS,
  truth: NO_EFFECTS,
  gauges: {},
  known: NO_TASKS,
  tasks: 0,
};
