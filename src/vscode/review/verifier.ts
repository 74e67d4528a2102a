import * as vscode from 'vscode';
import type { Answers, PatchedFile } from '../../engine/protocol.ts';
import type { Focus } from '../../loop/types.ts';
import type { Inquirer } from '../agents/inquirer.ts';

/** What the confirmed patch does, which a part of it is held to. */
export interface Held {
  /** Tests that it fixes. */
  readonly fixes: readonly string[];
  /** What it was asked for. */
  readonly focus: Focus;
}

/**
 * Verifies what was not verified as it stands, such as a part of a patch, and asks where it does not hold, or where it
 * does not do what the confirmed patch does.
 * @returns whether it is to be applied
 */
export function verifierFor(
  inquirer: Inquirer,
): (folder: vscode.WorkspaceFolder, patch: readonly PatchedFile[], held: Held) => Promise<boolean> {
  return async (folder, patch, held) => {
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
    const why = 'answer' in answer ? shortfall(answer.answer, held) : answer.problem;
    if (why === undefined) return true;
    const apply = vscode.l10n.t('Apply Anyway');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('What you chose was not verified. {0}', why),
      { modal: true, detail: vscode.l10n.t('Applied all the same, it is unverified. Undo takes it back.') },
      apply,
    );
    return chosen === apply;
  };
}

/** Why a patch does not do what the confirmed one does; undefined where it does. */
function shortfall(
  { verdict, reason, tests, errors }: Answers['verify'],
  { fixes, focus }: Held,
): string | undefined {
  if (verdict !== 'verified') return reason;
  // A test file that did not load is one of them too, by its path; what passes in it now begins with that.
  const missing = fixes.filter(
    (test) => !tests.fixed.some((id) => id === test || id.startsWith(`${test}::`)),
  );
  const [first] = missing;
  if (first !== undefined)
    return vscode.l10n.t(
      'Of the tests that the confirmed patch fixes, it leaves {0} failing, such as “{1}”.',
      missing.length,
      first,
    );
  const [error] = errors.left.filter((text) => isAbout(focus, text, fixes));
  if (error !== undefined)
    return vscode.l10n.t('It leaves an error that the confirmed patch takes away: {0}', error);
  // No test was fixed by the confirmed patch either: then an error must be gone, or nothing shows what it is for.
  return tests.fixed.length + errors.cleared === 0 ? reason : undefined;
}

/** Whether an error that is left is one that was to go. */
function isAbout(focus: Focus, error: string, fixes: readonly string[]): boolean {
  if (!('path' in focus) || focus.path === undefined || !error.startsWith(`${focus.path}:`)) return false;
  if (focus.kind === 'diagnostic') return error.includes(` ${focus.message.split('\n', 1)[0]}`);
  // Without a test that it fixes, a patch for a file or a selection is for the errors there.
  return focus.kind !== 'test' && fixes.length === 0;
}
