import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { redact } from '../../loop/redact.ts';
import type { Priors, Reflection } from '../../loop/types.ts';
import { openBoundedLog } from '../bounded-log.ts';
import { readTextFile } from '../text-file.ts';
import { believable, importable } from './believable.ts';
import { MOST_BYTES, shortened } from './compact.ts';
import { beliefsFrom, calibrationFrom, remembered, rewardFrom, statedFrom, workspaceOf } from './fold.ts';
import { changesIn, identitiesOf, without } from './identity.ts';
import { forgetModels, learnModels, readModels } from './models-file.ts';
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

type Learned = Partial<Pick<Reflection, 'updates' | 'samples' | 'forecasts' | 'preferences' | 'stated'>>;

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
  const logs = logFiles(folders).map((file, at) =>
    openBoundedLog(file, most, (text) => shortened(text, at === 0 ? undefined : workspaceOf)),
  );
  /** What stands in the logs, and what could not be written to each of them. */
  const readAll = async (): Promise<Read> => {
    const { own, user, complaints } = await read(folders);
    const [forOwn = [], forUser = []] = logs.map((log) => parsePriors(log.waiting().join('\n')).records);
    const mine = [...own, ...forOwn];
    return { own: mine, user: user === own ? mine : [...user, ...forUser], complaints };
  };
  const append = (
    records: readonly PriorRecord[],
    forUser: readonly PriorRecord[] = records,
  ): readonly string[] => {
    return [0, 1].flatMap((at) => {
      const lines = (at === 0 ? records : forUser).map((record) => JSON.stringify(clean(record)));
      const problem = logs[at]?.append(lines, true);
      return problem === undefined ? [] : [`${problem} What was learned is kept until Credence ends.`];
    });
  };
  return {
    recall: async () => {
      const { own, user, complaints } = await readAll();
      const sampling = readModels(modelsFile(folders));
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
        ...statedFrom(here, elsewhere),
        ...(sampling === undefined ? {} : { sampling }),
        complaints,
      };
    },
    record: async (learned, head) => {
      const records = recordsOf(learned, { ...head, workspace: mark });
      const complaints = append(records);
      const problem = learnModels(modelsFile(folders), records.map(clean));
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
      const problem = learnModels(modelsFile(folders), freshForUser.map(clean));
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
      const kept =
        key === undefined && folders.userFolder === undefined ? forgetModels(modelsFile(folders)) : undefined;
      const problem = logs[0]?.append([JSON.stringify(record)], true);
      return [
        ...(kept === undefined ? [] : [kept]),
        ...(problem === undefined
          ? []
          : [`${problem} What was believed here is forgotten only until Credence ends.`]),
      ];
    },
  };
}

function recordsOf(
  { updates = [], samples = [], forecasts = [], preferences = [], stated = [] }: Learned,
  head: PriorHead & { readonly workspace: string },
): readonly PriorRecord[] {
  return [
    ...updates.map((update) => ({ type: 'belief' as const, ...head, ...update })),
    ...samples.map((evidence) => ({ type: 'samples' as const, ...head, ...mutable(evidence) })),
    ...forecasts.map((forecast) => ({ type: 'forecast' as const, ...head, ...forecast })),
    ...preferences.map((preference) => ({ type: 'preference' as const, ...head, ...mutable(preference) })),
    ...stated.map((outcome) => ({ type: 'stated' as const, ...head, ...outcome })),
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
function clean(record: PriorRecord): PriorRecord {
  return JSON.parse(JSON.stringify(record), (_key, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}
