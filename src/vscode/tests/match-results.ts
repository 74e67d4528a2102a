import type { TestResult } from '../../loop/types.ts';

/** A result that belongs to a test that the text names, or to none of them. */
export interface Matched {
  readonly result: TestResult;
  /** Index of the test in the order of the text; undefined for one whose name is made at run time. */
  readonly test?: number;
}

/**
 * Which result belongs to which test of a file. Runners report the groups around a test with its name; of several tests
 * with one name the order decides.
 * @param names of the tests, in the order of the text
 */
export function matchResults(names: readonly string[], results: readonly TestResult[]): readonly Matched[] {
  const taken = new Set<number>();
  return results.map((result) => {
    const test = names.findIndex((name, index) => !taken.has(index) && isNamed(result.name, name));
    if (test === -1) return { result };
    taken.add(test);
    return { result, test };
  });
}

/** Whether a runner's name for a test ends in the name that the text has. */
export function isNamed(reported: string, name: string): boolean {
  return (
    reported === name || [' > ', '::', '.', ' '].some((between) => reported.endsWith(`${between}${name}`))
  );
}
