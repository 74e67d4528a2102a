import { IDENTITY, learnForecast } from '../../belief/calibration.ts';
import { learnPreference } from '../../belief/preference.ts';
import { NO_EFFECTS } from '../../belief/sampling/effects.ts';
import { learnStated, NOTHING_STATED, type StatedRecord } from '../../belief/stated.ts';
import { REWARD_WEIGHTS } from '../../loop/judge.ts';
import type { Beliefs, Calibration, Priors, SampleEvidence } from '../../loop/types.ts';
import type { PriorRecord } from './records.ts';

/** Days after which an observation counts half: code, people and models change. */
const HALF_LIFE = 120;

const DAY = 24 * 60 * 60 * 1000;

/** How much an observation still counts when the newest one is of that time; within a day nothing is lost. */
function freshness(at: string, newest: number): number {
  const days = Math.floor((newest - Date.parse(at)) / DAY);
  return days > 0 ? 0.5 ** (days / HALF_LIFE) : 1;
}

type Counts = Beliefs[string];

/** What was not forgotten on purpose. Where several workspaces share a log, each forgets its own alone. */
export function remembered(
  records: readonly PriorRecord[],
  whose: (record: PriorRecord) => string = () => '',
): readonly PriorRecord[] {
  const resets = new Map<string, number>();
  const latest = new Map<string, number>();
  const keyOf = (record: PriorRecord, key?: string) => JSON.stringify([whose(record), key]);
  for (const [at, record] of records.entries()) {
    if (record.type === 'reset') resets.set(keyOf(record, record.key), at);
    if (record.instead !== undefined) latest.set(placeOf(record), at);
  }
  const isSince = (record: PriorRecord, at: number, key?: string) =>
    at > (resets.get(keyOf(record, key)) ?? -1);
  return records.filter(
    (record, at) =>
      record.type !== 'reset' &&
      (record.instead === undefined || latest.get(placeOf(record)) === at) &&
      isSince(record, at) &&
      (record.type !== 'belief' || isSince(record, at, record.key)),
  );
}

/** Whose a line is in a log that several workspaces share. */
export function workspaceOf({ workspace = '' }: PriorRecord): string {
  return workspace;
}

/** Of the user's other workspaces. */
function rememberedOf(elsewhere: readonly PriorRecord[]): readonly PriorRecord[] {
  return remembered(elsewhere, workspaceOf);
}

/** What a later line of the same place replaces. */
function placeOf(record: PriorRecord): string {
  const key = record.type === 'belief' ? record.key : '';
  return JSON.stringify([record.type, record.episode, record.instead, key]);
}

function countsOf(records: readonly PriorRecord[]): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const observed = records.filter((record) => record.type === 'belief');
  const newest = observed.reduce((last, { at }) => Math.max(last, Date.parse(at) || 0), 0);
  for (const record of observed) {
    const { success, failure } = counts.get(record.key) ?? { success: 0, failure: 0 };
    const counted = freshness(record.at, newest);
    counts.set(record.key, {
      success: success + counted * record.success,
      failure: failure + counted * record.failure,
    });
  }
  return counts;
}

/**
 * Counts by key: those of this workspace, and what the user's other workspaces taught.
 * @param elsewhere the user's log without what this workspace wrote to it
 */
export function beliefsFrom(own: readonly PriorRecord[], elsewhere: readonly PriorRecord[]): Beliefs {
  const [here, there] = [countsOf(remembered(own)), countsOf(rememberedOf(elsewhere))];
  return Object.fromEntries(
    [...new Set([...here.keys(), ...there.keys()])].map((key) => {
      const user = there.get(key);
      return [
        key,
        { ...(here.get(key) ?? { success: 0, failure: 0 }), ...(user === undefined ? {} : { user }) },
      ];
    }),
  );
}

/** What was seen anywhere, oldest first; each log forgets for itself. */
function inOrder(own: readonly PriorRecord[], elsewhere: readonly PriorRecord[]): readonly PriorRecord[] {
  if (elsewhere.length === 0) return remembered(own);
  return [...rememberedOf(elsewhere), ...remembered(own)].toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

/** The maps from what was forecast to what came true, one for each kind of forecast. */
export function calibrationFrom(own: readonly PriorRecord[], elsewhere: readonly PriorRecord[]): Calibration {
  const maps: Record<keyof Calibration, Calibration[keyof Calibration]> = {
    solve: { map: IDENTITY, forecasts: 0 },
    offer: { map: IDENTITY, forecasts: 0 },
  };
  for (const record of inOrder(own, elsewhere)) {
    if (record.type !== 'forecast') continue;
    const { about, credence, happened, weight } = record;
    const { map, forecasts } = maps[about];
    maps[about] = { map: learnForecast(map, credence, happened, weight), forecasts: forecasts + 1 };
  }
  return maps;
}

/** What is believed of the weights of the reward. */
export function rewardFrom(
  own: readonly PriorRecord[],
  elsewhere: readonly PriorRecord[],
): ReturnType<typeof learnPreference> {
  let effects = NO_EFFECTS;
  for (const record of inOrder(own, elsewhere)) {
    if (record.type !== 'preference') continue;
    effects = learnPreference(effects, REWARD_WEIGHTS, record.better, record.worse, record.weight);
  }
  return effects;
}

/** What the statements of each language model were worth; nothing where none was seen. */
export function statedFrom(
  own: readonly PriorRecord[],
  elsewhere: readonly PriorRecord[],
): Pick<Priors, 'stated'> {
  const models = new Map<string, StatedRecord>();
  for (const record of inOrder(own, elsewhere)) {
    if (record.type !== 'stated') continue;
    const { model, credence, right } = record;
    models.set(model, learnStated(models.get(model) ?? NOTHING_STATED, credence, right));
  }
  return models.size === 0 ? {} : { stated: Object.fromEntries(models) };
}

/** The evidence of samples, oldest first: what `models.json` was made from. */
export function samplesFrom(records: readonly PriorRecord[]): readonly SampleEvidence[] {
  return remembered(records).flatMap((record) => (record.type === 'samples' ? [evidenceOf(record)] : []));
}

function evidenceOf(record: Extract<PriorRecord, { type: 'samples' }>): SampleEvidence {
  const { task, terms, samples, verdict } = record;
  return { task, terms, samples, ...(verdict === undefined ? {} : { verdict }) } as SampleEvidence;
}
