import type { TraceEvent } from '../loop/events.ts';
import type { Settled } from './settled.ts';

/** What the editor tells the trace viewer's page. */
export type ToViewer =
  /**
   * A new episode begins, or a stored one is shown; earlier events are forgotten. `earlier` says whether there are stored
   * episodes.
   */
  | {
      readonly type: 'reset';
      readonly events: readonly TraceEvent[];
      readonly running: boolean;
      readonly earlier: boolean;
    }
  | { readonly type: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly type: 'ended' }
  /** What this page asked for is done, or was refused; an episode that it began tells by `reset` that it runs. */
  | { readonly type: 'answered' }
  /**
   * The episode whose patch waits for the person's decision, absent when none does; and what was decided of the one that is
   * shown, as far as that is known.
   */
  | { readonly type: 'pending'; readonly episode?: string; readonly settled?: Settled };

export type Decided = 'accept' | 'discard' | 'evidence' | 'answer';

/** What the page tells the editor. Checked at the editor's door. */
export type FromViewer =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly path: string; readonly line: number }
  | { readonly type: 'stop' }
  /** Solve what a person has typed; never empty. */
  | { readonly type: 'solve'; readonly request: string }
  /** What is to become of the patch that waits. */
  | { readonly type: 'decide'; readonly what: Decided }
  /** Save what is shown to a file, without secrets. */
  | { readonly type: 'export'; readonly format: 'html' | 'json' }
  /** Show the same in an editor, where there is more room. */
  | { readonly type: 'widen' }
  /** Make the failing tests pass. */
  | { readonly type: 'begin' }
  | { readonly type: 'history' };
