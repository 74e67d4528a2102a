import type { TestReport } from '../loop/types.ts';

/** How the tests of a plan ended. */
export interface PlanRun {
  /** Of those that count. */
  readonly report: TestReport;
  /** Of those that are held out; absent where they were not run. */
  readonly heldOut?: { readonly passed: number; readonly failed: number };
}

/** Below this each test is needed to tell candidates apart. */
const LEAST_TO_HOLD_OUT = 5;

/** Those that are kept out of the reward: one test in five, the same ones in every episode. */
export function heldOutOf(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.length < LEAST_TO_HOLD_OUT ? [] : ids.filter(isHeldOut));
}

function isHeldOut(id: string): boolean {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (hash >>> 0) % 5 === 0;
}

/**
 * Takes one run of both kinds of tests apart, in which those that are held out came last.
 * @param cameToHeldOut whether it ended among those or after them: tests that all have results may still crash or hang,
 * by what they leave behind
 */
export function splitRun(
  all: TestReport,
  tests: readonly string[],
  heldOut: readonly string[],
  cameToHeldOut: boolean,
): PlanRun {
  const held = new Set(heldOut);
  const own = all.results.filter(({ id }) => !held.has(id));
  const late = all.results.filter(({ id }) => held.has(id));
  const files = new Set(tests.map((id) => id.slice(0, id.indexOf('::'))));
  const isSpoilt = late.length === 0 && all.fileErrors.some(({ file }) => files.has(file));
  const hasEnded = own.length >= tests.length && own.every(({ status }) => status !== 'failed');
  const isTheirs = all.status === 'ran' || (cameToHeldOut && all.status !== 'could-not-run');
  // What ended before it came to those that are held out says nothing of them.
  if (heldOut.length === 0 || !hasEnded || isSpoilt || !isTheirs) return { report: { ...all, results: own } };
  const isWhole = all.status === 'ran' && all.fileErrors.length === 0;
  const failed = late.filter(({ status }) => status === 'failed').length;
  const passed = late.filter(({ status }) => status === 'passed').length;
  const { reason: _, ...rest } = all;
  return {
    report: { ...rest, status: 'ran', fileErrors: [], results: own },
    // What ended before its last test failed at least one.
    heldOut: { passed, failed: isWhole ? failed : Math.max(1, failed) },
  };
}
