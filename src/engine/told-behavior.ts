import type { Behavior } from '../loop/types.ts';

/** A line of the handbook for another program. */
export interface ToldBehavior {
  readonly name: string;
  readonly instruction: string;
  readonly status: Behavior['status'];
  /** When it applies; empty for always. */
  readonly trigger: Behavior['trigger'];
  readonly evidence: Behavior['evidence'];
}
