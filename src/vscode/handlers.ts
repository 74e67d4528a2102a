import * as vscode from 'vscode';
import type { Focus } from '../loop/types.ts';
import type { Inquirer } from './agents/inquirer.ts';
import type { Checkpoints } from './checkpoints/checkpoints.ts';
import { chooseModel } from './choose-model.ts';
import type { CommandName, INTERNAL_COMMANDS } from './commands.ts';
import { runDoctor } from './doctor.ts';
import type { EngineClient } from './engine-client.ts';
import type { EpisodeRunner } from './episode-runner.ts';
import { openSample } from './first-run.ts';
import type { HandbookPageView } from './handbook-page.ts';
import { type BehaviorRow, type HandbookView, openHandbook } from './handbook-view.ts';
import type { HistoryActions } from './history-actions.ts';
import { type HistoryRow, HistoryView } from './history-view.ts';
import type { BackgroundFixes } from './lightbulb/background-fixes.ts';
import { setApiKey } from './settings.ts';
import { pickStoredTrace } from './stored-traces.ts';
import { type SurfaceParts, surfaceHandlers } from './surface-handlers.ts';
import { TraceView } from './trace-view.ts';
import { inTrustedWorkplace, inWorkplace } from './trusted-workplace.ts';
import { diagnosticAtCursor, diagnosticFocus, pathIn, selectionFocus, testFocus } from './workspace-state.ts';

export interface HandlerParts extends SurfaceParts {
  readonly checkpoints: Checkpoints;
  readonly engine: EngineClient;
  readonly trace: TraceView;
  readonly handbook: HandbookView;
  readonly book: HandbookPageView;
  readonly history: HistoryView;
  readonly episodes: HistoryActions;
  readonly context: vscode.ExtensionContext;
  readonly inquirer: Inquirer;
  readonly fixes: Pick<BackgroundFixes, 'rest'>;
  readonly secrets: vscode.SecretStorage;
  readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
}

type Handler = (...args: readonly unknown[]) => unknown;

/** What each command does; a command that is declared but not handled does not compile. */
export function commandHandlers(parts: HandlerParts): Readonly<Record<CommandName, Handler>> {
  const { engine, runner, trace, secrets, stateFolder } = parts;
  return {
    solveRequest: () => askAndRun(runner, false),
    assessRequest: () => askAndRun(runner, true),
    fixProblemAtCursor: () => fixAtCursor(runner),
    makeTestPass: () => makeTestPass(runner),
    showTrace: () => pickStoredTrace(trace, parts.history, parts.episodes),
    showHistory: () => vscode.commands.executeCommand(`${HistoryView.id}.focus`),
    searchHistory: async () => {
      await vscode.commands.executeCommand(`${HistoryView.id}.focus`);
      parts.episodes.search();
    },
    showHandbook: () => inWorkplace((folder) => parts.book.show(folder)),
    openHandbook: () => inWorkplace((folder) => openHandbook(folder, stateFolder(folder))),
    setApiKey: () => setApiKey(secrets),
    chooseModel: () => chooseModel(engine, secrets),
    doctor: () => runDoctor(parts.inquirer),
    openSample: () => openSample(parts.context),
    createCheckpoint: () => inWorkplace((folder) => parts.checkpoints.create(folder)),
    restoreCheckpoint: () => inWorkplace((folder) => parts.checkpoints.restore(folder)),
    stop: () => {
      const rests = parts.fixes.rest();
      if (rests)
        vscode.window.setStatusBarMessage(
          vscode.l10n.t(
            '$(debug-stop) Credence rests for a minute. A setting switches fixes in the background off.',
          ),
          8_000,
        );
      if (!runner.stop() && !rests)
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('Credence is not running, so there is nothing to stop.'),
          5_000,
        );
    },
  };
}

export function internalHandlers(
  parts: HandlerParts,
): Readonly<Record<keyof typeof INTERNAL_COMMANDS, Handler>> {
  const { runner, review, handbook } = parts;
  return {
    fixDiagnostic: (uri, line, character, message) =>
      fixAt(runner, String(uri), Number(line), Number(character), String(message)),
    acceptPatch: (episode) => review.accept(episodeOf(episode)),
    discardPatch: (episode) => review.discard(episodeOf(episode)),
    showEvidence: (episode) => review.showEvidence(episodeOf(episode)),
    openBehavior: (row) => {
      const { folder, entry } = row as BehaviorRow;
      parts.book.show(folder, entry.name);
    },
    pinBehavior: (row) => change(parts.book, 'pin', row),
    enableBehavior: (row) => change(parts.book, 'enable', row),
    disableBehavior: (row) => change(parts.book, 'disable', row),
    deleteBehavior: (row) => change(parts.book, 'delete', row),
    refreshHandbook: () => handbook.refresh(),
    openEpisode: (row) => parts.episodes.open(row as HistoryRow | undefined),
    rerunEpisode: (row) => parts.episodes.run(row as HistoryRow | undefined, false),
    resumeEpisode: (row) => parts.episodes.run(row as HistoryRow | undefined, true),
    deleteEpisode: (row, all) =>
      parts.episodes.delete(row as HistoryRow | undefined, all as readonly HistoryRow[] | undefined),
    followTrace: async () => {
      parts.trace.follow();
      await followTrace();
    },
    showAllEpisodes: () => parts.history.search(''),
    refreshHistory: () => parts.history.refresh(),
    ...surfaceHandlers(parts),
  };
}

/** The episode that a button was made for; menus of a title say which page is shown instead. */
function episodeOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

function askAndRun(runner: EpisodeRunner, assessOnly: boolean): Promise<void> {
  return inTrustedWorkplace(async (folder) => {
    const request = await vscode.window.showInputBox({
      title: assessOnly
        ? vscode.l10n.t('Credence: assess a request')
        : vscode.l10n.t('Credence: solve a request'),
      prompt: vscode.l10n.t('What should be fixed? Name the failing test or what goes wrong.'),
      value: vscode.l10n.t('Make the failing tests pass'),
      ignoreFocusOut: true,
    });
    if (request === undefined) return;
    const focus = selectionFocus(folder);
    await followTrace();
    const title = assessOnly ? vscode.l10n.t('Credence assesses') : vscode.l10n.t('Credence');
    await runner.run({ folder, title, request, focus, assessOnly });
  });
}

/** What a person typed on the page that shows what comes of it. */
export function solveText(runner: EpisodeRunner, request: string): Promise<void> {
  return inTrustedWorkplace(async (folder) => {
    await runner.run({
      ...{ folder, title: vscode.l10n.t('Credence'), request, focus: selectionFocus(folder) },
    });
  });
}

function fixAtCursor(runner: EpisodeRunner): Promise<void> {
  return inTrustedWorkplace(async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined)
      return say(vscode.l10n.t('Open the file with the problem and put the cursor on it.'));
    const diagnostic = diagnosticAtCursor(editor);
    if (diagnostic === undefined)
      return say(
        vscode.l10n.t(
          'There is no problem at the cursor. Put it on a squiggle, or use “Credence: Solve Request…”.',
        ),
      );
    await fix(runner, editor.document, diagnostic);
  });
}

/** From a code action: the diagnostic is looked up again, since the file may have moved on. */
async function fixAt(
  runner: EpisodeRunner,
  uri: string,
  line: number,
  character: number,
  message: string,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const all = vscode.languages.getDiagnostics(document.uri).filter((d) => d.message === message);
  const position = new vscode.Position(line, character);
  const diagnostic = all.find((d) => d.range.start.isEqual(position)) ?? all[0];
  if (diagnostic === undefined) return say(vscode.l10n.t('This problem is gone already.'));
  await fix(runner, document, diagnostic);
}

function fix(
  runner: EpisodeRunner,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): Promise<void> {
  return inTrustedWorkplace(async (folder) => {
    const path = pathIn(folder, document.uri);
    if (path === undefined) return say(vscode.l10n.t('This file is not part of the open folder.'));
    const focus: Focus = diagnosticFocus(document, path, diagnostic);
    await runner.run({ folder, title: vscode.l10n.t('Credence'), request: diagnostic.message, focus });
  }, document.uri);
}

async function makeTestPass(runner: EpisodeRunner): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  await inTrustedWorkplace(async (folder) => {
    const path = editor === undefined ? undefined : pathIn(folder, editor.document.uri);
    const focus = editor === undefined || path === undefined ? undefined : testFocus(editor, path);
    await followTrace();
    // Away from any test, all that fail are meant.
    const request =
      focus?.name === undefined ? 'Make the failing tests pass' : `Make the test “${focus.name}” pass`;
    await runner.run({
      folder,
      title: vscode.l10n.t('Credence'),
      request,
      focus: focus ?? { kind: 'workspace' },
    });
  });
}

function followTrace(): Thenable<unknown> {
  return vscode.commands.executeCommand(`${TraceView.id}.focus`);
}

/** What a person asks of a behavior in the tree. */
async function change(
  book: HandbookPageView,
  deed: 'pin' | 'enable' | 'disable' | 'delete',
  row: unknown,
): Promise<void> {
  // From a key without a selection there is nothing to act on.
  if (row === undefined) return;
  const { folder, entry } = row as BehaviorRow;
  await book.ask(folder, { do: deed, name: entry.name });
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
