import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { OutcomeVerdict } from '../loop/types.ts';
import type { Settled } from '../trace/settled.ts';
import { INTERNAL_COMMANDS } from './commands.ts';
import { episodeFile, hasEpisodes, readEpisodes, type StoredEpisode } from './episode-files.ts';
import { mayRun, type Seen, superfluous } from './history-limits.ts';
import { stateWord, verdictWord } from './history-words.ts';
import { numberText } from './number-text.ts';
import { decisionFile, keepDecision } from './review/decisions.ts';
import { shortLine } from './short-line.ts';

/** An episode and the folder it belongs to. */
export interface HistoryRow {
  readonly kind: 'episode';
  readonly folder: vscode.WorkspaceFolder;
  readonly episode: StoredEpisode;
}

interface Day {
  readonly kind: 'day';
  readonly title: string;
  readonly rows: readonly HistoryRow[];
}

type Node = Day | HistoryRow;

const ICONS: Readonly<Record<OutcomeVerdict, readonly [string, string?]>> = {
  solved: ['verified', 'testing.iconPassed'],
  asked: ['question', 'list.warningForeground'],
  escalated: ['account', 'list.warningForeground'],
  abstained: ['circle-slash'],
  exhausted: ['circle-slash'],
  cancelled: ['debug-stop'],
};

const DAY_MS = 86_400_000;
/** So much of a request leaves room for how it ended, in a side bar of the usual width. */
const LABEL = 30;

/** So many of a folder, the newest, are shown at once while all the others are read for the first time. */
const FIRST = 40;

/** The stored episodes of the open folders by day, with search; keeps no more of them than the person wants. */
export class HistoryView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  static readonly id = 'credence.history';
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  readonly #seen: () => Seen;
  readonly #disposables: vscode.Disposable[];
  #query = '';
  /** Whether all were read once, which makes them known. */
  #isRead: 'no' | 'now' | 'yes' = 'no';

  constructor(stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri, seen: () => Seen) {
    this.#stateFolder = stateFolder;
    this.#seen = seen;
    this.#view = vscode.window.createTreeView<Node>(HistoryView.id, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      // Another window on the same folder may have added to it meanwhile.
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.refresh();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('credence.history')) void this.tidy();
      }),
    ];
  }

  /** What the person selected. */
  get selection(): readonly HistoryRow[] {
    return this.#view.selection.filter((node) => node.kind === 'episode');
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  /** Shows only episodes that have these words; all for none. */
  async search(query: string): Promise<void> {
    this.#query = query.trim();
    this.#tell();
    await vscode.commands.executeCommand('setContext', 'credence.historySearched', this.#query !== '');
    this.refresh();
  }

  get query(): string {
    return this.#query;
  }

  /** Removes episodes that are beyond the limits, the oldest first. Called when one has ended or a limit has changed. */
  async tidy(): Promise<void> {
    for (const folder of this.#folders()) {
      const settings = vscode.workspace.getConfiguration('credence.history', folder.uri);
      const limits = { episodes: settings.get('episodes', 300), megabytes: settings.get('megabytes', 500) };
      const episodes = await readEpisodes(this.#stateFolder(folder).fsPath);
      await Promise.all(superfluous(episodes, limits, this.#seen(), new Date()).map(remove));
    }
    this.refresh();
  }

  /** Keeps beside the trace of an episode what was decided of its patch. */
  async keepDecision(folder: vscode.WorkspaceFolder, episode: string, as: Settled): Promise<void> {
    await keepDecision(episodeFile(this.#stateFolder(folder).fsPath, episode), as);
    this.refresh();
  }

  /** Removes episodes; those that may run are kept, and their number is returned. */
  async delete(rows: readonly HistoryRow[]): Promise<number> {
    const now = new Date();
    const going = rows.filter(({ episode }) => !mayRun(episode, this.#seen(), now));
    await Promise.all(going.map(({ episode }) => remove(episode)));
    this.refresh();
    return rows.length - going.length;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return node.kind === 'day' ? [...node.rows] : [];
    if (this.#isRead === 'yes' || this.#query !== '') return byDay(await this.#rows(), new Date());
    const first = await this.all(FIRST);
    if (first.length < FIRST) this.#isRead = 'yes';
    else void this.#readOthers();
    return byDay(first, new Date());
  }

  async #readOthers(): Promise<void> {
    if (this.#isRead !== 'no') return;
    this.#isRead = 'now';
    this.#tell();
    await this.all();
    this.#isRead = 'yes';
    this.#tell();
    this.refresh();
  }

  /** Above the list: what is searched for, or that it is not all yet. */
  #tell(): void {
    const reading = this.#isRead === 'now' ? vscode.l10n.t('Reading earlier episodes…') : '';
    this.#view.message = this.#query === '' ? reading : vscode.l10n.t('Episodes with “{0}”', this.#query);
  }

  /** What a list says of an episode. */
  describe(row: HistoryRow): { label: string; description: string; detail: string } {
    const { episode } = row;
    return {
      label: requestOf(episode),
      description: stateWord(episode),
      detail: episode.began.toLocaleString(vscode.env.language),
    };
  }

  /** The episodes of all open folders that fit the search, the newest first. */
  async #rows(): Promise<readonly HistoryRow[]> {
    const words = this.#query.toLowerCase().split(/\s+/).filter(Boolean);
    return (await this.all()).filter((row) => words.every((word) => textOf(row).includes(word)));
  }

  /** Whether there is an episode of an open folder; asked before a page is drawn, so that nothing is read. */
  get hasAny(): boolean {
    return this.#folders().some((folder) => hasEpisodes(this.#stateFolder(folder).fsPath));
  }

  /**
   * The episodes of all open folders, the newest first.
   * @param most of a folder; all when absent
   */
  async all(most?: number): Promise<readonly HistoryRow[]> {
    const all = await Promise.all(
      this.#folders().map(async (folder) =>
        (await readEpisodes(this.#stateFolder(folder).fsPath, most)).map((episode) => ({
          kind: 'episode' as const,
          folder,
          episode,
        })),
      ),
    );
    return all.flat().toSorted((a, b) => b.episode.began.getTime() - a.episode.began.getTime());
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'day') {
      const item = new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState.Expanded);
      item.id = `day ${node.title} ${this.#query}`;
      return item;
    }
    const { episode, folder } = node;
    const runs = mayRun(episode, this.#seen(), new Date());
    const item = new vscode.TreeItem(shortLine(requestOf(episode), LABEL));
    item.id = episode.file;
    const clock = episode.began.toLocaleTimeString(vscode.env.language, {
      hour: '2-digit',
      minute: '2-digit',
    });
    const waits = this.#seen().waiting === episode.id;
    const state = runs ? vscode.l10n.t('at work') : stateWord(episode, waits);
    item.description = `${state} · ${clock}`;
    const [icon, colour] =
      episode.verdict === undefined ? [runs ? 'loading~spin' : 'history'] : ICONS[episode.verdict];
    item.iconPath = new vscode.ThemeIcon(
      icon,
      colour === undefined ? undefined : new vscode.ThemeColor(colour),
    );
    item.tooltip = tooltip(node, state);
    item.contextValue = runs
      ? 'episode.running'
      : isUnfinished(episode)
        ? 'episode.unfinished'
        : 'episode.done';
    item.accessibilityInformation = {
      label: `${requestOf(episode)}, ${state}, ${episode.began.toLocaleString(vscode.env.language)}`,
    };
    item.command = {
      command: INTERNAL_COMMANDS.openEpisode,
      title: vscode.l10n.t('Open'),
      arguments: [node],
    };
    if ((vscode.workspace.workspaceFolders?.length ?? 0) > 1) item.description += ` · ${folder.name}`;
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #folders(): readonly vscode.WorkspaceFolder[] {
    return (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  }
}

/** Whether there is something to go on with: its budget ended it, or a person, or a kill. */
function isUnfinished({ verdict }: StoredEpisode): boolean {
  return verdict === undefined || verdict === 'exhausted' || verdict === 'cancelled';
}

function requestOf({ task }: StoredEpisode): string {
  return task.request.trim() || vscode.l10n.t('(no words)');
}

async function remove(episode: StoredEpisode): Promise<void> {
  await rm(episode.file, { force: true });
  await rm(decisionFile(episode.file), { force: true });
}

function textOf({ episode, folder }: HistoryRow): string {
  const { focus, request } = episode.task;
  const about = 'path' in focus ? (focus.path ?? '') : '';
  return `${request}\n${about}\n${verdictWord(episode.verdict)}\n${stateWord(episode)}\n${folder.name}\n${episode.id}`.toLowerCase();
}

function byDay(rows: readonly HistoryRow[], now: Date): Day[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const titleOf = ({ episode }: HistoryRow): string => {
    const began = episode.began.getTime();
    if (began >= midnight) return vscode.l10n.t('Today');
    if (began >= midnight - DAY_MS) return vscode.l10n.t('Yesterday');
    if (began >= midnight - 6 * DAY_MS) return vscode.l10n.t('This week');
    return episode.began.toLocaleDateString(vscode.env.language, { month: 'long', year: 'numeric' });
  };
  const days = new Map<string, HistoryRow[]>();
  for (const row of rows) days.set(titleOf(row), [...(days.get(titleOf(row)) ?? []), row]);
  return [...days].map(([title, each]) => ({ kind: 'day', title, rows: each }));
}

/** Plain text: a request may hold anything. */
function tooltip({ episode, folder }: HistoryRow, state: string): string {
  const { credence, seconds, candidates, began, bytes } = episode;
  const facts = [
    state,
    ...(credence === undefined ? [] : [vscode.l10n.t('credence {0}%', Math.round(credence * 100))]),
    ...(candidates === undefined ? [] : [vscode.l10n.t('{0} candidates', numberText(candidates))]),
    ...(seconds === undefined ? [] : [vscode.l10n.t('{0} seconds', seconds.toFixed(1))]),
  ];
  const size = vscode.l10n.t('{0} MB', (bytes / 1024 / 1024).toFixed(1));
  return [
    requestOf(episode),
    facts.join(' · '),
    `${began.toLocaleString(vscode.env.language)} · ${folder.name} · ${size}`,
  ].join('\n');
}
