import type { TraceEvent } from '../loop/events.ts';

/** What the editor tells the trace viewer's page. */
export type ToViewer =
  /** A new episode begins, or a stored one is shown; earlier events are forgotten. */
  | { readonly type: 'reset'; readonly events: readonly TraceEvent[]; readonly running: boolean }
  | { readonly type: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly type: 'ended' }
  /** The episode whose patch waits for the person's decision; absent when none does. */
  | { readonly type: 'pending'; readonly episode?: string };

/** What the page tells the editor. Checked at the editor's door. */
export type FromViewer =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly path: string; readonly line: number }
  | { readonly type: 'stop' }
  | { readonly type: 'accept' }
  /** Save what is shown to a file, without secrets. */
  | { readonly type: 'export'; readonly format: 'html' | 'json' }
  /** Show the same in an editor, where there is more room. */
  | { readonly type: 'widen' }
  /** Make the failing tests pass. */
  | { readonly type: 'begin' }
  | { readonly type: 'history' };
