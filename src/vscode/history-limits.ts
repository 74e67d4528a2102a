import type { StoredEpisode } from './episode-files.ts';

/** What may be kept of a folder's episodes; 0 means as many as there are. */
export interface HistoryLimits {
  readonly episodes: number;
  readonly megabytes: number;
}

/** An episode without an end whose trace was written to this lately may run in another window. */
const SILENT_MS = 30 * 60_000;

/** Whether an episode may run still, here or in another window. */
export function mayRun(episode: StoredEpisode, running: string, now: Date): boolean {
  if (episode.id === running) return true;
  return episode.verdict === undefined && now.getTime() - episode.written.getTime() < SILENT_MS;
}

/**
 * Episodes that are too many: the oldest go first, and never one that may run.
 * @param episodes the newest first
 * @param running id of the episode that runs in this window; empty when none does
 */
export function superfluous(
  episodes: readonly StoredEpisode[],
  limits: HistoryLimits,
  running: string,
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
    const goes = full && !mayRun(episode, running, now);
    if (!goes) {
      kept += 1;
      bytes += episode.bytes;
    }
    return goes;
  });
}
