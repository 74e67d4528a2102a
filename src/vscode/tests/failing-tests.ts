import * as vscode from 'vscode';
import type { TestReport, TestResult } from '../../loop/types.ts';

/** A test that failed when it was last run. */
export interface FailingTest {
  /** As the runner reports it, with its groups. */
  readonly name: string;
  readonly message: string;
  /** 1-based line of its file where it failed, as far as that is told. */
  readonly line?: number | undefined;
}

/** Which tests failed when they were last run, by file. */
export class FailingTests implements vscode.Disposable {
  readonly #byFile = new Map<string, readonly FailingTest[]>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  of(file: vscode.Uri): readonly FailingTest[] {
    return this.#byFile.get(file.toString()) ?? [];
  }

  /** @param files those that were run; all of the folder when absent */
  update(
    folder: vscode.WorkspaceFolder,
    report: TestReport,
    files?: readonly (vscode.Uri | undefined)[],
  ): void {
    const ran = files?.map(String);
    for (const file of this.#byFile.keys())
      if (ran?.includes(file) ?? file.startsWith(`${folder.uri.toString()}/`)) this.#byFile.delete(file);
    for (const result of report.results) {
      if (result.status !== 'failed') continue;
      const uri = vscode.Uri.joinPath(folder.uri, result.file).toString();
      this.#byFile.set(uri, [...(this.#byFile.get(uri) ?? []), failingOf(result)]);
    }
    this.#changed.fire();
  }

  /** After a run of single tests: of all others what was seen before still holds. */
  updateSome(folder: vscode.WorkspaceFolder, report: TestReport): void {
    for (const file of new Set(report.results.map((result) => result.file))) {
      const results = report.results.filter((result) => result.file === file);
      const uri = vscode.Uri.joinPath(folder.uri, file).toString();
      // A runner that is asked for one of several tests of a name runs all of them: they are news together.
      const names = new Set(results.map(({ name }) => name));
      const others = (this.#byFile.get(uri) ?? []).filter(({ name }) => !names.has(name));
      const failing = [...others, ...results.filter(({ status }) => status === 'failed').map(failingOf)];
      if (failing.length > 0) this.#byFile.set(uri, failing);
      else this.#byFile.delete(uri);
    }
    this.#changed.fire();
  }

  /** @param tests ids of tests that pass now, as far as is known; see `TestResult` */
  passed(folder: vscode.WorkspaceFolder, tests: readonly string[]): void {
    const fixed = new Set(tests);
    for (const [file, failing] of this.#byFile) {
      const root = `${folder.uri.toString()}/`;
      if (!file.startsWith(root)) continue;
      const path = vscode.Uri.parse(file).path.slice(folder.uri.path.length + 1);
      const left = failing.filter(({ name }) => !fixed.has(`${path}::${name}`) && !fixed.has(path));
      if (left.length > 0) this.#byFile.set(file, left);
      else this.#byFile.delete(file);
    }
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function failingOf({ file, name, message = '', frames }: TestResult): FailingTest {
  // The outermost: what a test calls may be in its own file as well.
  return { name, message, line: frames.findLast(({ path }) => path === file)?.line };
}
