import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { CheckpointCard, FromEngine } from '../../engine/protocol.ts';
import type { EngineClient } from '../engine-client.ts';
import { whenSlow } from '../when-slow.ts';
import { pathIn, unsavedTexts } from '../workspace-state.ts';

/** How long a patch waits for the checkpoint before it. */
const PATIENCE_MS = 5_000;

type Restored = Extract<FromEngine, { type: 'restored' }>;

/** States of a folder that can be put back, apart from git. The engine keeps and restores them. */
export class Checkpoints {
  readonly #engine: EngineClient;
  readonly #stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  readonly #log: vscode.LogOutputChannel;

  constructor(
    engine: EngineClient,
    stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri,
    log: vscode.LogOutputChannel,
  ) {
    this.#engine = engine;
    this.#stateFolder = stateFolder;
    this.#log = log;
  }

  /**
   * The one that is made before a patch is applied; it never stands in its way. One that takes too long is given up
   * before the patch is applied: a part of what it holds would be the patched state.
   */
  async before(folder: vscode.WorkspaceFolder, patch: string): Promise<void> {
    const id = randomUUID();
    let isLate = false;
    const patience = setTimeout(() => {
      isLate = true;
      this.#engine.cancel(id);
    }, PATIENCE_MS);
    const answer = await this.#create(folder, vscode.l10n.t('before: {0}', patch), id);
    clearTimeout(patience);
    if (!('problem' in answer)) return;
    this.#log.warn(`no checkpoint was made: ${answer.problem}`);
    if (isLate)
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'There is no checkpoint of the state before this patch: to keep the folder would have taken too long.',
        ),
      );
  }

  async create(folder: vscode.WorkspaceFolder): Promise<void> {
    const label = await vscode.window.showInputBox({
      title: vscode.l10n.t('Credence: create a checkpoint'),
      prompt: vscode.l10n.t('A few words to know it by. Git is not touched.'),
      value: vscode.l10n.t('my checkpoint'),
      ignoreFocusOut: true,
    });
    if (label === undefined) return;
    const id = randomUUID();
    let isCancelled = false;
    const answer = await whenSlow(
      vscode.l10n.t('Credence keeps the folder…'),
      this.#create(folder, label, id),
      () => {
        isCancelled = true;
        this.#engine.cancel(id);
      },
    );
    if ('problem' in answer && isCancelled) return;
    if ('problem' in answer) {
      void vscode.window.showErrorMessage(vscode.l10n.t('No checkpoint was made: {0}', answer.problem));
      return;
    }
    const { left = [] } = answer;
    if (left.length > 0)
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The checkpoint is there. {0} large files were left out and will be left alone, for example {1}.',
          left.length,
          left[0] ?? '',
        ),
      );
    else
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('$(check) Checkpoint of {0} files', answer.checkpoints[0]?.files ?? 0),
        5_000,
      );
  }

  async restore(folder: vscode.WorkspaceFolder): Promise<void> {
    const answer = await this.#engine.ask(
      { type: 'list-checkpoints', id: randomUUID(), ...this.#place(folder) },
      (message) => (message.type === 'checkpoints' ? message.checkpoints : undefined),
    );
    if ('problem' in answer) {
      void vscode.window.showErrorMessage(answer.problem);
      return;
    }
    if (answer.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is no checkpoint of “{0}” yet. One is made before each patch that you accept.',
          folder.name,
        ),
      );
      return;
    }
    const chosen = await vscode.window.showQuickPick(answer.map(itemFor), {
      title: vscode.l10n.t('Credence: go back to which checkpoint?'),
      placeHolder: vscode.l10n.t('The state of now is kept as well, so that you can come back'),
      matchOnDetail: true,
    });
    if (chosen !== undefined) await this.#restore(folder, chosen.card);
  }

  async #restore(folder: vscode.WorkspaceFolder, card: CheckpointCard): Promise<void> {
    const unsaved = vscode.workspace.textDocuments.filter(
      (document) => document.isDirty && pathIn(folder, document.uri) !== undefined,
    );
    const restore = vscode.l10n.t('Restore');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Put the files of “{0}” back to “{1}”?', folder.name, card.label),
      {
        modal: true,
        detail:
          unsaved.length === 0
            ? vscode.l10n.t(
                'Files that were created since are removed, those that were deleted come back. The state of now is kept as a checkpoint. Commits, index and stash of git stay as they are.',
              )
            : vscode.l10n.t(
                '{0} unsaved files are saved first, and kept with the state of now as a checkpoint. Commits, index and stash of git stay as they are.',
                unsaved.length,
              ),
      },
      restore,
    );
    if (chosen !== restore) return;
    for (const document of unsaved) {
      if (await document.save()) continue;
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Nothing was restored: {0} could not be saved first.',
          vscode.workspace.asRelativePath(document.uri),
        ),
      );
      return;
    }
    const answer = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Credence restores the checkpoint…'),
      },
      () =>
        this.#engine.ask(
          { type: 'restore', id: randomUUID(), ...this.#place(folder), checkpoint: card.id },
          (message) => (message.type === 'restored' ? message : undefined),
        ),
    );
    if ('problem' in answer) void vscode.window.showErrorMessage(answer.problem);
    else await finish(folder, answer);
  }

  #create(
    folder: vscode.WorkspaceFolder,
    label: string,
    id: string = randomUUID(),
  ): Promise<Extract<FromEngine, { type: 'checkpoints' }> | { readonly problem: string }> {
    const settings = vscode.workspace.getConfiguration('credence.checkpoints', folder.uri);
    return this.#engine.ask(
      {
        type: 'checkpoint',
        id,
        ...this.#place(folder),
        label,
        unsaved: unsavedTexts(folder),
        keep: settings.get('keep', 20),
        bytes: settings.get('megabytes', 200) * 1024 * 1024,
      },
      (message) => (message.type === 'checkpoints' ? message : undefined),
    );
  }

  #place(folder: vscode.WorkspaceFolder): { readonly folder: string; readonly stateFolder: string } {
    return { folder: folder.uri.fsPath, stateFolder: this.#stateFolder(folder).fsPath };
  }
}

/** Puts unsaved texts back into their editors, and says what was done where something was not. */
async function finish(
  folder: vscode.WorkspaceFolder,
  { written, removed, failed, unsaved }: Restored,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text } of unsaved) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    edit.replace(uri, new vscode.Range(0, 0, Number.MAX_SAFE_INTEGER, 0), text);
  }
  if (unsaved.length > 0) await vscode.workspace.applyEdit(edit);
  if (failed.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Restored, but for {0} files; the first is {1}.', failed.length, failed[0] ?? ''),
    );
    return;
  }
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('$(check) Restored: {0} files put back, {1} removed', written, removed),
    8_000,
  );
}

function itemFor(card: CheckpointCard): vscode.QuickPickItem & { readonly card: CheckpointCard } {
  const when = new Date(card.at).toLocaleString();
  const files = vscode.l10n.t('{0} files', card.files);
  const more = card.unsaved === 0 ? files : vscode.l10n.t('{0} files, {1} unsaved', card.files, card.unsaved);
  return {
    label: card.label,
    description: when,
    detail: more,
    iconPath: new vscode.ThemeIcon('history'),
    card,
  };
}
