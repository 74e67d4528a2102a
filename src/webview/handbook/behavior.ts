import { html, nothing, type TemplateResult } from 'lit';
import type { BehaviorCard, CitationState } from '../../loop/learned.ts';
import type { Trigger } from '../../loop/types.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { t } from '../shared/text.ts';
import { evidencePart } from './evidence.ts';
import type { Deeds } from './page.ts';
import { citationWord, kindWord, statusIcon, statusWord } from './words.ts';

/** One behavior: when it applies, what it says, what proves it, and where it comes from. */
export function behaviorPart(
  card: BehaviorCard,
  editing: boolean,
  episodes: ReadonlySet<string>,
  deeds: Deeds,
): TemplateResult {
  const { behavior, why } = card;
  const { name, status, trigger } = behavior;
  return html`<article class="behavior" aria-labelledby="behavior-name">
    <div class="behavior-head"><h2 id="behavior-name">${name}</h2><span class="state">${icon(statusIcon(status))} ${statusWord(status)}</span></div>
    <p class="quiet">${prose(why)}</p>
    ${buttons(card, deeds)}
    <h3>${t('When')}</h3>
    ${triggerList(trigger)}
    <h3>${t('What to do')}</h3>
    ${editing ? editor(card, deeds) : html`<p class="instruction">${prose(behavior.instruction)}</p>`}
    ${behavior.prefer === undefined ? nothing : html`<p class="quiet">${prose(t('Favours {0}', `\`${behavior.prefer.replace(/^idiom:/, '')}\``))}</p>`}
    ${evidencePart(card)} ${origins(card, episodes, deeds)}
  </article>`;
}

function buttons({ behavior }: BehaviorCard, deeds: Deeds): TemplateResult {
  const { name, status } = behavior;
  const act = (
    type: 'pin' | 'disable' | 'enable' | 'delete' | 'file',
    label: string,
    symbol: string,
  ): TemplateResult =>
    html`<vscode-button secondary icon=${symbol} @click=${() => deeds.post({ type, name })}>${label}</vscode-button>`;
  return html`<div class="buttons">
    <vscode-button secondary icon="edit" @click=${() => deeds.edit(true)}>${t('Edit')}</vscode-button>
    ${status === 'pinned' ? act('enable', t('Unpin'), 'pinned-dirty') : act('pin', t('Pin'), 'pin')}
    ${status === 'disabled' || status === 'retired' ? act('enable', t('Enable'), 'check') : act('disable', t('Disable'), 'circle-slash')}
    ${act('delete', t('Delete'), 'trash')} ${act('file', t('Open the file'), 'go-to-file')}
  </div>`;
}

function editor({ behavior }: BehaviorCard, deeds: Deeds): TemplateResult {
  const { name } = behavior;
  const save = (event: Event): void => {
    const area = (event.target as HTMLElement).closest('.editing')?.querySelector('vscode-textarea');
    const instruction = area?.value.trim() ?? '';
    if (instruction !== '') deeds.post({ type: 'edit', name, instruction });
  };
  return html`<div class="editing" @keydown=${(event: KeyboardEvent) => {
    if (event.key === 'Escape') deeds.edit(false);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event);
  }}>
    <vscode-textarea .label=${t('Instruction')} rows="5" resize="vertical" .value=${behavior.instruction}></vscode-textarea>
    <div class="buttons"><vscode-button @click=${save}>${t('Save')}</vscode-button><vscode-button secondary @click=${() => deeds.edit(false)}>${t('Cancel')}</vscode-button></div>
  </div>`;
}

function triggerList({ taskKind, code, signature, symbol }: Trigger): TemplateResult {
  const rows: readonly (readonly [string, string | TemplateResult])[] = [
    ...(taskKind === undefined ? [] : [[t('The task is'), kindWord(taskKind)] as const]),
    ...(code === undefined ? [] : [[t('The code is'), html`<code>${code}</code>`] as const]),
    ...(signature === undefined ? [] : [[t('The failure is'), html`<code>${signature}</code>`] as const]),
    ...(symbol === undefined ? [] : [[t('A name is like'), html`<code>${symbol}</code>`] as const]),
  ];
  if (rows.length === 0) return html`<p>${t('always')}</p>`;
  return html`<dl class="facts">${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

function origins(
  { citations, sources, place }: BehaviorCard,
  episodes: ReadonlySet<string>,
  deeds: Deeds,
): TemplateResult {
  // What waits for its patch to be accepted was learned from a text that the file does not have yet.
  const isAhead = (state: CitationState): boolean => place === 'waiting' && state === 'changed';
  return html`
    ${citations.length === 0 ? nothing : html`<h3>${t('Learned from this code')}</h3><ul class="plain">${citations.map(({ citation, state }) => html`<li><button type="button" class="link" @click=${() => deeds.post({ type: 'code', path: citation.path })}>${citation.path}${citation.symbol === undefined ? '' : ` · ${citation.symbol}`}</button> <span class="quiet">${isAhead(state) ? nothing : citationWord(state)}</span></li>`)}</ul>`}
    ${
      sources.length === 0
        ? nothing
        : html`<h3>${t('Learned in these episodes')}</h3><ul class="plain">${sources
            .toReversed()
            .slice(0, 10)
            .map(
              (id) =>
                html`<li>${episodes.has(id) ? html`<button type="button" class="link" @click=${() => deeds.post({ type: 'episode', id })}>${momentOf(id)}</button>` : html`<span class="quiet">${momentOf(id)} ${t('(not stored any more)')}</span>`}</li>`,
            )}</ul>`
    }`;
}

/** An episode's id begins with its time, in UTC. */
export function momentOf(id: string): string {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(id);
  if (digits === null) return id;
  const [year, month, day, hour, minute] = digits.slice(1).map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute)).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
