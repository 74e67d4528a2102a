import type { Diagnostic } from '../../loop/types.ts';

/** How often each error is there, by its identity. */
export function countByKey(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of diagnostics) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Errors of the second list that the first does not have as often, wherever they are now. */
export function freshErrors(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly Diagnostic[] {
  const left = countByKey(before);
  return after.filter(({ key }) => {
    const n = left.get(key) ?? 0;
    left.set(key, n - 1);
    return n <= 0;
  });
}
