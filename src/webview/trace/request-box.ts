import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.ts';
import { t } from '../shared/text.ts';

/** Where a person says what is wanted: Enter sends it, with Shift it begins a line. While something runs, what ends that. */
export function requestBox(
  running: boolean,
  { solve, stop }: { readonly solve: (request: string) => void; readonly stop: () => void },
): TemplateResult {
  if (running)
    return html`<div class="ask"><vscode-button class="stop" secondary icon="debug-stop" @click=${stop}>${t('Stop')}</vscode-button></div>`;
  const send = (event: Event): void => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).closest('.ask')?.querySelector('textarea');
    const request = box?.value.trim() ?? '';
    box?.focus();
    if (box === null || box === undefined || request === '') return;
    box.value = '';
    solve(request);
  };
  const words = t('Ask Credence to fix…');
  return html`<form class="ask" @submit=${send}>
    <textarea rows="1" placeholder=${words} aria-label=${words} @keydown=${(event: KeyboardEvent) => {
      // A key that ends the composing of a character is part of it.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
    }}></textarea>
    <button type="submit" class="send" title=${t('Solve')} aria-label=${t('Solve')}>${icon('send')}</button>
  </form>`;
}
