import * as vscode from 'vscode';
import { SCHEME } from './review-texts.ts';

/** True while the active editor shows several files of a patch of ours; another one says nothing of whose it is. */
const CONTEXT = 'credence.showsPatch';

/** The tabs that show a patch. The editor of several files tells of itself nothing but its title. */
export class PatchTabs implements vscode.Disposable {
  #titles = new Set<string>();
  #isShown = false;
  readonly #watches = [
    vscode.window.tabGroups.onDidChangeTabs(() => this.#look()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => this.#look()),
  ];

  /** A title of an editor that is to show a patch. */
  add(title: string): void {
    this.#titles.add(title);
    this.#look();
  }

  /**
   * Closes everything that shows a patch.
   * @param pages names of our Markdown pages
   */
  async close(pages: readonly string[]): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(({ input, label }) => {
      if (this.#isOurs(label)) return true;
      // A preview is a page of the Markdown extension.
      if (input instanceof vscode.TabInputWebview) return pages.some((page) => label.endsWith(page));
      if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === SCHEME;
      return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME;
    });
    await vscode.window.tabGroups.close(ours);
    this.#titles = new Set();
    this.#look();
  }

  dispose(): void {
    for (const watch of this.#watches) watch.dispose();
  }

  #isOurs(label: string): boolean {
    // The editor that shows several files says how many behind the title.
    return [...this.#titles].some((title) => label === title || label.startsWith(`${title} (`));
  }

  #look(): void {
    const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    const isShown = label !== undefined && this.#isOurs(label);
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    void vscode.commands.executeCommand('setContext', CONTEXT, isShown);
  }
}
