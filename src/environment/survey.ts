import type {
  CancelSignal,
  Language,
  Obstacle,
  Survey,
  Task,
  TestReport,
  TestResult,
} from '../loop/types.ts';
import type { CheckRungs } from './check-rungs.ts';
import { FILE_LIMIT } from './isolation/list-files.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import { LINTERS } from './ladder.ts';
import type { TestRunner } from './runners/index.ts';
import { parseManifest } from './runners/node-package.ts';
import type { ErrorsFound } from './types.ts';

/** Seconds that the first look at compile errors may take; what is not looked at by then is said to be so. */
const DIAGNOSE_SECONDS = 15;
/** How Docker and Podman end where they could not start a container. */
const ENGINE_FAILED = 125;

export interface SurveyInput {
  readonly task: Task;
  readonly snapshot: Snapshot;
  readonly runners: readonly TestRunner[];
  readonly obstacle: Obstacle | undefined;
  /** Compile errors of the whole project, the given file first; a first look may be content with there being none. */
  readonly errors: (
    first: string | undefined,
    seconds: number,
    depth: 'first-look' | 'exact',
  ) => Promise<ErrorsFound>;
  readonly checks: CheckRungs;
  /** Whether tests are run with the network, asked once they have run. */
  readonly needsNetwork: () => boolean;
  readonly trusted: boolean;
  /** Runs tests of the untouched snapshot. */
  readonly runTests: (files: readonly string[] | undefined) => Promise<TestReport | undefined>;
  /** How tests of the untouched snapshot end in processes that stay; none where there are none. */
  readonly runWarm: () => Promise<readonly TestResult[]>;
  readonly signal: CancelSignal;
}

/** Measures the untouched snapshot: languages, compile errors, tests, what cannot be checked and why. */
export async function takeSurvey(input: SurveyInput): Promise<Survey> {
  const { task, snapshot, runners, trusted, signal } = input;
  const began = performance.now();
  const obstacles: Obstacle[] = [
    ...untrustedObstacle(trusted),
    ...(input.obstacle === undefined ? [] : [input.obstacle]),
    ...focusObstacle(task, snapshot),
  ];
  const focus = 'path' in task.focus ? task.focus.path : undefined;
  const nothing: ErrorsFound = { diagnostics: [], unlooked: 0, by: undefined };
  const depth = task.focus.kind === 'diagnostic' || runners.length === 0 ? 'exact' : 'first-look';
  const [found, first] = await Promise.all([
    trusted ? input.errors(focus, DIAGNOSE_SECONDS, depth) : nothing,
    trusted && !signal.aborted ? input.runTests(undefined) : undefined,
  ]);
  const isNeeded = found.isFirstLook === true && !somethingFailed(first) && !signal.aborted;
  const { diagnostics, unlooked, by } = isNeeded
    ? await input.errors(focus, DIAGNOSE_SECONDS, 'exact')
    : found;
  const isAsked = trusted && !signal.aborted && isAboutCheck(task, input.checks);
  const linted = isAsked ? await input.checks.linted(focus ?? '', signal) : [];
  const flaky = first === undefined || signal.aborted ? [] : await findFlaky(first, input);
  obstacles.push(...testObstacles(first, snapshot));
  const network = input.needsNetwork() ? ', with the network, which they need' : '';
  const runnerNames = runners.map((runner) => runner.name).join(' + ') + network;
  const ran = first?.status === 'ran';
  const why = obstacles[0]?.message ?? first?.reason ?? 'no runner';
  // The person may have configured one for another language than those that are known here.
  const checkers = [...(by === undefined ? [] : [by]), ...input.checks.namesOf('types')];
  const looked = checkers.length === 0 ? 'no type checker' : checkers.join(' + ');
  const types = unlooked > 0 ? `${looked}, ${unlooked} files not looked at` : looked;
  return {
    project: projectName(snapshot),
    languages: languagesOf(snapshot),
    ...(runners.length === 0 ? {} : { runner: runnerNames }),
    rungs: [
      { rung: 'apply', available: true, by: 'exact offsets in the snapshot' },
      { rung: 'parse', available: true, by: 'tree-sitter' },
      { rung: 'types', available: checkers.length > 0, by: types },
      ...lintRung(input.checks),
      { rung: 'tests', available: ran, by: ran ? runnerNames : why },
      { rung: 'suite', available: ran, by: ran ? `${runnerNames}, cold, in a fresh copy` : why },
    ],
    fileCount: snapshot.list().length,
    diagnostics: [...diagnostics, ...linted],
    ...(first === undefined ? {} : { tests: first }),
    flaky,
    obstacles: [...obstacles, ...sizeObstacle(snapshot), ...bulkObstacle(snapshot)],
    seconds: (performance.now() - began) / 1000,
  };
}

/** Whether tests ran and some of them failed, so that there is something to mend whatever the compiler says. */
function somethingFailed(tests: TestReport | undefined): boolean {
  return tests?.status === 'ran' && tests.results.some(({ status }) => status === 'failed');
}

/** Linters and configured checks are asked what they say of the snapshot only where that is what the task is about. */
function isAboutCheck({ focus }: Task, checks: CheckRungs): boolean {
  if (focus.kind !== 'diagnostic') return false;
  return LINTERS.has((focus.source ?? '').toLowerCase()) || checks.isConfiguredFor(focus.path);
}

function lintRung(checks: CheckRungs): Survey['rungs'] {
  const linters = checks.namesOf('lint');
  return linters.length === 0 ? [] : [{ rung: 'lint', available: true, by: linters.join(' + ') }];
}

function untrustedObstacle(trusted: boolean): readonly Obstacle[] {
  if (trusted) return [];
  return [
    {
      kind: 'untrusted',
      message: 'This folder is not trusted, so nothing in it is executed: no test, no compiler of its own.',
      hint: 'Trust the folder to let Credence verify candidates.',
    },
  ];
}

/**
 * Failing tests are run once more: those that change their mind are no evidence of anything. The warm processes have
 * to run them in any case; only where these do not see all of them fail as well does the project's own runner say.
 */
async function findFlaky(
  first: TestReport,
  { runTests, runWarm }: Pick<SurveyInput, 'runTests' | 'runWarm'>,
): Promise<readonly string[]> {
  const failed = first.results.filter((test) => test.status === 'failed');
  if (first.status !== 'ran' || failed.length === 0) return [];
  const warm = new Set((await runWarm()).flatMap(({ id, status }) => (status === 'failed' ? id : [])));
  if (failed.every(({ id }) => warm.has(id))) return [];
  const again = await runTests([...new Set(failed.map((test) => test.file))]);
  if (again?.status !== 'ran') return [];
  const before = new Map(first.results.map((test) => [test.id, test.status]));
  return again.results
    .filter((test) => before.get(test.id) !== undefined && before.get(test.id) !== test.status)
    .map((test) => test.id);
}

const MISSING =
  /Cannot find (?:module|package) ['"]([^'"]+)['"]|No module named ['"]([^'"]+)['"]|Failed to resolve import "([^"]+)"|Could not resolve "([^"]+)"/;

/** What a test run says about the project rather than about the code. */
function testObstacles(report: TestReport | undefined, snapshot: Snapshot): readonly Obstacle[] {
  if (report === undefined) return [];
  const texts = [
    ...report.fileErrors.map((error) => error.message),
    ...(report.status === 'ran' ? [] : [report.reason ?? '', report.evidence.tail]),
  ];
  for (const text of texts) {
    const match = MISSING.exec(text);
    const name = match?.slice(1).find((group) => group !== undefined);
    if (name === undefined || isOwnModule(name, snapshot)) continue;
    const python = /No module named/.test(text);
    return [
      {
        kind: 'missing-dependency',
        message: `The tests need “${name}”, which is not installed.`,
        hint: python
          ? 'Install it for the interpreter that runs the tests, and try again.'
          : 'Run `npm install` and try again.',
      },
    ];
  }
  if (report.status === 'timed-out') {
    return [
      {
        kind: 'timed-out',
        message: `The test run did not end: ${report.reason ?? ''}.`,
        hint: 'Raise the budget, or run fewer tests.',
      },
    ];
  }
  if (report.status === 'ran') return [];
  return [
    {
      kind: 'runner-failed',
      message: `The tests could not be run: ${report.reason ?? 'unknown reason'}.`,
      hint: `Check that \`${commandToTry(report).join(' ')}\` works in your terminal.`,
    },
  ];
}

/** What shows by itself what is wrong: where an engine of containers failed before it came to the tests, a run of it. */
function commandToTry({ evidence }: TestReport): readonly string[] {
  const [, engine, image] = /^(docker|podman) (\S+): /.exec(evidence.sandbox ?? '') ?? [];
  return engine !== undefined && image !== undefined && evidence.exitCode === ENGINE_FAILED
    ? [engine, 'run', '--rm', image, 'true']
    : evidence.command.slice(0, 3);
}

/** A relative path, or a module that the workspace itself should hold: then the code is wrong, not the installation. */
function isOwnModule(name: string, snapshot: Snapshot): boolean {
  if (name.startsWith('.') || name.startsWith('/')) return true;
  const first = name.split(/[./]/, 1)[0] ?? name;
  return snapshot
    .list()
    .some((path) => path.split('/').some((part) => part === first || part === `${first}.py`));
}

function focusObstacle(task: Task, snapshot: Snapshot): readonly Obstacle[] {
  const path = 'path' in task.focus ? task.focus.path : undefined;
  if (path === undefined || snapshot.read(path) !== undefined) return [];
  return [
    {
      kind: 'unreadable-file',
      message: `${path} cannot be edited: it is not there, larger than 1 MB, binary, not UTF-8, or ignored.`,
      hint: 'Point at another file.',
    },
  ];
}

/** Files that would have made the snapshot larger than it may be. */
function bulkObstacle({ tooLarge }: Snapshot): readonly Obstacle[] {
  const [first] = tooLarge;
  if (first === undefined) return [];
  const others = tooLarge.length > 1 ? ` and ${tooLarge.length - 1} more` : '';
  return [
    {
      kind: 'unreadable-file',
      message: `This folder is larger than what is copied: ${first}${others} are left out.`,
      hint: 'Ignore large data files, or open the project’s own folder.',
    },
  ];
}

function sizeObstacle(snapshot: Snapshot): readonly Obstacle[] {
  if (!snapshot.isCut) return [];
  return [
    {
      kind: 'unreadable-file',
      message: `This folder has more than ${FILE_LIMIT} files; those after the first ${FILE_LIMIT} are left out.`,
      hint: 'Open the project’s own folder, or ignore what is generated.',
    },
  ];
}

/** The name that people know the project by. */
export function projectName(snapshot: Snapshot): string {
  const manifest = snapshot.read('package.json');
  if (parseManifest(manifest) !== undefined) {
    const { name } = JSON.parse(manifest ?? '{}') as { name?: unknown };
    if (typeof name === 'string' && name !== '') return name;
  }
  return snapshot.origin.split(/[\\/]/).at(-1) ?? snapshot.origin;
}

/** Which of the known languages it is written in. */
export function languagesOf(snapshot: Snapshot): readonly Language[] {
  const has = (pattern: RegExp): boolean => snapshot.list().some((path) => pattern.test(path));
  return [
    ...(has(/\.[cm]?tsx?$/) ? (['typescript'] as const) : []),
    ...(has(/\.([cm]?js|jsx)$/) ? (['javascript'] as const) : []),
    ...(has(/\.py$/) ? (['python'] as const) : []),
  ];
}
