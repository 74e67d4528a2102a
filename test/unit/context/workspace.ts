import { createContext } from '../../../src/context/context.ts';
import type { Suspect } from '../../../src/loop/ports.ts';
import type { Sources } from '../../../src/loop/rooms.ts';
import type { Diagnostic, Survey, Target, Task, TestResult } from '../../../src/loop/types.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aSurvey, aTask } from '../../support/world.ts';

export type Files = Readonly<Record<string, string>>;

export function sourcesOf(files: Files): Sources {
  return { list: () => Object.keys(files).toSorted(), read: (path) => files[path] };
}

/** A test result; the id is made of file and name. */
export function result(
  file: string,
  name: string,
  status: 'passed' | 'failed',
  over: Partial<TestResult> = {},
): TestResult {
  return { id: `${file}::${name}`, file, name, status, frames: [], ...over };
}

export function surveyOf(results: readonly TestResult[], over: Partial<Survey> = {}): Survey {
  const evidence = { command: ['test'], exitCode: 1, seconds: 1, tail: '' };
  return aSurvey({
    tests: { status: 'ran', results, fileErrors: [], evidence },
    diagnostics: [],
    flaky: [],
    ...over,
  });
}

export interface Scenario {
  readonly files: Files;
  readonly tests?: readonly TestResult[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly task?: Partial<Task>;
  readonly brokenFiles?: readonly string[];
}

/** The suspects of a scenario whose target is everything that fails in it. */
export async function suspectsOf(scenario: Scenario): Promise<readonly Suspect[]> {
  const { files, tests = [], diagnostics = [], brokenFiles = [] } = scenario;
  const context = createContext({ sources: sourcesOf(files), syntax: testSyntax() });
  const failed = tests.filter((test) => test.status === 'failed').map((test) => test.id);
  const target: Target = {
    kind:
      diagnostics.length > 0
        ? 'diagnostic'
        : failed.length + brokenFiles.length > 0
          ? 'failing-test'
          : 'open-request',
    tests: failed,
    files: brokenFiles,
    diagnostics: diagnostics.map((d) => d.key),
  };
  const base = surveyOf(tests, { diagnostics });
  const fileErrors = brokenFiles.map((file) => ({ file, message: 'could not load', frames: [] }));
  const survey = base.tests === undefined ? base : { ...base, tests: { ...base.tests, fileErrors } };
  return context.suspects(aTask({ request: '', ...scenario.task }), survey, target);
}

/** The 1-based place of the first suspect that holds the faulty text; 0 when none does. */
export function rankOf(files: Files, suspects: readonly Suspect[], path: string, faulty: string): number {
  const at = files[path]?.indexOf(faulty) ?? -1;
  if (at < 0) throw new Error(`${faulty} is not in ${path}`);
  return suspects.findIndex((s) => s.path === path && s.start <= at && at + faulty.length <= s.end) + 1;
}

/** The 1-based line of a text in a file. */
export function lineOf(files: Files, path: string, text: string): number {
  return (files[path] ?? '').split(text)[0]?.split('\n').length ?? 0;
}
