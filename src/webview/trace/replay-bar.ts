import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../shared/text.ts';
import type { Actions } from './page.ts';
import type { Replay } from './replay.ts';

/** Goes through the episode again: a slider over its events, and a button that plays them. */
export function replayBar(
  replay: Replay,
  playing: boolean,
  actions: Actions,
): TemplateResult | typeof nothing {
  const total = replay.events.length;
  if (total < 3) return nothing;
  const { position, isAtEnd } = replay;
  const where = isAtEnd ? t('{0} events', total) : t('event {0} of {1}', position, total);
  const label = playing ? t('Pause') : t('Play from the beginning or from here');
  return html`<div class="replay">
    <vscode-toolbar-button icon=${playing ? 'debug-pause' : 'play'} label=${label} title=${label} @click=${actions.play}></vscode-toolbar-button>
    <input type="range" min="1" max=${total} .value=${String(position)} aria-label=${t('Moment of the episode')} aria-valuetext=${where} @input=${(event: Event) => actions.seek(Number((event.target as HTMLInputElement).value))}>
    ${isAtEnd ? html`<span class="quiet number where">${where}</span>` : html`<button type="button" class="link where" @click=${() => actions.seek(total)} title=${t('Back to the end')}>${position.toLocaleString()} / ${total.toLocaleString()}</button>`}
  </div>`;
}
