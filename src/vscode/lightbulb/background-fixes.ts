import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { EngineClient } from '../engine-client.ts';
import { folderRequest } from '../engine-request.ts';
import { pathIn } from '../workspace-state.ts';
import { ContentNames } from './content-names.ts';
import { FixCache, type KnownFixes, type Problem, problemKey } from './fix-cache.ts';

/** Quiet time after the last key before anything is begun. */
const CALM_MS = 800;
/** The same after a move or a report, which come several at a time. */
const SETTLED_MS = 250;
/** How long nothing is asked after the engine said that this is no time for it. */
const REST_MS = 60_000;
/** Problems of one file that are tried, those at the cursor first. */
const MOST_PROBLEMS = 8;
const KNOWN_LANGUAGES = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'python']);
/** Files that a fix may have been verified with; of other languages those that wake this extension. */
const SOURCES =
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,json,toml,java,kt,go,rs,c,h,cc,cpp,hpp,cs,rb,php,swift}';
const LINTERS = /eslint|biome|ruff/i;
const NO_SOURCE = /\/(?:node_modules|\.git|\.credence|dist|out|build|coverage|\.venv)\//;

export interface BackgroundParts {
  /** An engine of its own, which runs with low priority. */
  readonly engine: EngineClient;
  readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  /** Of what is learned over all workspaces. */
  readonly userFolder: vscode.Uri;
  /** Whether the person waits for something else now. */
  readonly isBusy: () => boolean;
}

/** What is seen of the work in the background. */
export interface BackgroundState {
  readonly working: boolean;
  /** Verified fixes for the file that is looked at. */
  readonly fixes: number;
  /** Why nothing was found, when there is a reason to tell. */
  readonly note?: string;
}

interface Job {
  readonly id: string;
  readonly content: string;
}

/**
 * Computes fixes for the problems at the cursor before anybody asks: one file at a time, after a moment of calm, by an
 * engine of low priority, within the seconds of a setting. Any edit ends it at once.
 */
export class BackgroundFixes implements vscode.Disposable {
  readonly #parts: BackgroundParts;
  readonly #cache = new FixCache();
  readonly #changed = new vscode.EventEmitter<BackgroundState>();
  readonly #listeners: vscode.Disposable[];
  readonly #names = new ContentNames();
  #watchesDisk = false;
  #timer: NodeJS.Timeout | undefined;
  #job: Job | undefined;
  #note: string | undefined;
  #restUntil = 0;
  /** When the last key was pressed, by the clock of `performance`. */
  #edited = Number.NEGATIVE_INFINITY;
  readonly onDidChange = this.#changed.event;

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
    const { workspace, window, languages } = vscode;
    this.#listeners = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || document.uri.scheme !== 'file') return;
        this.#names.edited(document.uri.toString());
        this.#edited = performance.now();
        this.#stop();
        this.#schedule();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#names.closed(uri.toString())),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('credence')) return;
        this.#stop();
        this.#cache.clear();
        this.#schedule();
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.#schedule()),
      window.onDidChangeTextEditorSelection(() => this.#schedule()),
      window.onDidChangeActiveTextEditor(() => this.#schedule()),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) this.#schedule();
      }),
    ];
    this.#schedule();
  }

  /** What was verified for this very text. */
  known(document: vscode.TextDocument): KnownFixes | undefined {
    return this.#cache.known(this.#contentOf(document));
  }

  /** Whether fixes for this very text are being verified now. */
  isAtWorkOn(document: vscode.TextDocument): boolean {
    return this.#job !== undefined && this.#job.content === this.#contentOf(document);
  }

  get state(): BackgroundState {
    const document = vscode.window.activeTextEditor?.document;
    const known = document === undefined ? undefined : this.known(document);
    const fixes = [...(known?.fixes.values() ?? [])].filter((fix) => fix !== undefined).length;
    const note = this.#note;
    return { working: this.#job !== undefined, fixes, ...(note === undefined ? {} : { note }) };
  }

  /** The person waits for something else: the machine is theirs. */
  giveWay(): void {
    this.#stop();
    this.#changed.fire(this.state);
  }

  /** The person wants quiet: nothing is begun for a minute. False when nothing was at work. */
  rest(): boolean {
    if (this.#job === undefined) return false;
    this.#restUntil = Date.now() + REST_MS;
    this.giveWay();
    return true;
  }

  dispose(): void {
    this.#stop();
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  /** From the first fix on: before it nothing was verified that a change on the disk could make wrong. */
  #watchDisk(): void {
    if (this.#watchesDisk) return;
    this.#watchesDisk = true;
    const { workspace } = vscode;
    const disk = workspace.createFileSystemWatcher(SOURCES);
    const onDisk = (uri: vscode.Uri): void => {
      // What is open tells of its changes itself; saving it changes nothing that was verified.
      const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (isOpen || NO_SOURCE.test(uri.path)) return;
      this.#names.changedOnDisk();
      this.#stop();
      this.#schedule();
    };
    this.#listeners.push(disk, disk.onDidChange(onDisk), disk.onDidCreate(onDisk), disk.onDidDelete(onDisk));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const calm = Math.max(SETTLED_MS, this.#edited + CALM_MS - performance.now());
    this.#timer = setTimeout(() => void this.#look(), calm);
  }

  #stop(): void {
    if (this.#job !== undefined) {
      this.#parts.engine.cancel(this.#job.id);
      this.#cache.forgetUntested(this.#job.content);
    }
    this.#job = undefined;
  }

  async #look(): Promise<void> {
    this.#changed.fire(this.state);
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !vscode.workspace.isTrusted || this.#parts.isBusy()) return;
    if (Date.now() < this.#restUntil) return;
    const { document } = editor;
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    const path = folder === undefined ? undefined : pathIn(folder, document.uri);
    if (folder === undefined || path === undefined || folder.uri.scheme !== 'file') return;
    const settings = vscode.workspace.getConfiguration('credence.lightbulb', folder.uri);
    if (!settings.get('enabled', true) || !isCheckable(document, folder)) return;
    const problems = problemsFor(editor);
    if (problems.length > 0) this.#watchDisk();
    const content = this.#contentOf(document);
    if (problems.length === 0 || this.#cache.isComplete(content, problems)) return;
    if (this.#job?.content === content) return;
    this.#stop();
    const job: Job = { id: randomUUID(), content };
    this.#job = job;
    this.#note = undefined;
    this.#changed.fire(this.state);
    const request = await folderRequest(folder, this.#parts.stateFolder(folder));
    if (this.#job !== job) return;
    const seconds = settings.get('seconds', 30);
    const onBattery = settings.get('onBattery', false);
    const end = (note: string | undefined, later = false): void => {
      if (this.#job !== job) return;
      this.#job = undefined;
      this.#cache.forgetUntested(content);
      this.#note = note;
      if (later) this.#restUntil = Date.now() + REST_MS;
      // Tried in vain: not to be tried again for the same text.
      const tried = this.#cache.known(content)?.fixes;
      for (const problem of later ? [] : problems)
        if (tried?.has(problemKey(problem)) !== true) this.#cache.add(content, problem, undefined);
      this.#changed.fire(this.state);
      // The problems may be others by now; those that were tried are not tried again.
      this.#schedule();
    };
    this.#parts.engine.converse(
      {
        ...{ type: 'fixes', id: job.id, ...request, path, problems: [...problems], seconds, onBattery },
        userFolder: this.#parts.userFolder.fsPath,
      },
      (message) => {
        // Nobody will run the tests of what was given up.
        if (message.type === 'fix' && (this.#job === job || message.fix?.testing !== true)) {
          this.#cache.add(content, problems[message.problem], message.fix);
          this.#changed.fire(this.state);
        }
        if (message.type === 'fixes-done') end(message.note, message.later);
        if (message.type === 'failed') end(message.message);
        return message.type === 'fixes-done' || message.type === 'failed';
      },
      end,
    );
  }

  #contentOf(document: vscode.TextDocument): string {
    const { uri, version } = document;
    return this.#names.nameOf({ uri: uri.toString(), version, getText: () => document.getText() });
  }
}

/** Languages that the engine knows, and those that the person configured a checker for. */
function isCheckable(document: vscode.TextDocument, folder: vscode.WorkspaceFolder): boolean {
  if (KNOWN_LANGUAGES.has(document.languageId)) return true;
  const commands = vscode.workspace
    .getConfiguration('credence.verification', folder.uri)
    .get<unknown>('commands');
  return Array.isArray(commands) && commands.length > 0;
}

/** The problems of the file, those of the cursor's line first; none when there is none on that line. */
function problemsFor({ document, selection }: vscode.TextEditor): readonly Problem[] {
  const { line } = selection.active;
  const all = vscode.languages
    .getDiagnostics(document.uri)
    .filter(
      ({ severity, source }) => severity === vscode.DiagnosticSeverity.Error || LINTERS.test(source ?? ''),
    );
  const isAtCursor = ({ range }: vscode.Diagnostic): boolean =>
    range.start.line <= line && range.end.line >= line;
  if (!all.some(isAtCursor)) return [];
  return all
    .toSorted(
      (a, b) => Number(isAtCursor(b)) - Number(isAtCursor(a)) || a.range.start.compareTo(b.range.start),
    )
    .slice(0, MOST_PROBLEMS)
    .map((diagnostic) => problemOf(document, diagnostic));
}

/** A diagnostic as the engine is told of it. */
export function problemOf(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): Problem {
  const { code, source, message, range } = diagnostic;
  const value = typeof code === 'object' ? code.value : code;
  return {
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    message,
    ...(value === undefined ? {} : { code: String(value) }),
    ...(source === undefined ? {} : { source }),
  };
}
