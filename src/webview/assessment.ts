import { percent } from '../loop/percent.ts';
import type { Assessment, Strategy } from '../loop/types.ts';
import { h, section } from './dom.ts';

/** A share as a bar, with its number for those who do not see it. */
function meter(label: string, value: number): HTMLElement {
  const bar = h('div', {
    class: 'meter',
    role: 'meter',
    'aria-label': label,
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    'aria-valuenow': String(Math.round(value * 100)),
  });
  const fill = h('div', { class: 'fill' });
  // Through the object model: the page's policy allows no inline style.
  fill.style.width = `${Math.max(1, value * 100)}%`;
  bar.append(fill);
  return bar;
}

/** Self-awareness: the credence, and each view of it with its evidence. */
export function assessmentPart({ credence, verdict, reason, views, question }: Assessment): HTMLElement {
  const rows = views.map((view) =>
    h(
      'details',
      { class: 'view' },
      h(
        'summary',
        {},
        h('span', { class: 'name' }, view.name),
        meter(view.name, view.credence),
        h('span', { class: 'number' }, percent(view.credence)),
      ),
      h('ul', {}, ...view.evidence.map((line) => h('li', {}, line))),
    ),
  );
  const options = question?.options.map((option) => h('li', {}, option)) ?? [];
  return section(
    'Self-awareness',
    h('p', { class: 'lead' }, h('strong', {}, `${percent(credence)} `), `${verdict}: ${reason}`),
    ...rows,
    question === undefined ? undefined : h('p', { class: 'question' }, question.text),
    options.length === 0 ? undefined : h('ul', {}, ...options),
  );
}

/** The distribution over skills that holds, and how often it was redrawn. */
export function strategyPart(
  strategies: readonly { readonly strategy: Strategy }[],
): HTMLElement | undefined {
  const last = strategies.at(-1)?.strategy;
  if (last === undefined) return undefined;
  const rows = last.weights.map(({ skill, weight, why }) =>
    h(
      'div',
      { class: 'view row', title: why },
      h('span', { class: 'name' }, skill),
      meter(skill, weight),
      h('span', { class: 'number' }, percent(weight)),
    ),
  );
  const shifts =
    strategies.length > 1 ? h('p', { class: 'quiet' }, `shifted ${strategies.length - 1} times`) : undefined;
  return section('Strategy', ...rows, shifts);
}
