import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_LEARNED, type SamplingState } from '../../belief/sampling/state.ts';
import { redact } from '../../loop/redact.ts';
import { learnFromSamples } from '../../loop/sampling.ts';
import type { Priors, Reflection, SampleEvidence } from '../../loop/types.ts';
import { openAppender } from '../appender.ts';
import { inTurn } from '../in-turn.ts';
import { formatSamplingState, parseSamplingState } from '../sampling-state.ts';
import { changeTextFile, readTextFile, rewriteTextFile } from '../text-file.ts';
import { believable, importable } from './believable.ts';
import { MOST_BYTES, shortened } from './compact.ts';
import { beliefsFrom, calibrationFrom, remembered, rewardFrom, samplesFrom, workspaceOf } from './fold.ts';
import { changesIn, identitiesOf, without } from './identity.ts';
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

/** Priors on disk. What cannot be written is kept in memory and tried again with what comes next. */
export interface PriorStore {
  /** Everything that is believed before a task is seen, and what could not be read, as sentences for a person. */
  recall(): Promise<Priors & { readonly complaints: readonly string[] }>;
  /** Writes down what changed; what could not be is said in sentences for a person. */
  record(learned: Learned, head: PriorHead): Promise<readonly string[]>;
  /** Forgets what this workspace taught, all or what has one key; what the user's other workspaces did stays. */
  reset(at: string, key?: string): readonly string[];
  /** Every change of this workspace that was not forgotten, with its evidence, one JSON object a line. */
  exported(): Promise<string>;
  /** Takes over such lines; what is here already is not counted twice. */
  imported(text: string): Promise<Imported>;
}

/** Where a change comes from. */
export interface PriorHead {
  readonly episode: string;
  /** An ISO date. */
  readonly at: string;
  /** Of several of one episode with the same word here the last counts. */
  readonly instead?: string;
}

interface Imported {
  readonly added: number;
  readonly known: number;
  readonly unreadable: number;
  /** Changes that count only where they were made. */
  readonly left: number;
  readonly complaints: readonly string[];
}

type Learned = Partial<Pick<Reflection, 'updates' | 'samples' | 'forecasts' | 'preferences'>>;

/**
 * The one writer of every prior. The logs are appended to, so that nothing is lost between two windows; `models.json`
 * is read again before it is replaced, and can be made anew from the log.
 * @param most bytes of a log from which on it is written anew, shorter
 */
export function openPriors(
  folders: PriorFolders,
  now: () => Date = () => new Date(),
  most: number = MOST_BYTES,
): PriorStore {
  const mark = markOf(folders);
  const appenders = logFiles(folders).map(openAppender);
  /** What stands in the logs, and what could not be written to each of them. */
  const readAll = async (): Promise<Read> => {
    const { own, user, complaints } = await read(folders);
    const [forOwn = [], forUser = []] = appenders.map(
      (appender) => parsePriors(appender.waiting().join('\n')).records,
    );
    const mine = [...own, ...forOwn];
    return { own: mine, user: user === own ? mine : [...user, ...forUser], complaints };
  };
  const appendTo = (at: number, lines: readonly string[]): string | undefined => {
    const [file, appender] = [logFiles(folders)[at], appenders[at]];
    if (file === undefined || appender === undefined) return undefined;
    // Not while another process writes it anew, and shorter.
    return inTurn(file, (isAlone) => {
      const problem = appender.append(lines, true);
      appender.close();
      if (problem === undefined && isAlone) shorten(file, most, at === 0 ? undefined : workspaceOf);
      return problem;
    });
  };
  const append = (
    records: readonly PriorRecord[],
    forUser: readonly PriorRecord[] = records,
  ): readonly string[] => {
    return [0, 1].flatMap((at) => {
      const lines = (at === 0 ? records : forUser).map((record) => JSON.stringify(clean(record)));
      const problem = appendTo(at, lines);
      return problem === undefined ? [] : [`${problem} What was learned is kept until Credence ends.`];
    });
  };
  return {
    recall: async () => {
      const { own, user, complaints } = await readAll();
      const sampling = await readSampling(modelsFile(folders));
      const mine = new Set(remembered(own).flatMap(identitiesOf));
      // What was imported from another workspace of this user is here and there, and counts here.
      const others = user.flatMap((record) =>
        user === own || record.workspace === mark ? [] : (without(record, mine) ?? []),
      );
      const elsewhere = believable(others, now().getTime());
      const here = believable(own, now().getTime());
      return {
        beliefs: beliefsFrom(here, elsewhere),
        calibration: calibrationFrom(here, elsewhere),
        reward: rewardFrom(here, elsewhere),
        ...(sampling === undefined ? {} : { sampling }),
        complaints,
      };
    },
    record: async (learned, head) => {
      const records = recordsOf(learned, { ...head, workspace: mark });
      const complaints = append(records);
      const problem = writeModels(modelsFile(folders), samplesFrom(records));
      return problem === undefined ? complaints : [...complaints, problem];
    },
    exported: async () => {
      const { own } = await readAll();
      return remembered(own)
        .map((record) => `${JSON.stringify(clean(record))}\n`)
        .join('');
    },
    imported: async (text) => {
      const { own, user, complaints } = await readAll();
      const { records: all, unreadable } = parsePriors(text);
      const records = all.flatMap((record) => importable(record) ?? []);
      const unknownTo = (log: readonly PriorRecord[]): readonly PriorRecord[] => {
        const known = new Set(log.flatMap(identitiesOf));
        return records
          .flatMap((record) => without(record, known) ?? [])
          .map((record) => ({ ...record, workspace: mark }));
      };
      const fresh = unknownTo(own);
      // What another workspace of this user taught is in the log and the models of the user already.
      const freshForUser = unknownTo([...own, ...user]);
      const said = [...complaints, ...append(fresh, freshForUser)];
      const problem = writeModels(modelsFile(folders), samplesFrom(freshForUser));
      return {
        added: changesIn(fresh),
        known: changesIn(records) - changesIn(fresh),
        unreadable,
        left: changesIn(all) - changesIn(records),
        complaints: problem === undefined ? said : [...said, problem],
      };
    },
    reset: (at, key) => {
      const record: PriorRecord = {
        ...{ type: 'reset', at, episode: '', workspace: mark },
        ...(key === undefined ? {} : { key }),
      };
      // Without a folder of the user's what is believed of models comes from this workspace alone.
      if (key === undefined && folders.userFolder === undefined) rmSync(modelsFile(folders), { force: true });
      const problem = appendTo(0, [JSON.stringify(record)]);
      return problem === undefined
        ? []
        : [`${problem} What was believed here is forgotten only until Credence ends.`];
    },
  };
}

/** Writes a log that has grown too long anew, shorter, by somebody whose turn it is. */
function shorten(file: string, most: number, whose?: (record: PriorRecord) => string): void {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= most) return;
    rewriteTextFile(file, (text) => shortened(text ?? '', whose));
  } catch {
    // What cannot be done now is done another time.
  }
}

function writeModels(file: string, samples: readonly SampleEvidence[]): string | undefined {
  if (samples.length === 0) return undefined;
  return changeTextFile(file, (text) => {
    let state = (text === undefined ? undefined : parseSamplingState(text)) ?? NOTHING_LEARNED;
    for (const evidence of samples) state = learnFromSamples(state, evidence);
    return `${formatSamplingState(state)}\n`;
  });
}

function recordsOf(
  { updates = [], samples = [], forecasts = [], preferences = [] }: Learned,
  head: PriorHead & { readonly workspace: string },
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
