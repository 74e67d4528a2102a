import { html, type TemplateResult } from 'lit';

/** One of the editor's icons, for the eye alone: what it means stands beside it or in the label of what holds it. */
export function icon(name: string, kind = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${kind}" aria-hidden="true"></span>`;
}
