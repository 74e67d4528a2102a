import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TraceEvent } from '../../loop/events.ts';
import { type Entry, selectEvents } from '../../trace/selection.ts';
import { icon } from '../shared/icon.ts';
import { reachableRow, rowKey } from '../shared/row-keys.ts';
import { t } from '../shared/text.ts';
import type { VirtualRows } from '../shared/virtual-rows.ts';
import type { Choices } from './choices.ts';
import { type EventWords, eventWords, type NumberOf } from './event-words.ts';
import type { Actions } from './page.ts';

const words = new WeakMap<TraceEvent, EventWords>();

function wordsOf(event: TraceEvent, numberOf: NumberOf): EventWords {
  const known = words.get(event);
  if (known !== undefined) return known;
  const made = eventWords(event, numberOf);
  words.set(event, made);
  return made;
}

/** The first `position` events that fit the person's search and filter. */
export function chosenEntries(
  events: readonly TraceEvent[],
  position: number,
  { query, chapter }: Choices,
  numberOf: NumberOf,
): readonly Entry[] {
  return selectEvents(events, position, query, chapter, (event) => {
    const { title, detail } = wordsOf(event, numberOf);
    return `${title}\n${detail}`;
  });
}

export interface TimelineList {
  readonly entries: readonly Entry[];
  readonly rows: VirtualRows;
  readonly numberOf: NumberOf;
  /** The entry that the keyboard stands on. */
  readonly focused: number;
  readonly actions: Actions;
}

/** What happened, one line for each event; a click leads to the candidate or to that moment. */
export function timeline(list: TimelineList): TemplateResult {
  const { entries, rows, numberOf, actions } = list;
  if (entries.length === 0) return html`<p class="quiet pad">${t('No event fits this search.')}</p>`;
  const items = rows.rows({
    count: entries.length,
    keyOf: (index) => String(entries[index]?.index ?? index),
    estimate: 44,
  });
  const reachable = reachableRow(items, list.focused);
  return html`<ol class="rows timeline" aria-label=${t('Events of the episode')} .style=${`height:${rows.height}px`} @keydown=${(event: KeyboardEvent) => move(event, list)}>
    ${repeat(
      items,
      (item) => item.key,
      (item) => {
        const entry = entries[item.index];
        if (entry === undefined) return nothing;
        const { icon: name, kind, title, detail, candidate } = wordsOf(entry.event, numberOf);
        const go = (): void =>
          candidate === undefined ? actions.seek(entry.index + 1) : actions.show(candidate);
        return html`<li class="row-place" data-index=${item.index} aria-setsize=${entries.length} aria-posinset=${item.index + 1} .style=${`transform:translateY(${rows.offsetOf(item)}px)`}>
          <button type="button" class="event" data-event=${item.index} tabindex=${item.index === reachable ? 0 : -1} @focus=${() => actions.focusEvent(item.index)} @click=${go} title=${candidate === undefined ? t('Show this moment') : t('Show this candidate')}>
            <span class="at number quiet">${entry.event.at.toFixed(1)}</span>${icon(name, kind)}<span class="words"><strong>${title}</strong>${detail === '' ? nothing : html`<span class="quiet detail">${detail}</span>`}</span>
          </button>
        </li>`;
      },
    )}
  </ol>`;
}

/** The arrow keys go from row to row, also to rows that are not drawn yet. */
function move(event: KeyboardEvent, { entries, actions }: TimelineList): void {
  const at = event.target instanceof HTMLElement ? Number(event.target.dataset.event ?? -1) : -1;
  const next = at < 0 ? undefined : rowKey(event.key, at, entries.length);
  if (next === undefined) return;
  event.preventDefault();
  actions.goToEvent(next);
}
