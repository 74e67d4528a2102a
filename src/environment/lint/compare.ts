import type { LintDiagnostic } from './finding.ts';

/** Those of `after` that `before` does not have as often; by identity and number, never by position. */
export function compareLint(
  before: readonly LintDiagnostic[],
  after: readonly LintDiagnostic[],
): readonly LintDiagnostic[] {
  const left = new Map<string, number>();
  for (const { key } of before) left.set(key, (left.get(key) ?? 0) + 1);
  return after.filter(({ key }) => {
    const n = left.get(key) ?? 0;
    left.set(key, n - 1);
    return n <= 0;
  });
}
