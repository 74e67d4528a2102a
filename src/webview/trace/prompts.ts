import { html, nothing, type TemplateResult } from 'lit';
import type { PromptRecord } from '../../loop/events.ts';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { count, t } from '../shared/text.ts';
import { time } from './words.ts';

/** What was sent to a language model, call by call and block by block. */
export function promptsPart({ prompts }: View, query: string): TemplateResult {
  if (prompts.length === 0)
    return html`<p class="quiet pad">${t('Nothing was sent to a language model in this episode.')}</p>`;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = prompts
    .map((each, index) => ({ ...each, index }))
    .filter(({ prompt }) => words.length === 0 || words.every((word) => textOf(prompt).includes(word)));
  if (shown.length === 0) return html`<p class="quiet pad">${t('No prompt fits this search.')}</p>`;
  return html`<div class="prompts">${shown.map(({ at, prompt, index }) => onePrompt(prompt, at, index))}</div>`;
}

const texts = new WeakMap<PromptRecord, string>();

function textOf(prompt: PromptRecord): string {
  const known = texts.get(prompt);
  if (known !== undefined) return known;
  const text =
    `${prompt.model}\n${prompt.skill}\n${prompt.blocks.map((block) => `${block.source}\n${block.text}`).join('\n')}`.toLowerCase();
  texts.set(prompt, text);
  return text;
}

function onePrompt(prompt: PromptRecord, at: number, index: number): TemplateResult {
  const total = prompt.blocks.reduce((sum, block) => sum + block.tokens, 0);
  const most = Math.max(1, ...prompt.blocks.map((block) => block.tokens));
  const omitted = prompt.omitted ?? [];
  return html`<section class="part" aria-label=${t('Prompt {0}', index + 1)}>
    <div class="part-head"><h2>${t('Prompt {0}', index + 1)}</h2><span class="quiet">${time(at)}</span></div>
    <p class="quiet">${prompt.model} · ${prompt.skill} · ${count(total, '{0} token', '{0} tokens')}</p>
    ${prompt.form === undefined ? nothing : html`<p class="quiet">${t('Edits asked for as {0}: {1}', prompt.form.name, prompt.form.why)}</p>`}
    ${prompt.blocks.map(
      ({ source, tokens, text }) => html`<details class="block">
        <summary><span class="name" title=${source}>${source}</span>${bar({ label: t('Share of the prompt'), value: tokens / most })}<span class="number">${tokens}</span></summary>
        <pre class="block-text" tabindex="0">${text}</pre>
      </details>`,
    )}
    ${
      omitted.length === 0
        ? nothing
        : html`<details class="block omitted"><summary>${count(omitted.length, '{0} part was left out', '{0} parts were left out')}</summary>
          <ul>${omitted.map(({ source, tokens, why }) => html`<li><strong>${source}</strong> <span class="quiet">${why}, ${count(tokens, '{0} token', '{0} tokens')}</span></li>`)}</ul></details>`
    }
  </section>`;
}
