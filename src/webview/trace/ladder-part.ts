import { html, nothing, type TemplateResult } from 'lit';
import { failurePatterns, tallyOf } from '../../trace/ladder.ts';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';
import type { Actions } from './page.ts';
import { rungWord } from './words.ts';

/** How far candidates came, and how they failed. */
export function ladderPart({ candidates }: View, actions: Actions): TemplateResult | typeof nothing {
  if (candidates.length === 0) return nothing;
  const patterns = failurePatterns(candidates, 5);
  return section(
    'ladder',
    t('How far candidates came'),
    html`${tallyOf(candidates)
      .filter(({ passed, refused, unclear }) => passed + refused + unclear > 0)
      .map(({ rung, passed, refused, unclear }) => {
        const reached = passed + refused + unclear;
        const label = rungWord(rung);
        return html`<div class="bar-row" title=${t('{0} passed, {1} refused, {2} without an answer', passed, refused, unclear)}><span class="name">${label}</span>${bar({ label, value: passed / reached, kind: 'good' })}<span class="number">${passed.toLocaleString()}/${reached.toLocaleString()}</span></div>`;
      })}
      ${
        patterns.length === 0
          ? nothing
          : html`<h3>${t('How they failed')}</h3><ul class="patterns">${patterns.map(
              ({ signature, count: n, example }) =>
                html`<li><span class="number">${n.toLocaleString()} ×</span><button type="button" class="link" @click=${() => actions.search(example.critique?.evidence ?? example.candidate.title)}>${example.critique?.evidence ?? signature}</button></li>`,
            )}</ul>`
      }`,
    candidates.length.toLocaleString(),
  );
}
