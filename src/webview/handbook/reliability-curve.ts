import { html, svg, type TemplateResult } from 'lit';
import type { ReliabilityBin, ReliabilityCurve } from '../../loop/learned.ts';
import { percent } from '../../loop/percent.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';

const SIZE = 200;
const EDGE = 30;
const x = (p: number): number => EDGE + p * SIZE;
const y = (p: number): number => 8 + (1 - p) * SIZE;

/** Of what was held likely to some degree, how much came true: on the diagonal, credences can be believed. */
export function reliabilityPart({
  bins,
  episodes,
  ece,
  eceByChance = 0,
  brier,
}: ReliabilityCurve): TemplateResult {
  const title = t('How far its credences can be believed');
  if (bins.length === 0)
    return section(
      'reliability',
      title,
      html`<p class="quiet">${t('The curve appears after the first episodes that went as far as trying.')}</p>`,
    );
  const summary = [
    ...(ece === undefined
      ? []
      : [
          t(
            'mean distance from the diagonal {0}, by chance alone about {1}',
            percent(ece),
            percent(eceByChance),
          ),
        ]),
    ...(brier === undefined ? [] : [t('Brier score {0}', brier.toFixed(3))]),
  ].join(' · ');
  return section(
    'reliability',
    title,
    html`<svg class="chart" viewBox="0 0 ${SIZE + EDGE + 10} ${SIZE + 44}" role="img" aria-label=${t('Reliability curve; the table below says the same')}>
        ${axes()} ${svg`<line class="ideal" x1=${x(0)} y1=${y(0)} x2=${x(1)} y2=${y(1)}></line>`} ${bins.map(point)}
        ${svg`<text class="label" x=${x(0.5)} y=${SIZE + 40} text-anchor="middle">${t('credence before')}</text>
          <text class="label" transform=${`rotate(-90 9 ${y(0.5)})`} x="9" y=${y(0.5)} text-anchor="middle">${t('solved')}</text>`}
      </svg>
      <p class="quiet">${summary}</p>
      ${table(bins)}`,
    count(episodes, '{0} episode', '{0} episodes'),
  );
}

function axes(): readonly TemplateResult[] {
  return [0, 0.25, 0.5, 0.75, 1].map(
    (p) => svg`<line class="grid" x1=${x(0)} x2=${x(1)} y1=${y(p)} y2=${y(p)}></line>
      <text class="tick" x=${EDGE - 4} y=${y(p) + 4} text-anchor="end">${Math.round(p * 100)}</text>
      <text class="tick" x=${x(p)} y=${SIZE + 24} text-anchor="middle">${Math.round(p * 100)}</text>`,
  );
}

/** Bigger where more episodes stand behind it. */
function point({ predicted, observed, count: n }: ReliabilityBin): TemplateResult {
  const radius = Math.min(8, 2.5 + Math.sqrt(n));
  return svg`<line class="error" x1=${x(predicted)} x2=${x(predicted)} y1=${y(observed.low)} y2=${y(observed.high)}></line>
    <circle class="dot" cx=${x(predicted)} cy=${y(observed.mean)} r=${radius}><title>${n}</title></circle>`;
}

function table(bins: readonly ReliabilityBin[]): TemplateResult {
  return html`<details class="view"><summary>${t('As a table')}</summary><div class="wide" tabindex="0" role="region" aria-label=${t('Reliability in numbers')}><table>
    <thead><tr><th scope="col">${t('Credence')}</th><th scope="col">${t('Episodes')}</th><th scope="col">${t('Solved')}</th><th scope="col">${t('Range')}</th></tr></thead>
    <tbody>${bins.map(({ predicted, observed, count: n }) => html`<tr><th scope="row">${percent(predicted)}</th><td class="number">${n}</td><td class="number">${percent(observed.mean)}</td><td class="number">${percent(observed.low)} – ${percent(observed.high)}</td></tr>`)}</tbody>
  </table></div></details>`;
}
