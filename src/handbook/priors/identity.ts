import { createHash } from 'node:crypto';
import { importable } from './believable.ts';
import { type BeliefRecord, type Part, type PriorRecord, withParts } from './records.ts';

/** The same change has the same, whichever workspace it stands in and whether it was made there or imported. */
function identityOf(found: PriorRecord): string {
  const { workspace: _, ...record } = importable(found) ?? found;
  const text = JSON.stringify(record, Object.keys(flat(record)).toSorted());
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Every key that occurs anywhere in it. */
function flat(value: unknown): Readonly<Record<string, true>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => ({ [key]: true, ...flat(inner) })),
  ) as Record<string, true>;
}

/** The changes that one line stands for. */
export function partsOf(record: BeliefRecord): readonly Part[] {
  return record.of ?? [[identityOf(record), record.success, record.failure]];
}

/** The identity of each change that one line stands for. */
export function identitiesOf(record: PriorRecord): readonly string[] {
  const parts = record.type === 'belief' ? record.of : undefined;
  return parts === undefined ? [identityOf(record)] : parts.map(([identity]) => identity);
}

/** What a line says beyond what is known already; undefined where that is nothing. */
export function without(record: PriorRecord, known: ReadonlySet<string>): PriorRecord | undefined {
  if (record.type !== 'belief' || record.of === undefined)
    return known.has(identityOf(record)) ? undefined : record;
  const fresh = record.of.filter(([identity]) => !known.has(identity));
  if (fresh.length === record.of.length) return record;
  return fresh.length === 0 ? undefined : withParts(record, fresh);
}

/** How many changes lines stand for. */
export function changesIn(records: readonly PriorRecord[]): number {
  return records.reduce((sum, record) => sum + identitiesOf(record).length, 0);
}
