import { percent } from '../loop/percent.ts';
import { fastPathText } from '../trace/fast-path-text.ts';
import type { CandidateView, View } from '../trace/view.ts';
import type { FromViewer } from '../trace/viewer-messages.ts';
import { assessmentPart, strategyPart } from './assessment.ts';
import { candidateRow, ladderHead, tally } from './candidates.ts';
import { type Child, h, section } from './dom.ts';
import { accountPart, costPart, outcomePart, reflectionPart } from './ending.ts';

type Post = (message: Exclude<FromViewer, { type: 'ready' }>) => void;

/** Candidates that are listed; a table of thousands would be drawn anew with every event. */
const CANDIDATES_SHOWN = 200;

/** Decisions that are listed, the newest first; of those to go on only the last, which says nothing new before. */
const DECISIONS_SHOWN = 12;

/**
 * The page as a picture of the view. Parts whose data did not change keep their elements, so that an opened detail
 * stays open and a long table is not built anew with every event.
 */
export class Page {
  running = false;
  /** The episode whose patch waits for the person's decision. */
  pending: string | undefined;
  readonly #root: Element;
  readonly #post: Post;
  readonly #parts = new Map<
    string,
    { readonly data: readonly unknown[]; readonly element: HTMLElement | undefined }
  >();
  readonly #rows = new Map<string, { readonly data: CandidateView; readonly element: HTMLElement }>();
  #frame: number | undefined;

  constructor(root: Element, post: Post) {
    this.#root = root;
    this.#post = post;
  }

  /** Draws with the next frame; many events in one frame are drawn once. */
  show(view: View): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw(view));
  }

  #draw(view: View): void {
    const { task, survey, assessment, strategies, candidates, decisions, spend, reflection, outcome, diff } =
      view;
    const { account } = view;
    if (task === undefined) {
      this.#parts.clear();
      this.#rows.clear();
      this.#root.replaceChildren(this.#welcome());
      return;
    }
    const accept = (): void => this.#post({ type: 'accept' });
    const parts = [
      this.#part('head', [task, survey, this.running, outcome === undefined], () => this.#head(view)),
      this.#part(
        'outcome',
        [outcome, diff, this.pending === task.id],
        () => outcome && outcomePart(outcome, diff, this.pending === task.id ? accept : undefined),
      ),
      this.#part('assessment', [assessment], () => assessment && assessmentPart(assessment)),
      this.#part('strategy', [strategies], () => strategyPart(strategies)),
      this.#part('candidates', [candidates], () => this.#candidates(candidates)),
      this.#part('decisions', [decisions], () => this.#decisions(view)),
      this.#part('cost', [spend], () => spend && costPart(spend)),
      this.#part('models', [account, task.budget], () => account && accountPart(account, task.budget)),
      this.#part('reflection', [reflection], () => reflection && reflectionPart(reflection)),
    ].filter((part) => part !== undefined);
    this.#arrange(parts);
  }

  /** Moves only what is not in its place, so that focus and open details survive. */
  #arrange(parts: readonly HTMLElement[]): void {
    const wanted = new Set<Element>(parts);
    for (const child of [...this.#root.children]) if (!wanted.has(child)) child.remove();
    for (const [index, part] of parts.entries()) {
      if (this.#root.children[index] !== part)
        this.#root.insertBefore(part, this.#root.children[index] ?? null);
    }
  }

  #part(
    name: string,
    data: readonly unknown[],
    make: () => HTMLElement | undefined,
  ): HTMLElement | undefined {
    const known = this.#parts.get(name);
    if (known?.data.every((value, index) => value === data[index])) return known.element;
    const element = make();
    if (known?.element !== undefined && element !== undefined) keepOpen(known.element, element);
    this.#parts.set(name, { data, element });
    return element;
  }

  #welcome(): HTMLElement {
    return h(
      'div',
      { class: 'welcome' },
      h('p', {}, 'Nothing has run yet in this window.'),
      h(
        'p',
        { class: 'quiet' },
        'Run “Credence: Make Failing Test Pass”, or choose “Fix with Credence” on a problem, and follow here how it thinks: how solvable it judges the task, what it tries, and what the checks say.',
      ),
    );
  }

  #head({ task, survey, complaints }: View): HTMLElement {
    const tests = survey?.tests?.results ?? [];
    const failing = tests.filter((test) => test.status === 'failed').length;
    const facts =
      survey === undefined
        ? 'measuring…'
        : `${survey.project}: ${survey.fileCount} files, ${survey.runner ?? 'no runner'}, ${tests.length} tests, ${failing} failing, ${survey.diagnostics.length} compile errors`;
    const stop = this.running ? h('button', {}, 'Stop') : undefined;
    stop?.addEventListener('click', () => this.#post({ type: 'stop' }));
    const obstacles: Child[] = (survey?.obstacles ?? []).map((o) =>
      h('p', { class: 'critique' }, `${o.message} ${o.hint}`),
    );
    return h(
      'header',
      {},
      h('h1', {}, task?.request || '(no words)'),
      h('p', { class: 'quiet', 'aria-live': 'polite' }, facts),
      survey?.fastPath === undefined
        ? undefined
        : h('p', { class: 'quiet' }, `While searching, ${fastPathText(survey.fastPath)}.`),
      ...obstacles,
      ...complaints.map((text) => h('p', { class: 'critique' }, text)),
      stop,
    );
  }

  #candidates(candidates: readonly CandidateView[]): HTMLElement | undefined {
    if (candidates.length === 0) return undefined;
    const body = h('tbody');
    // The newest first: the eye stays at the top while it grows.
    // What was confirmed is never pushed out by what came after.
    const older = candidates.slice(0, -CANDIDATES_SHOWN).filter((view) => view.confirmation !== undefined);
    for (const view of [...older, ...candidates.slice(-CANDIDATES_SHOWN)].toReversed()) {
      const known = this.#rows.get(view.candidate.id);
      const element =
        known !== undefined && known.data === view
          ? known.element
          : candidateRow(view, (path, line) => this.#post({ type: 'open', path, line }));
      this.#rows.set(view.candidate.id, { data: view, element });
      body.append(element);
    }
    return section(
      'Candidates',
      h('p', { class: 'quiet' }, tally(candidates)),
      h('table', { class: 'candidates' }, ladderHead(), body),
    );
  }

  #decisions({ decisions }: View): HTMLElement | undefined {
    if (decisions.length === 0) return undefined;
    const items = decisions
      .filter(({ decision }, index) => decision.kind !== 'continue' || index === decisions.length - 1)
      .slice(-DECISIONS_SHOWN)
      .toReversed()
      .map(({ at, decision, numbers }) =>
        h(
          'li',
          {},
          h('span', { class: 'quiet' }, `${at.toFixed(1)} s `),
          h('strong', {}, decision.kind),
          ` ${decision.reason} `,
          h(
            'span',
            { class: 'quiet' },
            `(chance ${percent(numbers.chance)} × value ${numbers.value.toFixed(2)}, price ${numbers.price.toFixed(4)})`,
          ),
        ),
      );
    const hidden = decisions.length - items.length;
    return section(
      'Decisions',
      h('ol', { class: 'decisions' }, ...items),
      hidden > 0 ? h('p', { class: 'quiet' }, `${hidden} earlier ones`) : undefined,
    );
  }
}

/** Details that the person opened stay open in their successor. */
function keepOpen(before: HTMLElement, after: HTMLElement): void {
  const open = new Set(
    [...before.querySelectorAll('details[open] > summary')].map((summary) => summary.textContent),
  );
  for (const details of after.querySelectorAll('details')) {
    const name = details.querySelector('summary')?.textContent;
    if (name !== undefined && open.has(name)) details.open = true;
  }
}
