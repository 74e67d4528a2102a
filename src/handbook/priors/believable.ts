import { type PriorRecord, withParts } from './records.ts';

/** Observations that one change of this user may count at most: an episode tries hundreds of candidates, not millions. */
const OWN_AMOUNT = 100;

/** Observations that one change from elsewhere may count at most: nobody here saw them. */
const FOREIGN_AMOUNT = 1;

/** What is known of the ways to verify on this machine alone. */
const OF_THIS_MACHINE = 'verification/';

/** The same change with no more observations than `most`, in the same proportion. */
function atMost(record: PriorRecord, most: number): PriorRecord {
  if (record.type !== 'belief') return record;
  const [success, failure] = amounts(record.success, record.failure, most);
  return { ...record, success, failure };
}

function amounts(success: number, failure: number, most: number): readonly [number, number] {
  const larger = Math.max(success, failure);
  return larger <= most ? [success, failure] : [(success * most) / larger, (failure * most) / larger];
}

/**
 * Records that no single line decides: none is later than now, none counts beyond measure.
 * @param now in milliseconds since 1970
 */
export function believable(records: readonly PriorRecord[], now: number): readonly PriorRecord[] {
  return records.map((record) => ({
    ...atMost(record, OWN_AMOUNT),
    at: new Date(Math.min(Date.parse(record.at), now)).toISOString(),
  }));
}

/** The change as it counts where it is imported; nothing where it teaches only the place that it comes from. */
export function importable(record: PriorRecord): PriorRecord | undefined {
  // What another forgot is no reason to forget anything here.
  if (record.type === 'reset') return undefined;
  if (record.type === 'belief' && record.key.startsWith(OF_THIS_MACHINE)) return undefined;
  if (record.type !== 'belief' || record.of === undefined) return atMost(record, FOREIGN_AMOUNT);
  // Each change counts as it would alone.
  return withParts(
    record,
    record.of.map(([identity, success, failure]) => [identity, ...amounts(success, failure, FOREIGN_AMOUNT)]),
  );
}
