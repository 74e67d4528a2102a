import { NO_TALLY } from './arms.ts';
import {
  anewFrom,
  beginOf,
  type Counting,
  counting,
  type EvidenceRecord,
  evidenceLines,
  monthOf,
  sinceReset,
  stagedFrom,
} from './evidence.ts';
import { shorterLog } from './log-lines.ts';

/** Bytes of the log of evidence from which on it is written anew, shorter: it is read for every task. */
export const MOST_EVIDENCE = 1_000_000;

/** Of the newest tasks that were counted, how many keep lines of their own, so that a person can look them up. */
const RECENT = 1500;
/** Episodes that are named as the sources of one lesson. */
const MOST_SOURCES = 200;
/** Of what was sent to models to have lessons worded, the newest that stay: a person can look up what left the machine. */
const MOST_WORDED = 100;

/**
 * The text of a log of evidence, shorter: what was forgotten is left out, the older tasks of one behavior and month become
 * one line that counts them, and the lessons of one behavior the last of them with the sources of all. What it grows by is
 * then a line for each behavior and month in which it was used. What a later version wrote stays as it is.
 * @param since by name, what else than the log says of since when a behavior is counted: what was before and what is since
 * are counted apart
 * @returns undefined where hardly anything can be understood
 */
export function shorterEvidence(
  content: string,
  since: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  return shorterLog(evidenceLines(content.split('\n')), (records) =>
    compactedEvidence(sinceReset(records), RECENT, since),
  );
}

/** A log that counts the same in fewer lines. */
export function compactedEvidence(
  records: readonly EvidenceRecord[],
  recent: number = RECENT,
  since: ReadonlyMap<string, string> = new Map(),
): readonly EvidenceRecord[] {
  const contributor = records.find(({ type }) => type === 'contributor');
  const anew = new Map(
    records.flatMap((record) =>
      record.type === 'forgotten' && record.what === 'counts'
        ? record.names.map((name): [string, EvidenceRecord] => [name, { ...record, names: [name] }])
        : [],
    ),
  );
  return [
    ...(contributor === undefined ? [] : [contributor]),
    // What the lines below count came after what was forgotten.
    ...anew.values(),
    ...counted(records, recent, since),
    // Before the lessons, which have their words already: a later lesson may have other words.
    ...worded(records),
    ...lessons(records),
  ];
}

/** What was sent to models and what came back, the newest, but for behaviors that a person deleted since. */
function worded(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  const deleted = new Map(
    records.flatMap((record, at) =>
      record.type === 'forgotten' && record.what === 'all'
        ? record.names.map((name) => [name, at] as const)
        : [],
    ),
  );
  return records
    .filter((record, at) => record.type === 'worded' && at > (deleted.get(record.name) ?? -1))
    .slice(-MOST_WORDED);
}

/** What was counted and not forgotten: the newest tasks as they are, after the older ones by behavior and month. */
function counted(
  records: readonly EvidenceRecord[],
  recent: number,
  since: ReadonlyMap<string, string>,
): readonly EvidenceRecord[] {
  const forgotten = new Map(
    records.flatMap((record, at) =>
      record.type === 'forgotten' ? record.names.map((name) => [name, at] as const) : [],
    ),
  );
  const anew = anewFrom(records);
  // What was timed before the behavior was measured anew does not count, even where it was written down after it.
  const standing = records.filter(
    (record, at): record is Counting =>
      (record.type === 'credit' || record.type === 'counted') &&
      at > (forgotten.get(record.name) ?? -1) &&
      beginOf(record) >= (anew.get(record.name) ?? ''),
  );
  const sums = new Map<string, Sum>();
  const own: EvidenceRecord[] = [];
  let older = standing.filter(({ type }) => type === 'credit').length - recent;
  for (const entry of standing) {
    if (entry.type === 'credit' && older <= 0) {
      own.push(entry);
      continue;
    }
    if (entry.type === 'credit') older -= 1;
    const isBefore = beginOf(entry) < (since.get(entry.name) ?? '');
    const place = JSON.stringify([entry.name, monthOf(entry.at), isBefore]);
    sums.set(place, joined(sums.get(place), entry));
  }
  return [...sums.values(), ...own];
}

type Sum = Extract<EvidenceRecord, { type: 'counted' }>;

function joined(sum: Sum | undefined, entry: Counting): Sum {
  const first = beginOf(entry);
  return {
    ...{ type: 'counted', name: entry.name },
    from: sum === undefined || first < sum.from ? first : sum.from,
    at: sum === undefined || sum.at < entry.at ? entry.at : sum.at,
    ...counting(sum ?? NO_TALLY, entry),
  };
}

/** What was learned and is not in the handbook yet: the last lesson of each behavior, with the sources of all. */
function lessons(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  const last = new Map(
    records.flatMap((record) => (record.type === 'learned' ? [[record.behavior.name, record] as const] : [])),
  );
  return [...stagedFrom(records)].flatMap(([name, { instruction, sources, citations }]) => {
    const lesson = last.get(name);
    if (lesson === undefined) return [];
    const behavior = {
      ...lesson.behavior,
      instruction,
      sources: sources.slice(-MOST_SOURCES),
      ...(citations === undefined ? {} : { citations: [...citations] }),
    };
    return [{ ...lesson, behavior }];
  });
}
