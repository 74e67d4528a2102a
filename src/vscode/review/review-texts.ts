import * as vscode from 'vscode';

/** The scheme of pages that show a patch: what is on them is nowhere on the disk. */
export const SCHEME = 'credence-patch';

/** Texts that are shown and not on the disk; a page follows its text. */
export class ReviewTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /**
   * @param path starts with a slash; its last part is what a person reads. Both sides of a file have the same one, or the
   * editor takes it for renamed
   * @param side what tells the sides of a file apart
   */
  put(path: string, text: string, side = ''): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path, query: side });
    const known = this.#texts.get(uri.toString());
    this.#texts.set(uri.toString(), text);
    if (known !== undefined && known !== text) this.#changed.fire(uri);
    return uri;
  }

  clear(): void {
    this.#texts.clear();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
