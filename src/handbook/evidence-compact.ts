import { NO_TALLY } from './arms.ts';
import {
  anewFrom,
  beginOf,
  type Counting,
  counting,
  type EvidenceLine,
  type EvidenceRecord,
  evidenceLines,
  monthOf,
  sinceReset,
  stagedFrom,
} from './evidence.ts';

/** Bytes of the log of evidence from which on it is written anew, shorter: it is read for every task. */
export const MOST_EVIDENCE = 1_000_000;

/** Of the newest tasks that were counted, how many keep lines of their own, so that a person can look them up. */
const RECENT = 1500;
/** Episodes that are named as the sources of one lesson. */
const MOST_SOURCES = 200;

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
  const lines = evidenceLines(content.split('\n'));
  const texts = new Map(
    lines.flatMap(({ record, text }) => (record === undefined ? [] : [[record, text] as const])),
  );
  if (texts.size < lines.length / 2) return undefined;
  const isForeign = ({ record, isWhole }: EvidenceLine): boolean => isWhole && record === undefined;
  const first = lines.findIndex(isForeign);
  // No reset that was meant for what a later version wrote is lost.
  const foreign = lines.filter(
    (line, at) => isForeign(line) || (first >= 0 && at > first && line.record?.type === 'reset'),
  );
  const short = compactedEvidence(sinceReset([...texts.keys()]), RECENT, since).map(
    (record) => texts.get(record) ?? JSON.stringify(record),
  );
  return [...foreign.map(({ text }) => text), ...short].map((line) => `${line}\n`).join('');
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
    ...lessons(records),
  ];
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
  return [...stagedFrom(records)].flatMap(([name, { sources, citations }]) => {
    const lesson = last.get(name);
    if (lesson === undefined) return [];
    const behavior = {
      ...lesson.behavior,
      sources: sources.slice(-MOST_SOURCES),
      ...(citations === undefined ? {} : { citations: [...citations] }),
    };
    return [{ ...lesson, behavior }];
  });
}
