import { readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { listEpisodeFiles, readSummary } from '../handbook/episodes.ts';
import { openHandbook } from '../handbook/store.ts';
import type { HandbookAnswer, HandbookRequest, OwnFigures } from '../loop/learned.ts';
import { learningOf, reliabilityOf } from '../trace/own-figures.ts';

/** Where a workspace and what was learned in it are. */
export interface Place {
  /** Absolute. */
  readonly folder: string;
  /** Absolute, outside the workspace. */
  readonly stateFolder: string;
}

/** Larger files are not looked into for a citation. */
const LARGEST = 2_000_000;
/** Episodes that the curves are made of: the newest. */
const EPISODES = 500;

/** Does what a person asks of the handbook of a workspace. */
export async function askHandbook(place: Place, request: HandbookRequest): Promise<HandbookAnswer> {
  return (await open(place)).answer(request);
}

/** Keeps what an episode taught whose patch the person took; its environment is gone. Sentences for the person. */
export async function takeLessons(place: Place, episode: string): Promise<readonly string[]> {
  return (await (await open(place)).publish(episode)).complaints;
}

/** The reliability and learning curves of a workspace's own episodes. */
export async function ownFigures(place: Place): Promise<OwnFigures> {
  const { behaviors } = await askHandbook(place, { do: 'list' });
  const files = await listEpisodeFiles(place.stateFolder, EPISODES);
  // One after another: a trace has megabytes, of which a few lines are kept.
  const episodes = [];
  for (const { id, file } of files) {
    episodes.push({ id, events: await readSummary(file).catch(() => []) });
  }
  const counts = { trial: 0, active: 0, pinned: 0, disabled: 0, retired: 0 };
  for (const { behavior } of behaviors) counts[behavior.status] += 1;
  return { reliability: reliabilityOf(episodes), learning: learningOf(episodes), behaviors: counts };
}

function open({ folder, stateFolder }: Place): ReturnType<typeof openHandbook> {
  return openHandbook({
    workspaceFile: join(folder, '.credence', 'handbook.md'),
    stateFolder,
    read: liveReader(folder),
  });
}

/** Reads the folder as it is; it holds nothing else in memory. */
export function liveReader(folder: string): (path: string) => string | undefined {
  return (path) => readInside(folder, path);
}

/**
 * Reads the snapshot of an episode while there is one, with the texts that are not saved, and the folder as it is from
 * then on: people accept a patch long after its snapshot is gone.
 */
export function episodeReader(
  folder: string,
  snapshot: (path: string) => string | undefined,
): { readonly read: (path: string) => string | undefined; readonly toLive: () => void } {
  const live = liveReader(folder);
  let current = snapshot;
  return {
    read: (path) => current(path),
    // Also lets go of all that the snapshot's reader holds.
    toLive: () => {
      current = live;
    },
  };
}

/** A citation comes from a file that others may have written: it never leads out of the folder. */
function readInside(folder: string, path: string): string | undefined {
  const file = resolve(folder, path);
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
  try {
    const status = statSync(file);
    return status.isFile() && status.size <= LARGEST ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
