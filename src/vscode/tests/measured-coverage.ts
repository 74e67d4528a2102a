import * as vscode from 'vscode';
import type { MeasuredFile } from '../../engine/protocol.ts';

/** What the tests of a run have executed of one file, in the editor's own terms. */
export class MeasuredCoverage extends vscode.FileCoverage {
  readonly #file: MeasuredFile;
  readonly #items: ReadonlyMap<string, vscode.TestItem>;

  /** @param items by the ids of the tests in it */
  constructor(
    folder: vscode.WorkspaceFolder,
    file: MeasuredFile,
    items: ReadonlyMap<string, vscode.TestItem>,
  ) {
    const ran = new Set([...file.loaded, ...file.tests.flatMap((test) => test.ran)]);
    super(
      vscode.Uri.joinPath(folder.uri, file.path),
      new vscode.TestCoverageCount(ran.size, file.statements.length),
      undefined,
      undefined,
      file.tests.flatMap(({ id }) => items.get(id) ?? []),
    );
    this.#file = file;
    this.#items = items;
  }

  /** How often each statement ran: the number of tests that ran it, and one more where it ran while they were loaded. */
  details(): vscode.StatementCoverage[] {
    const { loaded, tests } = this.#file;
    return this.#counted([loaded, ...tests.map(({ ran }) => ran)]);
  }

  /** What one of the tests ran itself. */
  detailsOf(item: vscode.TestItem): vscode.StatementCoverage[] {
    return this.#counted(
      this.#file.tests.filter(({ id }) => this.#items.get(id) === item).map(({ ran }) => ran),
    );
  }

  #counted(runs: readonly (readonly number[])[]): vscode.StatementCoverage[] {
    const times = new Map<number, number>();
    for (const index of runs.flat()) times.set(index, (times.get(index) ?? 0) + 1);
    return this.#file.statements.map(
      ([line, column, endLine, endColumn], index) =>
        new vscode.StatementCoverage(
          times.get(index) ?? 0,
          new vscode.Range(line, column, endLine, endColumn),
        ),
    );
  }
}
