import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from './commands.ts';
import { type BackgroundFixes, problemOf } from './lightbulb/background-fixes.ts';
import { problemKey } from './lightbulb/fix-cache.ts';
import { fixTitle, isFullyVerified } from './lightbulb/fix-title.ts';
import { workspaceEdit } from './review/apply-patch.ts';
import { shortLine } from './short-line.ts';
import { pathIn } from './workspace-state.ts';

const { QuickFix, SourceFixAll } = vscode.CodeActionKind;
/** For `editor.codeActionsOnSave` and the menu of source actions. */
const FIX_ALL = SourceFixAll.append('credence');

/**
 * The lightbulb, on the cursor as well as on a selection: what was verified in the background, ready to be applied, and
 * for every other problem a way to ask. Nothing is computed here.
 */
export class FixActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #fixes: BackgroundFixes;
  readonly #registration: vscode.Disposable;

  constructor(fixes: BackgroundFixes) {
    this.#fixes = fixes;
    this.#registration = vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
      providedCodeActionKinds: [QuickFix, FIX_ALL],
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined) return [];
    const all = only?.intersects(FIX_ALL) ? this.#fixAll(document, folder) : [];
    if (only !== undefined && !only.intersects(QuickFix)) return all;
    const verified = diagnostics.flatMap((diagnostic) => this.#verified(document, folder, diagnostic));
    const hint = verified.length === 0 ? this.#hint(document) : '';
    return [
      ...all,
      ...verified,
      ...diagnostics.map((diagnostic) =>
        ask(document, diagnostic, { isOnly: diagnostics.length === 1, hint }),
      ),
    ];
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #verified(
    document: vscode.TextDocument,
    folder: vscode.WorkspaceFolder,
    diagnostic: vscode.Diagnostic,
  ): vscode.CodeAction[] {
    const fix = this.#fixes.known(document)?.fixes.get(problemKey(problemOf(document, diagnostic)));
    if (fix === undefined) return [];
    const action = new vscode.CodeAction(fixTitle(fix), QuickFix);
    action.diagnostics = [diagnostic];
    action.isPreferred = isFullyVerified(fix);
    action.command = {
      command: INTERNAL_COMMANDS.applyFix,
      title: action.title,
      arguments: [folder.uri.toString(), fix],
    };
    return [action];
  }

  /** What comes by itself to who waits a little. */
  #hint(document: vscode.TextDocument): string {
    return this.#fixes.isAtWorkOn(document) ? ` (${vscode.l10n.t('fixes are being verified')})` : '';
  }

  #fixAll(document: vscode.TextDocument, folder: vscode.WorkspaceFolder): vscode.CodeAction[] {
    const all = this.#fixes.known(document)?.all;
    // What was hardly checked is not applied while a file is being saved.
    if (all === undefined || !isFullyVerified(all)) return [];
    // The editor applies it, without a checkpoint: so nothing but the document that is being saved may change.
    if (all.patch.some(({ path }) => path !== pathIn(folder, document.uri))) return [];
    const action = new vscode.CodeAction(fixTitle(all), FIX_ALL);
    action.edit = workspaceEdit(folder, all.patch);
    action.command = {
      command: INTERNAL_COMMANDS.fixApplied,
      title: action.title,
      arguments: [all],
    };
    return [action];
  }
}

/**
 * Nothing is computed before it is chosen.
 * @param isOnly whether it need not be said which problem is meant
 */
function ask(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { isOnly, hint }: { readonly isOnly: boolean; readonly hint: string },
): vscode.CodeAction {
  const title = isOnly
    ? vscode.l10n.t('Fix with Credence…')
    : vscode.l10n.t('Fix with Credence… {0}', shortLine(diagnostic.message, 60));
  const action = new vscode.CodeAction(`${title}${hint}`, QuickFix);
  action.diagnostics = [diagnostic];
  // Only what survives the list of actions being disposed: plain values, no live objects.
  const { line, character } = diagnostic.range.start;
  action.command = {
    command: INTERNAL_COMMANDS.fixDiagnostic,
    title: action.title,
    arguments: [document.uri.toString(), line, character, diagnostic.message],
  };
  return action;
}
