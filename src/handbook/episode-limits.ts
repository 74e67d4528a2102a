import { rm, stat } from 'node:fs/promises';
import { listEpisodeFiles } from './episodes.ts';

/** What is kept of the traces in a state folder; the same as in the editor unless one says otherwise there. */
export const MOST_EPISODES = { episodes: 300, bytes: 500 * 1024 * 1024 };

/** A trace that was written to this lately may be that of an episode that runs in another terminal. */
const SILENT_MS = 30 * 60_000;

/**
 * Removes traces that are too many, the oldest first and without a hole. What cannot be removed stays, and so does the
 * newest: it costs none of the older ones their place, however large it is.
 * @returns how many were removed
 */
export async function removeOldEpisodes(
  stateFolder: string,
  most: { readonly episodes: number; readonly bytes: number } = MOST_EPISODES,
  now: Date = new Date(),
): Promise<number> {
  let [kept, bytes, removed] = [0, 0, 0];
  let isFull = false;
  for (const { file, time } of await listEpisodeFiles(stateFolder, Number.POSITIVE_INFINITY)) {
    const size = (await stat(file).catch(() => undefined))?.size ?? 0;
    const isNewest = kept === 0;
    isFull ||= !isNewest && (kept + 1 > most.episodes || bytes + size > most.bytes);
    const mayRun = now.getTime() - time.getTime() < SILENT_MS;
    const isRemoved =
      isFull &&
      !mayRun &&
      (await rm(file).then(
        () => true,
        () => false,
      ));
    if (isRemoved) removed += 1;
    else {
      kept += 1;
      if (!isNewest) bytes += size;
    }
  }
  return removed;
}
