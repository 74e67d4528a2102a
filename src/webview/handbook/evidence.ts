import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Arm, BehaviorCard, Interval } from '../../loop/learned.ts';
import { percent } from '../../loop/percent.ts';
import { barRow } from '../shared/bar.ts';
import { t } from '../shared/text.ts';

/** What proves or refutes a behavior: tasks with it against tasks where it was withheld at random. */
export function evidencePart({ used, withheld, uplift }: BehaviorCard): TemplateResult {
  const { solved, candidates, chance } = uplift;
  const tasks = used.solved + used.failed + withheld.solved + withheld.failed;
  return html`<h3>${t('Evidence')}</h3>
    ${barRow(t('It helps'), { label: t('Chance that it helps'), value: chance })}
    <div class="bar-row"><span class="name">${t('Solved tasks')}</span>${range(t('Difference of the share of solved tasks'), solved, -1, 1, 0, signed)}<span class="number">${signed(solved.mean)}</span></div>
    ${candidates === undefined ? nothing : html`<div class="bar-row"><span class="name">${t('Candidates')}</span>${range(t('Candidates until the kept patch, as a factor'), logged(candidates), -2, 2, 0, (x) => factor(2 ** x))}<span class="number">${factor(candidates.mean)}</span></div>`}
    <p class="quiet">${tasks === 0 ? t('It has not been tried yet.') : t('A line shows where the true value lies with nine chances in ten. Right of the middle: more tasks solved; left of it: fewer candidates needed.')}</p>
    <div class="wide" tabindex="0" role="region" aria-label=${t('Tasks where it matched')}><table>
      <thead><tr><th scope="col"><span class="unseen">${t('Arm')}</span></th><th scope="col">${t('Solved')}</th><th scope="col">${t('Not solved')}</th><th scope="col">${t('Candidates')}</th></tr></thead>
      <tbody>${arm(t('Used'), used)} ${arm(t('Withheld'), withheld)}</tbody>
    </table></div>`;
}

function arm(name: string, { solved, failed, candidates }: Arm): TemplateResult {
  return html`<tr><th scope="row">${name}</th><td class="number">${solved}</td><td class="number">${failed}</td><td class="number">${candidates > 0 ? candidates.toFixed(1) : '–'}</td></tr>`;
}

function signed(x: number): string {
  if (Math.abs(x) < 0.005) return '0%';
  return `${x < 0 ? '−' : '+'}${percent(Math.abs(x))}`;
}

function factor(x: number): string {
  return `× ${x.toFixed(2)}`;
}

/** A factor is as far from one as its inverse. */
function logged({ mean, low, high }: Interval): Interval {
  return { mean: Math.log2(mean), low: Math.log2(low), high: Math.log2(high) };
}

/** A value with its range on a line that has a middle. */
function range(
  label: string,
  { mean, low, high }: Interval,
  least: number,
  most: number,
  middle: number,
  word: (x: number) => string,
): TemplateResult {
  const place = (x: number): string =>
    `${((Math.min(most, Math.max(least, x)) - least) / (most - least)) * 100}%`;
  return html`<svg class="bar range" role="img" aria-label="${label}: ${word(mean)}, ${t('between {0} and {1}', word(low), word(high))}">
    <rect class="track" width="100%" height="100%" rx="2"></rect>
    ${svg`<line class="middle" x1=${place(middle)} x2=${place(middle)} y1="-20%" y2="120%"></line>
      <g class="whisker"><line x1=${place(low)} x2=${place(high)} y1="50%" y2="50%"></line></g>
      <circle class="dot" cx=${place(mean)} cy="50%" r="4"></circle>`}
  </svg>`;
}
