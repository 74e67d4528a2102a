import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { Inquirer } from './agents/inquirer.ts';
import { registerTools } from './agents/tools.ts';
import { registerChat } from './chat/participant.ts';
import { FixActions } from './code-actions.ts';
import { COMMANDS, INTERNAL_COMMANDS } from './commands.ts';
import { EngineClient } from './engine-client.ts';
import { EpisodeRunner } from './episode-runner.ts';
import { welcomeToSample } from './first-run.ts';
import { HandbookView } from './handbook-view.ts';
import { commandHandlers, internalHandlers } from './handlers.ts';
import { HistoryActions } from './history-actions.ts';
import { HistoryView } from './history-view.ts';
import { PatchReview } from './patch-review.ts';
import { Status } from './status.ts';
import { TraceView } from './trace-view.ts';

/** Makes the collaborators and registers them; the engine starts with the first episode, not before. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, secrets } = context;
  const log = vscode.window.createOutputChannel('Credence', { log: true });
  const stateFolder = (folder: vscode.WorkspaceFolder): vscode.Uri => stateFolderOf(context, folder);
  const engine = new EngineClient(vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath, log);
  const review = new PatchReview((episode) => trace.pending(episode));
  engine.isNeeded = () => review.isPending;
  const status = new Status();
  const handbook = new HandbookView(stateFolder);
  const trace = new TraceView(extensionUri, (message) => {
    if (message.type === 'stop') runner.stop();
    if (message.type === 'accept') void review.accept(trace.episode);
    if (message.type === 'open') void openPlace(message.path, message.line);
    if (message.type === 'history') void vscode.commands.executeCommand(COMMANDS.showHistory);
  });
  const onLearned = (): void => {
    handbook.refresh();
    // An episode has ended or was accepted: the history has one more, and may have one too many.
    void history.tidy();
  };
  const runner = new EpisodeRunner({ engine, review, trace, status, secrets, stateFolder, onLearned, log });
  const inquirer = new Inquirer({ engine, secrets, stateFolder });
  const history = new HistoryView(stateFolder, () => trace.runningEpisode);
  const episodes = new HistoryActions(history, trace, runner);
  const parts = {
    context,
    engine,
    inquirer,
    runner,
    review,
    trace,
    handbook,
    history,
    episodes,
    secrets,
    stateFolder,
  };
  context.subscriptions.push(
    log,
    engine,
    review,
    status,
    handbook,
    history,
    trace,
    new FixActions(),
    registerChat({ runner, inquirer, extension: extensionUri }),
    ...registerTools(inquirer),
    ...register(COMMANDS, commandHandlers(parts)),
    ...register(INTERNAL_COMMANDS, internalHandlers(parts)),
  );
  void welcomeToSample();
}

function register<Name extends string>(
  names: Readonly<Record<Name, string>>,
  handlers: Readonly<Record<Name, (...args: readonly unknown[]) => unknown>>,
): vscode.Disposable[] {
  return (Object.keys(names) as Name[]).map((name) =>
    vscode.commands.registerCommand(names[name], handlers[name]),
  );
}

/** Traces and evidence of a folder: in the extension's own storage, apart for each folder. */
function stateFolderOf(context: vscode.ExtensionContext, folder: vscode.WorkspaceFolder): vscode.Uri {
  const mark = createHash('sha256').update(folder.uri.toString()).digest('hex').slice(0, 12);
  return vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, `${folder.name}-${mark}`);
}

/** A place that the trace names, in whichever open folder has it. */
async function openPlace(path: string, line: number): Promise<void> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    // A trace is data: a path in it must not lead out of the folder.
    if (!uri.path.startsWith(`${folder.uri.path}/`)) continue;
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      continue;
    }
    const at = new vscode.Position(Math.max(0, line - 1), 0);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    return;
  }
}
