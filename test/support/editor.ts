import { vi } from 'vitest';

/*
 * The editor's interface stands in here, since it exists only in the editor:
 * `vi.mock('vscode', () => import('../../support/editor.ts'))`.
 */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose: () => void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class CancellationTokenSource {
  readonly #cancelled = new EventEmitter<undefined>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire(undefined);
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;
  constructor({ scheme, path }: { scheme: string; path: string }) {
    this.scheme = scheme;
    this.path = path;
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}:${this.path}`;
  }
  static from(parts: { scheme: string; path: string }): Uri {
    return new Uri(parts);
  }
  static file(path: string): Uri {
    return new Uri({ scheme: 'file', path });
  }
  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri({ scheme, path: [path, ...parts].join('/') });
  }
}

export class Range {
  readonly numbers: readonly number[];
  constructor(...numbers: readonly number[]) {
    this.numbers = numbers;
  }
}
export class TestMessage {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}
export class WorkspaceEdit {
  readonly replace = vi.fn();
}
export class CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  constructor(title: string, kind: CodeActionKind) {
    this.title = title;
    this.kind = kind;
  }
}
export class CodeActionKind {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
  append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }
  intersects(other: CodeActionKind): boolean {
    const [one, two] = [`${this.value}.`, `${other.value}.`];
    return one.startsWith(two) || two.startsWith(one);
  }
  static QuickFix = new CodeActionKind('quickfix');
  static SourceFixAll = new CodeActionKind('source.fixAll');
}
export class FileSystemError extends Error {
  readonly code = 'FileNotFound';
}
export class TabInputWebview {}
export class TabInputTextDiff {}
export class TabInputText {}
export const ProgressLocation = { Notification: 15, Window: 10 };
export class ThemeColor {}
export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
export class TreeItem {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}
/** What the editor gives for a tree of ours, as far as the last one was asked for. */
export const treeView = {
  message: '',
  reveal: vi.fn(async (..._: readonly unknown[]): Promise<void> => undefined),
};
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const TreeItemCheckboxState = { Unchecked: 0, Checked: 1 };

export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replace(/\{(\d)\}/g, (_, index) => String(values[index])),
};
export const commands = {
  executeCommand: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
};
export const window = {
  showInformationMessage: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  showWarningMessage: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  showErrorMessage: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  showQuickPick: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  showInputBox: vi.fn(async (..._: readonly unknown[]): Promise<string | undefined> => undefined),
  showOpenDialog: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  showTextDocument: vi.fn(async (..._: readonly unknown[]): Promise<unknown> => undefined),
  setStatusBarMessage: vi.fn(),
  createTreeView: () =>
    Object.assign(treeView, {
      selection: [],
      onDidChangeVisibility: () => ({ dispose: () => undefined }),
      onDidChangeCheckboxState: () => ({ dispose: () => undefined }),
      dispose: () => undefined,
    }),
  withProgress: vi.fn(async (_: unknown, task: (...given: readonly unknown[]) => unknown) =>
    task({ report: () => undefined }, new CancellationTokenSource().token),
  ),
  tabGroups: {
    all: [],
    activeTabGroup: {},
    close: async () => true,
    onDidChangeTabs: () => ({ dispose: () => undefined }),
    onDidChangeTabGroups: () => ({ dispose: () => undefined }),
  },
};
export const workspace = {
  isTrusted: true,
  workspaceFolders: [] as unknown[],
  getWorkspaceFolder: vi.fn((..._: readonly unknown[]): unknown => undefined),
  onDidChangeWorkspaceFolders: () => ({ dispose: () => undefined }),
  onDidChangeConfiguration: () => ({ dispose: () => undefined }),
  registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
  fs: {} as { stat?: unknown },
};
export const languages = { registerCodeActionsProvider: () => ({ dispose: () => undefined }) };
export const env = {
  appRoot: '/editor',
  language: 'en',
  clipboard: { readText: vi.fn(), writeText: vi.fn() },
};
