import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { TraceView } from './trace-view.ts';

interface Item extends vscode.QuickPickItem {
  /** Absent for the episode that runs. */
  readonly events?: readonly TraceEvent[];
}

/** How many stored episodes are offered, the newest first. */
const OFFERED = 30;

/** Shows the trace view; with stored episodes, lets the person pick which. */
export async function pickStoredTrace(
  trace: TraceView,
  stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri,
): Promise<void> {
  await vscode.commands.executeCommand(`${TraceView.id}.focus`);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const files = (
    await Promise.all(
      folders.map((folder) => episodesIn(vscode.Uri.joinPath(stateFolder(folder), 'episodes'))),
    )
  ).flat();
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No episode is stored yet. The trace follows the next one.'),
    );
    return;
  }
  const newest = files.toSorted((a, b) => basename(b.path).localeCompare(basename(a.path))).slice(0, OFFERED);
  const stored = (await Promise.all(newest.map(itemFor))).filter((item) => item !== undefined);
  const now: Item = {
    label: vscode.l10n.t('The episode that runs now'),
    iconPath: new vscode.ThemeIcon('sync'),
  };
  const items: readonly Item[] = trace.isRunning ? [now, ...stored] : stored;
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Credence: show which episode?'),
    placeHolder: vscode.l10n.t('Escape keeps the one that is shown'),
    matchOnDescription: true,
  });
  if (chosen?.events !== undefined) trace.show(chosen.events);
  else if (chosen !== undefined) trace.follow();
}

async function episodesIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name]) => name.endsWith('.jsonl'))
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}

async function itemFor(file: vscode.Uri): Promise<Item | undefined> {
  const events = await eventsOf(file);
  const started = events.find((event) => event.type === 'started');
  if (started === undefined) return undefined;
  const outcome = events.find((event) => event.type === 'outcome');
  const digits = /(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(started.task.id);
  const when = digits === null ? '' : `${digits[1]}-${digits[2]}-${digits[3]} ${digits[4]}:${digits[5]} UTC`;
  return {
    label: started.task.request || vscode.l10n.t('(no words)'),
    description: outcome?.verdict ?? vscode.l10n.t('interrupted'),
    detail: when,
    events,
  };
}

/** One file that cannot be read must not hide the others. */
async function eventsOf(file: vscode.Uri): Promise<readonly TraceEvent[]> {
  try {
    return eventsIn(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return [];
  }
}

/** Our own file; a line torn by a kill is left out. */
function eventsIn(text: string): readonly TraceEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      const event = JSON.parse(line) as TraceEvent;
      return typeof event.type === 'string' ? [event] : [];
    } catch {
      return [];
    }
  });
}
