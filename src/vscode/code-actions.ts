import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from './commands.ts';

/** Offers a fix on every diagnostic, on the cursor as well as on a selection. Nothing is computed before it is chosen. */
export class FixActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return [];
    return context.diagnostics.map((diagnostic) => {
      const first = diagnostic.message.split('\n', 1)[0] ?? '';
      const short = first.length > 60 ? `${first.slice(0, 59)}…` : first;
      const action = new vscode.CodeAction(
        vscode.l10n.t('Fix with Credence: {0}', short),
        vscode.CodeActionKind.QuickFix,
      );
      action.diagnostics = [diagnostic];
      // Only what survives the list of actions being disposed: plain values, no live objects.
      const { line, character } = diagnostic.range.start;
      action.command = {
        command: INTERNAL_COMMANDS.fixDiagnostic,
        title: action.title,
        arguments: [document.uri.toString(), line, character, diagnostic.message],
      };
      return action;
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
