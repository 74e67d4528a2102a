import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../trace/view.ts';
import { icon } from '../shared/icon.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';

/** Tests that were written because nothing failed: what each claims, and whether it fails on the untouched code. */
export function newTestsPart({ newTests }: View): TemplateResult | typeof nothing {
  if (newTests.length === 0) return nothing;
  return section(
    'new-tests',
    t('Tests that were written first'),
    html`${newTests.map(
      ({ test, shows, reason }) => html`<details class="view">
        <summary>${icon(shows ? 'check' : 'dash', shows ? 'good' : 'faint')} ${test.claim}</summary>
        <p>${shows ? t('It fails on the untouched code, as it must.') : (reason ?? t('It says nothing about the fault.'))}</p>
        <p><code>${test.path}</code></p>
        <pre class="block-text" tabindex="0">${test.text}</pre>
      </details>`,
    )}`,
  );
}
