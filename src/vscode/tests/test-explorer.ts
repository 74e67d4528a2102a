import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromEngine, ListedTests } from '../../engine/protocol.ts';
import type { TestReport } from '../../loop/types.ts';
import type { EngineClient } from '../engine-client.ts';
import { folderRequest } from '../engine-request.ts';
import { readBudget } from '../settings.ts';
import { isTestFile } from '../test-at-cursor.ts';
import { FailingTests } from './failing-tests.ts';
import { tell } from './tell-results.ts';

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
  readonly #listeners: vscode.Disposable[];
  /** Whether somebody looks at the tests; before that nothing is looked for. */
  #isWanted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.#controller = vscode.tests.createTestController('credence', 'Credence');
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
      tests.forEach(({ name, line }, index) => {
        const item = this.#controller.createTestItem(`${uri.toString()}#${index}`, name, uri);
        item.range = new vscode.Range(line - 1, 0, line - 1, 0);
        file.children.add(item);
      });
      return file;
    });
    const shown = new Set(items.map(({ id }) => id));
    const others: vscode.TestItem[] = [];
    this.#controller.items.forEach((item) => {
      const isOurs = item.uri !== undefined && vscode.workspace.getWorkspaceFolder(item.uri) === folder;
      if (!isOurs && !shown.has(item.id)) others.push(item);
    });
    this.#controller.items.replace([...others, ...items]);
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      for (const [folder, items] of this.#filesOf(request)) {
        if (token.isCancellationRequested) break;
        for (const item of items)
          item.children.forEach((test) => {
            if (isAsked(request, test)) run.started(test);
          });
        const answer = await this.#ask(folder, request, items, token);
        if ('problem' in answer) {
          for (const item of items) run.errored(item, new vscode.TestMessage(answer.problem));
          continue;
        }
        const { report, note } = answer;
        if (report === undefined) {
          const why = note ?? vscode.l10n.t('No runner of the project knows these tests.');
          for (const item of items) run.errored(item, new vscode.TestMessage(why));
          continue;
        }
        tell(run, this.#controller, folder, items, report);
        if (report.status === 'ran')
          this.failing.update(
            folder,
            report,
            items.map(({ uri }) => uri),
          );
      }
    } finally {
      run.end();
    }
  }

  async #ask(
    folder: vscode.WorkspaceFolder,
    request: vscode.TestRunRequest,
    items: readonly vscode.TestItem[],
    token: vscode.CancellationToken,
  ): Promise<Extract<FromEngine, { type: 'tests-ran' }> | { readonly problem: string }> {
    const id = randomUUID();
    token.onCancellationRequested(() => this.#parts.engine.cancel(id));
    const at = await folderRequest(folder, this.#parts.stateFolder(folder));
    const root = `${folder.uri.path}/`;
    const files = items.flatMap(({ uri }) => (uri === undefined ? [] : uri.path.slice(root.length)));
    return this.#parts.engine.ask(
      {
        type: 'run-tests',
        id,
        ...at,
        // The whole suite is one run; of its parts the runner must be told.
        ...(request.include === undefined ? {} : { files }),
        seconds: readBudget(folder.uri).seconds,
      },
      (message) => (message.type === 'tests-ran' ? message : undefined),
    );
  }

  /** The files that a request is about, by folder. */
  #filesOf(request: vscode.TestRunRequest): ReadonlyMap<vscode.WorkspaceFolder, readonly vscode.TestItem[]> {
    const wanted: vscode.TestItem[] = [];
    if (request.include === undefined)
      this.#controller.items.forEach((item) => {
        wanted.push(item);
      });
    else for (const item of request.include) wanted.push(item.parent ?? item);
    const files = new Map<vscode.WorkspaceFolder, vscode.TestItem[]>();
    for (const item of new Set(wanted)) {
      const folder = item.uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(item.uri);
      if (folder === undefined || request.exclude?.includes(item) === true) continue;
      files.set(folder, [...(files.get(folder) ?? []), item]);
    }
    return files;
  }
}

/** Whether a test was chosen, by itself or with its file; its file is run whole either way. */
function isAsked({ include }: vscode.TestRunRequest, test: vscode.TestItem): boolean {
  return include === undefined || include.some((item) => item === test || item === test.parent);
}
