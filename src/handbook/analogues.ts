import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Analogue } from '../loop/rooms.ts';
import { lastLines, openBoundedLog } from './bounded-log.ts';
import { readJsonLines } from './json-lines.ts';

/** Solved tasks that are looked through, and what is kept of one. */
const REMEMBERED = 500;
const MOST_BYTES = 5_000_000;
const LONGEST_DIFF = 4000;

const line = z.object({ episode: z.string(), key: z.string(), title: z.string(), diff: z.string() });

interface Analogues {
  /** Solved tasks with this key, the newest first. */
  find(key: string): readonly Analogue[];
  /** Keeps a solved task; returns a sentence when that failed. A patch that is long says little as an example. */
  add(solved: Analogue): string | undefined;
}

/**
 * What has solved tasks here, by the look of their failure: `<state>/solved.jsonl`.
 * @param redact takes secrets out of all that is kept
 */
export function openAnalogues(stateFolder: string, redact: (text: string) => string): Analogues {
  const file = join(stateFolder, 'solved.jsonl');
  const log = openBoundedLog(file, MOST_BYTES, lastLines(REMEMBERED));
  const known = readJsonLines(file, line).slice(-REMEMBERED);
  return {
    find: (key) => (key === '' ? [] : known.filter((each) => each.key === key).toReversed()),
    add: ({ episode, key, title, diff }) => {
      if (key === '' || diff.length > LONGEST_DIFF) return undefined;
      const kept = { episode, key: redact(key), title: redact(title), diff: redact(diff) };
      known.push(kept);
      return log.append([JSON.stringify(kept)], false);
    },
  };
}
