import type { StoredEpisode } from './episode-files.ts';

/** What may be kept of a folder's episodes; 0 means as many as there are. */
export interface HistoryLimits {
  readonly episodes: number;
  readonly megabytes: number;
}

/** An episode without an end whose trace was written to this lately may run in another window. */
const SILENT_MS = 30 * 60_000;

/** What a window knows of episodes of its own. */
export interface Seen {
  /** Id of the one that runs; empty when none does. */
  readonly running: string;
  /** Ids of those that ended, also where the engine was killed and no end is written. */
  readonly ended: ReadonlySet<string>;
}

/** Whether an episode may run still, here or in another window. */
export function mayRun(episode: StoredEpisode, { running, ended }: Seen, now: Date): boolean {
  if (episode.id === running) return true;
  if (ended.has(episode.id)) return false;
  return episode.verdict === undefined && now.getTime() - episode.written.getTime() < SILENT_MS;
}

/**
 * Episodes that are too many: the oldest go first, and never one that may run.
 * @param episodes the newest first
 */
export function superfluous(
  episodes: readonly StoredEpisode[],
  limits: HistoryLimits,
  seen: Seen,
  now: Date,
): readonly StoredEpisode[] {
  const most = limits.episodes > 0 ? limits.episodes : Number.POSITIVE_INFINITY;
  const room = limits.megabytes > 0 ? limits.megabytes * 1024 * 1024 : Number.POSITIVE_INFINITY;
  let kept = 0;
  let bytes = 0;
  let full = false;
  return episodes.filter((episode) => {
    // Once one is too much, so is everything older: a history has no holes.
    full ||= kept + 1 > most || bytes + episode.bytes > room;
    const goes = full && !mayRun(episode, seen, now);
    if (!goes) {
      kept += 1;
      bytes += episode.bytes;
    }
    return goes;
  });
}
