import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { currentFocus, gone } from './current-focus.ts';
import type { EpisodeRunner } from './episode-runner.ts';
import type { HistoryRow, HistoryView } from './history-view.ts';
import { TraceView } from './trace-view.ts';

/** What a person can do with stored episodes. */
export class HistoryActions {
  readonly #view: HistoryView;
  readonly #trace: TraceView;
  readonly #runner: EpisodeRunner;

  constructor(view: HistoryView, trace: TraceView, runner: EpisodeRunner) {
    this.#view = view;
    this.#trace = trace;
    this.#runner = runner;
  }

  /** Shows an episode in the trace viewer; the one that runs is followed. */
  async open(given: HistoryRow | undefined): Promise<void> {
    const row = given ?? this.#view.selection[0];
    if (row === undefined) return;
    if (row.episode.id === this.#trace.runningEpisode) this.#trace.follow();
    else {
      const events = await readEvents(row.episode.file);
      if (events.length === 0) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t('The trace of this episode cannot be read any more: {0}', row.episode.file),
        );
        this.#view.refresh();
        return;
      }
      this.#trace.show(events, row.episode.settled);
    }
    await vscode.commands.executeCommand(`${TraceView.id}.focus`);
  }

  /** Shows the episode with this id, where it is still stored. */
  async openById(folder: vscode.WorkspaceFolder, id: string): Promise<void> {
    const row = (await this.#view.all()).find((each) => each.folder === folder && each.episode.id === id);
    if (row !== undefined) await this.open(row);
    else void vscode.window.showInformationMessage(vscode.l10n.t('This episode is not stored any more.'));
  }

  /** The same task anew, or on from what the episode found out. */
  async run(row: HistoryRow | undefined, resume: boolean): Promise<void> {
    const chosen = row ?? this.#view.selection[0];
    if (chosen === undefined) return;
    const { folder, episode } = chosen;
    const focus = await currentFocus(folder, episode.task.focus);
    if (focus === undefined) {
      void vscode.window.showInformationMessage(gone());
      return;
    }
    await vscode.commands.executeCommand(`${TraceView.id}.focus`);
    await this.#runner.run({
      folder,
      title: vscode.l10n.t('Credence'),
      request: episode.task.request,
      focus,
      ...(resume ? { resume: episode.id } : {}),
    });
  }

  /** Removes the selected episodes, after asking. */
  async delete(row: HistoryRow | undefined, selected: readonly HistoryRow[] | undefined): Promise<void> {
    const rows = selected ?? (row === undefined ? this.#view.selection : [row]);
    const episodes = rows.filter((each) => each?.kind === 'episode');
    if (episodes.length === 0) return;
    const remove = vscode.l10n.t('Delete');
    const question =
      episodes.length === 1
        ? vscode.l10n.t('Delete the episode “{0}”?', episodes[0]?.episode.task.request ?? '')
        : vscode.l10n.t('Delete {0} episodes?', episodes.length);
    const detail = vscode.l10n.t(
      'Its trace is removed for good. What was learned from it stays in the handbook.',
    );
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
    if (answer !== remove) return;
    const kept = await this.#view.delete(episodes);
    if (kept > 0)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('An episode that runs is not deleted. Stop it first.'),
      );
  }

  /** Filters the list while the person types. */
  search(): void {
    const box = vscode.window.createInputBox();
    box.title = vscode.l10n.t('Credence: search the history');
    box.placeholder = vscode.l10n.t('Words of the request, a file, or how it ended');
    box.value = this.#view.query;
    const before = this.#view.query;
    let accepted = false;
    box.onDidChangeValue((query) => void this.#view.search(query));
    box.onDidAccept(() => {
      accepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (!accepted) void this.#view.search(before);
      box.dispose();
    });
    box.show();
  }
}

/** Our own file; a line torn by a kill is left out. */
async function readEvents(file: string): Promise<readonly TraceEvent[]> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(file));
    return new TextDecoder()
      .decode(bytes)
      .split('\n')
      .flatMap((line) => {
        try {
          const event = JSON.parse(line) as TraceEvent;
          return typeof event.type === 'string' ? [event] : [];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
}
