import type { TraceEvent } from '../loop/events.ts';
import { percent } from '../loop/percent.ts';
import type { CommandEvidence, Evidence, NewTest, OutcomeVerdict } from '../loop/types.ts';
import { COLUMNS, cut, type Paint, plain, seconds, wrap } from './layout.ts';

const WORDS: Readonly<Record<OutcomeVerdict, string>> = {
  solved: 'Solved',
  asked: 'A question',
  escalated: 'Needs you',
  abstained: 'I can’t do this',
  exhausted: 'Not solved',
  cancelled: 'Stopped',
};

/** The end of an episode: verdict, patch, and the evidence for it. */
export function outcomeLines(
  { verdict, credence, reason, diff, outcome }: Extract<TraceEvent, { type: 'outcome' }>,
  paint: Paint,
): readonly string[] {
  const colour = verdict === 'solved' ? paint.green : paint.yellow;
  const head = verdict === 'solved' ? `${WORDS.solved}, credence ${percent(credence)}` : WORDS[verdict];
  const question = outcome.question;
  return [
    '',
    ...wrap(`${head}: ${reason}`, '', '  ').map((line) => paint.bold(colour(line))),
    ...(question === undefined
      ? []
      : [
          '',
          ...wrap(question.text, '', ''),
          ...question.options.flatMap((option, at) => wrap(option, `  ${at + 1}. `, '     ')),
        ]),
    ...(diff === '' ? [] : ['', ...diffLines(diff, paint)]),
    ...(outcome.unconfirmedTest === undefined ? [] : testLines(outcome.unconfirmedTest, paint)),
    ...(outcome.evidence === undefined ? [] : ['', ...evidenceLines(outcome.evidence, paint)]),
    ...(outcome.alternatives.length === 0
      ? []
      : [
          '',
          'Also passed the search:',
          ...outcome.alternatives.slice(0, 5).flatMap((c) => wrap(c.title, '  – ', '    ')),
        ]),
  ];
}

/** The test that a patch was proved by, for the person to say whether it states what is meant. */
function testLines({ path, text }: NewTest, paint: Paint): readonly string[] {
  const added = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => `+${line}`);
  return [
    '',
    paint.bold(`The test, not confirmed and not part of the patch: ${plain(path)}`),
    ...diffLines(added.join('\n'), paint),
  ];
}

/** A patch is shown whole; only what would steer the terminal is made visible. */
function diffLines(diff: string, paint: Paint): readonly string[] {
  return diff
    .trimEnd()
    .split(/\r?\n/)
    .map((raw) => {
      const line = raw.replace(/(?!\t)\p{Cc}/gu, '�');
      if (/^(\+\+\+|---|diff |index )/.test(line)) return paint.bold(line);
      if (line.startsWith('@@')) return paint.cyan(line);
      if (line.startsWith('+')) return paint.green(line);
      return line.startsWith('-') ? paint.red(line) : line;
    });
}

function evidenceLines(evidence: Evidence, paint: Paint): readonly string[] {
  const tests = (count: { passed: number; failed: number } | undefined): string =>
    count === undefined ? 'not run' : `${count.passed} pass, ${count.failed} fail`;
  return [
    paint.bold('Evidence'),
    ...evidence.commands.map((command) => commandLine(command, paint)),
    ...(evidence.testsBefore === undefined && evidence.testsAfter === undefined
      ? []
      : [`  tests before  ${tests(evidence.testsBefore)}`, `  tests after   ${tests(evidence.testsAfter)}`]),
    ...confinedBy(evidence).flatMap((words) => wrap(words, '  confined by   ', ' '.repeat(16))),
    ...evidence.fixed.slice(0, 8).flatMap((id) => wrap(id, '  fixed         ', ' '.repeat(16))),
    ...(evidence.fixed.length > 8 ? [`                and ${evidence.fixed.length - 8} more`] : []),
    ...(evidence.suspicions ?? []).flatMap((text) =>
      wrap(text, '  look at       ', ' '.repeat(16)).map((line) => paint.yellow(line)),
    ),
    ...evidence.unchecked.flatMap((text) =>
      wrap(text, '  not checked   ', ' '.repeat(16)).map((line) => paint.yellow(line)),
    ),
  ];
}

/** What kept the commands from everything but their copy; each means once. */
function confinedBy({ commands }: Evidence): readonly string[] {
  return [...new Set(commands.flatMap((command) => command.sandbox ?? []))];
}

function commandLine({ command, exitCode, seconds: time }: CommandEvidence, paint: Paint): string {
  const ending = exitCode === undefined ? 'ended early' : `exit ${exitCode}`;
  const tail = `  ${ending.padEnd(8)} ${seconds(time).padStart(8)}`;
  const shown = command
    .map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part)))
    .join(' ');
  const room = COLUMNS - 4 - tail.length;
  const text = cut(plain(shown), room);
  return `  $ ${text}${paint.dim(tail.padStart(tail.length + room - [...text].length))}`;
}
