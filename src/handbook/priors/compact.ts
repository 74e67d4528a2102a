import { shorterLog } from '../log-lines.ts';
import { remembered } from './fold.ts';
import { partsOf } from './identity.ts';
import { type BeliefRecord, type PriorRecord, priorLines, withParts } from './records.ts';

/** Bytes of a log from which on it is written anew, shorter. */
export const MOST_BYTES = 4_000_000;

/** Days for which each change is kept with its own evidence. */
const RECENT = 30;
/** Of each kind, how many of the newest are kept: older ones hardly count any more. */
const MOST = { forecast: 3000, samples: 1500, preference: 1000, stated: 2000, belief: 6000 } as const;

/** Observations that one line stands for at most: what one line says is believed up to a limit. */
const MOST_OF_ONE = 50;
/** Changes that one line stands for at most. */
const MOST_PARTS = 250;
/** Of the changes of beliefs, how many of the newest are kept. */
const MOST_CHANGES = 60_000;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The text of a log, shorter; what a later version wrote is kept (`shorterLog`).
 * @param whose where several workspaces share the log, whose a line is
 * @returns undefined where hardly anything can be understood
 */
export function shortened(content: string, whose?: (record: PriorRecord) => string): string | undefined {
  // What is still remembered comes after every reset, and no reset forgets it.
  return shorterLog(priorLines(content), (records) => compacted(records, whose));
}

/**
 * A log that says the same in fewer lines: what was forgotten or replaced is left out, and older changes of one belief
 * in one month become one line. Since an observation counts half after four months, a month more or less says little.
 * @param whose where several workspaces share the log, whose a line is
 */
export function compacted(
  records: readonly PriorRecord[],
  whose?: (record: PriorRecord) => string,
): readonly PriorRecord[] {
  const kept = remembered(records, whose);
  const newest = kept.reduce((last, { at }) => Math.max(last, Date.parse(at) || 0), 0);
  const months = new Map<string, BeliefRecord[]>();
  const recent: PriorRecord[] = [];
  for (const record of kept) {
    const isOld = newest - Date.parse(record.at) >= RECENT * DAY;
    // What a later line may replace has to stay a line of its own.
    if (record.type !== 'belief' || !isOld || record.instead !== undefined) {
      recent.push(record);
      continue;
    }
    const month = record.at.slice(0, 7);
    const place = JSON.stringify([record.workspace, record.key, month]);
    const lines = months.get(place) ?? [];
    const last = lines.at(-1);
    if (last === undefined || isTooMuch(last, record)) lines.push(record);
    else lines[lines.length - 1] = joined(last, record, month);
    months.set(place, lines);
  }
  const all = [...[...months.values()].flat().toSorted((a, b) => (a.at < b.at ? -1 : 1)), ...recent];
  const counts = new Map<string, number>();
  let changes = 0;
  return all
    .toReversed()
    .filter((record) => {
      const { type } = record;
      const count = (counts.get(type) ?? 0) + 1;
      counts.set(type, count);
      if (type === 'belief') changes += record.of?.length ?? 1;
      return type !== 'reset' && count <= MOST[type] && (type !== 'belief' || changes <= MOST_CHANGES);
    })
    .toReversed();
}

function isTooMuch(a: BeliefRecord, b: BeliefRecord): boolean {
  return (
    a.success + a.failure + b.success + b.failure > MOST_OF_ONE ||
    (a.of?.length ?? 1) + (b.of?.length ?? 1) > MOST_PARTS
  );
}

/** One line that stands for two, and says for which changes: they may stand in other logs, or be imported. */
function joined(a: BeliefRecord, b: BeliefRecord, month: string): BeliefRecord {
  const at = later(a.at, b.at);
  const line = { ...b, at, episode: '', evidence: `all that was seen in ${month}` };
  return withParts(line, [...partsOf(a), ...partsOf(b)]);
}

function later(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? b : a;
}
