import * as vscode from 'vscode';
import type { HistoryActions } from './history-actions.ts';
import type { HistoryRow, HistoryView } from './history-view.ts';
import { TraceView } from './trace-view.ts';

interface Item extends vscode.QuickPickItem {
  /** Absent for the episode that runs. */
  readonly row?: HistoryRow;
}

/** How many stored episodes are offered, the newest first; the history has all. */
const OFFERED = 30;

/** Shows the trace view; with stored episodes, lets the person pick which. */
export async function pickStoredTrace(
  trace: TraceView,
  history: HistoryView,
  actions: HistoryActions,
): Promise<void> {
  await vscode.commands.executeCommand(`${TraceView.id}.focus`);
  const rows = (await history.all()).filter(({ episode }) => episode.id !== trace.runningEpisode);
  if (rows.length === 0) {
    if (!trace.isRunning)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No episode is stored yet. The trace follows the next one.'),
      );
    trace.follow();
    return;
  }
  const now: Item = {
    label: vscode.l10n.t('The episode that runs now'),
    iconPath: new vscode.ThemeIcon('sync'),
  };
  const stored: readonly Item[] = rows.slice(0, OFFERED).map((row) => ({ ...history.describe(row), row }));
  const chosen = await vscode.window.showQuickPick(trace.isRunning ? [now, ...stored] : stored, {
    title: vscode.l10n.t('Credence: show which episode?'),
    placeHolder: vscode.l10n.t('Escape keeps the one that is shown'),
    matchOnDescription: true,
  });
  if (chosen?.row !== undefined) await actions.open(chosen.row);
  else if (chosen !== undefined) trace.follow();
}
