import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Interval, LearningCurve, LearningPoint } from '../../loop/learned.ts';
import { percent } from '../../loop/percent.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';
import { momentOf } from './behavior.ts';

const WIDTH = 360;
const HEIGHT = 200;
const EDGE = 40;

/**
 * Whether later tasks take fewer candidates until the patch: each episode a dot, the mean of the last ten solved ones a line.
 * Logarithmic.
 */
export function learningPart({ points, trend, later }: LearningCurve): TemplateResult {
  const title = t('Whether it gets faster');
  const solved = points.filter((point) => point.solved).length;
  if (points.length === 0)
    return section(
      'learning',
      title,
      html`<p class="quiet">${t('The curve appears after the first episodes that went as far as trying.')}</p>`,
    );
  const most = points.reduce((most, point) => Math.max(most, effortOf(point)), 10);
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
        ${points.map((point, index) => dot(point, x(index), y(effortOf(point))))}
        ${line.length > 1 ? svg`<polyline class="trend" points=${line.join(' ')}></polyline>` : nothing}
        ${svg`<text class="label" x=${EDGE + WIDTH / 2} y=${HEIGHT + 30} text-anchor="middle">${t('episodes, oldest first')}</text>
          <text class="label" transform=${`rotate(-90 9 ${HEIGHT / 2})`} x="9" y=${HEIGHT / 2} text-anchor="middle">${t('candidates until the patch')}</text>`}
      </svg>
      <p class="quiet">${comparison(later)}</p>
      ${table(points)}`,
    count(solved, '{0} solved', '{0} solved'),
  );
}

/** Filled where it was solved, a ring where it was not. */
function dot(point: LearningPoint, x: number, y: number): TemplateResult {
  return svg`<circle class=${point.solved ? 'dot' : 'ring'} cx=${x} cy=${y} r="3.5"><title>${effortOf(point)}</title></circle>`;
}

/** What is drawn: the trend is made of the same. */
function effortOf({ candidates, untilKept }: LearningPoint): number {
  return untilKept ?? candidates;
}

function comparison(later: LearningCurve['later']): string {
  if (later === undefined) return t('There are too few solved tasks to compare earlier and later ones.');
  const { candidates, seconds } = later;
  const isOpen = ({ low, high }: Interval): boolean => low < 1 && high > 1;
  if (isOpen(candidates) && isOpen(seconds))
    return t(
      'No difference between earlier and later solved tasks shows so far: later ones took {0} to {1} of the candidates and {2} to {3} of the time.',
      ...[candidates, seconds].flatMap(({ low, high }) => [percent(low), percent(high)]),
    );
  return t(
    'Later solved tasks took {0} of the candidates of earlier ones ({1} to {2}), and {3} of the time ({4} to {5}). Whether a behavior is the reason, its own figures say.',
    ...[candidates, seconds].flatMap(({ mean, low, high }) => [percent(mean), percent(low), percent(high)]),
  );
}

function table(points: readonly LearningPoint[]): TemplateResult {
  return html`<details class="view"><summary>${t('As a table')}</summary><div class="wide" tabindex="0" role="region" aria-label=${t('Learning in numbers')}><table>
    <thead><tr><th scope="col">${t('Episode')}</th><th scope="col">${t('Ended')}</th><th scope="col">${t('Candidates')}</th><th scope="col">${t('Seconds')}</th></tr></thead>
    <tbody>${points.slice(-50).map((point) => html`<tr><th scope="row">${momentOf(point.episode)}</th><td>${point.solved ? t('solved') : t('not solved')}</td><td class="number">${effortOf(point)}</td><td class="number">${point.seconds.toFixed(1)}</td></tr>`)}</tbody>
  </table></div></details>`;
}
