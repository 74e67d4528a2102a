/** What tells one finding from another, wherever it is now: its kind, its symbol and its words. */
interface Keyed {
  readonly key: string;
}

/** How often each is there, by its identity. */
export function countByKey(findings: readonly Keyed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of findings) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Those of the second list that the first does not have as often; by identity and number, never by position. */
export function freshOf<T extends Keyed>(before: readonly T[], after: readonly T[]): readonly T[] {
  const left = countByKey(before);
  return after.filter(({ key }) => {
    const n = left.get(key) ?? 0;
    left.set(key, n - 1);
    return n <= 0;
  });
}
