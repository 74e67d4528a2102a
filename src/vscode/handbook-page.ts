import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { HandbookAnswer, HandbookRequest } from '../loop/learned.ts';
import type { FromHandbook, ToHandbook } from '../trace/handbook-messages.ts';
import type { EngineClient } from './engine-client.ts';
import { readEpisodes } from './episode-files.ts';
import { attribute, openPage, type PageParts } from './page-html.ts';

export interface HandbookPageParts {
  readonly extension: vscode.Uri;
  readonly engine: EngineClient;
  readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  /** Shows a place of the workspace. */
  readonly openPlace: (path: string, line: number) => void;
  /** Shows a stored episode in the trace viewer. */
  readonly openEpisode: (folder: vscode.WorkspaceFolder, id: string) => void;
  /** Told when the handbook has changed. */
  readonly onChanged: () => void;
}

/** The handbook in an editor: what was learned in a folder, what proves it, and what a person can do with it. */
export class HandbookPageView implements vscode.Disposable {
  readonly #parts: HandbookPageParts;
  #panel: vscode.WebviewPanel | undefined;
  #folder: vscode.WorkspaceFolder | undefined;
  #last: HandbookAnswer | undefined;
  /** To be shown first when the page is there. */
  #chosen: string | undefined;

  constructor(parts: HandbookPageParts) {
    this.#parts = parts;
  }

  /** Shows the handbook of a folder, with one behavior chosen. */
  show(folder: vscode.WorkspaceFolder, behavior?: string): void {
    const other = this.#folder !== folder;
    this.#folder = folder;
    this.#chosen = behavior;
    if (this.#panel === undefined) {
      this.#open();
      return;
    }
    this.#panel.reveal();
    if (other) void this.#do({ do: 'list' });
    if (behavior !== undefined) this.#post({ type: 'select', name: behavior });
  }

  /** The handbook may have changed elsewhere. */
  refresh(): void {
    if (this.#panel?.visible === true) void this.#do({ do: 'list' });
  }

  /** Does what a person asks from elsewhere, for example from the tree. */
  async ask(folder: vscode.WorkspaceFolder, request: HandbookRequest): Promise<void> {
    if (request.do === 'delete' && !(await confirmed(request.name))) return;
    const answer = await this.#parts.engine.handbook(this.#at(folder), request);
    if ('problem' in answer) void vscode.window.showErrorMessage(answer.problem);
    else if (!answer.done) void vscode.window.showWarningMessage(answer.message);
    this.#parts.onChanged();
    this.refresh();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): void {
    const { extension } = this.#parts;
    const panel = vscode.window.createWebviewPanel(
      'credence.handbookPage',
      vscode.l10n.t('Credence Handbook'),
      vscode.ViewColumn.Active,
    );
    panel.iconPath = new vscode.ThemeIcon('book');
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    const page: PageParts = {
      script: 'handbook-page.js',
      style: 'handbook.css',
      root: 'handbook',
      title: vscode.l10n.t('Handbook'),
      place: 'editor',
      first: `<div class="welcome"><p class="quiet">${attribute(vscode.l10n.t('Reading the handbook…'))}</p></div>`,
    };
    openPage(panel.webview, extension, page, async (message) => {
      const { fromHandbook } = await import('./handbook-messages.ts');
      const parsed = fromHandbook.safeParse(message);
      if (parsed.success) await this.#receive(parsed.data as FromHandbook);
    });
  }

  async #receive(message: FromHandbook): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'refresh':
        await this.#do({ do: 'list' });
        if (message.type === 'ready' && this.#chosen !== undefined)
          this.#post({ type: 'select', name: this.#chosen });
        return;
      case 'pin':
      case 'disable':
      case 'enable':
        await this.#do({ do: message.type, name: message.name });
        return;
      case 'delete':
        if (await confirmed(message.name)) await this.#do({ do: 'delete', name: message.name });
        return;
      case 'edit':
        await this.#do({ do: 'edit', name: message.name, instruction: message.instruction });
        return;
      case 'resolve':
        await this.#do({ do: 'resolve' });
        return;
      case 'reset':
        if (await resetConfirmed(this.#folder?.name ?? '')) await this.#do({ do: 'reset' });
        return;
      case 'import':
        return this.#import();
      case 'export':
        return this.#export();
      case 'file':
        return this.#openFile(message.name);
      case 'code':
        this.#parts.openPlace(message.path, 1);
        return;
      case 'episode':
        if (this.#folder !== undefined) this.#parts.openEpisode(this.#folder, message.id);
        return;
    }
  }

  /** Asks the engine, and shows what it answers. */
  async #do(request: HandbookRequest): Promise<HandbookAnswer | undefined> {
    const folder = this.#folder;
    if (folder === undefined) return undefined;
    const { engine, onChanged, stateFolder } = this.#parts;
    const answer = await engine.handbook(this.#at(folder), request);
    if ('problem' in answer) {
      this.#post({ type: 'problem', message: answer.problem });
      return undefined;
    }
    this.#last = answer;
    const episodes = (await readEpisodes(stateFolder(folder).fsPath)).map((each) => each.id);
    const shown = { type: 'shown', folder: folder.name, answer, episodes } as const;
    this.#post(shown);
    if (request.do !== 'list' && request.do !== 'export') onChanged();
    // They are made of all episodes, which a change of the handbook does not change.
    if (request.do !== 'list') return answer;
    const figures = await engine.figures(this.#at(folder));
    if (!('problem' in figures) && this.#folder === folder) this.#post({ ...shown, figures });
    return answer;
  }

  async #import(): Promise<void> {
    const [file] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Import which handbook?'),
        filters: { Markdown: ['md'] },
      })) ?? [];
    if (file === undefined) return;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const answer = await this.#do({ do: 'import', text });
    if (answer?.done === true)
      void vscode.window.showInformationMessage(`${basename(file.path)}: ${answer.message}`);
  }

  async #export(): Promise<void> {
    const folder = this.#folder;
    const answer = await this.#do({ do: 'export' });
    if (folder === undefined || answer?.text === undefined) return;
    const file = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export the handbook'),
      defaultUri: vscode.Uri.joinPath(folder.uri, 'handbook-export.md'),
      filters: { Markdown: ['md'] },
    });
    if (file !== undefined) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(answer.text));
  }

  async #openFile(name: string): Promise<void> {
    const card = this.#last?.behaviors.find((each) => each.behavior.name === name);
    if (card === undefined) return;
    const at = new vscode.Position(Math.max(0, card.line - 1), 0);
    await vscode.window.showTextDocument(vscode.Uri.file(card.file), { selection: new vscode.Range(at, at) });
  }

  #at(folder: vscode.WorkspaceFolder): { folder: string; stateFolder: string } {
    return { folder: folder.uri.fsPath, stateFolder: this.#parts.stateFolder(folder).fsPath };
  }

  #post(message: ToHandbook): void {
    void this.#panel?.webview.postMessage(message);
  }
}

/** Whoever deletes a behavior deletes the evidence for it as well. */
async function confirmed(name: string): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const detail = vscode.l10n.t(
    'Its instruction and its evidence are removed. To only stop using it, disable it.',
  );
  const question = vscode.l10n.t('Delete the behavior “{0}”?', name);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}

async function resetConfirmed(folder: string): Promise<boolean> {
  const forget = vscode.l10n.t('Forget');
  const detail = vscode.l10n.t(
    'All behaviors, beliefs and evidence of this folder are removed. A copy is kept beside them.',
  );
  const question = vscode.l10n.t('Forget everything that was learned in “{0}”?', folder);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, forget)) === forget;
}
