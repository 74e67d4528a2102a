import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LearningCurve, LearningPoint } from '../../loop/learned.ts';
import { percent } from '../../loop/percent.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';
import { momentOf } from './behavior.ts';

const WIDTH = 360;
const HEIGHT = 200;
const EDGE = 40;

/** Whether later tasks take fewer candidates: each episode a dot, the mean of the last ten a line. Logarithmic. */
export function learningPart({ points, trend, saving }: LearningCurve): TemplateResult {
  const title = t('What learning saves');
  const solved = points.filter((point) => point.solved).length;
  if (points.length === 0)
    return section(
      'learning',
      title,
      html`<p class="quiet">${t('The curve appears after the first episodes that went as far as trying.')}</p>`,
    );
  const most = Math.max(10, ...points.map((point) => point.candidates));
  const decades = Math.ceil(Math.log10(most));
  const places = new Map(points.map((point, index) => [point.episode, index]));
  const x = (index: number): number => EDGE + ((index + 0.5) / points.length) * WIDTH;
  const y = (candidates: number): number => 8 + (1 - Math.log10(Math.max(1, candidates)) / decades) * HEIGHT;
  const line = trend.map(
    ({ episode, candidates }) => `${x(places.get(episode) ?? 0).toFixed(1)},${y(candidates).toFixed(1)}`,
  );
  return section(
    'learning',
    title,
    html`<svg class="chart wide-chart" viewBox="0 0 ${WIDTH + EDGE + 8} ${HEIGHT + 44}" role="img" aria-label=${t('Learning curve; the table below says the same')}>
        ${Array.from(
          { length: decades + 1 },
          (
            _,
            power,
          ) => svg`<line class="grid" x1=${EDGE} x2=${EDGE + WIDTH} y1=${y(10 ** power)} y2=${y(10 ** power)}></line>
          <text class="tick" x=${EDGE - 4} y=${y(10 ** power) + 4} text-anchor="end">${(10 ** power).toLocaleString()}</text>`,
        )}
        ${points.map((point, index) => dot(point, x(index), y(point.candidates)))}
        ${line.length > 1 ? svg`<polyline class="trend" points=${line.join(' ')}></polyline>` : nothing}
        ${svg`<text class="label" x=${EDGE + WIDTH / 2} y=${HEIGHT + 30} text-anchor="middle">${t('episodes, oldest first')}</text>
          <text class="label" transform=${`rotate(-90 9 ${HEIGHT / 2})`} x="9" y=${HEIGHT / 2} text-anchor="middle">${t('candidates')}</text>`}
      </svg>
      <p class="quiet">${saving === undefined ? t('There are too few solved tasks to compare earlier and later ones.') : t('Later solved tasks saved {0} of the candidates and {1} of the time of earlier ones.', share(saving.candidates), share(saving.seconds))}</p>
      ${table(points)}`,
    count(solved, '{0} solved', '{0} solved'),
  );
}

/** Filled where it was solved, a ring where it was not. */
function dot({ solved, candidates }: LearningPoint, x: number, y: number): TemplateResult {
  return svg`<circle class=${solved ? 'dot' : 'ring'} cx=${x} cy=${y} r="3.5"><title>${candidates}</title></circle>`;
}

function share(x: number): string {
  return `${x < 0 ? '−' : ''}${percent(Math.abs(x))}`;
}

function table(points: readonly LearningPoint[]): TemplateResult {
  return html`<details class="view"><summary>${t('As a table')}</summary><div class="wide" tabindex="0" role="region" aria-label=${t('Learning in numbers')}><table>
    <thead><tr><th scope="col">${t('Episode')}</th><th scope="col">${t('Ended')}</th><th scope="col">${t('Candidates')}</th><th scope="col">${t('Seconds')}</th></tr></thead>
    <tbody>${points.slice(-50).map(({ episode, solved, candidates, seconds }) => html`<tr><th scope="row">${momentOf(episode)}</th><td>${solved ? t('solved') : t('not solved')}</td><td class="number">${candidates}</td><td class="number">${seconds.toFixed(1)}</td></tr>`)}</tbody>
  </table></div></details>`;
}
