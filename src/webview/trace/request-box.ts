import { html, type TemplateResult } from 'lit';
import type { View } from '../../trace/view.ts';
import type { FromViewer } from '../../trace/viewer-messages.ts';
import { icon } from '../shared/icon.ts';
import { t } from '../shared/text.ts';

/** What may take a moment, and shows that it was asked for until it begins or is refused. */
export type Asked = Extract<FromViewer['type'], 'solve' | 'begin' | 'history'>;

/** What was asked for: the page itself keeps it, since that may have been before its script was there. */
export function askedFrom({ dataset: { asked: words } }: HTMLElement): Asked | undefined {
  return words === 'solve' || words === 'begin' || words === 'history' ? words : undefined;
}

/** Whether the box takes a request, takes none for a moment, or something runs that can be stopped. */
type Asking = 'open' | 'busy' | 'running';

export function asking(
  { running, asked }: { readonly running: boolean; readonly asked: Asked | undefined },
  { outcome }: Pick<View, 'outcome'>,
): Asking {
  if (!running) return asked === 'solve' ? 'busy' : 'open';
  // Once it has ended there is nothing to stop, and the next can be asked for when what was learned is written.
  return outcome === undefined ? 'running' : 'busy';
}

/** Where a person says what is wanted: Enter sends it, with Shift it begins a line. While something runs, what ends that. */
export function requestBox(
  state: Asking,
  { solve, stop }: { readonly solve: (request: string) => void; readonly stop: () => void },
): TemplateResult {
  if (state === 'running')
    return html`<div class="ask"><vscode-button class="stop" secondary icon="debug-stop" @click=${stop}>${t('Stop')}</vscode-button></div>`;
  const send = (event: Event): void => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).closest('.ask')?.querySelector('textarea');
    const request = box?.value.trim() ?? '';
    box?.focus();
    if (state === 'open' && request !== '') solve(request);
  };
  const words = t('Ask Credence to fix…');
  return html`<form class="ask" @submit=${send}>
    <textarea rows="1" ?readonly=${state === 'busy'} placeholder=${words} aria-label=${words} @keydown=${(
      event: KeyboardEvent,
    ) => {
      // A key that ends the composing of a character is part of it.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
    }}></textarea>
    <button type="submit" class="send" title=${t('Solve')} aria-label=${t('Solve')}>${state === 'busy' ? icon('loading', 'spin') : icon('send')}</button>
  </form>`;
}
