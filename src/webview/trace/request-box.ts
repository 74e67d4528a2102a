import { html, type TemplateResult } from 'lit';
import type { FromViewer } from '../../trace/viewer-messages.ts';
import { icon } from '../shared/icon.ts';
import { t } from '../shared/text.ts';

/** What may take a moment, and shows that it was asked for until it begins or is refused. */
export type Asked = Extract<FromViewer['type'], 'solve' | 'begin' | 'history'>;

/** What was asked for: the page itself keeps it, since that may have been before its script was there. */
export function askedFrom({ dataset: { asked: words } }: HTMLElement): Asked | undefined {
  return words === 'solve' || words === 'begin' || words === 'history' ? words : undefined;
}

/** Where a person says what is wanted: Enter sends it, with Shift it begins a line. While something runs, what ends that. */
export function requestBox(
  running: boolean,
  asked: Asked | undefined,
  { solve, stop }: { readonly solve: (request: string) => void; readonly stop: () => void },
): TemplateResult {
  if (running)
    return html`<div class="ask"><vscode-button class="stop" secondary icon="debug-stop" @click=${stop}>${t('Stop')}</vscode-button></div>`;
  const send = (event: Event): void => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).closest('.ask')?.querySelector('textarea');
    const request = box?.value.trim() ?? '';
    box?.focus();
    if (asked === undefined && request !== '') solve(request);
  };
  const words = t('Ask Credence to fix…');
  return html`<form class="ask" @submit=${send}>
    <textarea rows="1" ?readonly=${asked === 'solve'} placeholder=${words} aria-label=${words} @keydown=${(
      event: KeyboardEvent,
    ) => {
      // A key that ends the composing of a character is part of it.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
    }}></textarea>
    <button type="submit" class="send" title=${t('Solve')} aria-label=${t('Solve')}>${asked === 'solve' ? icon('loading', 'spin') : icon('send')}</button>
  </form>`;
}
