import * as vscode from 'vscode';
import { plainText } from '../trace/plain-text.ts';
import type { Settled } from '../trace/settled.ts';
import type { Decided } from '../trace/viewer-messages.ts';
import type { Acceptance } from './review/acceptance.ts';
import { askAbout, checkedText, pageOpened, saidNotApplied } from './review/ask.ts';
import { comparedSides } from './review/compared-sides.ts';
import { PatchTabs } from './review/patch-tabs.ts';
import type { PendingPatch, Reviewed } from './review/pending-patch.ts';
import { REVIEW_PAGES, showEvidencePage, showWhyNotPage } from './review/review-pages.ts';
import { ReviewTexts, SCHEME } from './review/review-texts.ts';
import { Selection } from './review/selection.ts';
import { showSides } from './review/show-sides.ts';
import type { verifierFor } from './review/verifier.ts';
import { askFor } from './say-outcome.ts';

export interface ReviewParts {
  readonly acceptance: Acceptance;
  /** Whether a patch holds and fixes these tests; asked for what was not verified as a whole. */
  readonly verify: ReturnType<typeof verifierFor>;
  /** Told the episode whose patch waits now, if any. */
  readonly onPending: (episode: string | undefined) => void;
  /** Told what was decided of one. */
  readonly onSettled: (patch: PendingPatch, as: Settled) => void;
  /** Whether a page that is in sight asks what is to become of an episode's patch; then no notification does. */
  readonly isAskedOnPage: (episode: string) => boolean;
}

/** Shows a patch beside its evidence, and applies what the person wants of it; nothing reaches a file before. */
export class PatchReview implements vscode.Disposable {
  readonly #parts: ReviewParts;
  readonly #texts = new ReviewTexts();
  readonly #changed = new vscode.EventEmitter<void>();
  #reviewed: Reviewed | undefined;
  readonly #tabs = new PatchTabs();
  /** Fires when another patch, or another part of it, is looked at. */
  readonly onDidChange = this.#changed.event;
  readonly #offered = new vscode.EventEmitter<void>();
  /** Fires when a patch is shown for the first time. */
  readonly onDidOffer = this.#offered.event;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** Whether a patch waits for the person's decision. */
  get isPending(): boolean {
    return this.#reviewed !== undefined;
  }

  get reviewed(): Reviewed | undefined {
    return this.#reviewed;
  }

  dispose(): void {
    this.#texts.dispose();
    this.#tabs.dispose();
    this.#changed.dispose();
    this.#offered.dispose();
    void this.#set(undefined);
  }

  /** Opens the diff and asks where nobody else does; returns when the patch is shown. */
  async offer(pending: PendingPatch): Promise<void> {
    if (this.#reviewed !== undefined) this.#parts.onSettled(this.#reviewed, 'left');
    await this.#set({ ...pending, selection: new Selection(pending.finished.patch) });
    await this.#show();
    this.#offered.fire();
    const ask = (): unknown => this.#reviewed?.finished === pending.finished && this.#ask();
    if (pending.isAskedElsewhere !== true) void pageOpened().then(ask);
  }

  /** Takes one hunk in or out; the diff shows what would be applied. */
  toggle(path: string, hunk: number, wanted?: boolean): void {
    const reviewed = this.#reviewed;
    if (reviewed === undefined) return;
    const { selection } = reviewed;
    selection.set(path, hunk, wanted ?? !selection.isWanted(path, hunk));
    this.#sides(reviewed, path);
    this.#changed.fire();
  }

  /** Takes the hunk at the cursor of the diff in or out. */
  toggleAtCursor(): void {
    const editor = vscode.window.activeTextEditor;
    const reviewed = this.#reviewed;
    const shown = editor?.document.uri;
    const path = shown?.query.endsWith('/after') === true ? shown.path.slice(1) : undefined;
    if (
      editor === undefined ||
      reviewed === undefined ||
      editor.document.uri.scheme !== SCHEME ||
      path === undefined
    ) {
      say(vscode.l10n.t('Put the cursor on a change on the right side of the diff.'));
      return;
    }
    const hunk = reviewed.selection.hunkAt(path, editor.selection.active.line);
    if (hunk === undefined) say(vscode.l10n.t('There is no change at the cursor.'));
    else this.toggle(path, hunk);
  }

  /** Shows a hunk in the diff. */
  async open(path: string, hunk: number): Promise<void> {
    const reviewed = this.#reviewed;
    const line = reviewed?.selection.hunks(path)[hunk]?.after.start;
    if (reviewed === undefined || line === undefined) return;
    await showSides([this.#sides(reviewed, path)], this.#title(reviewed), line);
  }

  /** Another patch beside the chosen one. */
  async compare(candidate: string): Promise<void> {
    const reviewed = this.#reviewed;
    const other = reviewed?.finished.alternatives.find((one) => one.candidate === candidate);
    if (reviewed === undefined || other === undefined) return;
    const title = vscode.l10n.t('Other patch ↔ chosen patch: {0}', plainText(other.why));
    this.#tabs.add(title);
    await showSides(comparedSides(reviewed, other, this.#texts), title);
  }

  /** Looks at another patch in place of the chosen one. It is verified before it is applied. */
  async use(candidate: string): Promise<void> {
    const reviewed = this.#reviewed;
    const other = reviewed?.finished.alternatives.find((one) => one.candidate === candidate);
    if (reviewed === undefined || other === undefined) return;
    await this.#closePages();
    await this.#set({ ...reviewed, selection: new Selection(other.patch), alternative: other });
    await this.#show();
  }

  /**
   * Applies what is wanted of the pending patch as one undoable edit, or says why not.
   * @param episode the one that the person looks at, where that may be another than the one that is pending
   */
  async accept(episode?: string): Promise<void> {
    const reviewed = this.#waiting(episode);
    if (reviewed === undefined) {
      say(
        vscode.l10n.t(
          'There is no patch of this episode to accept: it was accepted or discarded, or its window is gone. Run the request again.',
        ),
      );
      return;
    }
    const { folder, finished, selection, alternative, focus } = reviewed;
    const patch = selection.wanted;
    if (patch.length === 0) {
      say(
        vscode.l10n.t(
          'Every change is rejected, so there is nothing to apply. Discard the patch, or take a change back in.',
        ),
      );
      return;
    }
    const isConfirmed = selection.isWhole && alternative === undefined;
    const fixes = finished.outcome.evidence?.fixed ?? [];
    if (!isConfirmed && !(await this.#parts.verify(folder, patch, { fixes, focus }))) return;
    // Asked twice, or another patch taken up meanwhile, this one must be applied at most once.
    if (this.#reviewed !== reviewed) return;
    this.#reviewed = undefined;
    const title = plainText(alternative?.title ?? finished.outcome.candidate?.title ?? '');
    const of = isConfirmed ? { episode: finished.episode } : {};
    const applied = await this.#parts.acceptance.apply({ folder, patch, title, ...of });
    if (applied.kind === 'not-applied') {
      this.#reviewed = reviewed;
      void saidNotApplied(applied.message, reviewed.onAgain).then(async (again) => {
        if (again === undefined || this.#reviewed !== reviewed) return;
        await this.discard(undefined, 'left');
        again();
      });
      return;
    }
    const part = alternative === undefined ? 'in-part' : 'another';
    this.#parts.onSettled(reviewed, isConfirmed ? 'accepted' : part);
    await this.#set(undefined);
    await this.#closePages();
    // What was learned is about the whole patch that was confirmed.
    if (isConfirmed) reviewed.onAccepted();
    const [first] = patch;
    if (first?.after !== undefined)
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, first.path));
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('$(check) Applied. Undo takes it back in one step; saving is left to you.'),
      10_000,
    );
  }

  /** @param as why it is given up */
  async discard(episode?: string, as: 'discarded' | 'answered' | 'left' = 'discarded'): Promise<void> {
    const waiting = this.#waiting(episode);
    if (waiting === undefined) {
      say(
        vscode.l10n.t('There is no patch of this episode to discard: it was accepted or discarded already.'),
      );
      return;
    }
    this.#parts.onSettled(waiting, as);
    await this.#set(undefined);
    await this.#closePages();
  }

  /** What a person decided on the page of an episode. */
  async decide(what: Decided, episode: string): Promise<void> {
    const reviewed = this.#waiting(episode);
    if (what === 'accept') await this.accept(episode);
    if (what === 'discard') await this.discard(episode);
    if (what === 'evidence') await this.showEvidence(episode);
    if (what === 'answer' && reviewed !== undefined) await this.#answer(reviewed);
  }

  /** The evidence as a page of its own. */
  async showEvidence(episode?: string): Promise<void> {
    const reviewed = this.#waiting(episode);
    if (reviewed === undefined) {
      say(
        vscode.l10n.t(
          'No patch of this episode waits for a decision. “Credence: Show Trace” has the evidence of earlier ones.',
        ),
      );
      return;
    }
    await showEvidencePage(this.#texts, reviewed.finished);
  }

  /** Why the other patches that pass were not chosen, as a page. */
  async whyNot(): Promise<void> {
    const { finished } = this.#reviewed ?? {};
    if (finished === undefined || finished.alternatives.length === 0)
      say(vscode.l10n.t('No other patch passed, so there is none to compare with.'));
    else await showWhyNotPage(this.#texts, finished);
  }

  /** What waits, unless it belongs to another episode than the one that is meant. */
  #waiting(episode: string | undefined): Reviewed | undefined {
    return episode === undefined || episode === this.#reviewed?.finished.episode ? this.#reviewed : undefined;
  }

  async #ask(): Promise<void> {
    const reviewed = this.#reviewed;
    if (reviewed === undefined) return;
    const { episode } = reviewed.finished;
    if (this.#parts.isAskedOnPage(episode)) return;
    const answer = await askAbout(reviewed.finished);
    // By its name: it may be decided already, and a later one in its place.
    if (answer !== undefined && answer !== 'others') await this.decide(answer, episode);
    if (this.#reviewed?.finished !== reviewed.finished) return;
    if (answer === 'others') await this.whyNot();
    if (answer === 'evidence' || answer === 'others') await this.#ask();
  }

  async #answer({ finished, onAnswered }: Reviewed): Promise<void> {
    const { question } = finished.outcome;
    const said = question === undefined ? undefined : await askFor(question);
    if (this.#reviewed?.finished !== finished) return;
    if (said === undefined || onAnswered?.(said) !== true) return this.#ask();
    await this.discard(undefined, 'answered');
  }

  async #show(): Promise<void> {
    const reviewed = this.#reviewed;
    if (reviewed === undefined) return;
    const sides = reviewed.selection.patch.map(({ path }) => this.#sides(reviewed, path));
    await showSides(sides, this.#title(reviewed), reviewed.selection.firstLine);
  }

  #sides({ folder, finished, selection }: Reviewed, path: string) {
    const before = selection.patch.find((file) => file.path === path)?.before ?? '';
    return {
      file: vscode.Uri.joinPath(folder.uri, path),
      before: this.#texts.put(`/${path}`, before, `${finished.episode}/before`),
      after: this.#texts.put(`/${path}`, selection.textOf(path), `${finished.episode}/after`),
    };
  }

  #title({ finished, alternative }: Reviewed): string {
    const title =
      alternative === undefined
        ? `${plainText(finished.outcome.candidate?.title ?? '')} – ${checkedText(finished)}`
        : vscode.l10n.t('{0} – passed the search, not confirmed yet', plainText(alternative.title));
    this.#tabs.add(title);
    return title;
  }

  async #set(reviewed: Reviewed | undefined): Promise<void> {
    this.#reviewed = reviewed;
    this.#parts.onPending(reviewed?.finished.episode);
    this.#changed.fire();
    await vscode.commands.executeCommand('setContext', 'credence.hasPatch', reviewed !== undefined);
  }

  async #closePages(): Promise<void> {
    await this.#tabs.close(REVIEW_PAGES);
    this.#texts.clear();
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
