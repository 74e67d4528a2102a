import * as vscode from 'vscode';
import type { PatchedFile } from '../../engine/protocol.ts';
import { type CurrentText, lineEdit, type StaleFile, staleFile } from '../stale-check.ts';

/** Whether the patch was applied; otherwise a sentence for the person. */
export type Applied =
  | { readonly kind: 'applied' }
  | { readonly kind: 'not-applied'; readonly message: string };

/** Why the patch does not fit any more; undefined while it does. */
export async function whyStale(
  folder: vscode.WorkspaceFolder,
  patch: readonly PatchedFile[],
): Promise<string | undefined> {
  const at =
    (read: (uri: vscode.Uri) => Promise<string | undefined>): CurrentText =>
    (path) =>
      read(vscode.Uri.joinPath(folder.uri, path));
  // The disk counts too: an editor may not have noticed yet that another program wrote the file.
  const stale = (await staleFile(patch, at(shownText))) ?? (await staleFile(patch, at(savedText)));
  return stale === undefined
    ? undefined
    : vscode.l10n.t(
        'Not applied: {0} The patch was verified against another text; run Credence again to verify against this one.',
        explainStale(stale),
      );
}

/** Applies it as one edit that one undo takes back. What is edited is left unsaved. */
export async function applyPatch(
  folder: vscode.WorkspaceFolder,
  patch: readonly PatchedFile[],
): Promise<Applied> {
  return (await vscode.workspace.applyEdit(workspaceEdit(folder, patch)))
    ? { kind: 'applied' }
    : {
        kind: 'not-applied',
        message: vscode.l10n.t('Not applied: the editor refused the edit. Nothing was changed.'),
      };
}

/** The patch as an edit of the editor. */
export function workspaceEdit(
  folder: vscode.WorkspaceFolder,
  patch: readonly PatchedFile[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, before, after } of patch) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    if (after === undefined) edit.deleteFile(uri);
    else if (before === undefined) edit.createFile(uri, { contents: new TextEncoder().encode(after) });
    else {
      const { start, end, text } = lineEdit(before, after);
      edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), text);
    }
  }
  return edit;
}

/** An open document's text wins over the disk, since it is what the person sees. */
async function shownText(uri: vscode.Uri): Promise<string | undefined> {
  return openDocument(uri)?.getText() ?? diskText(uri);
}

/** The disk's text, but of an unsaved document what it holds: its disk is known to differ. */
async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(uri);
  return document?.isDirty ? document.getText() : diskText(uri);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function diskText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function explainStale({ path, kind }: StaleFile): string {
  if (kind === 'created') return vscode.l10n.t('{0} was created meanwhile.', path);
  if (kind === 'deleted') return vscode.l10n.t('{0} was deleted meanwhile.', path);
  return vscode.l10n.t('{0} has changed since the patch was verified.', path);
}
