import * as vscode from 'vscode';

/** One file, before and after. */
export interface Sides {
  readonly file: vscode.Uri;
  readonly before: vscode.Uri;
  readonly after: vscode.Uri;
}

/**
 * Opens a diff of one file, or the editor that shows several at once.
 * @param line 0-based, of the new text; only for one file
 */
export async function showSides(sides: readonly Sides[], title: string, line?: number): Promise<void> {
  const [only] = sides;
  if (sides.length === 1 && only !== undefined) {
    const at = line === undefined ? {} : { selection: new vscode.Range(line, 0, line, 0) };
    await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title, {
      preview: true,
      ...at,
    });
    return;
  }
  const resources = sides.map(({ file, before, after }) => [file, before, after]);
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}
