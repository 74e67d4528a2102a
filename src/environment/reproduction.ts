import type { CancelSignal, NewTest, Survey, TestReport } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import { isFrozen } from './integrity/frozen.ts';
import { inTheWay } from './isolation/links.ts';
import type { Snapshot } from './isolation/snapshot.ts';

/** A new test that fails for one reason in one run and another in the next shows nothing. */
const RUNS = 2;

/** Runs a new test on the untouched snapshot, cold and in isolation, as often as it takes to see that it fails each time. */
export async function reproduceIn(
  cold: ColdTests,
  {
    snapshot,
    test,
    signal,
  }: { readonly snapshot: Snapshot; readonly test: NewTest; readonly signal: CancelSignal },
): Promise<{ readonly report: TestReport; readonly keeps: boolean }> {
  const { path } = test;
  const refused = (reason: string) => ({ report: couldNotRun(reason), keeps: false });
  if (snapshot.read(path) !== undefined || inTheWay(snapshot.origin, path) !== undefined)
    return refused(`${path} cannot be created: something is in its place`);
  if (isFrozen(path) !== 'test') return refused(`${path} is no place for a test`);
  cold.added.add(path);
  const { report, keeps } = await runTwice(cold, test, signal);
  if (!keeps) cold.added.delete(path);
  return { report, keeps };
}

async function runTwice(
  cold: ColdTests,
  { path, text }: NewTest,
  signal: CancelSignal,
): Promise<{ readonly report: TestReport; readonly keeps: boolean }> {
  const refused = (reason: string) => ({ report: couldNotRun(reason), keeps: false });
  let report: TestReport | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const next = await cold.inPooledCopy(new Map([[path, text]]), [path], signal);
    if (next === undefined || signal.aborted) return refused('no test runner is here, or it was stopped');
    if (next.status !== 'ran') return { report: next, keeps: false };
    if (report !== undefined && failing(report) !== failing(next))
      return refused('it ends otherwise from run to run');
    report = next;
  }
  if (report === undefined) return refused('it was not run');
  return { report, keeps: failing(report) !== '' };
}

/** What failed, as one text to compare. */
function failing({ results, fileErrors }: TestReport): string {
  const ids = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return [...ids, ...fileErrors.map(({ file }) => file)].toSorted().join('\n');
}

/** The survey with tests that it did not have. */
export function withResults(survey: Survey, { results, fileErrors }: TestReport): Survey {
  const { tests } = survey;
  if (tests === undefined) return survey;
  const known = new Set(tests.results.map(({ id }) => id));
  const added = results.filter(({ id, status }) => status === 'failed' && !known.has(id));
  return {
    ...survey,
    tests: {
      ...tests,
      results: [...tests.results, ...added],
      fileErrors: [...tests.fileErrors, ...fileErrors],
    },
  };
}

function couldNotRun(reason: string): TestReport {
  return {
    status: 'could-not-run',
    results: [],
    fileErrors: [],
    evidence: { command: [], seconds: 0, tail: '' },
    reason,
  };
}
