import * as vscode from 'vscode';
import type { RunRequest } from '../engine/protocol.ts';
import type { Focus } from '../loop/types.ts';
import { testAtCursor } from './test-at-cursor.ts';

/** A place where Credence can work, or the sentence that says why not. */
export type Workplace =
  | { readonly kind: 'ready'; readonly folder: vscode.WorkspaceFolder }
  | { readonly kind: 'not-possible'; readonly message: string };

/** The workspace folder of the active file, or the only one, or the one the person picks. */
export async function findWorkplace(uri = vscode.window.activeTextEditor?.document.uri): Promise<Workplace> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    return no(
      vscode.l10n.t(
        'Credence needs an open folder: it verifies patches with the project’s own tests. Open one with File › Open Folder.',
      ),
    );
  }
  const own = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  const folder = own ?? (folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick());
  if (folder === undefined) return no(vscode.l10n.t('No folder was chosen.'));
  if (folder.uri.scheme !== 'file') {
    return no(
      vscode.l10n.t(
        'Credence runs compilers and tests, which needs a folder on a disk; “{0}” is a virtual one.',
        folder.name,
      ),
    );
  }
  return { kind: 'ready', folder };
}

function no(message: string): Workplace {
  return { kind: 'not-possible', message };
}

/** Workspace-relative with forward slashes; undefined outside the folder. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | undefined {
  const root = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
  return uri.scheme === 'file' && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}

/** What the person sees but has not saved. */
export function unsavedTexts(folder: vscode.WorkspaceFolder): RunRequest['overlays'] {
  return vscode.workspace.textDocuments.flatMap((document) => {
    const path = document.isDirty ? pathIn(folder, document.uri) : undefined;
    return path === undefined ? [] : [{ path, text: document.getText() }];
  });
}

/** The diagnostic as a focus. Offsets are the document's own, which is what the snapshot holds. */
export function diagnosticFocus(
  document: vscode.TextDocument,
  path: string,
  diagnostic: vscode.Diagnostic,
): Focus {
  const { code, source } = diagnostic;
  const value = typeof code === 'object' ? code.value : code;
  return {
    kind: 'diagnostic',
    path,
    start: document.offsetAt(diagnostic.range.start),
    end: document.offsetAt(diagnostic.range.end),
    message: diagnostic.message,
    ...(value === undefined ? {} : { code: String(value) }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The most severe diagnostic that touches the cursor, else one of its line. */
export function diagnosticAtCursor(editor: vscode.TextEditor): vscode.Diagnostic | undefined {
  const position = editor.selection.active;
  const all = vscode.languages
    .getDiagnostics(editor.document.uri)
    .toSorted((a, b) => a.severity - b.severity);
  return (
    all.find((d) => d.range.contains(position)) ??
    all.find((d) => d.range.start.line <= position.line && d.range.end.line >= position.line)
  );
}

/** What the person selected in the folder's active file; the whole workspace where nothing is selected. */
export function selectionFocus(folder: vscode.WorkspaceFolder): Focus {
  const editor = vscode.window.activeTextEditor;
  const path = editor === undefined ? undefined : pathIn(folder, editor.document.uri);
  if (editor === undefined || path === undefined || editor.selection.isEmpty) return { kind: 'workspace' };
  const { document, selection } = editor;
  return {
    kind: 'range',
    path,
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  };
}

/** The test around the cursor as a focus; undefined where there is none. */
export function testFocus(
  editor: vscode.TextEditor,
  path: string,
): Extract<Focus, { kind: 'test' }> | undefined {
  const text = editor.document.getText();
  const found = testAtCursor(path, text, editor.document.offsetAt(editor.selection.active));
  if (found === undefined) return undefined;
  return { kind: 'test', path, ...(found.name === undefined ? {} : { name: found.name }) };
}
