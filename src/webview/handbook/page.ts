import { html, nothing, type TemplateResult } from 'lit';
import type { BehaviorCard, HandbookAnswer, OwnFigures } from '../../loop/learned.ts';
import type { FromHandbook, ToHandbook } from '../../trace/handbook-messages.ts';
import { draw } from '../shared/draw.ts';
import type { Host } from '../shared/host.ts';
import { icon } from '../shared/icon.ts';
import { count, t } from '../shared/text.ts';
import { behaviorPart } from './behavior.ts';
import { learningPart } from './learning-curve.ts';
import { behaviorList, fitting } from './list.ts';
import { reliabilityPart } from './reliability-curve.ts';

/** What the parts of the page can do. */
export interface Deeds {
  readonly post: (message: FromHandbook) => void;
  readonly select: (name: string) => void;
  readonly search: (query: string) => void;
  /** Begins to edit the instruction of the behavior that is shown, or gives it up. */
  readonly edit: (begins: boolean) => void;
}

/** The handbook: a list of behaviors, the one that is chosen with all that proves it, and the two curves. */
export class HandbookPage {
  readonly #root: HTMLElement;
  readonly #host: Host<FromHandbook>;
  #folder = '';
  #answer: HandbookAnswer | undefined;
  #figures: OwnFigures | undefined;
  #episodes: ReadonlySet<string> = new Set();
  #problem = '';
  #chosen = '';
  #query = '';
  #editing = false;

  constructor(root: HTMLElement, host: Host<FromHandbook>) {
    this.#root = root;
    this.#host = host;
    const { chosen } = host.remembered;
    if (typeof chosen === 'string') this.#chosen = chosen;
  }

  receive(message: ToHandbook): void {
    switch (message.type) {
      case 'shown':
        this.#folder = message.folder;
        this.#answer = message.answer;
        this.#figures = message.figures ?? this.#figures;
        this.#episodes = new Set(message.episodes);
        this.#problem = '';
        break;
      case 'select':
        this.#select(message.name);
        break;
      case 'problem':
        this.#problem = message.message;
        break;
      default:
        return;
    }
    this.draw();
  }

  draw(): void {
    draw(this.#answer === undefined ? this.#waiting() : this.#page(this.#answer), this.#root);
  }

  #waiting(): TemplateResult {
    return html`<div class="welcome"><p class="quiet">${this.#problem === '' ? t('Reading the handbook…') : this.#problem}</p></div>`;
  }

  #page(answer: HandbookAnswer): TemplateResult {
    const { behaviors, complaints, conflicts } = answer;
    const shown = fitting(behaviors, this.#query);
    const card = behaviors.find((each) => each.behavior.name === this.#chosen) ?? shown[0];
    return html`${this.#header(behaviors)}
      <div class="notes">
        ${this.#problem === '' ? nothing : html`<p class="warn-text" role="alert">${icon('error', 'bad')} ${this.#problem}</p>`}
        ${complaints.map((text) => html`<p class="warn-text">${icon('warning', 'warn')} ${text}</p>`)}
        ${answer.unmerged === true ? html`<vscode-button icon="git-merge" @click=${() => this.#host.post({ type: 'resolve' })}>${t('Write both sides as one')}</vscode-button>` : nothing}
        ${conflicts.map(({ name, ours, theirs, why }) => html`<p class="warn-text">${icon('git-merge', 'warn')} <strong>${name}</strong> ${why}<br><span class="quiet">${t('Here: {0} · There: {1}', ours, theirs)}</span></p>`)}
        ${answer.done ? nothing : html`<p class="warn-text">${icon('warning', 'warn')} ${answer.message}</p>`}
        <p class="unseen" role="status">${answer.message}</p>
      </div>
      ${
        behaviors.length === 0
          ? html`<p class="pad quiet">${t('Nothing has been learned here yet. The handbook gets its first line from a verified fix that you accept.')}</p>`
          : html`<div class="book">
              ${behaviorList(shown, card?.behavior.name ?? '', this.#query, this.#deeds)}
              ${card === undefined ? nothing : behaviorPart(card, this.#editing, this.#episodes, this.#deeds)}
            </div>`
      }
      ${this.#figures === undefined ? nothing : html`<div class="curves">${reliabilityPart(this.#figures.reliability)} ${learningPart(this.#figures.learning)}</div>`}`;
  }

  #header(behaviors: readonly BehaviorCard[]): TemplateResult {
    const button = (
      name: string,
      label: string,
      type: 'import' | 'export' | 'refresh' | 'reset',
    ): TemplateResult =>
      html`<vscode-toolbar-button icon=${name} label=${label} title=${label} @click=${() => this.#host.post({ type })}></vscode-toolbar-button>`;
    const helping = behaviors.filter(
      ({ behavior }) => behavior.status === 'active' || behavior.status === 'pinned',
    ).length;
    return html`<header class="top">
      <div class="status"><h1 class="grow">${t('Handbook of {0}', this.#folder)}</h1>
        <span class="toolbar" role="toolbar" aria-label=${t('Actions')}>
          ${button('cloud-download', t('Import another handbook'), 'import')} ${button('save', t('Export'), 'export')} ${button('refresh', t('Read again'), 'refresh')} ${button('clear-all', t('Forget everything'), 'reset')}
        </span></div>
      <p class="quiet">${count(behaviors.length, '{0} behavior', '{0} behaviors')} · ${t('{0} in use', helping)}</p>
    </header>`;
  }

  #select(name: string): void {
    this.#chosen = name;
    this.#editing = false;
    this.#host.remember({ chosen: name });
    this.draw();
  }

  readonly #deeds: Deeds = {
    post: (message) => {
      if (message.type === 'edit') this.#editing = false;
      this.#host.post(message);
    },
    select: (name) => this.#select(name),
    search: (query) => {
      this.#query = query;
      this.draw();
    },
    edit: (begins) => {
      this.#editing = begins;
      this.draw();
      if (begins) this.#root.querySelector<HTMLElement>('.editing vscode-textarea')?.focus();
    },
  };
}
