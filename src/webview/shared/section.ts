import { html, nothing, type TemplateResult } from 'lit';

/** A part of a page under a heading. */
export function section(id: string, title: string, body: unknown, aside: unknown = nothing): TemplateResult {
  return html`<section aria-labelledby="part-${id}" class="part part-${id}">
    <div class="part-head"><h2 id="part-${id}">${title}</h2><span class="quiet">${aside}</span></div>
    ${body}
  </section>`;
}
