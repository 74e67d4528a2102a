import * as vscode from 'vscode';
import type { PatchedFile } from '../../engine/protocol.ts';
import type { Inquirer } from '../agents/inquirer.ts';

/**
 * Verifies what was not verified as it stands, such as a part of a patch, and asks where it does not hold.
 * @returns whether it is to be applied
 */
export function verifierFor(
  inquirer: Inquirer,
): (folder: vscode.WorkspaceFolder, patch: readonly PatchedFile[]) => Promise<boolean> {
  return async (folder, patch) => {
    const edits = patch.map(({ path, after }) =>
      after === undefined ? { path, delete: true } : { path, newText: after },
    );
    const answer = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Credence verifies what you chose…'),
        cancellable: true,
      },
      async (_progress, token) => {
        const told = await inquirer.ask<'verify'>(folder, { kind: 'verify', input: { edits } }, token);
        return token.isCancellationRequested ? undefined : told;
      },
    );
    if (answer === undefined) return false;
    if ('answer' in answer && answer.answer.verdict === 'verified') return true;
    const why = 'answer' in answer ? answer.answer.reason : answer.problem;
    const apply = vscode.l10n.t('Apply Anyway');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('What you chose was not verified. {0}', why),
      { modal: true, detail: vscode.l10n.t('Applied all the same, it is unverified. Undo takes it back.') },
      apply,
    );
    return chosen === apply;
  };
}
