import type * as vscode from 'vscode';
import type { Alternative } from '../../engine/protocol.ts';
import type { Focus } from '../../loop/types.ts';
import type { Finished } from '../engine-client.ts';
import type { Selection } from './selection.ts';

/** A verified patch that waits for the person's decision. */
export interface PendingPatch {
  readonly folder: vscode.WorkspaceFolder;
  readonly finished: Finished;
  /** What it was asked for. */
  readonly focus: Focus;
  /** Told once, when the patch was applied. */
  readonly onAccepted: () => void;
  /**
   * Told what the person says to the question about it.
   * @returns whether an episode begins with that; then the patch is given up for what comes of it
   */
  readonly onAnswered?: (answer: string) => boolean;
  /** Asked to find another in its place, since the files have changed. */
  readonly onAgain?: () => void;
  /** Whether somebody else asks for the decision, for example a chat with buttons. */
  readonly isAskedElsewhere?: boolean;
}

/** What is looked at now: the patch that was chosen, or one that was not. */
export interface Reviewed extends PendingPatch {
  readonly selection: Selection;
  /** Set when the person took another patch than the one that was confirmed. */
  readonly alternative?: Alternative;
}
