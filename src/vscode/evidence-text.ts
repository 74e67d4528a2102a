import type { CommandEvidence, Evidence, Outcome } from '../loop/types.ts';

/**
 * The evidence page of an outcome: what was run, before and after, in Markdown. What comes from the project (names
 * of tests, output, code) is shown as it is and never read as Markdown.
 */
export function evidenceText(
  { evidence, candidate, credence, reason, alternatives }: Outcome,
  diff: string,
): string {
  const lines = [
    `# ${literal(candidate?.title ?? 'No patch')}`,
    '',
    `**Credence ${Math.round(credence * 100)}%** – ${literal(reason)}`,
    '',
    ...(evidence === undefined ? [] : evidenceLines(evidence)),
  ];
  if (alternatives.length > 0) {
    lines.push('', '## Other candidates that passed the search', '');
    lines.push(...alternatives.map((other) => `- ${literal(other.title)}`));
  }
  if (diff !== '') lines.push('', '## Patch', '', ...fenced(diff));
  return `${lines.join('\n')}\n`;
}

function evidenceLines({
  commands,
  testsBefore,
  testsAfter,
  fixed,
  rungs,
  unchecked,
  suspicions = [],
}: Evidence): string[] {
  return [
    '## Commands',
    '',
    '| command | exit code | seconds |',
    '| --- | --- | --- |',
    ...commands.map(commandRow),
    '',
    ...[...new Set(commands.flatMap((command) => command.sandbox ?? []))].map((words) => confinedText(words)),
    '',
    '## Tests',
    '',
    `- before: ${counts(testsBefore)}`,
    `- after: ${counts(testsAfter)}`,
    ...fixed.map((test) => `- fixed: ${literal(test)}`),
    '',
    '## Verification ladder',
    '',
    ...rungs.map(({ rung, status, detail }) => `- **${rung}** ${status}: ${literal(detail)}`),
    ...(suspicions.length === 0 ? [] : ['', '## To be looked at', '']),
    ...suspicions.map((item) => `- ${literal(item)}`),
    ...(unchecked.length === 0 ? [] : ['', '## Could not check', '']),
    ...unchecked.map((item) => `- ${literal(item)}`),
  ];
}

function confinedText(words: string): string {
  const [, why] = /^none: (.*)$/s.exec(words) ?? [];
  return why === undefined ? `Confined by ${literal(words)}` : `Not confined: ${literal(why)}`;
}

function commandRow({ command, exitCode, seconds }: CommandEvidence): string {
  return `| ${literal(command.join(' '))} | ${exitCode ?? 'ended by a signal'} | ${seconds.toFixed(1)} |`;
}

function counts(tests: { passed: number; failed: number } | undefined): string {
  return tests === undefined ? 'not measured' : `${tests.passed} passed, ${tests.failed} failed`;
}

/** One line in which nothing is markup but code between backticks, which can hold none. */
export function literal(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(/(`[^`|]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>()#+!|~&:@-]/g, '\\$&')))
    .join('');
}

/** A fence longer than any within. */
export function fenced(diff: string): string[] {
  const longest = Math.max(2, ...(diff.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff`, diff.trimEnd(), fence];
}
