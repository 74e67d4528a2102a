import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NOTHING_LEARNED, type SamplingState } from '../../belief/sampling/state.ts';
import { redact } from '../../loop/redact.ts';
import { learnFromSamples } from '../../loop/sampling.ts';
import type { Priors, Reflection } from '../../loop/types.ts';
import { openAppender } from '../appender.ts';
import { formatSamplingState, parseSamplingState } from '../sampling-state.ts';
import { readTextFile, writeTextFile } from '../text-file.ts';
import { beliefsFrom, calibrationFrom, rewardFrom, samplesFrom } from './fold.ts';
import { type PriorRecord, parsePriors } from './records.ts';

export interface PriorFolders {
  /** Absolute folder of this workspace's state. */
  readonly stateFolder: string;
  /** Absolute folder of what is learned over all workspaces of the user; without it each learns for itself. */
  readonly userFolder?: string;
}

/** Where what is learned about models is kept. */
export function modelsFile({ stateFolder, userFolder }: PriorFolders): string {
  return join(userFolder ?? stateFolder, 'models.json');
}

/** Where the changes of beliefs are kept, the workspace's first. */
function logFiles({ stateFolder, userFolder }: PriorFolders): readonly string[] {
  return [stateFolder, ...(userFolder === undefined ? [] : [userFolder])].map((folder) =>
    join(folder, 'priors.jsonl'),
  );
}

/** Names a workspace in the user's log without telling where it lies. */
function markOf({ stateFolder }: PriorFolders): string {
  return createHash('sha256').update(stateFolder).digest('hex').slice(0, 12);
}

interface Read {
  readonly own: readonly PriorRecord[];
  /** The user's, this workspace's included; the same as `own` where there is no folder for it. */
  readonly user: readonly PriorRecord[];
  readonly complaints: readonly string[];
}

async function read(folders: PriorFolders): Promise<Read> {
  const logs = await Promise.all(logFiles(folders).map(readTextFile));
  const complaints = logs.flatMap((log) => (log.kind === 'unreadable' ? [log.problem] : []));
  const [own = [], user = own] = logs.map((log) =>
    log.kind === 'text' ? parsePriors(log.text).records : [],
  );
  return { own, user, complaints };
}

async function readSampling(file: string): Promise<SamplingState | undefined> {
  const found = await readTextFile(file);
  return found.kind === 'text' ? parseSamplingState(found.text) : undefined;
}

/** Everything that is believed before a task is seen, and what could not be read, as sentences for a person. */
export async function recallPriors(
  folders: PriorFolders,
): Promise<Priors & { readonly complaints: readonly string[] }> {
  const { own, user, complaints } = await read(folders);
  const mark = markOf(folders);
  const sampling = await readSampling(modelsFile(folders));
  const elsewhere = user === own ? [] : user.filter(({ workspace }) => workspace !== mark);
  return {
    beliefs: beliefsFrom(own, elsewhere),
    calibration: calibrationFrom(user),
    reward: rewardFrom(user),
    ...(sampling === undefined ? {} : { sampling }),
    complaints,
  };
}

type Learned = Pick<Reflection, 'updates' | 'samples' | 'forecasts' | 'preferences'>;

/**
 * Writes down what changed: the one writer of every prior. The logs are appended to, so that nothing is lost between
 * two windows; `models.json` is read again before it is replaced.
 */
export async function recordPriors(
  folders: PriorFolders,
  learned: Learned,
  episode: string,
  at: string,
): Promise<readonly string[]> {
  return write(folders, recordsOf(learned, { episode, at, workspace: markOf(folders) }));
}

async function write(folders: PriorFolders, records: readonly PriorRecord[]): Promise<readonly string[]> {
  if (records.length === 0) return [];
  const lines = records.map((record) => JSON.stringify(clean(record)));
  const complaints = logFiles(folders).flatMap((file) => {
    const appender = openAppender(file);
    const problem = appender.append(lines, true);
    appender.close();
    return problem === undefined ? [] : [`${problem} What was learned from this task is lost.`];
  });
  const samples = samplesFrom(records);
  if (samples.length === 0) return complaints;
  const file = modelsFile(folders);
  let state = (await readSampling(file)) ?? NOTHING_LEARNED;
  for (const evidence of samples) state = learnFromSamples(state, evidence);
  const problem = await writeTextFile(file, `${formatSamplingState(state)}\n`);
  return problem === undefined ? complaints : [...complaints, problem];
}

function recordsOf(
  { updates, samples = [], forecasts = [], preferences = [] }: Learned,
  head: { readonly episode: string; readonly at: string; readonly workspace: string },
): readonly PriorRecord[] {
  return [
    ...updates.map((update) => ({ type: 'belief' as const, ...head, ...update })),
    ...samples.map((evidence) => ({ type: 'samples' as const, ...head, ...mutable(evidence) })),
    ...forecasts.map((forecast) => ({ type: 'forecast' as const, ...head, ...forecast })),
    ...preferences.map((preference) => ({ type: 'preference' as const, ...head, ...mutable(preference) })),
  ];
}

/** The same value, as the schema types it. */
function mutable<T>(value: T): Mutable<T> {
  return value as Mutable<T>;
}
type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? Mutable<U>[] : Mutable<T[K]>;
};

/** Without secrets: evidence quotes messages of tests and code. */
function clean(record: PriorRecord): unknown {
  return JSON.parse(JSON.stringify(record), (_key, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}
