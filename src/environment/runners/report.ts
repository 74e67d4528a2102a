import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandEvidence, Place, TestReport, TestResult } from '../../loop/types.ts';
import type { CommandResult } from '../isolation/process.ts';

const MESSAGE_LINES = 15;
const TAIL_CHARACTERS = 2000;

/** Without the escape sequences that colour a terminal. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  return text.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '');
}

/** The first lines of a failure. */
export function firstLines(text: string): string {
  return plain(text).trim().split('\n').slice(0, MESSAGE_LINES).join('\n').slice(0, 3000);
}

/** Translates absolute paths of a copy into paths of the workspace. */
export class Roots {
  readonly #roots: readonly string[];

  constructor(root: string) {
    // The temporary folder may itself be behind a link, and runners report either form.
    this.#roots = [...new Set([root, realpathSync(root)])];
  }

  /** Workspace-relative with forward slashes, or undefined outside the workspace and among packages. */
  relative(path: string): string | undefined {
    const absolute = path.startsWith('file://') ? pathOf(path) : path;
    for (const root of this.#roots) {
      const within = relative(root, absolute).split(sep).join('/');
      if (within === '' || within.startsWith('..') || within.startsWith('/')) continue;
      return within.split('/').includes('node_modules') ? undefined : within;
    }
    return undefined;
  }

  /** Stack frames within the workspace, innermost first. */
  frames(stack: string): readonly Place[] {
    // A path may hold blanks and parentheses; what surrounds it is fixed by V8. A load error gives a line alone.
    const found = plain(stack)
      .split('\n')
      .flatMap((line) => {
        const match =
          /(?:^|[\s(@])((?:file:\/\/)?\/[^:\n]*?):(\d+)(?::(\d+))?\)?(?:[:\s]|$)/.exec(line.trim()) ??
          undefined;
        return match === undefined ? [] : [match];
      });
    const places = found.flatMap(([, path, line, column]) => {
      const within = this.relative(path ?? '');
      if (within === undefined) return [];
      return [
        { path: within, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) },
      ];
    });
    return places.filter(
      (place, index) =>
        index === 0 || place.path !== places[index - 1]?.path || place.line !== places[index - 1]?.line,
    );
  }

  /** A message without the copy's own folder, which means nothing to a person and differs from run to run. */
  clean(message: string): string {
    return this.#roots.reduce(
      (text, root) => text.replaceAll(`file://${root}${sep}`, '').replaceAll(`${root}${sep}`, ''),
      message,
    );
  }
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    // Printed by a test, and no address of a file.
    return url;
  }
}

/** Names that occur twice in a file are told apart by their order. */
export function withUniqueIds(results: readonly Omit<TestResult, 'id'>[]): TestResult[] {
  const seen = new Map<string, number>();
  return results.map((result) => {
    const id = `${result.file}::${result.name}`;
    const n = (seen.get(id) ?? 0) + 1;
    seen.set(id, n);
    return { ...result, id: n === 1 ? id : `${id}#${n}` };
  });
}

export function evidenceOf(argv: readonly string[], result: CommandResult, roots: Roots): CommandEvidence {
  const output = roots.clean(plain(`${result.stdout}\n${result.stderr}`).trim());
  return {
    command: argv.map((part) => roots.clean(part)),
    ...(result.exitCode === undefined ? {} : { exitCode: result.exitCode }),
    seconds: result.seconds,
    tail: output.slice(-TAIL_CHARACTERS),
    ...(result.sandbox === undefined ? {} : { sandbox: result.sandbox }),
  };
}

/** What programs say after what went wrong, as docker does. */
const POINTS_TO_HELP = /^(?:Run|See|Try) ['"`].*--help\b/;

/** The line that says what went wrong: the last that names an error, else the last one at all. */
export function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !POINTS_TO_HELP.test(line));
  const error = lines.findLast((line) =>
    /^(?!\s*at ).*(?:\b\w*(?:Error|ERROR|Exception)\b.*:|Could not find)/.test(line),
  );
  return (error ?? lines.at(-1))?.trim() ?? 'it said nothing';
}

/** What a runner's own report said; `complete` when it was written to its end. */
export interface Findings {
  readonly results: readonly Omit<TestResult, 'id'>[];
  readonly fileErrors: TestReport['fileErrors'];
  readonly complete: boolean;
}

/**
 * Turns how the command ended and what its report says into one verdict. Only an orderly end counts as `ran`.
 * @param asked files that must have run; one of which nothing was heard has an error
 */
export function conclude(
  findings: Findings | undefined,
  result: CommandResult,
  evidence: CommandEvidence,
  asked: readonly string[] = [],
): TestReport {
  const results = withUniqueIds(findings?.results ?? []);
  let fileErrors = findings?.fileErrors ?? [];
  const report = (status: TestReport['status'], reason?: string): TestReport => ({
    status,
    results,
    fileErrors,
    evidence,
    ...(reason === undefined ? {} : { reason }),
  });
  const lastLine = lastWords(evidence.tail);
  if (result.ended === 'timed-out')
    return report('timed-out', `the tests did not end within ${Math.round(result.seconds)} s`);
  if (result.ended === 'cancelled') return report('could-not-run', 'cancelled');
  if (result.ended === 'too-much-output') return report('crashed', 'the tests printed more than is kept');
  if (
    result.ended === 'too-much-memory' ||
    result.ended === 'too-many-processes' ||
    result.ended === 'too-much-disk'
  )
    return report('crashed', `the test run was ended: ${result.reason ?? result.ended}`);
  if (result.ended === 'not-started')
    return report('could-not-run', result.reason ?? 'the command could not be started');
  if (findings === undefined) return report('could-not-run', `the runner wrote no report: ${lastLine}`);
  if (!findings.complete)
    return report('crashed', `the test process ended before its last test: ${lastLine}`);
  if (results.length === 0 && fileErrors.length === 0)
    return report('could-not-run', `no test ran: ${lastLine}`);
  const heard = new Set([...results, ...fileErrors].map(({ file }) => file));
  const silent = asked.filter((file) => !heard.has(file));
  fileErrors = [
    ...fileErrors,
    ...silent.map((file) => ({ file, message: 'no test of this file ran', frames: [] })),
  ];
  const failed = fileErrors.length > 0 || results.some((test) => test.status === 'failed');
  if (!failed && result.exitCode !== 0) {
    return report(
      'crashed',
      `the runner ended with exit code ${result.exitCode ?? 'none'} though no test failed: ${lastLine}`,
    );
  }
  return report('ran');
}
