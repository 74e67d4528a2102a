import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Alternative } from '../../engine/protocol.ts';
import { plainText } from '../../trace/plain-text.ts';
import { INTERNAL_COMMANDS } from '../commands.ts';
import type { PatchReview } from '../patch-review.ts';
import { blankLines, type Hunk, hunkLabel } from './hunks.ts';

type Node =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'hunk'; readonly path: string; readonly hunk: number }
  | { readonly kind: 'evidence' }
  | { readonly kind: 'rung'; readonly text: string; readonly passed: boolean }
  | { readonly kind: 'others' }
  | { readonly kind: 'other'; readonly other: Alternative };

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

/** The patch as a tree: what of it is wanted, by check boxes; what was checked; and the patches that were not chosen. */
export class ReviewView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #review: PatchReview;
  readonly #view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposables: vscode.Disposable[];
  #isShown = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(review: PatchReview) {
    this.#review = review;
    this.#view = vscode.window.createTreeView('credence.review', {
      treeDataProvider: this,
      manageCheckboxStateManually: true,
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      review.onDidChange(() => {
        this.#setChoice();
        this.#changed.fire(undefined);
      }),
      review.onDidOffer(() => void this.#reveal()),
      this.#view.onDidChangeCheckboxState(({ items }) => {
        for (const [node, state] of items) this.#set(node, state === Checked);
      }),
    ];
  }

  getChildren(node?: Node): Node[] {
    const { reviewed } = this.#review;
    if (reviewed === undefined) return [];
    const { selection, finished, alternative } = reviewed;
    if (node === undefined) {
      const files = selection.patch.map(({ path }): Node => ({ kind: 'file', path }));
      const others: Node[] = finished.alternatives.length === 0 ? [] : [{ kind: 'others' }];
      return [...files, { kind: 'evidence' }, ...others];
    }
    if (node.kind === 'file')
      return selection.hunks(node.path).map((_, hunk): Node => ({ kind: 'hunk', path: node.path, hunk }));
    if (node.kind === 'evidence') {
      if (alternative !== undefined || !selection.isWhole)
        return [
          {
            kind: 'rung',
            text: vscode.l10n.t('this was not verified as it stands; accepting does that first'),
            passed: false,
          },
        ];
      return (finished.outcome.evidence?.rungs ?? []).map(
        ({ rung, status, detail }): Node => ({
          kind: 'rung',
          text: plainText(`${rung}: ${detail}`),
          passed: status === 'passed',
        }),
      );
    }
    if (node.kind === 'others') return finished.alternatives.map((other): Node => ({ kind: 'other', other }));
    return [];
  }

  /** Needed to reveal one; only the first of the roots ever is. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'file':
        return this.#file(node.path);
      case 'hunk':
        return this.#hunk(node.path, node.hunk);
      case 'evidence':
        return evidenceItem();
      case 'rung': {
        const item = new vscode.TreeItem(node.text, None);
        item.iconPath = new vscode.ThemeIcon(node.passed ? 'pass' : 'circle-outline');
        item.tooltip = node.text;
        return item;
      }
      case 'others': {
        const item = new vscode.TreeItem(vscode.l10n.t('Other patches that pass'), Collapsed);
        item.iconPath = new vscode.ThemeIcon('split-horizontal');
        return item;
      }
      default:
        return otherItem(node.other);
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /**
   * Of a single change beside which no other patch passes there is nothing to choose: its page and the title of its diff have the
   * evidence and the decision, and this view would only take room from them.
   */
  get #hasChoice(): boolean {
    const { finished, alternative } = this.#review.reviewed ?? {};
    return this.#changes > 1 || (finished?.alternatives.length ?? 0) > 0 || alternative !== undefined;
  }

  get #changes(): number {
    const { selection } = this.#review.reviewed ?? {};
    return selection?.patch.reduce((sum, { path }) => sum + selection.hunks(path).length, 0) ?? 0;
  }

  /** The view is there while there is something to choose. */
  #setChoice(): void {
    if (this.#isShown === this.#hasChoice) return;
    this.#isShown = this.#hasChoice;
    void vscode.commands.executeCommand('setContext', 'credence.hasChoice', this.#isShown);
  }

  /** Where a choice makes a difference it is shown; the focus stays where it is. */
  async #reveal(): Promise<void> {
    const differs = this.#review.reviewed?.finished.alternatives.some((other) => other.differs) === true;
    const [first] = this.getChildren();
    if (first !== undefined && (this.#changes > 1 || differs))
      await this.#view.reveal(first, { select: false, focus: false, expand: true });
  }

  /** Takes the row with the focus out or back in; a row without a check box opens or closes. */
  async toggleFocused(): Promise<void> {
    const node = await this.#focused();
    const box = node === undefined ? undefined : this.getTreeItem(node).checkboxState;
    if (node !== undefined && box !== undefined) this.#set(node, box === Unchecked);
    else await vscode.commands.executeCommand('list.toggleExpand');
  }

  /** The editor tells what is selected, not what has the focus: the selection is changed by it, and back. */
  async #focused(): Promise<Node | undefined> {
    const before = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    return after.find((node) => !before.includes(node)) ?? before.find((node) => !after.includes(node));
  }

  #set(node: Node, wanted: boolean): void {
    if (node.kind === 'hunk') this.#review.toggle(node.path, node.hunk, wanted);
    if (node.kind !== 'file') return;
    const hunks = this.#review.reviewed?.selection.hunks(node.path) ?? [];
    for (const hunk of hunks.keys()) this.#review.toggle(node.path, hunk, wanted);
  }

  #file(path: string): vscode.TreeItem {
    const { selection, folder } = this.#review.reviewed ?? {};
    const hunks = selection?.hunks(path) ?? [];
    const wanted = hunks.filter((_, hunk) => selection?.isWanted(path, hunk) === true).length;
    const item = new vscode.TreeItem(basename(path), Expanded);
    if (folder !== undefined) item.resourceUri = vscode.Uri.joinPath(folder.uri, path);
    item.iconPath = vscode.ThemeIcon.File;
    // Of a single change its own row says enough.
    if (hunks.length > 1) item.description = vscode.l10n.t('{0} of {1} changes', wanted, hunks.length);
    item.tooltip = path;
    item.checkboxState = wanted > 0 ? Checked : Unchecked;
    return item;
  }

  #hunk(path: string, hunk: number): vscode.TreeItem {
    const { selection } = this.#review.reviewed ?? {};
    const change = selection?.hunks(path)[hunk];
    const item = new vscode.TreeItem(change === undefined ? '' : labelOf(change), None);
    item.description = vscode.l10n.t('line {0}', (change?.before.start ?? 0) + 1);
    item.tooltip = change === undefined ? '' : tooltipOf(change);
    item.checkboxState = selection?.isWanted(path, hunk) === true ? Checked : Unchecked;
    item.contextValue = 'hunk';
    item.command = {
      command: INTERNAL_COMMANDS.openHunk,
      title: vscode.l10n.t('Show'),
      arguments: [path, hunk],
    };
    return item;
  }
}

function labelOf(change: Hunk): string {
  const label = hunkLabel(change);
  if (label !== '') return label;
  const more = blankLines(change);
  if (more === 0) return vscode.l10n.t('white space in a blank line');
  return more > 0
    ? vscode.l10n.t('+ blank lines: {0}', more)
    : vscode.l10n.t('− blank lines: {0}', Math.abs(more));
}

/** Every line with its sign, as in a diff. */
function tooltipOf({ removed, added }: Hunk): string {
  const signed = (sign: string, text: string): readonly string[] =>
    text === ''
      ? []
      : text
          .replace(/(?:\r\n?|\n)$/, '')
          .split(/\r\n?|\n/)
          .map((line) => `${sign} ${line}`);
  return [...signed('−', removed), ...signed('+', added)].join('\n');
}

function evidenceItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('What was checked'), Collapsed);
  item.iconPath = new vscode.ThemeIcon('law');
  item.command = { command: INTERNAL_COMMANDS.showEvidence, title: vscode.l10n.t('Show Evidence') };
  return item;
}

function otherItem(other: Alternative): vscode.TreeItem {
  const item = new vscode.TreeItem(plainText(other.title), None);
  item.description = plainText(other.why);
  item.tooltip = `${item.label}\n${item.description}`;
  item.contextValue = 'alternative';
  item.iconPath = new vscode.ThemeIcon(other.differs ? 'git-compare' : 'copy');
  item.command = {
    command: INTERNAL_COMMANDS.compareAlternative,
    title: vscode.l10n.t('Compare with the Other Patch'),
    arguments: [{ kind: 'other', other }],
  };
  return item;
}

/** The candidate that a menu of this tree was opened on. */
export function candidateOf(node: unknown): string | undefined {
  const { other } = (node ?? {}) as { readonly other?: Alternative };
  return other?.candidate;
}
