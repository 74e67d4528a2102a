import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import type { TraceEvent } from '../loop/events.ts';
import type { OutcomeVerdict } from '../loop/types.ts';
import { openAppender } from './appender.ts';

interface EpisodeLog {
  /** Absolute path of the trace. */
  readonly file: string;
  /**
   * Stores the event at once.
   * @returns the event as it is stored, without secrets; with the first failure also a sentence for a person: the
   * episode goes on without the trace
   */
  append(event: TraceEvent): { readonly stored: TraceEvent; readonly complaint?: string };
  close(): void;
}

/** The trace of one episode, `<stateFolder>/episodes/<episode>.jsonl`; whole again after a kill. */
export function openEpisodeLog(options: {
  readonly stateFolder: string;
  readonly episode: string;
  readonly redact: (text: string) => string;
}): EpisodeLog {
  const { stateFolder, episode } = options;
  const redact = remembered(options.redact);
  const file = join(stateFolder, 'episodes', `${episode}.jsonl`);
  const appender = openAppender(file);
  let complained = false;
  return {
    file,
    append: (event) => {
      let isClean = true;
      const line = JSON.stringify(event, (_key, value) => {
        if (typeof value !== 'string') return value;
        const clean = redact(value);
        isClean &&= clean === value;
        return clean;
      });
      const stored: TraceEvent = isClean ? event : JSON.parse(line);
      // The kernel keeps what was written when this process is killed; a sync guards the end against power loss.
      const problem = appender.append([line], event.type === 'outcome');
      if (problem === undefined || complained) return { stored };
      complained = true;
      const complaint = `${problem} The episode goes on; its trace is kept in memory and stored if that works again before it ends.`;
      return { stored, complaint };
    },
    close: () => {
      appender.append([], false);
      appender.close();
    },
  };
}

/** Texts that are remembered, and how long they may be. */
const REMEMBERED = { texts: 4000, characters: 300 };

/** The same function, for texts most of which have come before: thousands of candidates are told of in the same words. */
function remembered(redact: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > REMEMBERED.characters) return redact(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const after = redact(text);
    if (known.size >= REMEMBERED.texts) known.clear();
    known.set(text, after);
    return after;
  };
}

const TYPES = [
  'started',
  'surveyed',
  'recalled',
  'released',
  'assessed',
  'strategy',
  'sent',
  'proposed',
  'declined',
  'observed',
  'critiqued',
  'reproduced',
  'decided',
  'confirmed',
  'compared',
  'spent',
  'ledger',
  'reflected',
  'outcome',
] as const satisfies readonly TraceEvent['type'][];

const envelope = z.looseObject({ at: z.number(), type: z.enum(TYPES) });

interface StoredEpisode {
  readonly events: readonly TraceEvent[];
  /** Lines that are torn, or of a kind this version does not know. */
  readonly skipped: number;
}

/** Whether an id, which comes from outside, can be a file's name and leads out of no folder. */
export function isEpisodeId(id: string): boolean {
  return /^[\w-]+$/.test(id);
}

/** The stored trace of an episode; undefined where there is none that can be read. */
export async function findEpisode(stateFolder: string, episode: string): Promise<StoredEpisode | undefined> {
  if (!isEpisodeId(episode)) return undefined;
  return readEpisode(join(stateFolder, 'episodes', `${episode}.jsonl`)).catch(() => undefined);
}

/** Reads a stored trace. A torn line or an unknown event is skipped and counted. */
export async function readEpisode(file: string): Promise<StoredEpisode> {
  const events: TraceEvent[] = [];
  let skipped = 0;
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.trim() === '') continue;
    const event = eventIn(line);
    if (event === undefined) skipped += 1;
    else events.push(event);
  }
  return { events, skipped };
}

/** Our own file: the envelope is checked, the body is trusted as this program wrote it. */
function eventIn(line: string): TraceEvent | undefined {
  try {
    const parsed = envelope.safeParse(JSON.parse(line));
    return parsed.success ? (parsed.data as unknown as TraceEvent) : undefined;
  } catch {
    return undefined;
  }
}

interface EpisodeSummary {
  readonly id: string;
  readonly file: string;
  /** When its last event was stored. */
  readonly time: Date;
  readonly request: string;
  /** Absent when the episode never ended: it runs still, or was killed. */
  readonly verdict?: OutcomeVerdict;
}

/** What the curves of a workspace need of a trace; the lines of candidates, thousands of them, are not parsed. */
const SUMMARY = /^\{"at":[^,]{1,40},"type":"(?:started|recalled|assessed|reflected|outcome)"/;

/** The events of a stored trace that tell how it began and ended. */
export async function readSummary(file: string): Promise<readonly TraceEvent[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter((line) => SUMMARY.test(line)).flatMap((line) => eventIn(line) ?? []);
}

/** The newest episodes first. An absent folder holds none; a file that cannot be read is left out. */
export async function listEpisodes(stateFolder: string, limit = 50): Promise<readonly EpisodeSummary[]> {
  const summaries = await Promise.all((await listEpisodeFiles(stateFolder, limit)).map(summarise));
  return summaries.flat();
}

interface EpisodeFile {
  readonly id: string;
  readonly file: string;
  /** When its last event was stored. */
  readonly time: Date;
}

/** The files of the newest episodes first. */
export async function listEpisodeFiles(stateFolder: string, limit: number): Promise<readonly EpisodeFile[]> {
  const folder = join(stateFolder, 'episodes');
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.jsonl'))
      .map(async (name) => {
        const file = join(folder, name);
        const status = await stat(file).catch(() => undefined);
        return status?.isFile() ? [{ id: basename(file, '.jsonl'), file, time: status.mtime }] : [];
      }),
  );
  return files
    .flat()
    .toSorted((a, b) => b.time.getTime() - a.time.getTime() || b.file.localeCompare(a.file))
    .slice(0, limit);
}

async function summarise(entry: EpisodeFile): Promise<readonly EpisodeSummary[]> {
  const stored = await readEpisode(entry.file).catch(() => undefined);
  if (stored === undefined) return [];
  const started = stored.events.find((event) => event.type === 'started');
  const outcome = stored.events.findLast((event) => event.type === 'outcome');
  return [
    {
      ...entry,
      request: started?.task?.request ?? '',
      ...(outcome === undefined ? {} : { verdict: outcome.verdict }),
    },
  ];
}
