import type { Coverage } from './coverage.ts';

/**
 * Puts first what an edit can mend before what does not run it, and of these what runs least: where several things are
 * wrong, it needs fewest of them mended, and so shows first that one is.
 * @param covering tests that may notice the edit; undefined where nobody knows
 */
export function tellingFirst(
  tests: readonly string[],
  covering: ReadonlySet<string> | undefined,
  coverage: Coverage | undefined,
): readonly string[] {
  if (tests.length < 2 || coverage === undefined) return tests;
  const sizes = new Map(tests.map((id) => [id, sizeOf(id, coverage)]));
  const apart = (id: string): number => (covering?.has(id) === false ? 1 : 0);
  return tests.toSorted((a, b) => apart(a) - apart(b) || (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
}

/** Statements that a test runs. */
function sizeOf(id: string, { tests }: Coverage): number {
  let size = 0;
  for (const reached of tests.get(id)?.values() ?? []) size += reached.length;
  return size;
}
