import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import type { DecisionNumbers, Move } from '../../loop/types.ts';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';
import { decisionTitle, type NumberOf } from './event-words.ts';
import { time } from './words.ts';

/** Decisions that are listed here; the timeline has all. */
const DECISIONS = 8;

/** Regulation: what was decided, with the numbers behind it. */
export function decisionsPart({ decisions }: View, numberOf: NumberOf): TemplateResult | typeof nothing {
  if (decisions.length === 0) return nothing;
  // To go on is the ordinary case; of those only the newest says something.
  const telling = decisions.filter(
    ({ decision }, index) => decision.kind !== 'continue' || index === decisions.length - 1,
  );
  const shown = telling.slice(-DECISIONS).toReversed();
  return section(
    'decisions',
    t('Decisions'),
    html`<ol class="decisions">${shown.map(({ at, decision, numbers }) => {
      const gain = numbers.chance * numbers.value;
      return html`<li>
        <div><strong>${decisionTitle(decision, numberOf)}</strong> <span class="quiet number">${time(at)}</span></div>
        <div>${prose(decision.reason)}</div>
        <div class="numbers quiet" title=${t('The next candidate is worth trying while what it may gain is more than what it costs')}>${t('{0} chance × {1} value = {2} gain, price {3}', percent(numbers.chance), numbers.value.toFixed(2), gain.toFixed(4), numbers.price.toFixed(4))}</div>
        ${openMoves(numbers)}
      </li>`;
    })}</ol>`,
    decisions.length > shown.length ? t('{0} in all', decisions.length) : nothing,
  );
}

/** The moves among which a draw decided, and those that a rule forbade. */
function openMoves({ arms = [], banned = [] }: DecisionNumbers): TemplateResult | typeof nothing {
  if (arms.length + banned.length === 0) return nothing;
  return html`<details class="view"><summary>${t('Moves that were open ({0})', arms.length)}</summary>
    ${arms.map(({ move, chance, draw }) => html`<div class="bar-row"><span class="name">${moveWord(move)}</span>${bar({ label: moveWord(move), value: chance })}<span class="number" title=${t('what was drawn; the highest decided')}>${draw.toFixed(2)}</span></div>`)}
    ${banned.map(({ move, why }) => html`<p>${t('Not {0}: {1}', moveWord(move), why)}</p>`)}
  </details>`;
}

function moveWord(move: Move): string {
  switch (move) {
    case 'continue':
      return t('go on');
    case 'repair':
      return t('repair');
    case 'backtrack':
      return t('go back');
    case 'refresh':
      return t('start afresh');
    case 'switch':
      return t('switch the skill');
  }
}
