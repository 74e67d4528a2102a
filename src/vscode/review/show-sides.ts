import * as vscode from 'vscode';
import { SCHEME } from './review-texts.ts';

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

/**
 * Closes everything that shows a patch.
 * @param titles of editors of ours, for those that say nothing of themselves but their title
 * @param pages names of our Markdown pages
 */
export async function closePages(titles: ReadonlySet<string>, pages: readonly string[]): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(({ input, label }) => {
    // The editor that shows several files says how many behind the title.
    if ([...titles].some((title) => label === title || label.startsWith(`${title} (`))) return true;
    // A preview is a page of the Markdown extension.
    if (input instanceof vscode.TabInputWebview) return pages.some((page) => label.endsWith(page));
    if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === SCHEME;
    return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME;
  });
  await vscode.window.tabGroups.close(ours);
}
