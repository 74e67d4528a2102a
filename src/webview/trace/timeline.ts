import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TraceEvent } from '../../loop/events.ts';
import { chapterOf, isMilestone } from '../../trace/chapters.ts';
import { icon } from '../shared/icon.ts';
import { t } from '../shared/text.ts';
import type { VirtualRows } from '../shared/virtual-rows.ts';
import type { Choices } from './choices.ts';
import { type EventWords, eventWords, type NumberOf } from './event-words.ts';
import type { Actions } from './page.ts';

/** An event and its place among all. */
export interface Entry {
  readonly event: TraceEvent;
  readonly index: number;
}

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
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const entries: Entry[] = [];
  for (let index = 0; index < position; index += 1) {
    const event = events[index];
    if (event === undefined) break;
    if (chapter === 'milestones' ? !isMilestone(event) : chapter !== 'all' && chapterOf(event) !== chapter)
      continue;
    if (wanted.length > 0) {
      const { title, detail } = wordsOf(event, numberOf);
      const text = `${title}\n${detail}`.toLowerCase();
      if (!wanted.every((word) => text.includes(word))) continue;
    }
    entries.push({ event, index });
  }
  return entries;
}

export interface TimelineList {
  readonly entries: readonly Entry[];
  readonly rows: VirtualRows;
  readonly numberOf: NumberOf;
  readonly actions: Actions;
}

/** What happened, one line for each event; a click leads to the candidate or to that moment. */
export function timeline({ entries, rows, numberOf, actions }: TimelineList): TemplateResult {
  if (entries.length === 0) return html`<p class="quiet pad">${t('No event fits this search.')}</p>`;
  const items = rows.rows({
    count: entries.length,
    keyOf: (index) => String(entries[index]?.index ?? index),
    estimate: 44,
  });
  return html`<ol class="rows timeline" aria-label=${t('Events of the episode')} .style=${`height:${rows.height}px`}>
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
          <button type="button" class="event" @click=${go} title=${candidate === undefined ? t('Show this moment') : t('Show this candidate')}>
            <span class="at number quiet">${entry.event.at.toFixed(1)}</span>${icon(name, kind)}<span class="words"><strong>${title}</strong>${detail === '' ? nothing : html`<span class="quiet detail">${detail}</span>`}</span>
          </button>
        </li>`;
      },
    )}
  </ol>`;
}
