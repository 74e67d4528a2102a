import { html, nothing, type TemplateResult } from 'lit';
import type { Outcome } from '../../loop/types.ts';
import { takesAnswer } from '../../loop/wanted.ts';
import { t } from '../shared/text.ts';
import type { Actions } from './page.ts';

/** What a person may do with the patch that waits. */
export function decidePart(outcome: Outcome, { decide }: Actions): TemplateResult {
  return html`<div class="decide" role="group" aria-label=${t('The patch that waits')}>
    ${takesAnswer(outcome) ? html`<vscode-button icon="comment" @click=${() => decide('answer')}>${t('Answer…')}</vscode-button>` : nothing}
    <vscode-button class="accept" icon="check" ?secondary=${takesAnswer(outcome)} @click=${() => decide('accept')}>${t('Accept patch')}</vscode-button>
    <vscode-button secondary icon="close" @click=${() => decide('discard')}>${t('Discard')}</vscode-button>
    <vscode-button secondary icon="law" @click=${() => decide('evidence')}>${t('Show Evidence')}</vscode-button>
  </div>`;
}
