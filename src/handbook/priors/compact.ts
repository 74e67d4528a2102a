import { remembered } from './fold.ts';
import { type PriorRecord, priorLines } from './records.ts';

/** Bytes of a log from which on it is written anew, shorter. */
export const MOST_BYTES = 4_000_000;

/** Days for which each change is kept with its own evidence. */
const RECENT = 30;
/** Of each kind, how many of the newest are kept: older ones hardly count any more. */
const MOST = { forecast: 3000, samples: 1500, preference: 1000, belief: 6000 } as const;

/** Observations that one line stands for at most: what one line says is believed up to a limit. */
const MOST_OF_ONE = 50;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The text of a log, shorter. What a later version wrote is not thrown away by an earlier one: lines that cannot be
 * understood stay as they are, with what was forgotten after them, and so does what is not known of a line that can be.
 * @param whose where several workspaces share the log, whose a line is
 * @returns undefined where hardly anything can be understood
 */
export function shortened(content: string, whose?: (record: PriorRecord) => string): string | undefined {
  const lines = priorLines(content);
  const texts = new Map(
    lines.flatMap(({ record, text }) => (record === undefined ? [] : [[record, text] as const])),
  );
  if (texts.size < lines.length / 2) return undefined;
  const isForeign = ({ record, isWhole }: (typeof lines)[number]) => isWhole && record === undefined;
  const first = lines.findIndex(isForeign);
  const foreign = lines.filter(
    (line, at) => isForeign(line) || (first >= 0 && at > first && line.record?.type === 'reset'),
  );
  // What is still remembered comes after every reset, and no reset forgets it.
  const known = compacted([...texts.keys()], whose).map(
    (record) => texts.get(record) ?? JSON.stringify(record),
  );
  return [...foreign.map(({ text }) => text), ...known].map((line) => `${line}\n`).join('');
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
  const months = new Map<string, (PriorRecord & { readonly type: 'belief' })[]>();
  const recent: PriorRecord[] = [];
  for (const record of kept) {
    if (record.type !== 'belief' || newest - Date.parse(record.at) < RECENT * DAY) {
      recent.push(record);
      continue;
    }
    const month = record.at.slice(0, 7);
    const place = JSON.stringify([record.workspace, record.key, month]);
    const lines = months.get(place) ?? [];
    const last = lines.at(-1);
    const { episode: _, instead: __, ...first } = record;
    const [success, failure] = [record.success + (last?.success ?? 0), record.failure + (last?.failure ?? 0)];
    const line = { ...first, episode: '', evidence: `all that was seen in ${month}` };
    if (last === undefined || success + failure > MOST_OF_ONE) lines.push(line);
    else lines[lines.length - 1] = { ...line, success, failure, at: later(last.at, line.at) };
    months.set(place, lines);
  }
  const all = [...[...months.values()].flat().toSorted((a, b) => (a.at < b.at ? -1 : 1)), ...recent];
  const counts = new Map<string, number>();
  return all
    .toReversed()
    .filter(({ type }) => {
      const count = (counts.get(type) ?? 0) + 1;
      counts.set(type, count);
      return type !== 'reset' && count <= MOST[type];
    })
    .toReversed();
}

function later(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? b : a;
}
