import { html, type TemplateResult } from 'lit';
import { t } from './text.ts';

/** Lines that are drawn; a patch of thousands is for an editor. */
const MOST = 600;

/** A unified diff. The signs stay in the text, so that colour is not all there is. */
export function diffBlock(diff: string): TemplateResult {
  const lines = diff
    .trimEnd()
    .split('\n')
    .filter((line) => !/^(diff --git |--- )/.test(line) || line === '--- /dev/null')
    .map((line) => line.replace(/^\+\+\+ (?:b\/)?(?=.)/, ''))
    .filter((line) => line !== '/dev/null');
  const shown = lines.slice(0, MOST);
  return html`<pre class="diff" tabindex="0" role="region" aria-label=${t('Patch as a unified diff')}><code>${shown.map(
    (line) => html`<span class=${kindOf(line)}>${line === '' ? ' ' : line}</span>`,
  )}${lines.length > MOST ? html`<span class="hunk">${t('… {0} more lines', lines.length - MOST)}</span>` : ''}</code></pre>`;
}

function kindOf(line: string): string {
  if (/^(\+\+\+|---|diff |new file|deleted file|index )/.test(line)) return 'file';
  if (line.startsWith('@@') || line.startsWith('…')) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
