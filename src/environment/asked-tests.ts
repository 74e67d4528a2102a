import type { Coverage } from '../loop/rooms.ts';
import type { CancelSignal, TestReport } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import type { FastPath } from './fast-path.ts';
import type { NamedTest } from './runners/named-test.ts';

/** Tests that a person asks for. */
export interface AskedTests {
  /** Workspace-relative; the whole suite when absent. */
  readonly files?: readonly string[] | undefined;
  /** Of these files only these tests, where their runner can choose; else the files are run whole. */
  readonly only?: readonly NamedTest[] | undefined;
  /** Whether to measure which statements they run. */
  readonly coverage?: boolean | undefined;
}

export interface TestsRun {
  readonly report: TestReport;
  /** What the tests of the report ran; absent where none was asked for, or none could be measured. */
  readonly coverage?: Coverage;
  /** Ids of tests of the report that could not be measured: they end otherwise, or not at all, in the process that measures. */
  readonly unmeasured: readonly string[];
}

/**
 * Runs tests of the untouched snapshot by the project's own runner. Coverage is measured beside it, by instrumented texts in
 * a process that stays, and counts for tests alone that ended there as they did by the runner.
 * @returns undefined where no runner has them
 */
export async function runAsked(
  { cold, fast }: { readonly cold: ColdTests; readonly fast?: FastPath | undefined },
  { files, only, coverage }: AskedTests,
  seconds: number,
  signal: CancelSignal,
): Promise<TestsRun | undefined> {
  const opened = coverage === true ? fast?.open(seconds, signal) : undefined;
  const report = await cold.untouched(files, seconds, signal, only);
  await opened;
  if (report === undefined) return undefined;
  if (coverage !== true) return { report, unmeasured: [] };
  const ended = new Map(fast?.untouched.map(({ id, status }) => [id, status]));
  const ran = report.results.filter(({ status }) => status !== 'skipped');
  const measured = new Set(
    ran.flatMap(({ id, status }) =>
      ended.get(id) === status && fast?.coverage?.tests.has(id) === true ? id : [],
    ),
  );
  const unmeasured = ran.flatMap(({ id }) => (measured.has(id) ? [] : id));
  if (fast?.coverage === undefined || measured.size === 0) return { report, unmeasured };
  const loading = new Set(ran.flatMap(({ id, file }) => (measured.has(id) ? file : [])));
  const { statements, tests, load } = fast.coverage;
  return {
    report,
    unmeasured,
    coverage: {
      statements,
      tests: new Map([...tests].filter(([id]) => measured.has(id))),
      load: new Map([...load].filter(([file]) => loading.has(file))),
    },
  };
}
