import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readSecretValues } from '../context/secrets/env-values.ts';
import { createRedactor } from '../context/secrets/redact-known.ts';
import type { WarmPrograms } from '../environment/warm-runners.ts';
import { openAnalogues } from '../handbook/analogues.ts';
import { openEpisodeLog } from '../handbook/episodes.ts';
import { openFormRecords } from '../handbook/form-records.ts';
import { type OpenHandbook, openHandbook } from '../handbook/store.ts';
import type { WordLesson } from '../handbook/worded-lessons.ts';
import type { ModelAccount, TraceEvent } from '../loop/events.ts';
import { solve } from '../loop/loop.ts';
import { failureKey } from '../loop/signature.ts';
import type { NewTest, Outcome, Survey, Target, Task } from '../loop/types.ts';
import type { EditorChannel } from '../models/editor-model.ts';
import { Alternatives } from './alternatives.ts';
import { readAnswers } from './answers.ts';
import { excerpts } from './change-excerpt.ts';
import { episodeReader } from './handbook.ts';
import { lessonWording } from './lesson-wording.ts';
import { composeModels } from './models.ts';
import { composePromptContext } from './prompt-context.ts';
import type { Alternative, PatchedFile, RunRequest } from './protocol.ts';
import { Relay } from './relay.ts';
import { NOTHING_BEFORE, readEarlier, snapshotMark, withoutRefused } from './resumed.ts';
import { composeSkills } from './skills.ts';
import { contextOf, openWorkspace } from './workspace.ts';

/** Where the shipped files lie that the engine reads at run time. */
export interface Assets {
  /** Absolute folder with the grammars and tree-sitter's own runtime. */
  readonly grammars: string;
  /** The programs that stay running while candidates are tried. */
  readonly programs: WarmPrograms;
  /** Absolute path of the bundle that reads files for the map; without it they are read on the engine's own thread. */
  readonly tags?: string;
  readonly version: string;
}

/** Who follows an episode. */
export interface Listener {
  readonly onEvent: (event: TraceEvent) => void;
  /** A sentence for the person about something that ends nothing. */
  readonly onNotice: (message: string) => void;
  /** The way to the editor's own models; absent where there is no editor. */
  readonly editor?: EditorChannel;
}

export interface Finished {
  readonly episode: string;
  readonly outcome: Outcome;
  /** With the test that nobody has confirmed as the last file, where there is one: the person takes it, or does not. */
  readonly patch: readonly PatchedFile[];
  readonly diff: string;
  readonly alternatives: readonly Alternative[];
  /**
   * To be called when the person accepted the patch: what was learned enters the workspace's handbook.
   * @param signal ends what a model is asked about it; what was learned is written all the same
   */
  publish(signal: AbortSignal): Promise<readonly string[]>;
}

function withTest(patch: readonly PatchedFile[], test: NewTest | undefined): readonly PatchedFile[] {
  return test === undefined ? patch : [...patch, { path: test.path, after: test.text }];
}

/**
 * Apart from the episode, so that a patch which waits to be accepted does not hold the whole environment: a function that is
 * written down within the episode would.
 */
function publisher(
  handbook: OpenHandbook,
  episode: string,
  word: (signal: AbortSignal) => WordLesson | undefined,
): Finished['publish'] {
  return async (signal) => (await handbook.publish(episode, word(signal))).complaints;
}

/** Composes the rooms for one workspace and runs one episode; every event is freed of secrets and stored before it is passed on. */
export async function runEpisode(
  request: Omit<RunRequest, 'type' | 'id'>,
  assets: Assets,
  { onEvent, onNotice, editor }: Listener,
  cancel: AbortSignal,
): Promise<Finished> {
  const told = await readAnswers(request.stateFolder, request.resume, request.answer);
  const task: Task = {
    id: `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomUUID().slice(0, 8)}`,
    request: request.request,
    ...(told.answers.length === 0 ? {} : { answers: told.answers }),
    focus: request.focus as Task['focus'],
    budget: request.budget,
    seed: request.seed,
  };
  // The budget is a hard limit: what still runs when it ends is cut off like a cancelled run.
  const over = new AbortController();
  const late = AbortSignal.timeout(request.budget.seconds * 1000);
  const signal = AbortSignal.any([cancel, late, over.signal]);
  const { environment, syntax } = await openWorkspace(request, assets, signal, { onNotice });
  const reader = episodeReader(request.folder, (path) => environment.sources.read(path));
  const account = new Relay<ModelAccount>();
  let log: ReturnType<typeof openEpisodeLog> | undefined;
  try {
    const redact = createRedactor(readSecretValues(request.folder, environment.sources.list()));
    log = openEpisodeLog({ stateFolder: request.stateFolder, episode: task.id, redact });
    const { append } = log;
    const handbook = await openHandbook({
      workspaceFile: join(request.folder, '.credence', 'handbook.md'),
      stateFolder: request.stateFolder,
      ...(request.userFolder === undefined ? {} : { userFolder: request.userFolder }),
      read: reader.read,
    });
    const analogues = openAnalogues(request.stateFolder, redact);
    let seen: { readonly survey?: Survey; readonly target?: Target } = {};
    const tell = (event: TraceEvent): void => {
      const { stored, complaint } = append(event);
      if (complaint !== undefined) onNotice(complaint);
      if (event.type === 'surveyed') seen = { survey: event.survey };
      if (event.type === 'assessed') seen = { ...seen, target: event.assessment.target };
      // What is shown may be saved by the person: it holds no more than what is stored.
      onEvent(stored);
    };
    const clock = { seconds: () => performance.now() / 1000 };
    const began = clock.seconds();
    // Told while the loop waits for the skill that called, so that the costs are seen as they arise.
    account.to = (costs) => tell({ at: clock.seconds() - began, type: 'ledger', account: costs });
    const model = composeModels(request, { editor, onNotice, onAccount: account.send });
    const excerpt = excerpts((path) => environment.sources.read(path));
    const mark = snapshotMark(request.folder, environment.sources.list(), request.overlays);
    // What was refused before the person told more may be what they mean.
    const earlier =
      request.resume === undefined || request.answer !== undefined
        ? { ...NOTHING_BEFORE, note: told.note }
        : await readEarlier(request.stateFolder, request.resume, mark);
    const context = contextOf(environment, syntax, signal);
    const skills = composeSkills(
      {
        context,
        model,
        promptContext: () => composePromptContext(request, assets, environment, redact),
        formRecords: () => openFormRecords(request.stateFolder),
        analogues: ({ survey, target }) => analogues.find(failureKey(survey, target)),
      },
      environment,
      syntax,
    );
    const ports = {
      environment,
      context,
      proposer: withoutRefused(skills, earlier, excerpt),
      handbook,
      clock,
    };
    /** The loop sees no files and no earlier episode; what a reader of the trace needs of them is added here. */
    const annotated = (event: TraceEvent): TraceEvent => {
      if (event.type === 'proposed') return { ...event, diff: excerpt(event.candidate) };
      if (event.type === 'surveyed') return { ...event, mark };
      if (request.resume === undefined) return event;
      if (event.type === 'started') return { ...event, resumes: request.resume };
      return event.type === 'recalled'
        ? { ...event, complaints: [...event.complaints, earlier.note] }
        : event;
    };
    const steps = solve(task, ports, { version: assets.version, assessOnly: request.assessOnly }, signal);
    const alternatives = new Alternatives();
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        const outcome = next.value;
        const { candidate, unconfirmedTest } = outcome;
        if (outcome.verdict === 'solved' && candidate !== undefined && seen.survey && seen.target) {
          const key = failureKey(seen.survey, seen.target);
          const problem = analogues.add({
            ...{ episode: task.id, key },
            title: candidate.title,
            diff: environment.diff(candidate),
          });
          if (problem !== undefined) onNotice(problem);
        }
        return {
          episode: task.id,
          outcome,
          patch: candidate === undefined ? [] : withTest(environment.patch(candidate), unconfirmedTest),
          diff: candidate === undefined ? '' : environment.diff(candidate),
          alternatives: alternatives.of(outcome, environment),
          publish: publisher(handbook, task.id, lessonWording(model, request.folder, redact)),
        };
      }
      alternatives.hear(next.value);
      tell(annotated(next.value));
    }
  } finally {
    // What an error left running has no place to run in any more.
    over.abort();
    account.to = undefined;
    log?.close();
    reader.toLive();
    await environment.dispose();
  }
}
