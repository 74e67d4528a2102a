import * as vscode from 'vscode';
import type { Focus } from '../../loop/types.ts';
import { takesAnswer } from '../../loop/wanted.ts';
import type { Inquirer } from '../agents/inquirer.ts';
import { COMMANDS } from '../commands.ts';
import type { EpisodeRequest, EpisodeRunner } from '../episode-runner.ts';
import { progressMessage } from '../progress-message.ts';
import {
  diagnosticAtCursor,
  diagnosticFocus,
  findWorkplace,
  pathIn,
  selectionFocus,
  testFocus,
} from '../workspace-state.ts';
import { attachedFocus, attachedPlace, fileOf } from './attached.ts';
import { followups } from './followups.ts';
import { asksForHelp, helpText } from './help.ts';
import { assessedText, behaviorsText, surveyedText, tellOutcome } from './texts.ts';

const ID = 'credence.chat';

/** Between two candidates that are told. */
const PROGRESS_MS = 3_000;

interface ChatParts {
  readonly runner: EpisodeRunner;
  readonly inquirer: Inquirer;
  readonly extension: vscode.Uri;
}

/** A question that waits for an answer; plain data, since the editor stores it with the chat. */
export interface Asked {
  readonly episode: string;
  readonly request: string;
  /** What the request was about, whatever is selected now. */
  readonly focus: Focus;
  readonly assessOnly: boolean;
  readonly options: readonly string[];
}

/** What a turn ended with; the follow-ups depend on it. */
export interface TurnResult extends vscode.ChatResult {
  readonly metadata: {
    readonly ended: 'patch' | 'asked' | 'assessed' | 'none' | 'handbook';
    /** The question that it ended with, for what the person says to it in the next turn. */
    readonly asked?: Asked;
  };
}

/** `@credence` in the chat: the same episodes as everywhere, told as they happen. It asks no language model itself. */
export function registerChat({ runner, inquirer, extension }: ChatParts): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(
    ID,
    async (request, context, response, token): Promise<TurnResult> => {
      if (request.command === undefined && asksForHelp(request.prompt)) return refused(response, helpText());
      const place = attachedPlace(request.references);
      const workplace = await findWorkplace(place === undefined ? undefined : fileOf(place));
      if (workplace.kind === 'not-possible') return refused(response, workplace.message);
      const { folder } = workplace;
      if (request.command === 'handbook')
        return tellHandbook(inquirer, folder, request.prompt, response, token);
      if (!vscode.workspace.isTrusted) {
        response.button({
          command: 'workbench.trust.manage',
          title: vscode.l10n.t('Manage Workspace Trust'),
        });
        return refused(
          response,
          vscode.l10n.t(
            'This workspace is not trusted, so Credence executes nothing here: no test, no compiler.',
          ),
        );
      }
      const asked = request.command === 'answer' ? lastAsked(context) : undefined;
      if (request.command === 'answer' && (asked === undefined || request.prompt.trim() === ''))
        return refused(response, vscode.l10n.t('Nothing here waits for an answer, or none was given.'));
      if (asked !== undefined)
        return follow(runner, answerRequest(folder, asked, request.prompt), response, token);
      const plain =
        request.command === 'fix'
          ? fixRequest(folder, request.prompt)
          : { ...solveRequest(folder, request.prompt), assessOnly: request.command === 'assess' };
      // What is attached is meant, wherever the cursor is.
      const focus = place === undefined ? undefined : await attachedFocus(folder, place);
      const episode =
        focus === undefined ? plain : { ...plain, ...attachedTask(folder, request.prompt, focus) };
      return follow(runner, episode, response, token);
    },
  );
  participant.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.png');
  participant.followupProvider = { provideFollowups: (result) => followups(result) };
  return participant;
}

function refused(response: vscode.ChatResponseStream, message: string): TurnResult {
  response.markdown(message);
  return { metadata: { ended: 'none' } };
}

/** Runs an episode and tells it; the patch waits in the review as after every other way to ask for it. */
async function follow(
  runner: EpisodeRunner,
  episode: EpisodeRequest,
  response: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<TurnResult> {
  let told = 0;
  const result = await runner.run({
    ...episode,
    token,
    onEvent: (event) => {
      const message = progressMessage(event);
      // A chat keeps each line of progress: of hundreds of candidates a second, one now and then is enough.
      const isDue = event.type !== 'proposed' || performance.now() - told > PROGRESS_MS;
      if (message !== undefined && isDue) {
        response.progress(message);
        told = performance.now();
      }
      if (event.type === 'surveyed') response.markdown(surveyedText(event.survey));
      if (event.type === 'assessed') response.markdown(assessedText(event.assessment));
    },
  });
  if (result === undefined)
    return refused(
      response,
      vscode.l10n.t('Credence is at work already. Run “Credence: Stop” to end that first.'),
    );
  if (result.kind === 'failed') return refused(response, result.message);
  const { finished } = result;
  const ended = tellOutcome(finished, episode.assessOnly === true, response);
  response.button({ command: COMMANDS.showTrace, title: vscode.l10n.t('Show Trace') });
  const { question } = finished.outcome;
  if (question === undefined || !takesAnswer(finished.outcome)) return { metadata: { ended } };
  const { request, focus, assessOnly = false } = episode;
  const asked = { episode: finished.episode, request, focus, assessOnly, options: question.options };
  return { metadata: { ended, asked } };
}

/** The question that the turn before ended with. */
function lastAsked({ history }: vscode.ChatContext): Asked | undefined {
  const last = history.findLast((turn) => turn instanceof vscode.ChatResponseTurn);
  return (last?.result as Partial<TurnResult> | undefined)?.metadata?.asked;
}

function solveRequest(folder: vscode.WorkspaceFolder, prompt: string): EpisodeRequest {
  // The words go to the loop, which knows English ones.
  const request = prompt.trim() === '' ? 'Make the failing tests pass' : prompt.trim();
  return { folder, title: vscode.l10n.t('Credence'), request, focus: selectionFocus(folder) };
}

/** The task of a place that was attached; what fails there says it where the person does not. */
function attachedTask(
  folder: vscode.WorkspaceFolder,
  prompt: string,
  focus: Focus,
): Pick<EpisodeRequest, 'request' | 'focus'> {
  const { request } = solveRequest(folder, prompt);
  const isSaid = prompt.trim() !== '';
  return { request: !isSaid && focus.kind === 'diagnostic' ? focus.message : request, focus };
}

/** The same task again, with what the person says to its question. */
function answerRequest(folder: vscode.WorkspaceFolder, asked: Asked, prompt: string): EpisodeRequest {
  const { episode, request, focus, assessOnly } = asked;
  const title = vscode.l10n.t('Credence');
  return { folder, title, request, focus, assessOnly, resume: episode, answer: prompt.trim() };
}

/** The problem at the cursor, else the test around it, else what fails in the folder. */
function fixRequest(folder: vscode.WorkspaceFolder, prompt: string): EpisodeRequest {
  const editor = vscode.window.activeTextEditor;
  const path = editor === undefined ? undefined : pathIn(folder, editor.document.uri);
  const plain = solveRequest(folder, prompt);
  if (editor === undefined || path === undefined) return plain;
  const diagnostic = diagnosticAtCursor(editor);
  if (diagnostic !== undefined) {
    const focus = diagnosticFocus(editor.document, path, diagnostic);
    return { ...plain, request: prompt.trim() || diagnostic.message, focus };
  }
  const focus = testFocus(editor, path);
  return focus === undefined ? plain : { ...plain, focus };
}

async function tellHandbook(
  inquirer: Inquirer,
  folder: vscode.WorkspaceFolder,
  prompt: string,
  response: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<TurnResult> {
  const failure = prompt.trim();
  const code = /\b[A-Z]{2,}\d{3,5}\b/.exec(failure)?.[0];
  const input = code === undefined ? {} : { code };
  const answer = await inquirer.ask<'behaviors'>(folder, { kind: 'behaviors', input }, token);
  if ('problem' in answer) return refused(response, answer.problem);
  response.markdown(behaviorsText(answer.answer.behaviors));
  response.button({ command: COMMANDS.openHandbook, title: vscode.l10n.t('Open Handbook') });
  return { metadata: { ended: 'handbook' } };
}
