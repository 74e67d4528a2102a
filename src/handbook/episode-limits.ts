import { rm, stat } from 'node:fs/promises';
import { SILENT_MS, superfluous } from '../loop/kept-episodes.ts';
import { listEpisodeFiles } from './episodes.ts';

/** What is kept of the traces in a state folder; the same as in the editor unless one says otherwise there. */
export const MOST_EPISODES = { episodes: 300, bytes: 500 * 1024 * 1024 };

/**
 * Removes traces that are too many, by the rule of `superfluous`. What cannot be removed stays.
 * @returns how many were removed
 */
export async function removeOldEpisodes(
  stateFolder: string,
  most: { readonly episodes: number; readonly bytes: number } = MOST_EPISODES,
  now: Date = new Date(),
): Promise<number> {
  const traces: { file: string; bytes: number; mayRun: boolean }[] = [];
  for (const { file, time } of await listEpisodeFiles(stateFolder, Number.POSITIVE_INFINITY)) {
    const bytes = (await stat(file).catch(() => undefined))?.size ?? 0;
    traces.push({ file, bytes, mayRun: now.getTime() - time.getTime() < SILENT_MS });
  }
  let removed = 0;
  for (const { file } of superfluous(traces, most))
    await rm(file).then(
      () => {
        removed += 1;
      },
      () => undefined,
    );
  return removed;
}
