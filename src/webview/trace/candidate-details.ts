import { html, nothing, type TemplateResult } from 'lit';
import type { Reward } from '../../loop/types.ts';
import { rungsOf } from '../../trace/ladder.ts';
import type { CandidateView } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { diffBlock } from '../shared/diff.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { t } from '../shared/text.ts';
import type { Actions } from './page.ts';
import { rungSign, rungWord, time } from './words.ts';

/** What is known of one candidate: its change, why it was proposed, what each rung said, and the critique. */
export function candidateDetails(view: CandidateView, actions: Actions): TemplateResult {
  const { candidate, critique, diff, reward, observation } = view;
  return html`<div class="details">
    ${diff === undefined || diff === '' ? nothing : diffBlock(diff)}
    ${candidate.why === '' ? nothing : html`<p>${prose(candidate.why)}</p>`}
    <p class="quiet">${candidate.skills.join(' › ')}</p>
    ${critique === undefined ? nothing : critiqueBlock(critique, actions)}
    <ul class="rungs">${rungsOf(view)
      .filter(({ status }) => status !== 'skipped')
      .map(({ rung, status, detail, seconds }) => {
        const sign = rungSign(status);
        return html`<li>${icon(sign.icon, sign.kind)}<span class="grow"><strong>${rungWord(rung)}</strong> ${detail || sign.word}</span><span class="quiet number">${time(seconds)}</span></li>`;
      })}</ul>
    ${observation?.heldOut === undefined ? nothing : html`<p class="quiet">${t('Kept out of the reward: {0} passed, {1} failed', observation.heldOut.passed, observation.heldOut.failed)}</p>`}
    ${(observation?.suspicions ?? []).map((text) => html`<p class="warn-text">${icon('warning', 'warn')} ${text}</p>`)}
    ${reward === undefined ? nothing : rewardParts(reward)}
  </div>`;
}

function critiqueBlock(critique: NonNullable<CandidateView['critique']>, actions: Actions): TemplateResult {
  const { place, type, evidence, advice } = critique;
  return html`<div class="critique">
    <p><strong>${t('Critique: {0}', type)}</strong> ${evidence}</p>
    ${advice === '' ? nothing : html`<p>${advice}</p>`}
    ${place === undefined ? nothing : html`<button class="link" type="button" @click=${() => actions.open(place.path, place.line)}>${place.path}:${place.line}</button>`}
  </div>`;
}

function rewardParts({ parts, total }: Reward): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  return html`<div class="reward-parts" role="group" aria-label=${t('How the reward is made up')}>
    ${parts.map(
      ({ name, value, weight }) =>
        html`<div class="bar-row"><span class="name">${name}</span>${bar({ label: name, value })}<span class="number">${t('× {0}', weight.toFixed(2))}</span></div>`,
    )}
    <div class="bar-row sum"><span class="name">${t('Reward')}</span><span></span><span class="number">${total.toFixed(2)}</span></div>
  </div>`;
}
