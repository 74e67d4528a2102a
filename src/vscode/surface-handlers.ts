import * as vscode from 'vscode';
import type { VerifiedFix } from '../engine/protocol.ts';
import type { Focus } from '../loop/types.ts';
import type { INTERNAL_COMMANDS } from './commands.ts';
import type { EngineClient } from './engine-client.ts';
import type { EpisodeRunner } from './episode-runner.ts';
import { evidenceIn, type OutputEvidence } from './output-evidence.ts';
import type { PatchReview } from './patch-review.ts';
import type { Acceptance } from './review/acceptance.ts';
import { candidateOf, type ReviewView } from './review/review-view.ts';
import { meaningOf } from './tests/test-tree.ts';
import { TraceView } from './trace-view.ts';
import { inTrustedWorkplace } from './trusted-workplace.ts';
import { pathIn, selectionFocus } from './workspace-state.ts';

export interface SurfaceParts {
  readonly runner: EpisodeRunner;
  readonly review: PatchReview;
  readonly reviewTree: Pick<ReviewView, 'toggleFocused'>;
  readonly acceptance: Acceptance;
  /** The engine that works in the background. */
  readonly background: EngineClient;
}

type Handler = (...args: readonly unknown[]) => unknown;
type Name =
  | 'applyFix'
  | 'fixApplied'
  | 'lightbulbSettings'
  | 'makeThisTestPass'
  | 'fixSelection'
  | 'fixFile'
  | 'fixTerminalSelection'
  | 'fixChanges'
  | 'compareAlternative'
  | 'useAlternative'
  | 'whyNotOthers'
  | 'toggleHunk'
  | 'openHunk';

/** What the lightbulb, the lens above a failing test, the review and the menus do. */
export function surfaceHandlers({
  runner,
  review,
  reviewTree,
  acceptance,
  background,
}: SurfaceParts): Readonly<Record<Name & keyof typeof INTERNAL_COMMANDS, Handler>> {
  return {
    applyFix: (folder, fix) => applyFix(acceptance, background, String(folder), fix as VerifiedFix),
    fixApplied: (fix) => background.tell({ type: 'accepted', id: (fix as VerifiedFix).id }),
    lightbulbSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:credence.credence lightbulb'),
    makeThisTestPass: (target, name) => makePass(runner, target, name),
    fixSelection: () =>
      inTrustedWorkplace((folder) =>
        solve(runner, folder, 'Fix the problems in the selection', selectionFocus(folder)),
      ),
    fixFile: (uri) => fixFile(runner, uri instanceof vscode.Uri ? uri : undefined),
    fixTerminalSelection: () => fixTerminalSelection(runner),
    fixChanges: () =>
      inTrustedWorkplace((folder) =>
        solve(runner, folder, 'Make the failing tests pass', { kind: 'workspace' }),
      ),
    compareAlternative: (node) => withCandidate(node, (candidate) => review.compare(candidate)),
    useAlternative: (node) => withCandidate(node, (candidate) => review.use(candidate)),
    whyNotOthers: () => review.whyNot(),
    // From the key of the tree, or from the diff.
    toggleHunk: (where) => (where === 'focused' ? reviewTree.toggleFocused() : review.toggleAtCursor()),
    openHunk: (path, hunk) => review.open(String(path), Number(hunk)),
  };
}

async function applyFix(
  acceptance: Acceptance,
  background: EngineClient,
  at: string,
  { id, patch, title, testing }: VerifiedFix,
): Promise<void> {
  const folder = folderOf(at);
  if (folder === undefined) return;
  const applied = await acceptance.apply({ folder, patch, title });
  if (applied.kind === 'not-applied') {
    void vscode.window.showWarningMessage(applied.message);
    return;
  }
  background.tell({ type: 'accepted', id });
  // The edit ended the work on the text before it, and the tests with that.
  if (testing === true)
    say(
      vscode.l10n.t(
        'You applied this fix before its tests had run: its types pass, and nothing more is known. Run your tests to see whether it holds.',
      ),
    );
}

function folderOf(uri: string): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.workspaceFolders?.find((folder) => folder.uri.toString() === uri);
}

async function withCandidate(node: unknown, use: (candidate: string) => Promise<void>): Promise<void> {
  const candidate = candidateOf(node);
  if (candidate !== undefined) await use(candidate);
}

/** From the lens: address and name; from the test explorer: its item; from a message of a failing test: that with its item. */
function makePass(runner: EpisodeRunner, target: unknown, name: unknown): Promise<void> {
  const given = target as (vscode.TestItem & { readonly test?: vscode.TestItem }) | undefined;
  const item: vscode.TestItem | undefined = given?.test ?? given;
  const uri = typeof target === 'string' ? vscode.Uri.parse(target) : item?.uri;
  const test = typeof name === 'string' ? name : item === undefined ? undefined : meaningOf(item)?.name;
  return inTrustedWorkplace(async (folder) => {
    const path = uri === undefined ? undefined : pathIn(folder, uri);
    if (path === undefined) return;
    const request = test === undefined ? `Make the tests in ${path} pass` : `Make the test “${test}” pass`;
    await solve(runner, folder, request, {
      kind: 'test',
      path,
      ...(test === undefined ? {} : { name: test }),
    });
  }, uri);
}

function fixFile(runner: EpisodeRunner, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  return inTrustedWorkplace(async (folder) => {
    const path = uri === undefined ? undefined : pathIn(folder, uri);
    if (path === undefined) say(vscode.l10n.t('Choose a file of the open folder.'));
    else await solve(runner, folder, `Fix the compile errors in ${path}`, { kind: 'file', path });
  }, uri);
}

/** What is selected in the terminal is evidence of what to do: a failing test, or a problem with its place. */
async function fixTerminalSelection(runner: EpisodeRunner): Promise<void> {
  await inTrustedWorkplace(async (folder) => {
    const output = await terminalSelection();
    const all = await Promise.all(
      evidenceIn(output).map(async (one) => ({ ...one, path: await pathOf(folder, one.path) })),
    );
    const [first] = all.flatMap((one) => (one.path === undefined ? [] : { ...one, path: one.path }));
    if (first === undefined) {
      say(
        vscode.l10n.t(
          'No failing test and no compile error of this folder is named in the selection. Select the lines that name one, or use “Credence: Solve Request…”.',
        ),
      );
      return;
    }
    const { request, focus } = await taskOf(folder, first);
    await solve(runner, folder, request, focus);
  });
}

/** The clipboard is the person's: it is only borrowed, since there is no other way to a terminal's selection. */
async function terminalSelection(): Promise<string> {
  const kept = await vscode.env.clipboard.readText();
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const output = await vscode.env.clipboard.readText();
  // What is no text, such as a picture, reads as none: to write that back would take it away.
  if (kept !== '') await vscode.env.clipboard.writeText(kept);
  return output;
}

async function taskOf(
  folder: vscode.WorkspaceFolder,
  evidence: OutputEvidence,
): Promise<{ readonly request: string; readonly focus: Focus }> {
  const { path } = evidence;
  if (evidence.kind === 'test') {
    const { name } = evidence;
    const request = name === undefined ? `Make the tests in ${path} pass` : `Make the test “${name}” pass`;
    return { request, focus: { kind: 'test', path, ...(name === undefined ? {} : { name }) } };
  }
  const { line, column, code, message } = evidence;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  const start = document.offsetAt(new vscode.Position(line - 1, column - 1));
  return {
    request: message,
    focus: { kind: 'diagnostic', path, start, end: start, message, ...(code === undefined ? {} : { code }) },
  };
}

/** The path within the folder of what a terminal names: as it is, absolute, or below some folder of it. */
async function pathOf(folder: vscode.WorkspaceFolder, written: string): Promise<string | undefined> {
  const root = `${folder.uri.path}/`;
  const path = written.startsWith(root) ? written.slice(root.length) : written;
  if (path.startsWith('/') || path.split('/').includes('..')) return undefined;
  try {
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, path));
    return path;
  } catch {
    const [found] = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, `**/${path}`),
      '**/node_modules/**',
      1,
    );
    return found === undefined ? undefined : pathIn(folder, found);
  }
}

async function solve(
  runner: EpisodeRunner,
  folder: vscode.WorkspaceFolder,
  request: string,
  focus: Focus,
): Promise<void> {
  await vscode.commands.executeCommand(`${TraceView.id}.focus`);
  await runner.run({ folder, title: vscode.l10n.t('Credence'), request, focus });
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
