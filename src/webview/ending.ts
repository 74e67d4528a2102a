import type { ModelAccount } from '../loop/events.ts';
import { percent } from '../loop/percent.ts';
import type { Budget, Outcome, Reflection, Spend } from '../loop/types.ts';
import { accountText } from '../trace/account-text.ts';
import { type Child, h, section } from './dom.ts';

/** The verdict, the evidence and the patch. */
export function outcomePart(outcome: Outcome, diff: string, accept: (() => void) | undefined): HTMLElement {
  const { evidence, candidate } = outcome;
  const button =
    candidate === undefined || accept === undefined
      ? undefined
      : h('button', { class: 'primary' }, 'Accept patch');
  button?.addEventListener('click', () => accept?.());
  const parts: Child[] = [
    h(
      'p',
      { class: 'lead' },
      h('strong', {}, `${outcome.verdict}, ${percent(outcome.credence)} `),
      outcome.reason,
    ),
    ...questionParts(outcome),
    button,
  ];
  if (evidence !== undefined) {
    const tests = (counts: { passed: number; failed: number } | undefined): string =>
      counts === undefined ? 'not measured' : `${counts.passed} pass, ${counts.failed} fail`;
    const commands = evidence.commands.map(({ command, exitCode, seconds }) =>
      h(
        'tr',
        {},
        h('td', {}, h('code', {}, command.join(' '))),
        h('td', { class: 'number' }, `exit ${exitCode ?? '–'}`),
        h('td', { class: 'number' }, `${seconds.toFixed(1)} s`),
      ),
    );
    parts.push(
      h(
        'dl',
        {},
        h('dt', {}, 'Tests before'),
        h('dd', {}, tests(evidence.testsBefore)),
        h('dt', {}, 'Tests after'),
        h('dd', {}, tests(evidence.testsAfter)),
      ),
      h('table', { class: 'commands', 'aria-label': 'Commands that were run' }, h('tbody', {}, ...commands)),
      ...(evidence.suspicions ?? []).map((item) => h('p', { class: 'critique' }, `Look at ${item}`)),
      ...evidence.unchecked.map((item) => h('p', { class: 'critique' }, `Could not check ${item}`)),
    );
  }
  if (outcome.alternatives.length > 0) {
    parts.push(
      h('p', { class: 'quiet' }, 'Also passed the search:'),
      h('ul', {}, ...outcome.alternatives.map((other) => h('li', {}, other.title))),
    );
  }
  if (diff !== '') parts.push(diffBlock(diff));
  return section('Outcome', ...parts);
}

/** What a person is asked, and what tells the patches apart that are nearly as well believed. */
function questionParts({ question, undecided, candidate, alternatives }: Outcome): readonly Child[] {
  const titles = new Map([candidate, ...alternatives].map((each) => [each?.id, each?.title]));
  const rivals = (undecided?.candidates ?? []).map(({ candidate: id, credence }, index) => {
    const result = undecided?.telling?.results[index];
    const does = result === undefined ? '' : `: ${result}`;
    return h('li', {}, `${titles.get(id) ?? id}, ${percent(credence)}${does}`);
  });
  return [
    ...(question === undefined ? [] : [h('p', { class: 'question' }, question.text)]),
    ...(rivals.length === 0
      ? []
      : [
          h(
            'p',
            { class: 'quiet' },
            undecided?.telling === undefined
              ? 'Patches that nothing decides between:'
              : `What they make of ${undecided.telling.input}:`,
          ),
          h('ul', {}, ...rivals),
        ]),
  ];
}

function diffBlock(diff: string): HTMLElement {
  const block = h('pre', { class: 'diff', tabindex: '0', 'aria-label': 'Patch as a unified diff' });
  for (const line of diff.trimEnd().split('\n')) {
    const kind = /^(\+\+\+|---|diff |new file|deleted file)/.test(line)
      ? 'file'
      : line.startsWith('@@')
        ? 'hunk'
        : line.startsWith('+')
          ? 'added'
          : line.startsWith('-')
            ? 'removed'
            : '';
    block.append(h('span', { class: kind }, `${line}\n`));
  }
  return block;
}

/** What the models have cost so far, against the caps; grows while the episode runs. */
export function accountPart(account: ModelAccount, budget: Budget): HTMLElement {
  const lines = account.models.map(({ model, slot, calls, tokens, dollars }) =>
    h('li', {}, `${model} (${slot}): ${calls} ×, ${tokens} tokens, $${dollars.toFixed(4)}`),
  );
  return section(
    'Models',
    h('p', { 'aria-live': 'polite' }, accountText(account)),
    h('p', { class: 'quiet' }, `of at most ${budget.tokens} tokens and $${budget.dollars}`),
    lines.length > 1 ? h('ul', {}, ...lines) : undefined,
  );
}

/** The ledger. */
export function costPart(spend: Spend): HTMLElement {
  const { seconds, candidates, tokens, dollars, calls } = spend;
  const model =
    calls === 0 ? 'no model call' : `${calls} model calls, ${tokens} tokens, $${dollars.toFixed(4)}`;
  return section('Cost', h('p', {}, `${seconds.toFixed(1)} seconds, ${candidates} candidates, ${model}`));
}

/** What the episode changed in beliefs and handbook. */
export function reflectionPart(reflection: Reflection): HTMLElement {
  const learned = reflection.learned.map((b) =>
    h('li', {}, h('strong', {}, b.name), ` (${b.status}): ${b.instruction}`),
  );
  const updates = reflection.updates.map((u) =>
    h('li', {}, `${u.key}: +${short(u.success)} success, +${short(u.failure)} failure – ${u.evidence}`),
  );
  return section(
    'Reflection: what was learned',
    learned.length === 0
      ? h('p', { class: 'quiet' }, 'No new behavior: only a verified success writes one.')
      : h('ul', {}, ...learned),
    updates.length === 0
      ? undefined
      : h(
          'details',
          {},
          h('summary', {}, `${updates.length} beliefs changed`),
          h('ul', { class: 'quiet' }, ...updates),
        ),
  );
}

function short(x: number): string {
  return Number.isInteger(x) ? String(x) : x.toFixed(2);
}
