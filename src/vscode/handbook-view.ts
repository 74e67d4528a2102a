import * as vscode from 'vscode';
import { plainText } from '../trace/plain-text.ts';
import { INTERNAL_COMMANDS } from './commands.ts';
import { type BehaviorEntry, readHandbook } from './handbook-reader.ts';

/** A behavior in the tree, and the file it stands in. */
export interface BehaviorRow {
  readonly folder: vscode.WorkspaceFolder;
  readonly entry: BehaviorEntry;
  readonly file: vscode.Uri;
  /** Learned, but in no accepted patch yet: kept in the extension's storage. */
  readonly staged: boolean;
}

const ICONS: Readonly<Record<string, string>> = {
  trial: 'beaker',
  active: 'check',
  pinned: 'pinned',
  disabled: 'circle-slash',
  retired: 'archive',
};

/** The behaviors of every open folder, with their evidence; a click shows one with all that proves it. */
export class HandbookView implements vscode.TreeDataProvider<BehaviorRow>, vscode.Disposable {
  static readonly id = 'credence.handbook';
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  readonly #stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;

  constructor(stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri) {
    this.#stateFolder = stateFolder;
    const watcher = vscode.workspace.createFileSystemWatcher('**/.credence/handbook.md');
    this.#disposables = [
      vscode.window.registerTreeDataProvider(HandbookView.id, this),
      watcher,
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      watcher.onDidChange(() => this.refresh()),
      watcher.onDidCreate(() => this.refresh()),
      watcher.onDidDelete(() => this.refresh()),
      this.#changed,
    ];
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(): Promise<BehaviorRow[]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(
      (folder) => folder.uri.scheme === 'file',
    );
    const rows = await Promise.all(folders.map((folder) => this.#rowsOf(folder)));
    return rows.flat();
  }

  getTreeItem(row: BehaviorRow): vscode.TreeItem {
    const { entry, staged } = row;
    const item = new vscode.TreeItem(entry.name);
    const status = statusWord(entry.status);
    item.description = staged ? vscode.l10n.t('{0}, until a patch is accepted', status) : status;
    // Plain text: a handbook is a file of the folder, and must not load pictures from elsewhere.
    item.tooltip = [entry.name, entry.instruction, entry.evidence]
      .filter((text) => text !== '')
      .map(plainText)
      .join('\n\n');
    item.iconPath = new vscode.ThemeIcon(ICONS[entry.status] ?? 'note');
    item.accessibilityInformation = { label: `${entry.name}, ${status}. ${plainText(entry.instruction)}` };
    item.contextValue = `behavior.${entry.status}`;
    item.command = {
      command: INTERNAL_COMMANDS.openBehavior,
      title: vscode.l10n.t('Open'),
      arguments: [row],
    };
    return item;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #rowsOf(folder: vscode.WorkspaceFolder): Promise<BehaviorRow[]> {
    const own = handbookFile(folder);
    const staged = vscode.Uri.joinPath(this.#stateFolder(folder), 'handbook.md');
    const shared = (await entriesIn(own)).map((entry) => ({ folder, entry, file: own, staged: false }));
    const known = new Set(shared.map((row) => row.entry.name));
    const waiting = (await entriesIn(staged)).filter((entry) => !known.has(entry.name));
    return [...shared, ...waiting.map((entry) => ({ folder, entry, file: staged, staged: true }))];
  }
}

export function handbookFile(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.credence', 'handbook.md');
}

async function entriesIn(file: vscode.Uri): Promise<readonly BehaviorEntry[]> {
  try {
    return readHandbook(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return [];
  }
}

/** Opens the handbook of a folder; where there is none yet, says when there will be. */
export async function openHandbook(folder: vscode.WorkspaceFolder, stateFolder: vscode.Uri): Promise<void> {
  for (const file of [handbookFile(folder), vscode.Uri.joinPath(stateFolder, 'handbook.md')]) {
    try {
      await vscode.workspace.fs.stat(file);
    } catch {
      continue;
    }
    await vscode.window.showTextDocument(file);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The handbook of “{0}” is empty. Credence writes its first line after a verified fix.',
      folder.name,
    ),
  );
}

/** In the person's language; the file has the English ones. */
function statusWord(status: string): string {
  switch (status) {
    case 'trial':
      return vscode.l10n.t('on trial');
    case 'active':
      return vscode.l10n.t('active');
    case 'pinned':
      return vscode.l10n.t('pinned');
    case 'disabled':
      return vscode.l10n.t('disabled');
    case 'retired':
      return vscode.l10n.t('retired');
    default:
      return status;
  }
}
