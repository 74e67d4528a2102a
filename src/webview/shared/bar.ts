import { html, nothing, svg, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import { t } from './text.ts';

export interface Bar {
  /** What it measures, for those who do not see it. */
  readonly label: string;
  /** 0..1. */
  readonly value: number;
  /** Where the true value lies with nine chances in ten; drawn as a whisker. */
  readonly interval?: readonly [number, number];
  /** Which of the editor's colours; see the style sheet. */
  readonly kind?: string;
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x));
const place = (x: number): string => `${(clamp(x) * 100).toFixed(2)}%`;

/** A share as a bar, with its interval. Sizes are attributes, because the page's policy allows no inline style. */
export function bar({ label, value, interval, kind = '' }: Bar): TemplateResult {
  const range =
    interval === undefined ? '' : `, ${t('between {0} and {1}', percent(interval[0]), percent(interval[1]))}`;
  return html`<svg class="bar ${kind}" role="img" aria-label="${label}: ${percent(value)}${range}">
    <rect class="track" width="100%" height="100%" rx="2"></rect>
    <rect class="fill" width=${place(value)} height="100%" rx="2"></rect>
    ${interval === undefined ? nothing : whisker(interval)}
  </svg>`;
}

function whisker([low, high]: readonly [number, number]): TemplateResult {
  return svg`<g class="whisker">
    <line x1=${place(low)} x2=${place(high)} y1="50%" y2="50%"></line>
    <line x1=${place(low)} x2=${place(low)} y1="15%" y2="85%"></line>
    <line x1=${place(high)} x2=${place(high)} y1="15%" y2="85%"></line>
  </g>`;
}

/** A name, a bar and its number in a row. */
export function barRow(
  name: string | TemplateResult,
  each: Bar,
  number = percent(each.value),
): TemplateResult {
  return html`<div class="bar-row"><span class="name">${name}</span>${bar(each)}<span class="number">${number}</span></div>`;
}
