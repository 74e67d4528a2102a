import { readReproduction } from '../loop/reproduce.ts';
import type { CancelSignal, NewTest, Survey, TestReport } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import { isFrozen } from './integrity/frozen.ts';
import { inTheWay } from './isolation/links.ts';
import type { Snapshot } from './isolation/snapshot.ts';

/** A new test that fails for one reason in one run and another in the next shows nothing. */
const RUNS = 2;

/**
 * Runs a new test on the untouched snapshot, cold and in isolation, as often as it takes to see that it fails each time;
 * then it is kept beside whatever is run.
 */
export async function reproduceIn(
  cold: ColdTests,
  snapshot: Snapshot,
  test: NewTest,
  signal: CancelSignal,
): Promise<TestReport> {
  const { path, text } = test;
  if (snapshot.read(path) !== undefined || inTheWay(snapshot.origin, path) !== undefined)
    return couldNotRun(`${path} cannot be created: something is in its place`);
  if (isFrozen(path) !== 'test') return couldNotRun(`${path} is no place for a test`);
  cold.added.set(path, text);
  const report = await runTwice(cold, path, signal);
  if (readReproduction(test, report).kind === 'nothing') cold.added.delete(path);
  return report;
}

/**
 * What keeps a candidate from writing a file: a new test that it is judged by lies there, above or below. Letter case
 * counts for nothing, since some file systems do not tell it.
 */
export function onNewTest(path: string, added: Iterable<string>): string | undefined {
  const own = path.toLowerCase();
  for (const test of added) {
    const other = test.toLowerCase();
    if (own === other || own.startsWith(`${other}/`) || other.startsWith(`${own}/`))
      return `the new test ${test}, by which the patch is judged, is no part of the patch`;
  }
  return undefined;
}

async function runTwice(cold: ColdTests, path: string, signal: CancelSignal): Promise<TestReport> {
  let report: TestReport | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const next = await cold.inPooledCopy(new Map(), [path], signal);
    if (next === undefined || signal.aborted) return couldNotRun('no test runner is here, or it was stopped');
    if (next.status !== 'ran') return next;
    if (report !== undefined && failing(report) !== failing(next))
      return couldNotRun('it ends otherwise from run to run');
    report = next;
  }
  return report ?? couldNotRun('it was not run');
}

/** What failed, as one text to compare. */
function failing({ results, fileErrors }: TestReport): string {
  const ids = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return [...ids, ...fileErrors.map(({ file }) => file)].toSorted().join('\n');
}

/** The survey with tests that it did not have. */
export function withResults(survey: Survey, report: TestReport | undefined): Survey {
  const { tests } = survey;
  if (tests === undefined || report === undefined) return survey;
  const { results, fileErrors } = report;
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
