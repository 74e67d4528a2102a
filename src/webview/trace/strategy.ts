import { html, nothing, svg, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import { type Shifts, shiftsOf } from '../../trace/shifts.ts';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';
import { time } from './words.ts';

/** Skills that get a colour of their own; the others share the last. */
const COLOURS = 6;
const WIDTH = 600;
const HEIGHT = 90;

/** Monitoring: the distribution over skills that holds, and how it came to be. */
export function strategyPart({ strategies, at }: View): TemplateResult | typeof nothing {
  const last = strategies.at(-1)?.strategy;
  if (last === undefined) return nothing;
  const shifts = shiftsOf(strategies, at);
  const rows = last.weights.toSorted((a, b) => b.weight - a.weight);
  return section(
    'strategy',
    t('Strategy'),
    html`${strategies.length > 1 ? picture(shifts) : nothing}
      ${rows.map(({ skill, weight, why }) => {
        const kind = colourOf(shifts.skills.indexOf(skill));
        return html`<details class="view"><summary class="bar-row"><span class="name"><span class="key ${kind}" aria-hidden="true"></span>${skill}</span>${bar({ label: skill, value: weight, kind })}<span class="number">${percent(weight)}</span></summary><p class="quiet">${why}</p></details>`;
      })}
      ${strategies.length > 1 ? table(shifts) : nothing}`,
    strategies.length > 1 ? count(strategies.length - 1, 'shifted once', 'shifted {0} times') : nothing,
  );
}

function colourOf(index: number): string {
  return `c${Math.min(Math.max(0, index), COLOURS - 1)}`;
}

/** Shares over time, stacked: wide where a skill was preferred. */
function picture({ skills, points }: Shifts): TemplateResult {
  const first = points[0]?.at ?? 0;
  const span = Math.max(1e-9, (points.at(-1)?.at ?? 0) - first);
  const x = (at: number): string => (((at - first) / span) * WIDTH).toFixed(1);
  const areas = skills.map((skill, index) => {
    const top: string[] = [];
    const bottom: string[] = [];
    points.forEach(({ at, shares }, place) => {
      const low = shares.slice(0, index).reduce((sum, share) => sum + share, 0);
      const high = low + (shares[index] ?? 0);
      // A strategy holds until the next one: steps, not slopes.
      const until = points[place + 1]?.at ?? at;
      top.push(`${x(at)},${y(high)}`, `${x(until)},${y(high)}`);
      bottom.unshift(`${x(until)},${y(low)}`, `${x(at)},${y(low)}`);
    });
    return svg`<polygon class="area ${colourOf(index)}" points=${[...top, ...bottom].join(' ')}><title>${skill}</title></polygon>`;
  });
  return html`<svg class="shifts" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${t('How the strategy shifted over time; the table below says the same')}>${areas}</svg>`;
}

function y(share: number): string {
  return (HEIGHT - share * HEIGHT).toFixed(1);
}

/** The same in numbers, for those who do not see the picture or want to know exactly. */
function table({ skills, points }: Shifts): TemplateResult {
  const step = Math.max(1, Math.ceil(points.length / 12));
  const shown = points.filter((_, index) => index % step === 0 || index === points.length - 1);
  return html`<details class="view"><summary>${t('As a table')}</summary>
    <div class="wide" tabindex="0" role="region" aria-label=${t('Strategy over time')}><table>
      <thead><tr><th scope="col">${t('Time')}</th>${skills.map((skill) => html`<th scope="col">${skill}</th>`)}</tr></thead>
      <tbody>${shown.map(({ at, shares }) => html`<tr><th scope="row">${time(at)}</th>${shares.map((share) => html`<td class="number">${percent(share)}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
}
