import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { TestReport } from '../loop/types.ts';
import { Inquirer } from './agents/inquirer.ts';
import { registerTools } from './agents/tools.ts';
import { registerChat } from './chat/participant.ts';
import { Checkpoints } from './checkpoints/checkpoints.ts';
import { FixActions } from './code-actions.ts';
import { COMMANDS, INTERNAL_COMMANDS } from './commands.ts';
import { EngineClient } from './engine-client.ts';
import { EpisodeRunner } from './episode-runner.ts';
import { welcomeToSample } from './first-run.ts';
import { HandbookPageView } from './handbook-page.ts';
import { HandbookView } from './handbook-view.ts';
import { commandHandlers, internalHandlers, solveText } from './handlers.ts';
import { HistoryActions } from './history-actions.ts';
import { HistoryView } from './history-view.ts';
import { BackgroundFixes } from './lightbulb/background-fixes.ts';
import { LightbulbStatus } from './lightbulb/language-status.ts';
import { PatchReview } from './patch-review.ts';
import { Acceptance } from './review/acceptance.ts';
import { ReviewView } from './review/review-view.ts';
import { SurvivalWatch } from './review/survival-watch.ts';
import { verifierFor } from './review/verifier.ts';
import { Status } from './status.ts';
import { sharedStorage } from './storage-folder.ts';
import { FailingLens } from './tests/failing-lens.ts';
import { TestExplorer } from './tests/test-explorer.ts';
import { TraceView } from './trace-view.ts';

/**
 * Makes the collaborators and registers them; the engine starts with the first episode, not before.
 * @returns what the window waits for when it closes
 */
export function register(context: vscode.ExtensionContext): () => Promise<void> {
  const { extensionUri, secrets } = context;
  const log = vscode.window.createOutputChannel('Credence', { log: true });
  const stateFolder = (folder: vscode.WorkspaceFolder): vscode.Uri => stateFolderOf(context, folder);
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const engine = new EngineClient(script, log);
  const background = new EngineClient(script, log, ['--background']);
  const checkpoints = new Checkpoints(engine, stateFolder, log);
  const userFolder = vscode.Uri.joinPath(context.globalStorageUri, 'user');
  const watch = new SurvivalWatch(engine, userFolder);
  const acceptance = new Acceptance(checkpoints, watch, stateFolder);
  const inquirer = new Inquirer({ engine, secrets, stateFolder });
  const review = new PatchReview({
    acceptance,
    verify: verifierFor(inquirer),
    onPending: (episode) => {
      trace.pending(episode);
      history.refresh();
    },
    onSettled: ({ folder, finished }, as) => {
      trace.settled(finished.episode, as);
      void history.keepDecision(folder, finished.episode, as);
    },
    isAskedOnPage: (episode) => trace.asksAbout(episode),
  });
  engine.isNeeded = () => review.isPending;
  const status = new Status();
  const handbook = new HandbookView(stateFolder);
  const trace: TraceView = new TraceView(extensionUri, {
    onRequest: (message) => {
      if (message.type === 'stop') return runner.stop();
      if (message.type === 'solve') return solveText(runner, message.request);
      if (message.type === 'decide') return review.decide(message.what, trace.episode);
      if (message.type === 'open') return openPlace(message.path, message.line);
      const command = message.type === 'begin' ? COMMANDS.makeTestPass : COMMANDS.showHistory;
      return vscode.commands.executeCommand(command);
    },
    hasEarlier: (): boolean => history.hasAny,
  });
  const onLearned = (): void => {
    handbook.refresh();
    book.refresh();
    // An episode has ended or was accepted: the history has one more, and may have one too many.
    void history.tidy();
  };
  const onTests = (folder: vscode.WorkspaceFolder, report: TestReport): void => tests.observe(folder, report);
  const onFixed = (folder: vscode.WorkspaceFolder, ids: readonly string[]): void =>
    tests.accepted(folder, ids);
  const runner = new EpisodeRunner({
    ...{ engine, review, trace, status, secrets, stateFolder, onLearned, onTests, onFixed, log },
    onBegin: () => fixes.giveWay(),
    userFolder,
  });
  const history: HistoryView = new HistoryView(stateFolder, () => trace.seen);
  const episodes = new HistoryActions(history, trace, runner);
  const tests = new TestExplorer({ engine, stateFolder });
  const fixes = new BackgroundFixes({
    ...{ engine: background, stateFolder, userFolder },
    isBusy: () => runner.isRunning,
  });
  const book = new HandbookPageView({
    extension: extensionUri,
    engine,
    stateFolder,
    openPlace: (path, line) => void openPlace(path, line),
    openEpisode: (folder, id) => void episodes.openById(folder, id),
    onChanged: () => handbook.refresh(),
  });
  const reviewTree = new ReviewView(review);
  const parts = {
    reviewTree,
    ...{ engine, background, inquirer, runner, review, acceptance, checkpoints },
    ...{ context, trace, handbook, book, history, episodes, fixes, secrets, stateFolder },
  };
  context.subscriptions.push(
    log,
    engine,
    review,
    status,
    handbook,
    book,
    history,
    trace,
    ...[background, watch, fixes, tests, new FixActions(fixes), new LightbulbStatus(fixes)],
    ...[new FailingLens(tests.failing), reviewTree],
    registerChat({ runner, inquirer, extension: extensionUri }),
    ...registerTools(inquirer),
    ...registerCommands(COMMANDS, commandHandlers(parts)),
    ...registerCommands(INTERNAL_COMMANDS, internalHandlers(parts)),
  );
  void welcomeToSample();
  return async () => {
    await Promise.all([engine.end(), background.end()]);
  };
}

function registerCommands<Name extends string>(
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
  const own = context.storageUri ?? context.globalStorageUri;
  return vscode.Uri.joinPath(own.with({ path: sharedStorage(own.path) }), `${folder.name}-${mark}`);
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
