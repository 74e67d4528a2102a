import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RunRequest } from '../engine/protocol.ts';
import type { TraceEvent } from '../loop/events.ts';
import type { Focus, TestReport } from '../loop/types.ts';
import { plainText } from '../trace/plain-text.ts';
import { currentFocus, gone } from './current-focus.ts';
import type { EngineClient, RunResult } from './engine-client.ts';
import type { PatchReview } from './patch-review.ts';
import { progressMessage } from './progress-message.ts';
import { sayOutcome } from './say-outcome.ts';
import { readBudget, readModels, readVerification } from './settings.ts';
import type { Status } from './status.ts';
import type { TraceView } from './trace-view.ts';
import { unsavedTexts } from './workspace-state.ts';

export interface RunnerParts {
  readonly engine: EngineClient;
  readonly review: PatchReview;
  readonly trace: TraceView;
  readonly status: Status;
  readonly secrets: vscode.SecretStorage;
  readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  /** Told that an episode begins. */
  readonly onBegin: () => void;
  /** For what is learned over all workspaces. */
  readonly userFolder: vscode.Uri;
  /** Told how the untouched tests ended. */
  readonly onTests: (folder: vscode.WorkspaceFolder, report: TestReport) => void;
  /** Told which tests, by their ids, an accepted patch fixes. */
  readonly onFixed: (folder: vscode.WorkspaceFolder, tests: readonly string[]) => void;
  /** Told when a patch was accepted and the handbook may have changed. */
  readonly onLearned: () => void;
  readonly log: vscode.LogOutputChannel;
}

export interface EpisodeRequest {
  readonly folder: vscode.WorkspaceFolder;
  readonly title: string;
  readonly request: string;
  readonly focus: Focus;
  readonly assessOnly?: boolean;
  /** Id of a stored episode of the same task that this one goes on from. */
  readonly resume?: string;
  /** What the person says to the question that `resume` ended with. */
  readonly answer?: string;
  /** Somebody else who follows and tells the end, for example a chat: then no notification does. */
  readonly onEvent?: (event: TraceEvent) => void;
  /** Ends it, beside the Stop of the notification. */
  readonly token?: vscode.CancellationToken;
}

/** Runs one episode at a time, with progress and cancel, and offers what it found. */
export class EpisodeRunner {
  readonly #parts: RunnerParts;
  #running: string | undefined;
  /** Whether it was stopped, also before the engine heard of it. */
  #isStopped = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Stops the running episode; false when none runs. */
  stop(): boolean {
    if (this.#running === undefined) return false;
    this.#isStopped = true;
    this.#parts.engine.cancel(this.#running);
    return true;
  }

  /** @returns undefined when nothing was run; the person has been told why */
  async run(episode: EpisodeRequest): Promise<RunResult | undefined> {
    if (!this.#mayBegin()) return undefined;
    const id = randomUUID();
    this.#running = id;
    this.#isStopped = false;
    await vscode.commands.executeCommand('setContext', 'credence.running', true);
    try {
      return await this.#runAs(id, episode);
    } finally {
      this.#running = undefined;
      await vscode.commands.executeCommand('setContext', 'credence.running', false);
    }
  }

  /** Whether an episode can begin now; the person is told why not. */
  #mayBegin(): boolean {
    if (!vscode.workspace.isTrusted) {
      void sayUntrusted();
      return false;
    }
    if (this.#running === undefined) return true;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Credence is at work already. Run “Credence: Stop” to end that first.'),
    );
    return false;
  }

  async #runAs(id: string, episode: EpisodeRequest): Promise<RunResult> {
    const { engine, trace, status, review, onLearned } = this.#parts;
    const request = await this.#requestFor(id, episode);
    let isCut = false;
    const work = async (
      tell: (message: string) => void,
      token?: vscode.CancellationToken,
    ): Promise<RunResult | undefined> => {
      const tokens = [token, episode.token].filter((each) => each !== undefined);
      if (this.#isStopped || tokens.some((each) => each.isCancellationRequested)) return undefined;
      for (const each of tokens) each.onCancellationRequested(() => engine.cancel(id));
      this.#parts.onBegin();
      trace.begin();
      status.working();
      const follow = (event: TraceEvent): void => {
        trace.add(event);
        episode.onEvent?.(event);
        if (event.type === 'surveyed' && event.survey.tests !== undefined)
          this.#parts.onTests(episode.folder, event.survey.tests);
        status.follow(event);
        if (event.type === 'decided')
          isCut = event.decision.kind === 'stop' && event.decision.because === 'budget';
        const message = progressMessage(event);
        if (message !== undefined) tell(message);
      };
      return engine.run(request, follow);
    };
    const location = vscode.ProgressLocation.Notification;
    // Who follows shows the progress as well, and so does the status bar: once more would be too much.
    const result =
      episode.onEvent === undefined
        ? await vscode.window.withProgress(
            { location, title: episode.title, cancellable: true },
            (progress, token) => work((message) => progress.report({ message: plainText(message) }), token),
          )
        : await work(() => undefined);
    if (result === undefined) {
      const message = vscode.l10n.t('Credence was stopped before it began.');
      if (episode.onEvent === undefined) void vscode.window.showInformationMessage(message);
      return { kind: 'failed', message };
    }
    trace.end();
    // What was learned waits in the handbook's view until its patch is accepted; the history tells of a failure too.
    onLearned();
    if (result.kind === 'failed') {
      status.failed();
      void vscode.window.showErrorMessage(result.message);
      return result;
    }
    const { finished } = result;
    const { outcome } = finished;
    status.finished(outcome);
    const onAnswered = (answer: string): boolean => {
      const begins = this.#mayBegin();
      if (begins) void this.run({ ...episode, resume: finished.episode, answer });
      return begins;
    };
    // What was answered to the question before is known of the episode that was cut, and no answer to another.
    const { answer: _, ...rest } = episode;
    const goOn = (): void => void this.run({ ...rest, resume: finished.episode });
    if (outcome.candidate === undefined || finished.patch.length === 0) {
      if (episode.onEvent === undefined)
        void sayOutcome(outcome, episode.assessOnly === true, isCut ? goOn : undefined).then(
          (said) => said !== undefined && onAnswered(said),
        );
      return result;
    }
    const onAccepted = (): void => {
      const stateFolder = this.#parts.stateFolder(episode.folder).fsPath;
      engine.accepted(id, { folder: episode.folder.uri.fsPath, stateFolder, episode: finished.episode });
      this.#parts.onFixed(episode.folder, outcome.evidence?.fixed ?? []);
      onLearned();
    };
    const onAgain = async (): Promise<void> => {
      const focus = await currentFocus(episode.folder, episode.focus);
      if (focus !== undefined) await this.run({ ...rest, focus });
      else void vscode.window.showInformationMessage(gone());
    };
    await review.offer({
      ...{ folder: episode.folder, focus: episode.focus, finished, onAccepted, onAnswered },
      onAgain: () => void onAgain(),
      isAskedElsewhere: episode.onEvent !== undefined,
    });
    return result;
  }

  async #requestFor(
    id: string,
    { folder, request, focus, assessOnly, resume, answer }: EpisodeRequest,
  ): Promise<Omit<RunRequest, 'type'>> {
    const models = await readModels(folder.uri, this.#parts.secrets);
    const typescript = await editorsTypescript();
    return {
      id,
      folder: folder.uri.fsPath,
      request,
      focus,
      budget: readBudget(folder.uri),
      seed: 1,
      overlays: unsavedTexts(folder),
      verification: readVerification(folder.uri),
      trusted: vscode.workspace.isTrusted,
      stateFolder: this.#parts.stateFolder(folder).fsPath,
      userFolder: this.#parts.userFolder.fsPath,
      assessOnly: assessOnly ?? false,
      ...(resume === undefined ? {} : { resume }),
      ...(answer === undefined ? {} : { answer }),
      ...(typescript === undefined ? {} : { fallbackTypescript: typescript }),
      ...models,
    };
  }
}

/** The TypeScript that comes with the editor, for projects that have none of their own. */
export async function editorsTypescript(): Promise<string | undefined> {
  const uri = vscode.Uri.joinPath(
    vscode.Uri.file(vscode.env.appRoot),
    'extensions',
    'node_modules',
    'typescript',
    'lib',
    'typescript.js',
  );
  try {
    await vscode.workspace.fs.stat(uri);
    return uri.fsPath;
  } catch {
    return undefined;
  }
}

/** Says that nothing is executed here, and leads to where that can be changed. */
export async function sayUntrusted(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This workspace is not trusted, so Credence executes nothing here: no test, no compiler. Trust it to let patches be verified.',
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
