import { leavesOpen, titlePattern, withoutValues } from '../../loop/test-title.ts';
import type { TestResult } from '../../loop/types.ts';

/** A test as its file's text has it. */
export interface KnownTest {
  /** With the groups around it, ` > ` between. */
  readonly name: string;
  /** What its cases are reported as, where their names are made at run time. */
  readonly pattern?: RegExp | undefined;
}

/** A result, and the test of the text that it belongs to; absent where no text has it. */
export interface Matched {
  readonly result: TestResult;
  /** Index of the test in the order of the text. */
  readonly test?: number;
  /** Set where it is one case of that test, such as a row of a table. */
  readonly isCase?: true;
}

/**
 * Which result belongs to which test of a file. Of several tests with one name in one group the order decides; a name that
 * the text has counts before one that it leaves open.
 * @param tests in the order of the text
 */
export function matchResults(
  tests: readonly KnownTest[],
  results: readonly TestResult[],
): readonly Matched[] {
  const taken = new Set<number>();
  const named = new Map<string, number[]>();
  for (const [index, { name }] of tests.entries()) named.set(name, [...(named.get(name) ?? []), index]);
  const exact = new Map(
    results.map((result) => {
      const test = named.get(result.name)?.find((index) => !taken.has(index));
      if (test !== undefined) taken.add(test);
      return [result, test];
    }),
  );
  return results.map((result) => {
    const test = exact.get(result);
    if (test !== undefined) return { result, test };
    const of = caseOf(tests, result.name);
    if (of !== undefined) return { result, test: of, isCase: true };
    return { result };
  });
}

/** The test that a name is a case of: the one that leaves the least open. */
function caseOf(tests: readonly KnownTest[], name: string): number | undefined {
  const bare = /^(.*?)\[.*\]$/s.exec(name)?.[1];
  const found = [...tests.keys()].filter((index) => {
    const test = tests[index];
    return test?.name === bare || test?.pattern?.test(name) === true;
  });
  const length = (index: number): number => tests[index]?.pattern?.source.length ?? Number.POSITIVE_INFINITY;
  return found.toSorted((a, b) => length(b) - length(a))[0];
}

/** A test that the text names, and where. */
export interface TestPlace {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Which tests of the text a failing one may be: where several groups have one of that name, the one that it failed in.
 * @param places in the order of the text
 */
export function placesOf<T extends TestPlace>(
  { name, line }: { readonly name: string; readonly line?: number | undefined },
  places: readonly T[],
): readonly T[] {
  const exact = places.filter((place) => isNamed(name, place.name));
  const named = exact.length > 0 ? exact : places.filter((place) => isCase(name, place.name));
  const longest = Math.max(...named.map((place) => place.name.length));
  const meant = named.filter((place) => place.name.length === longest);
  const around = line === undefined ? undefined : meant.findLast((place) => place.line <= line);
  return around === undefined ? meant : [around];
}

/**
 * What stands for the failing cases of one test of the text: the one that there is, or the test with the groups around it.
 * @param title of the test in the text
 */
export function nameOf(failing: readonly { readonly name: string }[], title: string): string {
  const [only, ...others] = new Set(failing.map(({ name }) => name));
  if (only !== undefined && others.length === 0) return only;
  const groups = new Set(failing.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf(' > ')))));
  const [around] = groups;
  return groups.size === 1 && around !== undefined && around !== '' ? `${around} > ${title}` : title;
}

/** Whether it is what a test of the text was reported as for one row of its table. */
function isCase(reported: string, name: string): boolean {
  if (isNamed(withoutValues(reported), name)) return true;
  return leavesOpen(name) && new RegExp(`(?:^| )${titlePattern(name)}$`, 's').test(reported);
}

/** Whether a runner's name for a test ends in the name that the text has. */
function isNamed(reported: string, name: string): boolean {
  return (
    reported === name || [' > ', '::', '.', ' '].some((between) => reported.endsWith(`${between}${name}`))
  );
}
