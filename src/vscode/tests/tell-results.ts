import * as vscode from 'vscode';
import type { TestReport, TestResult } from '../../loop/types.ts';
import { matchResults } from './match-results.ts';
import { fileOf, isWithin, meaningOf, type TestTree, textTestsOf } from './test-tree.ts';

export interface TellPlace {
  readonly run: vscode.TestRun;
  readonly tree: TestTree;
  readonly folder: vscode.WorkspaceFolder;
  readonly files: readonly vscode.TestItem[];
  /** Where tests or groups were asked for: of others nothing is told, though their runner may have run them as well. */
  readonly tests?: readonly vscode.TestItem[];
}

/**
 * Tells the editor how the tests of some files ended.
 * @returns the tests by the ids of their results
 */
export function tell(
  { run, tree, folder, files, tests: asked }: TellPlace,
  report: TestReport,
): ReadonlyMap<string, vscode.TestItem> {
  const items = new Map<string, vscode.TestItem>();
  const { command, tail, seconds } = report.evidence;
  const said = [
    `$ ${command.map(asWord).join(' ')}`,
    tail,
    vscode.l10n.t('{0} seconds, in a copy of the folder', seconds.toFixed(1)),
  ];
  run.appendOutput(`${said.join('\n').replaceAll(/\r?\n/g, '\r\n')}\r\n`);
  for (const file of files) {
    if (report.status !== 'ran') {
      for (const item of asked?.filter((item) => fileOf(item) === file) ?? [file])
        run.errored(item, new vscode.TestMessage(report.reason ?? report.evidence.tail));
      continue;
    }
    const broken = report.fileErrors.find((error) => uriOf(folder, error.file) === file.uri?.toString());
    if (broken !== undefined) run.errored(file, new vscode.TestMessage(broken.message));
    const tests = textTestsOf(file);
    const results = report.results.filter((result) => uriOf(folder, result.file) === file.uri?.toString());
    const known = tests.map((test) => meaningOf(test) ?? { name: test.label });
    for (const { result, test, isCase } of matchResults(known, results)) {
      const found = test === undefined ? undefined : tests[test];
      const item =
        found === undefined
          ? tree.madeAtRunTime(file, result.name)
          : isCase === true
            ? tree.caseOf(found, result.name)
            : found;
      items.set(result.id, item);
      if (asked?.some((each) => isWithin(item, each)) === false) continue;
      if (result.status === 'passed') run.passed(item);
      else if (result.status === 'skipped') run.skipped(item);
      else run.failed(item, messageOf(folder, item, result));
    }
  }
  return items;
}

/** As a shell would want it, so that a person can take the line to a terminal. */
function asWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function messageOf(
  folder: vscode.WorkspaceFolder,
  item: vscode.TestItem,
  { message = '', expected, actual, frames }: TestResult,
): vscode.TestMessage {
  const told =
    expected !== undefined && actual !== undefined
      ? vscode.TestMessage.diff(message, expected, actual)
      : new vscode.TestMessage(message);
  const frame = frames.find(({ path }) => uriOf(folder, path) === item.uri?.toString()) ?? frames[0];
  if (frame !== undefined) {
    const at = new vscode.Position(Math.max(0, frame.line - 1), Math.max(0, (frame.column ?? 1) - 1));
    told.location = new vscode.Location(vscode.Uri.joinPath(folder.uri, frame.path), at);
  }
  return told;
}

function uriOf(folder: vscode.WorkspaceFolder, path: string): string {
  return vscode.Uri.joinPath(folder.uri, path).toString();
}
