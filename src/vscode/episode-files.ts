import { existsSync, readdirSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TraceEvent } from '../loop/events.ts';
import type { OutcomeVerdict, Task } from '../loop/types.ts';

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
}

/** The task stands at the beginning of a trace and the outcome at its end; what is between may be megabytes. */
const HEAD_BYTES = [64 * 1024, 1024 * 1024] as const;
const TAIL_BYTES = [32 * 1024, 1024 * 1024] as const;

/** Files that are read at once. */
const TOGETHER = 16;

const known = new Map<string, StoredEpisode>();

/** The episodes of a state folder, the newest first. Files that did not change are not read again. */
export async function readEpisodes(stateFolder: string): Promise<readonly StoredEpisode[]> {
  const folder = join(stateFolder, 'episodes');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
  const found: (StoredEpisode | undefined)[] = [];
  for (let at = 0; at < names.length; at += TOGETHER) {
    // One file that cannot be read must not hide the others.
    const some = names
      .slice(at, at + TOGETHER)
      .map((name) => readOne(join(folder, name), name.slice(0, -'.jsonl'.length)).catch(() => undefined));
    found.push(...(await Promise.all(some)));
  }
  return found
    .filter((episode) => episode !== undefined)
    .toSorted((a, b) => b.began.getTime() - a.began.getTime() || b.id.localeCompare(a.id));
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
