import { html, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import { plainText } from '../../trace/plain-text.ts';
import type { View } from '../../trace/view.ts';
import { t } from '../shared/text.ts';
import { outcomeSign, verdictWord } from './words.ts';

/** Tells those who do not see the page when the judgement and the end are there; nothing else, and each once. */
export class Announcer {
  #said = '';
  readonly #region = html`<p class="unseen" role="status" id="announcement"></p>`;

  region(): TemplateResult {
    return this.#region;
  }

  /** @param live whether the page follows; who goes back in time reads by himself */
  tell({ task, assessment, outcome }: View, live: boolean): void {
    const words =
      outcome !== undefined
        ? `${outcomeSign(outcome.verdict).word}, ${percent(outcome.credence)}. ${plainText(outcome.reason)}`
        : assessment !== undefined
          ? t('{0}, credence {1}', verdictWord(assessment.verdict), percent(assessment.credence))
          : '';
    const key = `${task?.id ?? ''} ${words}`;
    if (!live || key === this.#said) return;
    this.#said = key;
    const region = document.getElementById('announcement');
    if (region !== null) region.textContent = words;
  }
}
