import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import type { Assessment, View as SolvabilityView } from '../../loop/types.ts';
import { bar } from '../shared/bar.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';
import { verdictWord, viewName } from './words.ts';

/** Self-awareness: the credence, and each view of solvability with its evidence. */
export function judgementPart({ credence, verdict, reason, views, question }: Assessment): TemplateResult {
  return section(
    'judgement',
    t('How solvable it looked'),
    html`<p><strong>${verdictWord(verdict)}</strong> ${reason}</p>
      ${views.map(oneView)}
      ${question === undefined ? nothing : html`<p class="question">${question.text}</p><ul>${question.options.map((option) => html`<li>${option}</li>`)}</ul>`}`,
    html`<strong class="number">${percent(credence)}</strong>`,
  );
}

function oneView(view: SolvabilityView): TemplateResult {
  const { name, credence, evidence, weight } = view;
  const label = viewName(name);
  const interval = intervalOf(view);
  return html`<details class="view">
    <summary class="bar-row"><span class="name">${label}</span>${bar({ label, value: credence, ...(interval === undefined ? {} : { interval }) })}<span class="number">${percent(credence)}</span></summary>
    <ul>${evidence.map((line) => html`<li>${prose(line)}</li>`)}</ul>
    <p class="quiet">${t('Weight in the pool: {0}', weight.toFixed(2))}${interval === undefined ? '' : ` · ${t('nine chances in ten that it lies between {0} and {1}', percent(interval[0]), percent(interval[1]))}`}</p>
  </details>`;
}

/** Traces of some versions tell how sure a view is. */
function intervalOf(
  view: SolvabilityView & { readonly interval?: unknown },
): readonly [number, number] | undefined {
  const { interval } = view;
  if (!Array.isArray(interval)) return undefined;
  const [low, high] = interval as unknown[];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}
