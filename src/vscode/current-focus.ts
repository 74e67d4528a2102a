import * as vscode from 'vscode';
import type { Focus } from '../loop/types.ts';
import { diagnosticFocus } from './workspace-state.ts';

/** Where the focus is now: the file may have moved on. Undefined when the problem is gone. */
export async function currentFocus(folder: vscode.WorkspaceFolder, focus: Focus): Promise<Focus | undefined> {
  if (focus.kind !== 'diagnostic') return focus;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, focus.path));
    const all = vscode.languages.getDiagnostics(document.uri);
    const same = all.filter((each) => each.message === focus.message);
    const nearest = same.toSorted(
      (a, b) => distance(document, a, focus.start) - distance(document, b, focus.start),
    )[0];
    // Who looks at a file only now may know of no problem yet; then the engine judges.
    if (nearest === undefined) return all.length === 0 ? focus : undefined;
    return diagnosticFocus(document, focus.path, nearest);
  } catch {
    return undefined;
  }
}

function distance(document: vscode.TextDocument, { range }: vscode.Diagnostic, offset: number): number {
  return Math.abs(document.offsetAt(range.start) - offset);
}

/** Said where there is none. */
export function gone(): string {
  return vscode.l10n.t('The problem that this episode was about is gone, so there is nothing to solve.');
}
