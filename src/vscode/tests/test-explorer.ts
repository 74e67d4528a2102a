import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromEngine, ListedTests } from '../../engine/protocol.ts';
import type { TestReport } from '../../loop/types.ts';
import type { EngineClient } from '../engine-client.ts';
import { folderRequest } from '../engine-request.ts';
import { readBudget } from '../settings.ts';
import { isTestFile } from '../test-at-cursor.ts';
import { type AskedItems, askedItems } from './asked-items.ts';
import { FailingTests } from './failing-tests.ts';
import { MeasuredCoverage } from './measured-coverage.ts';
import { tell } from './tell-results.ts';
import { leavesOf, meaningOf, TestTree } from './test-tree.ts';

/** Quiet time after a test file was saved before the tests are looked for again. */
const REDISCOVER_MS = 1_500;

export interface ExplorerParts {
  readonly engine: EngineClient;
  readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
}

/**
 * The project's tests in the editor's own explorer: found by the engine, run by the project's own runner in an isolated
 * copy, so that unsaved texts count and nothing is written into the folder.
 */
export class TestExplorer implements vscode.Disposable {
  readonly failing = new FailingTests();
  readonly #parts: ExplorerParts;
  readonly #controller: vscode.TestController;
  readonly #tree: TestTree;
  readonly #listeners: vscode.Disposable[];
  /** Whether somebody looks at the tests; before that nothing is looked for. */
  #isWanted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.#controller = vscode.tests.createTestController('credence', 'Credence');
    this.#tree = new TestTree(this.#controller);
    this.#controller.resolveHandler = async (item) => {
      if (item !== undefined) return;
      this.#isWanted = true;
      await this.#discover();
    };
    this.#controller.refreshHandler = () => this.#discover();
    this.#controller.createRunProfile(
      vscode.l10n.t('Run in a copy'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, token),
      true,
    );
    const measuring = this.#controller.createRunProfile(
      vscode.l10n.t('Run in a copy, with coverage'),
      vscode.TestRunProfileKind.Coverage,
      (request, token) => this.#run(request, token, true),
      true,
    );
    measuring.loadDetailedCoverage = async (_run, file) =>
      file instanceof MeasuredCoverage ? file.details() : [];
    measuring.loadDetailedCoverageForTest = async (_run, file, test) =>
      file instanceof MeasuredCoverage ? file.detailsOf(test) : [];
    const { workspace } = vscode;
    const changed = (uris: readonly vscode.Uri[]): void => {
      if (uris.some(({ path }) => isTestFile(path))) this.#rediscover();
    };
    this.#listeners = [
      workspace.onDidSaveTextDocument(({ uri }) => changed([uri])),
      workspace.onDidCreateFiles(({ files }) => changed(files)),
      workspace.onDidDeleteFiles(({ files }) => changed(files)),
      workspace.onDidRenameFiles(({ files }) =>
        changed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
      ),
      workspace.onDidChangeWorkspaceFolders(() => this.#rediscover()),
      workspace.onDidGrantWorkspaceTrust(() => this.#rediscover()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
    this.#controller.dispose();
    this.failing.dispose();
  }

  /** What an episode saw of the untouched tests is news here as well. */
  observe(folder: vscode.WorkspaceFolder, report: TestReport): void {
    if (report.status === 'ran') this.failing.update(folder, report);
  }

  /** An accepted patch fixes these tests: what was seen of them and their neighbours is of an older text. */
  accepted(folder: vscode.WorkspaceFolder, fixed: readonly string[]): void {
    this.failing.passed(folder, fixed);
    this.#controller.invalidateTestResults();
  }

  /** Several files may be saved at once. */
  #rediscover(): void {
    if (!this.#isWanted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#discover(), REDISCOVER_MS);
  }

  async #discover(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const folder of folders) {
      if (folder.uri.scheme !== 'file') continue;
      const request = await folderRequest(folder, this.#parts.stateFolder(folder));
      const answer = await this.#parts.engine.ask(
        { type: 'list-tests', id: randomUUID(), ...request },
        (message) => (message.type === 'tests-listed' ? message : undefined),
      );
      if (!('problem' in answer)) this.#show(folder, answer.files);
    }
  }

  #show(folder: vscode.WorkspaceFolder, files: readonly ListedTests[]): void {
    const items = files.map(({ path, tests }) => {
      const uri = vscode.Uri.joinPath(folder.uri, path);
      const file = this.#controller.createTestItem(uri.toString(), path, uri);
      this.#tree.fill(file, tests);
      return file;
    });
    const shown = new Set(items.map(({ id }) => id));
    const others = this.#files.filter((item) => {
      const isOurs = item.uri !== undefined && vscode.workspace.getWorkspaceFolder(item.uri) === folder;
      return !isOurs && !shown.has(item.id);
    });
    this.#controller.items.replace([...others, ...items]);
  }

  async #run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    coverage = false,
  ): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      for (const asked of askedItems(request, this.#files)) {
        if (token.isCancellationRequested) break;
        const { folder, files } = asked;
        const shown = asked.tests ?? files;
        for (const test of shown.flatMap(leavesOf)) run.started(test);
        const answer = await this.#ask(asked, { isAll: request.include === undefined, coverage }, token);
        if ('problem' in answer) {
          for (const item of shown) run.errored(item, new vscode.TestMessage(answer.problem));
          continue;
        }
        const { report, note } = answer;
        if (report === undefined) {
          const why = note ?? vscode.l10n.t('No runner of the project knows these tests.');
          for (const item of shown) run.errored(item, new vscode.TestMessage(why));
          continue;
        }
        const items = tell({ ...asked, run, tree: this.#tree }, report);
        if (coverage && note !== undefined) run.appendOutput(`${note}\r\n`);
        for (const file of answer.coverage ?? []) run.addCoverage(new MeasuredCoverage(folder, file, items));
        if (report.status !== 'ran') continue;
        if (asked.tests === undefined)
          this.failing.update(
            folder,
            report,
            files.map(({ uri }) => uri),
          );
        else this.failing.updateSome(folder, report);
      }
    } finally {
      run.end();
    }
  }

  async #ask(
    { folder, files, tests }: AskedItems,
    { isAll, coverage }: { readonly isAll: boolean; readonly coverage: boolean },
    token: vscode.CancellationToken,
  ): Promise<Extract<FromEngine, { type: 'tests-ran' }> | { readonly problem: string }> {
    const id = randomUUID();
    token.onCancellationRequested(() => this.#parts.engine.cancel(id));
    const at = await folderRequest(folder, this.#parts.stateFolder(folder));
    const root = `${folder.uri.path}/`;
    const pathOf = ({ uri }: vscode.TestItem): string => uri?.path.slice(root.length) ?? '';
    return this.#parts.engine.ask(
      {
        type: 'run-tests',
        id,
        ...at,
        // The whole suite is one run; of its parts the runner must be told.
        ...(isAll && tests === undefined && files.length === this.#filesIn(folder)
          ? {}
          : { files: files.map(pathOf) }),
        ...(tests === undefined
          ? {}
          : {
              only: tests.map((test) => {
                const { name, is } = meaningOf(test) ?? { name: test.label, is: undefined };
                return { file: pathOf(test), name, is };
              }),
            }),
        ...(coverage ? { coverage } : {}),
        seconds: readBudget(folder.uri).seconds,
      },
      (message) => (message.type === 'tests-ran' ? message : undefined),
    );
  }

  get #files(): readonly vscode.TestItem[] {
    const files: vscode.TestItem[] = [];
    this.#controller.items.forEach((item) => {
      files.push(item);
    });
    return files;
  }

  #filesIn(folder: vscode.WorkspaceFolder): number {
    return this.#files.filter(
      ({ uri }) => uri !== undefined && vscode.workspace.getWorkspaceFolder(uri) === folder,
    ).length;
  }
}
