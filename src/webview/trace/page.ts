import { html, nothing, type TemplateResult } from 'lit';
import type { Settled } from '../../trace/settled.ts';
import type { Decided, FromViewer } from '../../trace/viewer-messages.ts';
import { draw } from '../shared/draw.ts';
import type { Host } from '../shared/host.ts';
import { t } from '../shared/text.ts';
import { VirtualRows } from '../shared/virtual-rows.ts';
import { Announcer } from './announcer.ts';
import { candidateTable, candidateTally, chosenCandidates } from './candidates.ts';
import { type Choices, choicesFrom, TABS } from './choices.ts';
import { filterBar } from './filters.ts';
import { header } from './header.ts';
import { overview } from './overview.ts';
import { promptsPart } from './prompts.ts';
import { Replay } from './replay.ts';
import { replayBar } from './replay-bar.ts';
import { type Asked, askedFrom, asking, requestBox } from './request-box.ts';
import { chosenEntries, timeline } from './timeline.ts';
import { welcome } from './welcome.ts';
import { tabName } from './words.ts';

export interface PageState {
  readonly running: boolean;
  /** Whether the page looks back at an earlier moment. */
  readonly replaying: boolean;
  /** Whether the patch that is shown waits for the person's decision. */
  readonly pending: boolean;
  /** What the person decided of it; absent where that is not known. */
  readonly settled: Settled | undefined;
  readonly isEditor: boolean;
  /** Whether the page stands in an editor, not in the side bar. */
  readonly wide: boolean;
}

/** What the parts of the page can do. */
export interface Actions {
  readonly stop: () => void;
  readonly solve: (request: string) => void;
  readonly decide: (what: Decided) => void;
  readonly widen: () => void;
  readonly save: (format: 'html' | 'json') => void;
  readonly open: (path: string, line: number) => void;
  readonly play: () => void;
  readonly seek: (position: number) => void;
  readonly search: (query: string) => void;
  readonly choose: (choices: Partial<Choices>) => void;
  /** Opens or closes a candidate's details. */
  readonly toggle: (candidate: string) => void;
  readonly focus: (candidate: string) => void;
  /** Moves the keyboard to a row, which may not be drawn yet. */
  readonly goTo: (candidate: string, index: number) => void;
  readonly focusEvent: (entry: number) => void;
  readonly goToEvent: (entry: number) => void;
  /** Leads to a candidate from elsewhere on the page. */
  readonly show: (candidate: string) => void;
}

/** Events that are played in a second. */
const PLAYED = 12;

/** The trace viewer: draws the view of the moment, at most once for each frame. */
export class TracePage {
  readonly replay = new Replay();
  running = false;
  /** Whether events are on their way: until they are here, what the page came with stays. */
  waiting = false;
  /** The episode whose patch waits for the person's decision. */
  pending: string | undefined;
  /** What was decided of the patch of the episode that is shown. */
  settled: Settled | undefined;
  /** Whether there are stored episodes. */
  earlier = false;
  readonly #root: HTMLElement;
  readonly #host: Host<FromViewer>;
  readonly #wide: boolean;
  readonly #choices: Choices;
  readonly #open = new Set<string>();
  readonly #candidateRows = new VirtualRows(() => this.draw());
  readonly #eventRows = new VirtualRows(() => this.draw());
  readonly #announcer = new Announcer();
  #focused: string | undefined;
  /** The entry of the timeline that the keyboard stands on. */
  #entry = -1;
  /** Selects a row that gets the keyboard as soon as it is drawn. */
  #awaited: string | undefined;
  #frame: number | undefined;
  #player: ReturnType<typeof setInterval> | undefined;

  constructor(root: HTMLElement, host: Host<FromViewer>, wide: boolean) {
    this.#root = root;
    this.#host = host;
    this.#wide = wide;
    this.#choices = choicesFrom(host.remembered);
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Draws with the next frame; many events in one frame are drawn once. */
  draw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#drawNow();
    });
  }

  /** Another episode: what was opened and searched for belonged to the one before. */
  forget(): void {
    this.#pause();
    this.#open.clear();
    this.#focused = undefined;
    this.#choices.query = '';
  }

  #drawNow(): void {
    const { view } = this.replay;
    if (this.waiting && view.task === undefined) return;
    const state: PageState = {
      running: this.running && this.replay.isAtEnd,
      replaying: !this.replay.isAtEnd,
      pending: this.pending !== undefined && this.pending === view.task?.id,
      settled: this.settled,
      isEditor: this.#host.isEditor,
      wide: this.#wide,
    };
    const follows = this.running && this.replay.isAtEnd;
    const atEnd = [this.#candidateRows, this.#eventRows].filter((rows) => rows.isAtEnd);
    this.#render(
      () => html`${this.#host.isEditor ? requestBox(asking(this, view), this.#actions) : nothing}
        ${view.task === undefined ? welcome(this, (type) => this.#ask({ type })) : this.#episode(state)}`,
    );
    this.#candidateRows.drawn(this.#root.querySelector<HTMLElement>('.rows.candidates'));
    this.#eventRows.drawn(this.#root.querySelector<HTMLElement>('.rows.timeline'));
    // Who stands at the end of a list that grows stays there.
    if (follows && this.#choices.order === 'sequence') for (const rows of atEnd) rows.scrollToEnd();
    this.#focusAwaited();
    this.#announcer.tell(view, this.replay.isAtEnd);
  }

  /** A trace of another version may lack what this one shows; the person is told, and the page goes on. */
  #render(make: () => TemplateResult): void {
    try {
      draw(make(), this.#root);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      draw(html`<p class="pad" role="alert">${t('This trace cannot be shown: {0}', said)}</p>`, this.#root);
    }
  }

  /** What a person asked for, as long as nothing is heard of it. */
  get asked(): Asked | undefined {
    return askedFrom(this.#root);
  }

  #ask(message: Extract<FromViewer, { type: Asked }>): void {
    if (this.asked !== undefined) return;
    this.#root.dataset.asked = message.type;
    this.#host.post(message);
    this.draw();
  }

  #episode(state: PageState): TemplateResult {
    const { view, events, position } = this.replay;
    const { tab } = this.#choices;
    const actions = this.#actions;
    const numbers = new Map<string, string>();
    const numberOf = (id: string): string => {
      if (numbers.size === 0)
        for (const each of view.candidates) numbers.set(each.candidate.id, `#${each.step + 1}`);
      return numbers.get(id) ?? id;
    };
    const panel = (name: Choices['tab'], body: () => unknown): TemplateResult =>
      html`<vscode-tab-panel class="scroller panel-${name}">${tab === name ? body() : nothing}</vscode-tab-panel>`;
    return html`${header(view, state, actions)} ${replayBar(this.replay, this.#player !== undefined, actions)}
      <vscode-tabs selected-index=${TABS.indexOf(tab)} @vsc-tabs-select=${(event: CustomEvent<{ selectedIndex: number }>) => actions.choose({ tab: TABS[event.detail.selectedIndex] ?? 'overview' })}>
        ${TABS.map((name) => html`<vscode-tab-header slot="header">${tabName(name)}</vscode-tab-header>`)}
        ${panel('overview', () => overview(view, numberOf, actions))}
        ${panel('candidates', () => {
          const shown = chosenCandidates(view.candidates, this.#choices);
          return html`${filterBar(this.#choices, candidateTally(view.candidates, shown), actions)}
          ${candidateTable({ shown, all: view.candidates, open: this.#open, focused: this.#focused, rows: this.#candidateRows, actions })}`;
        })}
        ${panel('timeline', () => {
          const entries = chosenEntries(events, position, this.#choices, numberOf);
          const tally = t('{0} of {1} events', entries.length, position);
          return html`${filterBar(this.#choices, tally, actions)} ${timeline({ entries, rows: this.#eventRows, numberOf, focused: this.#entry, actions })}`;
        })}
        ${panel('prompts', () => html`${view.prompts.length === 0 ? nothing : filterBar(this.#choices, '', actions)} ${promptsPart(view, this.#choices.query)}`)}
      </vscode-tabs>
      ${this.#announcer.region()}`;
  }

  readonly #actions: Actions = {
    stop: () => this.#host.post({ type: 'stop' }),
    solve: (request) => this.#ask({ type: 'solve', request }),
    decide: (what) => this.#host.post({ type: 'decide', what }),
    widen: () => this.#host.post({ type: 'widen' }),
    save: (format) => this.#host.post({ type: 'export', format }),
    open: (path, line) => this.#host.post({ type: 'open', path, line }),
    play: () => this.#play(),
    seek: (position) => {
      this.#pause();
      this.replay.seek(position);
      this.draw();
    },
    search: (query) =>
      this.#choose({ query, ...(this.#choices.tab === 'overview' ? { tab: 'candidates' } : {}) }),
    choose: (choices) => this.#choose(choices),
    toggle: (candidate) => {
      if (!this.#open.delete(candidate)) this.#open.add(candidate);
      this.#focused = candidate;
      this.draw();
    },
    focus: (candidate) => {
      this.#focused = candidate;
    },
    goTo: (candidate, index) => {
      this.#focused = candidate;
      this.#awaited = `[data-candidate="${CSS.escape(candidate)}"]`;
      this.#candidateRows.scrollTo(index);
      this.draw();
    },
    focusEvent: (entry) => {
      this.#entry = entry;
    },
    goToEvent: (entry) => {
      this.#entry = entry;
      this.#awaited = `[data-event="${entry}"]`;
      this.#eventRows.scrollTo(entry);
      this.draw();
    },
    show: (candidate) => {
      this.#open.add(candidate);
      this.#choose({ tab: 'candidates', query: '', standing: 'all' });
      const shown = chosenCandidates(this.replay.view.candidates, this.#choices);
      const index = shown.findIndex((view) => view.candidate.id === candidate);
      this.#focused = candidate;
      this.#awaited = `[data-candidate="${CSS.escape(candidate)}"]`;
      // The list is there after the next drawing; then it can be scrolled.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => this.#candidateRows.scrollTo(Math.max(0, index))),
      );
    },
  };

  #choose(choices: Partial<Choices>): void {
    // What was searched for in one list says nothing of another.
    const moves = choices.tab !== undefined && choices.tab !== this.#choices.tab;
    Object.assign(this.#choices, moves ? { query: '' } : {}, choices);
    const { tab, standing, order, chapter } = this.#choices;
    this.#host.remember({ tab, standing, order, chapter });
    this.draw();
  }

  #play(): void {
    if (this.#player !== undefined) {
      this.#pause();
      return;
    }
    if (this.replay.isAtEnd) this.replay.seek(1);
    // A long episode is played in bigger steps, so that it takes a minute at most.
    const step = Math.max(1, Math.ceil(this.replay.events.length / (60 * PLAYED)));
    this.#player = setInterval(() => {
      this.replay.seek(this.replay.position + step);
      if (this.replay.isAtEnd) this.#pause();
      this.draw();
    }, 1000 / PLAYED);
    this.draw();
  }

  #pause(): void {
    clearInterval(this.#player);
    this.#player = undefined;
    this.draw();
  }

  #focusAwaited(): void {
    if (this.#awaited === undefined) return;
    const row = this.#root.querySelector<HTMLElement>(this.#awaited);
    if (row === null) return;
    this.#awaited = undefined;
    row.focus({ preventScroll: true });
  }

  /** The slash key leads to the search, as in many lists; where text is typed it is a slash. */
  #key(event: KeyboardEvent): void {
    const typing = event
      .composedPath()
      .some(
        (each) =>
          each instanceof HTMLTextAreaElement || (each instanceof HTMLInputElement && each.type !== 'range'),
      );
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (this.#choices.tab === 'overview') this.#choose({ tab: 'candidates' });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => this.#root.querySelector<HTMLElement>('.search')?.focus()),
    );
  }
}
