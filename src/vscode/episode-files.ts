import { existsSync, readdirSync } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TraceEvent } from '../loop/events.ts';
import type { OutcomeVerdict, Task } from '../loop/types.ts';
import type { Settled } from '../trace/settled.ts';
import { decisionFile, decisionIn } from './review/decisions.ts';

/** A stored episode, as far as a list needs it. */
export interface StoredEpisode {
  readonly id: string;
  /** Absolute path of its trace. */
  readonly file: string;
  readonly task: Task;
  /** When it began; the file's time where its name tells none. */
  readonly began: Date;
  /** When its trace was last written to. */
  readonly written: Date;
  readonly bytes: number;
  /** Absent when it never ended: it runs still, or was killed. */
  readonly verdict?: OutcomeVerdict;
  readonly credence?: number;
  readonly seconds?: number;
  readonly candidates?: number;
  /** What was decided of its patch; absent while nothing was, and in older traces. */
  readonly settled?: Settled;
}

/** The task stands at the beginning of a trace and the outcome at its end; what is between may be megabytes. */
const HEAD_BYTES = [4 * 1024, 64 * 1024, 1024 * 1024] as const;
const TAIL_BYTES = [8 * 1024, 64 * 1024, 1024 * 1024] as const;

/** Files that are read at once. */
const TOGETHER = 16;

const known = new Map<string, StoredEpisode>();

/** Where the trace of an episode is kept. */
export function episodeFile(stateFolder: string, id: string): string {
  return join(stateFolder, 'episodes', `${id}.jsonl`);
}

/**
 * The episodes of a state folder, the newest first. Files that did not change are not read again.
 * @param most reads no more files than these, the newest by their names
 */
export async function readEpisodes(
  stateFolder: string,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly StoredEpisode[]> {
  const folder = join(stateFolder, 'episodes');
  const files = await readdir(folder).catch(() => []);
  const traces = files.filter((name) => name.endsWith('.jsonl')).toSorted();
  const names = traces.slice(-Math.min(most, traces.length));
  const decided = new Set(files.map((name) => join(folder, name)));
  const found: (StoredEpisode | undefined)[] = [];
  for (let at = 0; at < names.length; at += TOGETHER) {
    // One file that cannot be read must not hide the others.
    const some = names
      .slice(at, at + TOGETHER)
      .map((name) => readOne(join(folder, name), name.slice(0, -'.jsonl'.length)).catch(() => undefined));
    found.push(...(await Promise.all(some)));
  }
  const episodes = found.filter((episode) => episode !== undefined);
  const all = await Promise.all(episodes.map((episode) => withDecision(episode, decided)));
  return all.toSorted((a, b) => b.began.getTime() - a.began.getTime() || b.id.localeCompare(a.id));
}

/** @param files those of the folder, since most episodes have no decision and none is looked for in vain */
async function withDecision(episode: StoredEpisode, files: ReadonlySet<string>): Promise<StoredEpisode> {
  const file = decisionFile(episode.file);
  if (!files.has(file)) return episode;
  const settled = decisionIn(await readFile(file, 'utf8').catch(() => ''));
  return settled === undefined ? episode : { ...episode, settled };
}

/** Whether a state folder has an episode. */
export function hasEpisodes(stateFolder: string): boolean {
  const folder = join(stateFolder, 'episodes');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.jsonl'));
}

async function readOne(file: string, id: string): Promise<StoredEpisode | undefined> {
  const { size, mtime } = await stat(file);
  const before = known.get(file);
  if (before?.bytes === size && before.written.getTime() === mtime.getTime()) return before;
  const handle = await open(file);
  try {
    const part = async (start: number, length: number): Promise<string> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
      return buffer.toString('utf8', 0, bytesRead);
    };
    let started: TraceEvent | undefined;
    for (const bytes of HEAD_BYTES) {
      const [first = ''] = (await part(0, Math.min(size, bytes))).split('\n', 1);
      started = eventIn(first);
      // A request with a pasted log in it may be long.
      if (started !== undefined || size <= bytes) break;
    }
    if (started?.type !== 'started') return undefined;
    let outcome: TraceEvent | undefined;
    for (const bytes of TAIL_BYTES) {
      const tail = await part(Math.max(0, size - bytes), Math.min(size, bytes));
      const start = tail.lastIndexOf('\n{', tail.length - 2);
      outcome = eventIn(tail.slice(start + 1));
      // A last line that is longer than what was read has its beginning further up.
      if (start !== -1 || size <= bytes) break;
    }
    const episode: StoredEpisode = {
      id,
      file,
      task: started.task,
      began: timeOf(id) ?? mtime,
      written: mtime,
      bytes: size,
      ...(outcome?.type === 'outcome'
        ? {
            verdict: outcome.verdict,
            credence: outcome.credence,
            seconds: outcome.seconds,
            candidates: outcome.candidates,
          }
        : {}),
    };
    known.set(file, episode);
    return episode;
  } finally {
    await handle.close();
  }
}

function eventIn(line: string): TraceEvent | undefined {
  try {
    const event = JSON.parse(line) as TraceEvent;
    return typeof event.type === 'string' ? event : undefined;
  } catch {
    // Torn by a kill.
    return undefined;
  }
}

/** An id begins with the time, in UTC. */
function timeOf(id: string): Date | undefined {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(id)?.slice(1);
  if (digits === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = digits.map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}
