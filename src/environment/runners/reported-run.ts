import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestReport } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { isolate } from '../isolation/isolate.ts';
import { runCommand } from '../isolation/process.ts';
import { readLineReport } from './line-report.ts';
import { conclude, evidenceOf, Roots } from './report.ts';
import type { RunRequest } from './runner.ts';

/** The variable that tells our reporters where to write. */
const REPORT_VARIABLE = 'CREDENCE_REPORT';

/** The files of a request as a package in this folder names them; none for the whole suite. */
export function filesWithin(request: RunRequest, within: string): readonly string[] {
  return (request.files ?? []).map((file) => (within === '' ? file : file.slice(within.length + 1)));
}

/** For our reporters for Python: whether a test's full name is one that is wanted; see `NamedTest`. */
export const IS_NAMED = `
def is_named(name, wanted):
    meant = wanted.get("is")
    if meant == "test":
        return name == wanted["name"]
    if meant == "group":
        return name.startswith(wanted["name"] + " > ")
    return (" > " + name).endswith(" > " + wanted["name"])
`;

/** Tells our reporters for Python which tests are wanted; files are absolute, in the copy. */
export function onlyVariable({ only, root }: RunRequest): Readonly<Record<string, string>> {
  if (only === undefined) return {};
  const tests = only.map((test) => ({ ...test, file: join(root, test.file) }));
  return { CREDENCE_ONLY: JSON.stringify(tests) };
}

/** Runs a command together with a reporter of ours, which lies beside the copy and not in it. */
export async function runWithReporter(
  request: RunRequest,
  plan: {
    /** File name and text of the reporter. */
    readonly reporter: { readonly name: string; readonly text: string };
    /** Absolute working folder. */
    readonly cwd: string;
    /** The command, given the absolute path of the reporter and of its report. */
    argv(reporter: string, report: string): readonly [string, ...string[]];
    /** How the command is shown to a person. */
    readonly shown: readonly string[];
    /** Variables for the command, given the folder of the reporter. */
    variables(folder: string): Readonly<Record<string, string>>;
  },
): Promise<TestReport> {
  const folder = mkdtempSync(join(request.lease, 'report-'));
  const reporter = join(folder, plan.reporter.name);
  const report = join(folder, 'report.jsonl');
  writeFileSync(reporter, plan.reporter.text);
  const { temporary, confined } = isolate(request.isolation, { ...request, writable: [folder] });
  const result = await runCommand({
    ...confined,
    argv: plan.argv(reporter, report),
    cwd: plan.cwd,
    env: commandEnvironment({
      lease: request.lease,
      temporary,
      variables: { ...plan.variables(folder), [REPORT_VARIABLE]: report },
    }),
    limitSeconds: request.limitSeconds,
    limitBytes: 50 * 1024 * 1024,
    signal: request.signal,
  });
  const roots = new Roots(request.root);
  const findings = readLineReport(report, roots);
  // After a failure that ends the run, files that were not reached are no surprise.
  const stopped =
    request.bail === true && findings?.results.some((test) => test.status === 'failed') === true;
  return conclude(
    findings,
    result,
    evidenceOf(plan.shown, result, roots),
    stopped ? [] : (request.files ?? []),
  );
}
