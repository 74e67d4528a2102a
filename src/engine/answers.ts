import { findEpisode, listEpisodeFiles } from '../handbook/episodes.ts';
import type { TraceEvent } from '../loop/events.ts';
import type { Answered } from '../loop/types.ts';
import { takesAnswer } from '../loop/wanted.ts';

interface Told {
  readonly answers: readonly Answered[];
  /** A sentence for the person. */
  readonly note: string;
}

/**
 * What the person has told of a task: to the episode that this one goes on from, and now.
 * @param answer to the question that the earlier episode ended with; absent when there is none to give
 */
export async function readAnswers(
  stateFolder: string,
  episode: string | undefined,
  answer: string | undefined,
): Promise<Told> {
  if (episode === undefined) return { answers: [], note: '' };
  const events = await eventsOf(stateFolder, episode);
  const before = events.find((event) => event.type === 'started')?.task.answers ?? [];
  if (answer === undefined) return { answers: before, note: '' };
  const question = events.findLast((event) => event.type === 'outcome')?.outcome.question?.text;
  if (question === undefined)
    return { answers: before, note: 'The earlier episode asked nothing, or is not stored any more.' };
  return {
    answers: [...before, { question, answer }],
    note: `Asked “${question}”, you answered: ${answer}`,
  };
}

async function eventsOf(stateFolder: string, episode: string): Promise<readonly TraceEvent[]> {
  return (await findEpisode(stateFolder, episode))?.events ?? [];
}

/** An episode that ended with a question, as a person answers it. */
export interface Open {
  readonly episode: string;
  readonly request: string;
  readonly question: string;
  readonly options: readonly string[];
  /** Whether the next episode can use an answer; else it is about the patch at hand, which is taken or not. */
  readonly takesAnswer: boolean;
}

/** The question that the newest episode of a state folder ended with; undefined when it asked none. */
export async function openQuestion(stateFolder: string): Promise<Open | undefined> {
  const [newest] = await listEpisodeFiles(stateFolder, 1);
  if (newest === undefined) return undefined;
  const events = await eventsOf(stateFolder, newest.id);
  const task = events.find((event) => event.type === 'started')?.task;
  const outcome = events.findLast((event) => event.type === 'outcome')?.outcome;
  if (task === undefined || outcome?.question === undefined) return undefined;
  const { text, options } = outcome.question;
  return {
    ...{ episode: newest.id, request: task.request, question: text, options },
    takesAnswer: takesAnswer(outcome),
  };
}
