import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.ts';
import { t } from '../shared/text.ts';
import type { Asked } from './request-box.ts';

export interface WelcomeState {
  readonly running: boolean;
  readonly asked: Asked | undefined;
  /** Whether there are stored episodes. */
  readonly earlier: boolean;
}

/** What the page says where nothing has run yet, and the ways to begin. */
export function welcome(
  { running, asked, earlier }: WelcomeState,
  ask: (what: 'begin' | 'history') => void,
): TemplateResult {
  // Its first event comes once the engine is there.
  if (running) return html`<p class="pad">${icon('loading', 'spin')} ${t('At work')}</p>`;
  const button = (says: 'begin' | 'history', usual: string, words: string): TemplateResult =>
    html`<vscode-button data-says=${says} ?secondary=${says === 'history'} icon=${asked === says ? 'loading' : usual} ?icon-spin=${asked === says} @click=${() => ask(says)}>${words}</vscode-button>`;
  return html`<div class="welcome">
    <h1>${t('Nothing has run yet in this window')}</h1>
    <p>${t('Say above what should be fixed, choose “Fix with Credence” on a problem, or let it make a failing test pass. Here you follow how it thinks: how solvable it judges the task, what it tries, and what the checks say.')}</p>
    ${button('begin', 'beaker', t('Make a failing test pass'))}
    ${earlier ? button('history', 'history', t('Show earlier episodes')) : nothing}
  </div>`;
}
