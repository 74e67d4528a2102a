import type { Outcome } from '../loop/types.ts';

/** The evidence page of an outcome: what was run, before and after, in Markdown. */
export function evidenceText(outcome: Outcome, diff: string): string {
  const { evidence, candidate } = outcome;
  const lines = [
    `# ${candidate?.title ?? 'No patch'}`,
    '',
    `**Credence ${Math.round(outcome.credence * 100)}%** – ${outcome.reason}`,
    '',
  ];
  if (evidence !== undefined) {
    lines.push('## Commands', '', '| command | exit code | seconds |', '| --- | --- | --- |');
    for (const { command, exitCode, seconds } of evidence.commands) {
      lines.push(`| \`${command.join(' ')}\` | ${exitCode ?? 'ended by a signal'} | ${seconds.toFixed(1)} |`);
    }
    lines.push('', '## Tests', '');
    const counts = (tests: { passed: number; failed: number } | undefined): string =>
      tests === undefined ? 'not measured' : `${tests.passed} passed, ${tests.failed} failed`;
    lines.push(`- before: ${counts(evidence.testsBefore)}`, `- after: ${counts(evidence.testsAfter)}`);
    for (const test of evidence.fixed) lines.push(`- fixed: ${test}`);
    lines.push('', '## Verification ladder', '');
    for (const { rung, status, detail } of evidence.rungs) lines.push(`- **${rung}** ${status}: ${detail}`);
    if (evidence.unchecked.length > 0) {
      lines.push('', '## Could not check', '');
      for (const item of evidence.unchecked) lines.push(`- ${item}`);
    }
  }
  if (outcome.alternatives.length > 0) {
    lines.push('', '## Other candidates that passed the search', '');
    for (const other of outcome.alternatives) lines.push(`- ${other.title}`);
  }
  if (diff !== '') lines.push('', '## Patch', '', '```diff', diff.trimEnd(), '```');
  return `${lines.join('\n')}\n`;
}
