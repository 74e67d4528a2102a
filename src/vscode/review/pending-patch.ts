import type * as vscode from 'vscode';
import type { Finished } from '../engine-client.ts';

/** A verified patch that waits for the person's decision. */
export interface PendingPatch {
  readonly folder: vscode.WorkspaceFolder;
  readonly finished: Finished;
  /** Told once, when the patch was applied. */
  readonly onAccepted: () => void;
  /** Told what the person says to the question about it; then it is given up for what comes of that. */
  readonly onAnswered?: (answer: string) => void;
  /** Whether somebody else asks for the decision, for example a chat with buttons. */
  readonly isAskedElsewhere?: boolean;
}
