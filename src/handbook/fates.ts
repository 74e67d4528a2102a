import { join } from 'node:path';
import * as z from 'zod/mini';
import { lastLines, openBoundedLog } from './bounded-log.ts';

/** Patches whose fate is kept, and bytes from which on older lines go. */
const REMEMBERED = 2000;
const MOST_BYTES = 500_000;

/** What became of an accepted patch, after so many minutes. */
interface Fate {
  /** An ISO date. */
  readonly at: string;
  readonly episode: string;
  readonly fate: string;
  /** Of what was changed, the share that is still there, 0..1. */
  readonly share: number;
  readonly minutes: number;
}

/**
 * Keeps it in `<state>/fates.jsonl`; of several lines of one episode the last counts.
 * @returns a sentence where it could not be written
 */
export function keepFate(
  stateFolder: string,
  { at, episode, fate, share, minutes }: Fate,
  most: number = MOST_BYTES,
): string | undefined {
  const log = openBoundedLog(join(stateFolder, 'fates.jsonl'), most, newestFates);
  return log.append([JSON.stringify({ at, episode, fate, share, minutes })], true);
}

const ofAnEpisode = z.looseObject({ episode: z.string() });

/** The last line of each of the newest episodes. What cannot be understood is nobody's fate. */
function newestFates(text: string): string {
  const last = new Map<string, string>();
  for (const line of text.split('\n')) {
    const episode = episodeOf(line);
    if (episode === undefined) continue;
    // Put at the end anew, so that the newest stay.
    last.delete(episode);
    last.set(episode, line);
  }
  return lastLines(REMEMBERED)([...last.values()].join('\n'));
}

function episodeOf(line: string): string | undefined {
  try {
    const parsed = ofAnEpisode.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.episode : undefined;
  } catch {
    return undefined;
  }
}
