import type { Sources } from '../../loop/rooms.ts';
import type { TestReport } from '../../loop/types.ts';
import { conclude, firstLines } from '../runners/report.ts';
import type { RunRequest, TestRunner } from '../runners/runner.ts';
import { attributionOf } from './attribute.ts';
import { Locator } from './locate.ts';
import { matcherOf } from './path-patterns.ts';
import { findingsOf, parseTestReports } from './read-tests.ts';
import { type ConfiguredRun, runConfigured } from './run-configured.ts';
import type { ConfiguredCommand } from './settings.ts';

/** A test runner that the person configured as a command. */
export interface ConfiguredRunner extends TestRunner {
  /**
   * Stands for the file of tests of which the report names none, and is one of `testFiles`: to run it is to run the
   * whole command.
   */
  readonly suite: string;
  /** Whether a change of this file is one that its tests may say something about. */
  covers(path: string): boolean;
}

/** The runners of the commands that test. */
export function configuredRunners(
  commands: readonly ConfiguredCommand[],
  sources: Sources,
): readonly ConfiguredRunner[] {
  return commands.filter(({ rung }) => rung === 'tests').map((command) => runnerOf(command, sources));
}

/** Found runners without those whose tests a configured command runs: the person knows better how they are run. */
export function withoutConfigured(
  found: readonly TestRunner[],
  configured: readonly ConfiguredRunner[],
): readonly TestRunner[] {
  const taken = new Set(configured.flatMap((runner) => runner.testFiles));
  return found.filter((runner) => !runner.testFiles.some((file) => taken.has(file)));
}

function runnerOf(command: ConfiguredCommand, sources: Sources): ConfiguredRunner {
  const suite = command.name;
  const tests = sources.list().filter(matcherOf(command.testFiles));
  return {
    name: command.name,
    language: 'other',
    testFiles: [...tests, suite],
    suite,
    covers: matcherOf(command.files),
    async run(request) {
      const some = request.files?.filter((file) => file !== suite) ?? [];
      // Of the tests without a file nobody knows which to name, so they need the whole command.
      const isPart =
        command.perFile !== undefined && some.length > 0 && request.files?.includes(suite) === false;
      const argv = isPart && command.perFile !== undefined ? command.perFile : command.command;
      const run = await runConfigured(command, { ...request, argv, files: isPart ? some : tests });
      return reportOf(command, run, request, { sources, tests, asked: isPart ? some : [] });
    },
  };
}

function reportOf(
  command: ConfiguredCommand,
  run: ConfiguredRun,
  request: RunRequest,
  known: { readonly sources: Sources; readonly tests: readonly string[]; readonly asked: readonly string[] },
): TestReport {
  const { result, evidence, roots, missing } = run;
  const couldNot = (reason: string): TestReport => ({
    status: 'could-not-run',
    results: [],
    fileErrors: [],
    evidence,
    reason,
  });
  if (result.ended !== 'exited') return conclude(undefined, result, evidence);
  if (isAbsent(result.exitCode))
    return couldNot(`its program was not found or may not be executed (exit code ${result.exitCode})`);
  if (command.report.format === 'exit-code') return exitReport(command.name, run);
  if (missing !== undefined)
    return couldNot(`${lastError(evidence.tail)}${missing}${exited(result.exitCode)}`);
  const parsed = parseTestReports(command.report.format, run.documents);
  if (parsed.foreign !== undefined)
    return couldNot(`what it wrote is not of “report.format” ${command.report.format}: ${parsed.foreign}`);
  const locator = new Locator(roots, command.cwd, known.sources.list());
  const attribution = attributionOf(locator, known.tests, known.sources);
  const findings = findingsOf(parsed, { locator, attribution, roots, suite: command.name });
  // Only where each test's file is known does silence about a file mean that none of its tests ran.
  const isAttributed = findings.results.every((test) => test.file !== command.name);
  const report = conclude(findings, result, evidence, isAttributed ? known.asked : []);
  return parsed.torn !== undefined && report.status === 'crashed' && !request.signal.aborted
    ? {
        ...report,
        reason: `the report does not tell the whole run: ${parsed.torn}${exited(result.exitCode)}`,
      }
    : report;
}

/** An exit code says that all passed, or that something did not; which test it was it does not say. */
function exitReport(name: string, { result, evidence }: ConfiguredRun): TestReport {
  if (result.exitCode === undefined)
    return { status: 'crashed', results: [], fileErrors: [], evidence, reason: 'a signal ended the command' };
  const passed = result.exitCode === 0;
  const last = evidence.tail.split('\n').slice(-15).join('\n');
  const message = firstLines(`exit code ${result.exitCode}\n${last}`);
  return {
    status: 'ran',
    results: [
      {
        id: `${name}::suite`,
        file: name,
        name: 'suite',
        status: passed ? 'passed' : 'failed',
        frames: [],
        ...(passed ? {} : { message }),
      },
    ],
    fileErrors: [],
    evidence,
  };
}

/** What was said of it on the output: mostly a compiler's first error. */
function lastError(tail: string): string {
  const lines = tail.split('\n').filter((line) => line.trim() !== '');
  const said = lines.find((line) => /\b(?:error|fatal|panic|exception)\b/i.test(line)) ?? lines.at(-1);
  return said === undefined ? '' : `“${said.trim().slice(0, 300)}”, and `;
}

/** What `env`, shells and the like end with when there is nothing to run. */
function isAbsent(exitCode: number | undefined): boolean {
  return exitCode === 126 || exitCode === 127;
}

function exited(exitCode: number | undefined): string {
  return exitCode === undefined ? ' (a signal ended the command)' : ` (exit code ${exitCode})`;
}
