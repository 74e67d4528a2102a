import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../trace/view.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';

/** What the handbook knew before, and what the episode added. */
export function learnedPart({
  behaviors,
  withheld,
  released,
  reflection,
  complaints,
}: View): TemplateResult | typeof nothing {
  const late = new Set(released.map(({ name }) => name));
  const unused = withheld.filter(({ name }) => !late.has(name));
  if (behaviors.length + withheld.length + complaints.length === 0 && reflection === undefined)
    return nothing;
  return section(
    'learned',
    t('Learning'),
    html`${complaints.map((text) => html`<p class="warn-text">${icon('warning', 'warn')} ${text}</p>`)}
      ${behaviors.length === 0 ? nothing : html`<h3>${t('Used from the handbook')}</h3><ul>${behaviors.map((each) => html`<li><strong>${each.name}</strong> <span class="quiet">${prose(each.instruction)}</span></li>`)}</ul>`}
      ${released.length === 0 ? nothing : html`<h3>${t('Withheld at first, used after all')}</h3><p class="quiet">${t('The task took far longer without them than with them.')}</p><ul>${released.map((each) => html`<li><strong>${each.name}</strong> <span class="quiet">${prose(each.instruction)}</span></li>`)}</ul>`}
      ${unused.length === 0 ? nothing : html`<h3>${t('Withheld, to measure the effect')}</h3><ul>${unused.map((each) => html`<li>${each.name}</li>`)}</ul>`}
      ${reflection === undefined ? nothing : reflected(reflection)}`,
  );
}

function reflected({ learned, updates, isQuestion }: NonNullable<View['reflection']>): TemplateResult {
  const waits = isQuestion === true && learned.length > 0;
  return html`<h3>${waits ? t('Learned only if you accept the patch') : t('Learned')}</h3>
    ${waits ? html`<p class="quiet">${t('The tests leave open whether the patch is right; until you accept it, none of this is used.')}</p>` : nothing}
    ${
      learned.length === 0
        ? html`<p class="quiet">${t('No new behavior: only a verified success writes one.')}</p>`
        : html`<ul>${learned.map((each) => html`<li><strong>${each.name}</strong> <span class="quiet">${each.status}</span><br>${prose(each.instruction)}</li>`)}</ul>`
    }
    ${
      updates.length === 0
        ? nothing
        : html`<details class="view"><summary>${t('Beliefs that changed ({0})', updates.length)}</summary><ul class="quiet">${updates.map((update) => html`<li>${update.key}: +${short(update.success)} / +${short(update.failure)} · ${update.evidence}</li>`)}</ul></details>`
    }`;
}

function short(x: number): string {
  return Number.isInteger(x) ? String(x) : x.toFixed(2);
}
