import * as vscode from 'vscode';
import type { PatchedFile } from '../engine/protocol.ts';
import type { Finished } from './engine-client.ts';
import { evidenceText } from './evidence-text.ts';
import { type CurrentText, lineEdit, type StaleFile, staleFile } from './stale-check.ts';

const SCHEME = 'credence-patch';
const EVIDENCE_PAGE = 'evidence.md';

/** A verified patch that waits for the person's decision. */
export interface PendingPatch {
  readonly folder: vscode.WorkspaceFolder;
  readonly finished: Finished;
  /** Told once, when the patch was applied. */
  readonly onAccepted: () => void;
  /** Whether somebody else asks for the decision, for example a chat with buttons. */
  readonly isAskedElsewhere?: boolean;
}

/** Shows a patch beside its evidence, and applies it when the person says so; nothing reaches a file before. */
export class PatchReview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  readonly #onPending: (episode: string | undefined) => void;
  #pending: PendingPatch | undefined;
  #title = '';

  /** @param onPending told the episode whose patch waits now, if any */
  constructor(onPending: (episode: string | undefined) => void) {
    this.#onPending = onPending;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  /** Whether a patch waits for the person's decision. */
  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    void this.#setPending(undefined);
  }

  /** Opens the diff and asks; returns when the person has seen the offer. */
  async offer(pending: PendingPatch): Promise<void> {
    await this.#setPending(pending);
    const { finished, folder } = pending;
    const { outcome, patch } = finished;
    const title = `${outcome.candidate?.title ?? ''} – ${this.#checked(finished)}`;
    this.#title = title;
    const pairs = patch.map((file) => this.#sides(folder, finished.episode, file));
    const [only] = pairs;
    if (pairs.length === 1 && only !== undefined) {
      await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title, { preview: true });
    } else {
      const resources = pairs.map(({ file, before, after }) => [file, before, after]);
      await vscode.commands.executeCommand('vscode.changes', title, resources);
    }
    if (pending.isAskedElsewhere !== true) void this.#ask();
  }

  async #ask(): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined) return;
    const accept = vscode.l10n.t('Accept');
    const evidence = vscode.l10n.t('Show Evidence');
    const discard = vscode.l10n.t('Discard');
    const { outcome } = pending.finished;
    const { question, reason } = outcome;
    const said = question === undefined ? reason : `${reason}. ${question.text}`;
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('Credence {0}%: {1}', Math.round(outcome.credence * 100), said),
      accept,
      evidence,
      discard,
    );
    // A later episode may have put its own patch in this one's place.
    if (this.#pending !== pending) return;
    if (chosen === accept) await this.accept();
    if (chosen === discard) await this.discard();
    if (chosen === evidence) {
      await this.showEvidence();
      await this.#ask();
    }
  }

  /**
   * Applies the pending patch as one undoable edit, or says why not.
   * @param episode the one that the person looks at, where that may be another than the one that is pending
   */
  async accept(episode?: string): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined || (episode !== undefined && episode !== pending.finished.episode)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is no patch of this episode to accept: it was accepted or discarded, or its window is gone. Run the request again.',
        ),
      );
      return;
    }
    const { folder, finished } = pending;
    const at =
      (read: (uri: vscode.Uri) => Promise<string | undefined>): CurrentText =>
      (path) =>
        read(vscode.Uri.joinPath(folder.uri, path));
    // The disk counts too: an editor may not have noticed yet that another program wrote the file.
    const stale =
      (await staleFile(finished.patch, at(shownText))) ?? (await staleFile(finished.patch, at(savedText)));
    if (stale !== undefined) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'Not applied: {0} The patch was verified against another text; run Credence again to verify against this one.',
          explainStale(stale),
        ),
      );
      return;
    }
    const edit = workspaceEdit(folder, finished.patch);
    // Asked twice while the files were read, the patch must still be applied once.
    if (this.#pending !== pending) return;
    this.#pending = undefined;
    if (!(await vscode.workspace.applyEdit(edit))) {
      this.#pending = pending;
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Not applied: the editor refused the edit. Nothing was changed.'),
      );
      return;
    }
    await this.#setPending(undefined);
    await this.#closeDiff();
    pending.onAccepted();
    const [first] = finished.patch;
    if (first?.after !== undefined)
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, first.path));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Applied. Undo takes it back in one step; saving is left to you.'),
    );
  }

  async discard(): Promise<void> {
    if (this.#pending === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no patch to discard.'));
      return;
    }
    await this.#setPending(undefined);
    await this.#closeDiff();
  }

  /** The evidence as a page of its own. */
  async showEvidence(): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'No patch waits for a decision. “Credence: Show Trace” has the evidence of earlier ones.',
        ),
      );
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${pending.finished.episode}/${EVIDENCE_PAGE}` });
    this.#texts.set(uri.toString(), evidenceText(pending.finished.outcome, pending.finished.diff));
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  #checked({ outcome }: Finished): string {
    const after = outcome.evidence?.testsAfter;
    if (after === undefined) return vscode.l10n.t('types checked, no test covers it');
    if (after.failed === 0) return vscode.l10n.t('verified: {0} tests pass', after.passed);
    return vscode.l10n.t('verified: {0} tests pass, {1} fail as before', after.passed, after.failed);
  }

  #sides(folder: vscode.WorkspaceFolder, episode: string, { path, before, after }: PatchedFile) {
    const side = (name: string, text: string | undefined): vscode.Uri => {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${episode}/${name}/${path}` });
      this.#texts.set(uri.toString(), text ?? '');
      return uri;
    };
    return {
      file: vscode.Uri.joinPath(folder.uri, path),
      before: side('before', before),
      after: side('after', after),
    };
  }

  async #setPending(pending: PendingPatch | undefined): Promise<void> {
    this.#pending = pending;
    this.#onPending(pending?.finished.episode);
    if (pending === undefined) this.#texts.clear();
    await vscode.commands.executeCommand('setContext', 'credence.hasPatch', pending !== undefined);
  }

  async #closeDiff(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(({ input, label }) => {
      // An editor of several files says nothing of itself but its title.
      if (label === this.#title) return true;
      // The preview of the evidence is a page of the Markdown extension, known by its title alone.
      if (input instanceof vscode.TabInputWebview) return label.endsWith(EVIDENCE_PAGE);
      if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === SCHEME;
      return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME;
    });
    await vscode.window.tabGroups.close(ours);
  }
}

/** An open document's text wins over the disk, since it is what the person sees. */
async function shownText(uri: vscode.Uri): Promise<string | undefined> {
  return openDocument(uri)?.getText() ?? diskText(uri);
}

/** The disk's text, but of an unsaved document what it holds: its disk is known to differ. */
async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(uri);
  return document?.isDirty ? document.getText() : diskText(uri);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function diskText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function explainStale({ path, kind }: StaleFile): string {
  if (kind === 'created') return vscode.l10n.t('{0} was created meanwhile.', path);
  if (kind === 'deleted') return vscode.l10n.t('{0} was deleted meanwhile.', path);
  return vscode.l10n.t('{0} has changed since the patch was verified.', path);
}

function workspaceEdit(folder: vscode.WorkspaceFolder, patch: readonly PatchedFile[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, before, after } of patch) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    if (after === undefined) edit.deleteFile(uri);
    else if (before === undefined) edit.createFile(uri, { contents: new TextEncoder().encode(after) });
    else {
      const { start, end, text } = lineEdit(before, after);
      edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), text);
    }
  }
  return edit;
}
