import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../trace/view.ts';
import { bar } from '../shared/bar.ts';
import { section } from '../shared/section.ts';
import { count, t } from '../shared/text.ts';

/** What it cost, against what it may cost; that no model was called is known once it has ended. */
export function costPart({
  task,
  spend,
  account,
  at,
  candidates,
  outcome,
}: View): TemplateResult | typeof nothing {
  if (task === undefined) return nothing;
  const { budget } = task;
  const seconds = spend?.seconds ?? at;
  const tried = spend?.candidates ?? candidates.length;
  const tokens = account?.tokens ?? spend?.tokens ?? 0;
  const dollars = account?.dollars ?? spend?.dollars ?? 0;
  const row = (label: string, used: number, most: number, words: string): TemplateResult | typeof nothing =>
    most <= 0
      ? nothing
      : html`<div class="bar-row"><span class="name">${label}</span>${bar({ label, value: used / most, kind: used > 0.9 * most ? 'warn' : '' })}<span class="number">${words}</span></div>`;
  return section(
    'cost',
    t('Cost'),
    html`${row(t('Time'), seconds, budget.seconds, t('{0} of {1} s', seconds.toFixed(1), budget.seconds))}
      ${row(t('Candidates'), tried, budget.candidates, t('{0} of {1}', tried, budget.candidates))}
      ${tokens + dollars === 0 ? nothing : html`${row(t('Tokens'), tokens, budget.tokens, t('{0} of {1}', tokens, budget.tokens))} ${row(t('Dollars'), dollars, budget.dollars, t('{0} of {1}', `$${dollars.toFixed(4)}`, `$${budget.dollars}`))}`}
      ${account !== undefined && account.models.length > 0 ? models(account) : outcome === undefined ? nothing : html`<p class="quiet">${t('No language model was called.')}</p>`}`,
  );
}

function models({ models: used, possible, unpriced }: NonNullable<View['account']>): TemplateResult {
  return html`<ul class="plain quiet">
    ${used.map(({ model, slot, calls, tokens, dollars }) => html`<li>${model} (${slot}): ${count(calls, '{0} call', '{0} calls')}, ${count(tokens, '{0} token', '{0} tokens')}, $${dollars.toFixed(4)}</li>`)}
    ${possible.calls === 0 ? nothing : html`<li>${t('{0} answers broke off and may cost {1} more', possible.calls, `$${possible.dollars.toFixed(4)}`)}</li>`}
    ${unpriced === 0 ? nothing : html`<li>${t('The price of {0} calls is not known', unpriced)}</li>`}
  </ul>`;
}
