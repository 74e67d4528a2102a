import { html, type TemplateResult } from 'lit';
import type { BehaviorCard } from '../../loop/learned.ts';
import { percent } from '../../loop/percent.ts';
import { bar } from '../shared/bar.ts';
import { icon } from '../shared/icon.ts';
import { rowKey } from '../shared/row-keys.ts';
import { t } from '../shared/text.ts';
import type { Deeds } from './page.ts';
import { statusIcon, statusWord } from './words.ts';

/** Behaviors that have all the words, in name, instruction, status or trigger. */
export function fitting(cards: readonly BehaviorCard[], query: string): readonly BehaviorCard[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter(({ behavior }) => {
    const { name, instruction, status, trigger } = behavior;
    const text = [name, instruction, statusWord(status), ...Object.values(trigger)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The behaviors, one under the other, each with the chance that it helps. */
export function behaviorList(
  cards: readonly BehaviorCard[],
  chosen: string,
  query: string,
  deeds: Deeds,
): TemplateResult {
  return html`<nav class="list" aria-label=${t('Behaviors')}>
    <vscode-textfield class="search" type="search" .label=${t('Search behaviors')} placeholder=${t('Search behaviors')} .value=${query} @input=${(event: Event) => deeds.search((event.target as HTMLInputElement).value)}>
      <vscode-icon slot="content-before" name="search"></vscode-icon>
    </vscode-textfield>
    ${cards.length === 0 ? html`<p class="quiet">${t('No behavior fits this search.')}</p>` : ''}
    <ul class="plain" @keydown=${(event: KeyboardEvent) => move(event)}>${cards.map((card) => row(card, card.behavior.name === chosen, deeds))}</ul>
  </nav>`;
}

function row({ behavior, uplift, place }: BehaviorCard, isChosen: boolean, deeds: Deeds): TemplateResult {
  const { name, status } = behavior;
  const state =
    place === 'waiting' ? t('{0}, until a patch is accepted', statusWord(status)) : statusWord(status);
  return html`<li><button type="button" class="entry" aria-current=${isChosen ? 'true' : 'false'} @click=${() => deeds.select(name)}>
    ${icon(statusIcon(status), status === 'active' || status === 'pinned' ? 'good' : 'faint')}
    <span class="entry-name">${name}</span>
    <span class="quiet entry-state">${state}</span>
    <span class="entry-chance">${bar({ label: t('Chance that it helps'), value: uplift.chance })}<span class="number">${percent(uplift.chance)}</span></span>
  </button></li>`;
}

/** The arrow keys go through the list; the tab key leaves it. */
function move(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLElement>('.entry')];
  const at = buttons.indexOf(event.target as HTMLElement);
  const next = at === -1 ? undefined : rowKey(event.key, at, buttons.length);
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
