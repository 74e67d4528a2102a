import { cancelBelow } from '../loop/cancel.ts';
import type { CancelSignal, TestReport } from '../loop/types.ts';
import type { Climb } from './ladder.ts';
import type { Parts } from './parts.ts';

type Texts = ReadonlyMap<string, string | undefined>;

/** Cold runs of test files: with the candidate, or of the untouched snapshot. */
interface ColdRuns {
  candidate(files: readonly string[]): Promise<TestReport | undefined>;
  untouched(files: readonly string[]): Promise<TestReport | undefined>;
}

/**
 * Climbs the rungs of a confirmation from the types on, in a fresh copy: the compiler and the linters look at it while the
 * whole suite runs, cold.
 * @returns ids of tests that turned out to change their mind
 */
export async function confirmCold(
  { cold, checks, types }: Pick<Parts, 'cold' | 'checks' | 'types'>,
  climb: Climb,
  texts: Texts,
  signal: CancelSignal,
): Promise<readonly string[]> {
  const own = cancelBelow(signal);
  const compiles = async (): Promise<boolean> => {
    const isTyped =
      (await checks.climb(climb, 'types', texts, signal)) ??
      (await types.confirm(climb, { texts, target: climb.typeTarget }, signal));
    if (isTyped) await checks.climb(climb, 'lint', texts, signal);
    return isTyped;
  };
  const unsteady = await cold.inFreshCopy(texts, own.signal, async (candidate) => {
    const began = performance.now();
    const suite = candidate(undefined);
    // What it throws is thrown where it is waited for; the compiler may still be at work until then.
    suite.catch(() => undefined);
    try {
      if (!(await compiles()) || signal.aborted) return [];
      const report = await suite;
      const untouched = (files: readonly string[]) => cold.inPooledCopy(new Map(), files, signal);
      return await climbTests(climb, report, { candidate, untouched }, began, signal);
    } finally {
      own.cancel();
      await suite;
    }
  });
  return unsteady ?? [];
}

/**
 * The last two rungs. What fails there is run once more, with the candidate and untouched: a test that ends otherwise
 * without a reason changes its mind, and is no evidence for anybody.
 */
async function climbTests(
  climb: Climb,
  report: TestReport | undefined,
  runs: ColdRuns,
  began: number,
  signal: CancelSignal,
): Promise<readonly string[]> {
  if (signal.aborted) return [];
  if (report === undefined) {
    climb.rung('tests', 'could-not-check', 'no test runner here', began);
    climb.rung('suite', 'could-not-check', 'no test runner here', began);
    return [];
  }
  const { status } = climb.judge(report);
  const unsteady =
    status === 'failed' && report.status === 'ran' ? await changedTheirMind(climb, report, runs) : [];
  if (signal.aborted) return [];
  climb.setAside(unsteady);
  if (climb.tests('tests', report, began)) climb.tests('suite', report, began);
  return unsteady;
}

async function changedTheirMind(
  climb: Climb,
  report: TestReport,
  runs: ColdRuns,
): Promise<readonly string[]> {
  const amiss = new Set(climb.amiss);
  const files = [...new Set(report.results.filter((test) => amiss.has(test.id)).map((test) => test.file))];
  if (files.length === 0) return [];
  const again = await runs.candidate(files);
  const passesNow = idsThat(again, 'passed').filter((id) => amiss.has(id));
  const left = [...amiss].filter((id) => !passesNow.includes(id));
  if (left.length === 0) return passesNow;
  // It passed in the first baseline; if it does not any more, something other than the candidate decides.
  const before = await runs.untouched(files);
  const failsUntouched = idsThat(before, 'failed').filter(
    (id) => left.includes(id) && climb.passedBefore(id),
  );
  return [...passesNow, ...failsUntouched];
}

function idsThat(report: TestReport | undefined, status: 'passed' | 'failed'): readonly string[] {
  if (report?.status !== 'ran') return [];
  return report.results.filter((test) => test.status === status).map((test) => test.id);
}
