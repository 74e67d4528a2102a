import { cancelBelow } from './cancel.ts';
import { confirmed, type Episode } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import { preferred } from './finalists.ts';
import { passedConfirmation } from './judge.ts';
import type { Environment } from './ports.ts';
import { afterConfirmation } from './transitions.ts';
import type { CancelSignal, Observation } from './types.ts';

/** The cold confirmation of a finalist, which goes on beside the search. */
export interface ColdRun {
  readonly candidate: string;
  /** Whether it came to its end without being cut off: its result counts, and waiting for it takes no time. */
  isDone(): boolean;
  /** What it found. Throws what it threw. */
  result(): Promise<Observation>;
  /** Ends it and waits until nothing of it is left running. */
  cancel(): Promise<void>;
}

export function startColdRun(
  candidate: Episode['finalists'][number]['candidate'],
  { situation: { target } }: Episode,
  environment: Environment,
  signal: CancelSignal,
): ColdRun {
  const own = cancelBelow(signal);
  let isDone = false;
  // A throw is kept until somebody asks: the search may be at work meanwhile.
  const ended = environment
    .confirm(candidate, target, own.signal)
    .then(
      (observation) => ({ observation }),
      (error: unknown) => ({ error }),
    )
    .then((end) => {
      isDone = !own.signal.aborted;
      own.release();
      return end;
    });
  return {
    candidate: candidate.id,
    isDone: () => isDone,
    result: async () => {
      const end = await ended;
      if ('observation' in end) return end.observation;
      throw end.error;
    },
    cancel: async () => {
      own.cancel();
      await ended;
    },
  };
}

/** The finalist that is to be confirmed next: one that is preferred to all that are; undefined where none is. */
export function awaiting(episode: Episode): Episode['finalists'][number] | undefined {
  const best = preferred(confirmed(episode), episode);
  const next = preferred(
    episode.finalists.filter(({ confirmation }) => confirmation === undefined),
    episode,
  );
  if (next === undefined || best === undefined) return next;
  return preferred([best, next], episode) === next ? next : undefined;
}

/** Whether one that has just passed would be confirmed next, as far as is known before it is compared with others. */
export function wouldBeNext(finalist: Episode['finalists'][number], episode: Episode): boolean {
  return awaiting({ ...episode, finalists: [...episode.finalists, finalist] }) === finalist;
}

/**
 * Starts the cold confirmation of the best that passes as soon as it is known, so that it goes on beside the search for
 * rivals. One that is under way for a patch that has been overtaken is ended at once; one that has ended is left to be counted.
 */
export async function aheadOf(
  episode: Episode,
  environment: Environment,
  signal: CancelSignal,
): Promise<Episode> {
  const { coldRun, ...rest } = episode;
  if (coldRun?.isDone() === true) return episode;
  const next = awaiting(episode)?.candidate;
  if (coldRun !== undefined && coldRun.candidate === next?.id) return episode;
  await coldRun?.cancel();
  if (next === undefined || signal.aborted) return rest;
  return { ...rest, coldRun: startColdRun(next, episode, environment, signal) };
}

/** Whether the cold run that is under way confirms its patch, once it has ended; false where it threw. */
export async function holding({ coldRun, situation }: Episode): Promise<boolean> {
  const observation = await coldRun?.result().catch(() => undefined);
  return observation !== undefined && passedConfirmation(observation, situation.target);
}

/** Does what is done beside the cold confirmation. Where that throws, the confirmation is ended: nobody will ask for it. */
export async function* besideColdRun<T>(
  { coldRun }: Episode,
  work: AsyncGenerator<TraceEventBody, T>,
): AsyncGenerator<TraceEventBody, T> {
  try {
    return yield* work;
  } catch (error) {
    await coldRun?.cancel();
    throw error;
  }
}

/** Waits for the cold confirmation that is under way, and counts what it found. What was cut off has confirmed nothing. */
export async function* seenThrough({
  coldRun,
  ...episode
}: Episode): AsyncGenerator<TraceEventBody, Episode> {
  if (coldRun === undefined) return episode;
  const observation = await coldRun.result();
  yield { type: 'confirmed', candidate: coldRun.candidate, observation };
  const holds = coldRun.isDone() && passedConfirmation(observation, episode.situation.target);
  return afterConfirmation(episode, coldRun.candidate, observation, holds);
}
