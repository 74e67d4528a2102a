import type { CancelSignal, TestReport, TestResult } from '../loop/types.ts';
import type { Isolation } from './isolation/isolate.ts';
import type { TestRunner } from './runners/index.ts';
import { isOneOf, type NamedTest } from './runners/named-test.ts';
import type { RunRequest } from './runners/runner.ts';

/** Runs tests with every runner that has some of them, and makes one report of it. */
export async function runTests(
  runners: readonly TestRunner[],
  request: {
    readonly root: string;
    readonly lease: string;
    readonly isolation?: Isolation;
    readonly files?: readonly string[];
    /** Test files that the runners did not find, since they are new; each goes to the runner of the nearest like it. */
    readonly added?: ReadonlyMap<string, string>;
    /** Of these files only these tests, where their runner can choose and finds them; else the files are run whole. */
    readonly only?: readonly NamedTest[];
    readonly bail?: boolean;
    readonly limitSeconds: number;
    readonly signal: CancelSignal;
  },
): Promise<TestReport | undefined> {
  const reports: TestReport[] = [];
  for (const runner of runners) {
    const files = request.files?.filter(
      (file) =>
        runner.testFiles.includes(file) ||
        (request.added?.has(file) === true && runnerOf(file, runners) === runner),
    );
    if (files !== undefined && files.length === 0) continue;
    reports.push(await runChosen(runner, files === undefined ? request : { ...request, files }));
  }
  return reports.reduce<TestReport | undefined>(
    (all, next) => (all === undefined ? next : mergeReports(all, next)),
    undefined,
  );
}

/** A name that is made at run time may not be found by what the text says: then the whole file is run. */
async function runChosen(runner: TestRunner, request: RunRequest): Promise<TestReport> {
  const report = await runner.run(request);
  const { only, signal } = request;
  if (only === undefined) return report;
  const hasGroups = only.some(({ is }) => is === 'group');
  const isMeant = (test: TestResult): boolean => isOneOf(only, test);
  // What a runner leaves out it may call skipped, or say nothing of.
  const results = report.results.filter((test) => test.status !== 'skipped' || isMeant(test));
  if (
    signal.aborted ||
    // An old runner may have taken no test of a group for its own.
    results.some((test) => isMeant(test) && (test.status !== 'skipped' || !hasGroups)) ||
    report.status === 'timed-out' ||
    report.fileErrors.length > 0
  )
    return { ...report, results };
  const { only: _, ...whole } = request;
  return runner.run(whole);
}

/** The runner that has the tests which are most like a new one: of its kind, and nearest to it. */
function runnerOf(file: string, runners: readonly TestRunner[]): TestRunner | undefined {
  const kind = (path: string): string => (/\.py$/.test(path) ? 'python' : 'script');
  const shared = (path: string): number => {
    const [a, b] = [path.split('/'), file.split('/')];
    const apart = a.findIndex((part, at) => part !== b[at]);
    return apart < 0 ? a.length : apart;
  };
  const nearness = ({ testFiles }: TestRunner): number =>
    Math.max(-1, ...testFiles.filter((path) => kind(path) === kind(file)).map(shared));
  const [nearest] = runners
    .filter((runner) => nearness(runner) >= 0)
    .toSorted((a, b) => nearness(b) - nearness(a));
  return nearest;
}

/** The worse of two states decides: half a run is not a run. */
const ORDER: readonly TestReport['status'][] = ['ran', 'could-not-run', 'timed-out', 'crashed'];

/** One report of two runs; what the worse one says of itself holds for both. */
export function mergeReports(a: TestReport, b: TestReport): TestReport {
  const worse = ORDER.indexOf(b.status) > ORDER.indexOf(a.status) ? b : a;
  const sandbox =
    [...new Set([a, b].flatMap(({ evidence }) => evidence.sandbox ?? []))].join('; ') || undefined;
  const codes = [a, b].flatMap(({ evidence }) => evidence.exitCode ?? []);
  // One that ended without a code has not ended well; warm runs have none at all.
  const exitCode = codes.length === 1 ? Math.max(1, ...codes) : Math.max(...codes);
  return {
    status: worse.status,
    results: [...a.results, ...b.results],
    fileErrors: [...a.fileErrors, ...b.fileErrors],
    evidence: {
      command: [...a.evidence.command, '+', ...b.evidence.command],
      ...(codes.length === 0 ? {} : { exitCode }),
      seconds: a.evidence.seconds + b.evidence.seconds,
      ...(sandbox === undefined ? {} : { sandbox }),
      tail: `${a.evidence.tail}\n${b.evidence.tail}`.slice(-2000),
    },
    ...(worse.reason === undefined ? {} : { reason: worse.reason }),
  };
}
