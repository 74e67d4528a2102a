import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** Opens a file of the workspace with other text than it has on disk, and waits until the checker complains. */
export async function openBroken(path: string, from: string, to: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  const at = document.getText().indexOf(from);
  assert.notEqual(at, -1);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)),
    to,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    if (errorsOf(document).length > 0) return document;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no diagnostic appeared in ${path}`);
}

export const errorsOf = (document: vscode.TextDocument): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri);
