import type { Episode } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import type { Environment } from './ports.ts';
import type { CancelSignal } from './types.ts';

/** More are not compared: those that were found first are the most believed. */
const MOST = 24;

/** Compares what has passed, whenever more has passed than was compared; where nothing can, all stays as it is. */
export async function* compareFinalists(
  episode: Episode,
  environment: Environment,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Episode> {
  const candidates = episode.finalists.slice(0, MOST).map(({ candidate }) => candidate);
  const known = new Set(episode.compared);
  if (environment.compare === undefined || signal.aborted || candidates.every(({ id }) => known.has(id)))
    return episode;
  const comparison = await environment.compare(candidates, episode.situation.target, signal);
  if (signal.aborted) return episode;
  yield { type: 'compared', comparison };
  return { ...episode, comparison, compared: candidates.map(({ id }) => id) };
}
