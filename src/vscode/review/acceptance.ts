import type * as vscode from 'vscode';
import type { PatchedFile } from '../../engine/protocol.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import { type Applied, applyPatch, whyStale } from './apply-patch.ts';
import type { SurvivalWatch } from './survival-watch.ts';

export interface AcceptedPatch {
  readonly folder: vscode.WorkspaceFolder;
  readonly patch: readonly PatchedFile[];
  /** A short line for a person. */
  readonly title: string;
  /** The stored episode that found it; absent for a patch that was not the one it confirmed. */
  readonly episode?: string;
}

/**
 * How a patch reaches the files: looked at once more, after a checkpoint, and watched from then on. Only what the editor
 * itself fixes in a document while it saves it goes another way.
 */
export class Acceptance {
  readonly #checkpoints: Checkpoints;
  readonly #watch: SurvivalWatch;
  readonly #stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;

  constructor(
    checkpoints: Checkpoints,
    watch: SurvivalWatch,
    stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri,
  ) {
    this.#checkpoints = checkpoints;
    this.#watch = watch;
    this.#stateFolder = stateFolder;
  }

  async apply({ folder, patch, title, episode }: AcceptedPatch): Promise<Applied> {
    const stale = await whyStale(folder, patch);
    if (stale !== undefined) return { kind: 'not-applied', message: stale };
    await this.#checkpoints.before(folder, title);
    // The person may have gone on typing meanwhile.
    const late = await whyStale(folder, patch);
    if (late !== undefined) return { kind: 'not-applied', message: late };
    const applied = await applyPatch(folder, patch);
    // What becomes of another patch says nothing of the one that was confirmed.
    if (applied.kind === 'applied' && episode !== undefined)
      this.#watch.watch({ folder, patch, episode, stateFolder: this.#stateFolder(folder) });
    return applied;
  }
}
