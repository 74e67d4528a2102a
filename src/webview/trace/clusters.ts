import { html, nothing, type TemplateResult } from 'lit';
import type { Agreement, Comparison } from '../../loop/types.ts';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';
import type { Actions } from './page.ts';

/** Names clusters A, B, C … */
const letter = (cluster: number): string => String.fromCodePoint(65 + (cluster % 26));

/** What tells the patches apart that pass: those that do the same stand together. */
export function clustersPart(view: View, actions: Actions): TemplateResult | typeof nothing {
  const { comparison } = view;
  if (comparison === undefined || comparison.behaviours.length === 0) return nothing;
  const clusters = [...new Set(comparison.behaviours.map((each) => each.cluster))].toSorted((a, b) => a - b);
  return section(
    'clusters',
    t('Patches that pass, by what they do'),
    html`${clusters.map((cluster) => oneCluster(cluster, view, comparison, actions))} ${differences(comparison, clusters)}`,
    count(comparison.inputs, '{0} input tried', '{0} inputs tried'),
  );
}

function oneCluster(
  cluster: number,
  { candidates }: View,
  { behaviours }: Comparison,
  actions: Actions,
): TemplateResult {
  const members = behaviours.filter((each) => each.cluster === cluster);
  const first = members[0];
  const titleOf = (id: string): string =>
    candidates.findLast((each) => each.candidate.id === id)?.candidate.title ?? id;
  const agreement = (label: string, { kept, of }: Agreement): TemplateResult | typeof nothing =>
    of === 0
      ? nothing
      : html`<div class="bar-row"><span class="name">${label}</span>${bar({ label, value: kept / of })}<span class="number">${kept}/${of}</span></div>`;
  return html`<div class="cluster">
    <h3>${t('Behaviour {0}', letter(cluster))}</h3>
    <ul class="plain">${members.slice(0, 6).map(({ candidate }) => html`<li><button type="button" class="link" @click=${() => actions.show(candidate)}>${prose(titleOf(candidate))}</button></li>`)}</ul>
    ${members.length > 6 ? html`<p class="quiet">${t('and {0} more', members.length - 6)}</p>` : nothing}
    ${first === undefined ? nothing : html`<p class="quiet">${t('Does the same as the untouched code on')}</p>${agreement(t('Passing tests'), first.green)} ${agreement(t('Near inputs'), first.near)} ${agreement(t('Far inputs'), first.far)}`}
  </div>`;
}

function differences(
  { differences: found }: Comparison,
  clusters: readonly number[],
): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  return html`<div class="wide" tabindex="0" role="region" aria-label=${t('Inputs on which they differ')}><table>
    <thead><tr><th scope="col">${t('Input')}</th><th scope="col">${t('Before')}</th>${clusters.map((cluster) => html`<th scope="col">${letter(cluster)}</th>`)}</tr></thead>
    <tbody>${found
      .slice(0, 8)
      .map(
        ({ input, before, results }) =>
          html`<tr><th scope="row"><code>${input}</code></th><td><code>${before ?? '–'}</code></td>${clusters.map((cluster) => html`<td><code>${results.find((each) => each.cluster === cluster)?.result ?? '–'}</code></td>`)}</tr>`,
      )}</tbody></table></div>`;
}
