import type { Finished } from '../engine-client.ts';
import { literal } from '../evidence-text.ts';

/** Why the other patches that pass were not chosen, in Markdown. What comes from the project is never read as Markdown. */
export function whyNotText({ outcome, alternatives }: Pick<Finished, 'outcome' | 'alternatives'>): string {
  const lines = [
    `# ${literal(outcome.candidate?.title ?? '')}`,
    '',
    `**Credence ${Math.round(outcome.credence * 100)}%** – ${literal(outcome.reason)}`,
    '',
    '| other patch | why not |',
    '| --- | --- |',
    ...alternatives.map(({ title, why }) => `| ${literal(title)} | ${literal(why)} |`),
    '',
    'Each of them passed the search. “Use This Patch Instead” verifies one by a cold run of the whole suite before it is applied.',
  ];
  return `${lines.join('\n')}\n`;
}
