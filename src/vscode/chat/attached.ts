import * as vscode from 'vscode';
import type { Focus } from '../../loop/types.ts';
import { testAtCursor } from '../test-at-cursor.ts';
import { diagnosticFocus, pathIn } from '../workspace-state.ts';

/** What the editor itself adds to a turn, such as the file that is open; nobody has pointed at it. */
const IMPLICIT = /^vscode\.implicit/;

/** The first place that a person attached to a turn of the chat, such as `#file` or a selection; undefined for none. */
export function attachedPlace(
  references: readonly Pick<vscode.ChatPromptReference, 'id' | 'value'>[],
): vscode.Location | vscode.Uri | undefined {
  for (const { id, value } of references) {
    if (IMPLICIT.test(id)) continue;
    if (value instanceof vscode.Location || value instanceof vscode.Uri) return value;
  }
  return undefined;
}

/** The file of a place. */
export function fileOf(place: vscode.Location | vscode.Uri): vscode.Uri {
  return place instanceof vscode.Uri ? place : place.uri;
}

/**
 * What an attached place is about: an error in it, the test that it is in, or it as it stands. Undefined for what is no
 * text of the folder, such as a folder within.
 */
export async function attachedFocus(
  folder: vscode.WorkspaceFolder,
  place: vscode.Location | vscode.Uri,
): Promise<Focus | undefined> {
  const uri = fileOf(place);
  const path = pathIn(folder, uri);
  if (path === undefined) return undefined;
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
  const range = place instanceof vscode.Uri ? undefined : place.range;
  const error = vscode.languages
    .getDiagnostics(uri)
    .find(
      (each) =>
        each.severity === vscode.DiagnosticSeverity.Error &&
        (range === undefined || range.intersection(each.range) !== undefined),
    );
  if (error !== undefined) return diagnosticFocus(document, path, error);
  const start = range === undefined ? 0 : document.offsetAt(range.start);
  // A whole file is about no test of it by name.
  const test = testAtCursor(path, range === undefined ? '' : document.getText(), start);
  if (test !== undefined)
    return { kind: 'test', path, ...(test.name === undefined ? {} : { name: test.name }) };
  if (range === undefined || range.isEmpty) return { kind: 'file', path };
  return { kind: 'range', path, start, end: document.offsetAt(range.end) };
}
