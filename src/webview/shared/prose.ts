import { html, type TemplateResult } from 'lit';

/** A sentence in which backticks mark code, as the engine writes them. Everything else stays text. */
export function prose(text: string): TemplateResult {
  const parts = text.split('`');
  // An odd backtick marks nothing.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
