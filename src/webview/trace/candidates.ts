import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { RUNGS } from '../../loop/types.ts';
import { rungsOf, standingOf } from '../../trace/ladder.ts';
import { selectCandidates } from '../../trace/selection.ts';
import type { CandidateView } from '../../trace/view.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { reachableRow, rowKey } from '../shared/row-keys.ts';
import { count, t } from '../shared/text.ts';
import type { VirtualRows } from '../shared/virtual-rows.ts';
import { candidateDetails } from './candidate-details.ts';
import type { Choices } from './choices.ts';
import type { Actions } from './page.ts';
import { rungSign, rungWord, standingSign } from './words.ts';

/** Candidates that fit the person's search and filter, in the chosen order. */
export function chosenCandidates(
  candidates: readonly CandidateView[],
  { query, standing, order }: Choices,
): readonly CandidateView[] {
  return selectCandidates(candidates, query, standing, order);
}

export interface CandidateList {
  readonly shown: readonly CandidateView[];
  readonly all: readonly CandidateView[];
  readonly open: ReadonlySet<string>;
  /** The row that the keyboard stands on. */
  readonly focused: string | undefined;
  readonly rows: VirtualRows;
  readonly actions: Actions;
}

/** The ladder table: a row for each candidate, a column for each rung. Only the rows in sight exist. */
export function candidateTable(list: CandidateList): TemplateResult {
  const { shown, all, rows } = list;
  if (all.length === 0) return html`<p class="quiet pad">${t('No candidate has been proposed yet.')}</p>`;
  if (shown.length === 0) return html`<p class="quiet pad">${t('No candidate fits this search.')}</p>`;
  const items = rows.rows({
    count: shown.length,
    keyOf: (index) => shown[index]?.candidate.id ?? String(index),
    estimate: 48,
  });
  const reachable = reachableRow(
    items,
    shown.findIndex((view) => view.candidate.id === list.focused),
  );
  return html`<div class="ladder" role="treegrid" aria-label=${t('Candidates and how far up the ladder each came')} aria-rowcount=${shown.length + 1} @keydown=${(event: KeyboardEvent) => move(event, list)}>
    <div role="rowgroup" class="ladder-head">
      <div role="row" aria-rowindex="1" class="ladder-row">
        <span role="columnheader" class="step">${t('No.')}</span>
        ${RUNGS.map((rung) => html`<span role="columnheader" class="rung" title=${rungWord(rung)}><span class="long">${rungWord(rung)}</span><span class="short" aria-hidden="true">${rungWord(rung).slice(0, 1)}</span></span>`)}
        <span role="columnheader" class="reward" title=${t('Reward')}>${t('Reward')}</span>
        <span role="columnheader" class="title">${t('Change')}</span>
      </div>
    </div>
    <div role="rowgroup" class="rows candidates" .style=${`height:${rows.height}px`}>
      ${repeat(
        items,
        (item) => item.key,
        (item) => {
          const view = shown[item.index];
          if (view === undefined) return nothing;
          return html`<div class="row-place" data-index=${item.index} .style=${`transform:translateY(${rows.offsetOf(item)}px)`}>${candidateRow(view, item.index, item.index === reachable, list)}</div>`;
        },
      )}
    </div>
  </div>`;
}

function candidateRow(
  view: CandidateView,
  index: number,
  tabbable: boolean,
  { open, actions }: CandidateList,
): TemplateResult {
  const { candidate, reward, critique } = view;
  const standing = standingOf(view);
  const isOpen = open.has(candidate.id);
  const sign = standingSign(standing);
  return html`<div role="row" class="ladder-row body ${standing}" data-candidate=${candidate.id} data-row=${index} aria-rowindex=${index + 2} aria-expanded=${isOpen} tabindex=${tabbable ? 0 : -1} @click=${() => actions.toggle(candidate.id)} @focus=${() => actions.focus(candidate.id)}>
      <span role="gridcell" class="step number">${icon(isOpen ? 'chevron-down' : 'chevron-right', 'twistie')}${view.step + 1}</span>
      ${rungsOf(view).map(({ rung, status, detail }) => {
        const { icon: name, kind, word } = rungSign(status);
        return html`<span role="gridcell" class="rung" title="${rungWord(rung)}: ${word}${detail === '' ? '' : `. ${detail}`}">${icon(name, kind)}<span class="unseen">${rungWord(rung)} ${word}</span></span>`;
      })}
      <span role="gridcell" class="reward number">${reward === undefined ? '' : reward.total.toFixed(2)}</span>
      <span role="gridcell" class="title"><span class="what">${prose(candidate.title)}</span><span class="quiet why">${
        standing === 'failed' && critique !== undefined
          ? critique.evidence
          : `${sign.word} · ${candidate.skills.at(-1) ?? ''}`
      }</span></span>
    </div>
    ${isOpen ? html`<div role="row" class="details-row"><div role="gridcell" aria-colspan=${RUNGS.length + 3}>${candidateDetails(view, actions)}</div></div>` : nothing}`;
}

/** The arrow keys go from row to row, also to rows that are not drawn yet. */
function move(event: KeyboardEvent, { shown, actions, focused }: CandidateList): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset.candidate === undefined) return;
  const at = Math.max(
    0,
    shown.findIndex((view) => view.candidate.id === focused),
  );
  const id = shown[at]?.candidate.id;
  if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    actions.toggle(id);
    return;
  }
  const isOpen = event.target.getAttribute('aria-expanded') === 'true';
  if (
    id !== undefined &&
    ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen))
  ) {
    event.preventDefault();
    actions.toggle(id);
    return;
  }
  const next = rowKey(event.key, at, shown.length);
  if (next === undefined) return;
  event.preventDefault();
  const to = shown[next]?.candidate.id;
  if (to !== undefined) actions.goTo(to, next);
}

/** How many there are, in a sentence. */
export function candidateTally(all: readonly CandidateView[], shown: readonly CandidateView[]): string {
  let passed = 0;
  let seen = 0;
  for (const view of all) {
    const standing = standingOf(view);
    if (standing !== 'waiting') seen += 1;
    if (standing === 'passed' || standing === 'confirmed') passed += 1;
  }
  const base = t('{0} proposed, {1} checked, {2} passed', all.length, seen, passed);
  return shown.length === all.length ? base : `${count(shown.length, '{0} shown', '{0} shown')} · ${base}`;
}
