import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import type { Assessment, View as SolvabilityView } from '../../loop/types.ts';
import { bar } from '../shared/bar.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';
import { verdictWord, viewName } from './words.ts';

/** Self-awareness: the credence, and each view of solvability with its evidence. */
export function judgementPart(assessment: Assessment): TemplateResult {
  const { credence, verdict, reason, views, question } = assessment;
  return section(
    'judgement',
    t('How solvable it looked'),
    html`<p><strong>${verdictWord(verdict)}</strong> ${prose(reason)}</p>
      ${views.map(oneView)} ${worthPart(assessment)}
      ${question === undefined ? nothing : html`<p class="question">${prose(question.text)}</p><ul>${question.options.map((option) => html`<li>${prose(option)}</li>`)}</ul>`}`,
    html`<strong class="number">${percent(credence)}</strong>`,
  );
}

function oneView(view: SolvabilityView): TemplateResult {
  const { name, credence, evidence, weight, interval } = view;
  const label = viewName(name);
  return html`<details class="view">
    <summary class="bar-row"><span class="name">${label}</span>${bar({ label, value: credence, ...(interval === undefined ? {} : { interval }) })}<span class="number">${percent(credence)}</span></summary>
    <ul>${evidence.map((line) => html`<li>${prose(line)}</li>`)}</ul>
    <p class="quiet">${t('Weight in the pool: {0}', weight.toFixed(2))}${interval === undefined ? '' : ` · ${t('nine chances in ten that it lies between {0} and {1}', percent(interval[0]), percent(interval[1]))}`}</p>
  </details>`;
}

/** What it would be worth to try, to ask and to leave it, and what earlier forecasts have taught of such credences. */
function worthPart({
  utilities = [],
  raw,
  credence,
  forecasts = 0,
}: Assessment): TemplateResult | typeof nothing {
  if (utilities.length === 0 && forecasts === 0) return nothing;
  return html`<details class="view"><summary>${t('How it was decided')}</summary>
    ${utilities.length === 0 ? nothing : html`<dl class="facts">${utilities.map(({ verdict, utility }) => html`<dt>${verdictWord(verdict)}</dt><dd class="number">${utility.toFixed(3)}</dd>`)}</dl>`}
    ${raw === undefined || forecasts === 0 ? nothing : html`<p>${t('{0} by its views, {1} after what {2} earlier forecasts were worth', percent(raw), percent(credence), forecasts)}</p>`}
  </details>`;
}
