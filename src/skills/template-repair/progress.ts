import type { Situation } from '../../loop/ports.ts';
import type { Step, TestResult } from '../../loop/types.ts';

/** How far a candidate that failed got, where the untouched program does not get. */
export interface Progress {
  /** Tests of the target that pass with it. */
  readonly fixed: readonly string[];
  /** Tests of the target that are left. */
  readonly rest: readonly string[];
  /** The line of its test file up to which the first of those that are left gets; 0 where it fails as before. */
  readonly line: number;
}

/**
 * What a failed candidate achieved of several things that are wrong: some of the failing tests pass, or a test holds up
 * to a later line. Undefined where it did nothing of that, or broke something.
 */
export function progressOf({ observation }: Step, { survey, target }: Situation): Progress | undefined {
  if (target.kind !== 'failing-test' || target.files.length > 0) return undefined;
  if (observation.broken.length > 0 || observation.tests.length === 0) return undefined;
  const fixed = target.tests.filter((id) => observation.fixed.includes(id));
  const rest = target.tests.filter((id) => !fixed.includes(id));
  if (rest.length === 0) return undefined;
  const left = new Set(rest);
  const failed = observation.tests.find(({ id, status }) => status === 'failed' && left.has(id));
  const before = survey.tests?.results.find(({ id }) => id === failed?.id);
  const [now, then] = [lineOf(failed), lineOf(before)];
  const line = now !== undefined && then !== undefined && now > then ? now : 0;
  return fixed.length > 0 || line > 0 ? { fixed, rest, line } : undefined;
}

/** The line of the test itself in which it failed. */
function lineOf(test: TestResult | undefined): number | undefined {
  return test?.frames.findLast(({ path }) => path === test.file)?.line;
}
