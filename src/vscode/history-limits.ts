import { SILENT_MS, superfluous as superfluousTraces } from '../loop/kept-episodes.ts';
import type { StoredEpisode } from './episode-files.ts';

/** What may be kept of a folder's episodes; 0 means as many as there are. */
export interface HistoryLimits {
  readonly episodes: number;
  readonly megabytes: number;
}

/** What a window knows of episodes of its own. */
export interface Seen {
  /** Id of the one that runs; empty when none does. */
  readonly running: string;
  /** Ids of those that ended, also where the engine was killed and no end is written. */
  readonly ended: ReadonlySet<string>;
  /** Id of the one whose patch waits for the person's decision, if any does. */
  readonly waiting?: string | undefined;
}

/** Whether an episode may run still, here or in another window. */
export function mayRun(episode: StoredEpisode, { running, ended }: Seen, now: Date): boolean {
  if (episode.id === running) return true;
  if (ended.has(episode.id)) return false;
  return episode.verdict === undefined && now.getTime() - episode.written.getTime() < SILENT_MS;
}

/**
 * Episodes that are too many, by the rule that the terminal has as well.
 * @param episodes the newest first
 */
export function superfluous(
  episodes: readonly StoredEpisode[],
  limits: HistoryLimits,
  seen: Seen,
  now: Date,
): readonly StoredEpisode[] {
  const most = {
    episodes: limits.episodes > 0 ? limits.episodes : Number.POSITIVE_INFINITY,
    bytes: limits.megabytes > 0 ? limits.megabytes * 1024 * 1024 : Number.POSITIVE_INFINITY,
  };
  const traces = episodes.map((episode) => ({
    episode,
    bytes: episode.bytes,
    mayRun: mayRun(episode, seen, now),
  }));
  return superfluousTraces(traces, most).map(({ episode }) => episode);
}
