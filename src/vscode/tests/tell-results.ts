import * as vscode from 'vscode';
import type { TestReport, TestResult } from '../../loop/types.ts';
import { childrenOf } from './asked-items.ts';
import { matchResults } from './match-results.ts';

export interface TellPlace {
  readonly run: vscode.TestRun;
  readonly controller: vscode.TestController;
  readonly folder: vscode.WorkspaceFolder;
  readonly files: readonly vscode.TestItem[];
  /** Where single ones were asked for: of others nothing is told, though their runner may have run them as well. */
  readonly tests?: readonly vscode.TestItem[];
}

/**
 * Tells the editor how the tests of some files ended.
 * @returns the tests by the ids of their results
 */
export function tell(
  { run, controller, folder, files, tests: asked }: TellPlace,
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
      for (const item of asked?.filter(({ parent }) => parent === file) ?? [file])
        run.errored(item, new vscode.TestMessage(report.reason ?? report.evidence.tail));
      continue;
    }
    const broken = report.fileErrors.find((error) => uriOf(folder, error.file) === file.uri?.toString());
    if (broken !== undefined) run.errored(file, new vscode.TestMessage(broken.message));
    const tests = childrenOf(file);
    const results = report.results.filter((result) => uriOf(folder, result.file) === file.uri?.toString());
    for (const { result, test } of matchResults(
      tests.map(({ label }) => label),
      results,
    )) {
      const item = (test === undefined ? undefined : tests[test]) ?? madeAtRunTime(controller, file, result);
      items.set(result.id, item);
      if (test !== undefined && asked?.includes(item) === false) continue;
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

/** A test whose name no text has, such as one of a table. */
function madeAtRunTime(
  controller: vscode.TestController,
  file: vscode.TestItem,
  { name }: TestResult,
): vscode.TestItem {
  const id = `${file.id}#${name}`;
  const known = file.children.get(id);
  if (known !== undefined) return known;
  const item = controller.createTestItem(id, name, file.uri);
  file.children.add(item);
  return item;
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
