import type { CancelSignal, NewTest, Survey, TestReport } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import { isFrozen } from './integrity/frozen.ts';
import { inTheWay } from './isolation/links.ts';
import type { Snapshot } from './isolation/snapshot.ts';

/** A new test that fails for one reason in one run and another in the next shows nothing. */
const RUNS = 2;

/** Tests that a skill wrote: they are run with every candidate and are part of none. */
export class NewTests {
  readonly #cold: ColdTests;
  readonly #snapshot: Snapshot;
  readonly #texts = new Map<string, string>();

  constructor(cold: ColdTests, snapshot: Snapshot) {
    this.#cold = cold;
    this.#snapshot = snapshot;
  }

  /** By path. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /**
   * Runs a new test on the untouched snapshot, cold and in isolation, as often as it takes to see that it fails each time;
   * then it is kept.
   * @returns also the survey, with what was found where the test is kept
   */
  async try(
    test: NewTest,
    survey: Survey | undefined,
    signal: CancelSignal,
  ): Promise<{ readonly report: TestReport; readonly survey: Survey }> {
    if (survey === undefined) throw new Error('survey() comes before any test');
    const { path, text } = test;
    const refused = (reason: string) => ({ report: couldNotRun(reason), survey });
    if (this.#snapshot.read(path) !== undefined || inTheWay(this.#snapshot.origin, path) !== undefined)
      return refused(`${path} cannot be created: something is in its place`);
    if (isFrozen(path) !== 'test') return refused(`${path} is no place for a test`);
    this.#cold.added.add(path);
    const { report, keeps } = await runTwice(this.#cold, test, signal);
    if (!keeps) {
      this.#cold.added.delete(path);
      return { report, survey };
    }
    this.#texts.set(path, text);
    return { report, survey: withResults(survey, report) };
  }
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
function withResults(survey: Survey, { results, fileErrors }: TestReport): Survey {
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
