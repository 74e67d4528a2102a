import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal, CommandEvidence, RungStatus } from '../../loop/types.ts';
import type { Isolation } from '../isolation/isolate.ts';
import { diagnosticsOf, type Finding, type LintDiagnostic } from '../lint/finding.ts';
import { readText } from '../lint/read-text.ts';
import { takesFiles } from './arguments.ts';
import { matchLines } from './line-pattern.ts';
import { Locator } from './locate.ts';
import { matcherOf } from './path-patterns.ts';
import { type ConfiguredRun, runConfigured } from './run-configured.ts';
import { readSarif } from './sarif.ts';
import type { ConfiguredCommand } from './settings.ts';

/** A check other than tests that the person configured as a command. */
export interface CommandCheck {
  readonly rung: 'parse' | 'types' | 'lint';
  readonly name: string;
  /** Whether it can say something about this file. */
  covers(path: string): boolean;
  run(request: CheckRequest): Promise<CheckOutcome>;
}

export interface CheckRequest {
  /** Absolute path of the workspace within the copy. */
  readonly root: string;
  readonly lease: string;
  /** Workspace-relative files that changed and are there; for `{files}` and the like. */
  readonly files: readonly string[];
  readonly limitSeconds: number;
  readonly signal: CancelSignal;
  /** What confines the run; nothing unless told. */
  readonly isolation?: Isolation;
}

export interface CheckOutcome {
  /**
   * `failed` says that the command found something, which may have been there before: compare the diagnostics with
   * the untouched ones. Where there are none, only the status can be compared.
   */
  readonly status: RungStatus;
  /** One sentence for a person. */
  readonly detail: string;
  readonly diagnostics: readonly LintDiagnostic[];
  readonly evidence?: CommandEvidence;
}

/** The checks of the commands that do not test. */
export function configuredChecks(
  commands: readonly ConfiguredCommand[],
  sources: Sources,
): readonly CommandCheck[] {
  return commands.flatMap((command) => {
    const { rung, name } = command;
    if (rung === 'tests') return [];
    const covers = matcherOf(command.files);
    return [{ rung, name, covers, run: (request: CheckRequest) => check(command, covers, sources, request) }];
  });
}

async function check(
  command: ConfiguredCommand,
  covers: (path: string) => boolean,
  sources: Sources,
  request: CheckRequest,
): Promise<CheckOutcome> {
  const files = request.files.filter(covers);
  if (takesFiles(command.command) && files.length === 0)
    return { status: 'skipped', detail: `no file for ${command.name}`, diagnostics: [] };
  const run = await runConfigured(command, { ...request, argv: command.command, files });
  const { result, evidence } = run;
  const outcome = (
    status: RungStatus,
    detail: string,
    diagnostics: readonly LintDiagnostic[] = [],
  ): CheckOutcome => ({
    status,
    detail: `${command.name}: ${detail}`,
    diagnostics,
    evidence,
  });
  const { exitCode } = result;
  if (result.ended === 'timed-out')
    return outcome('timed-out', `it did not end within ${Math.round(result.seconds)} s`);
  if (result.ended.startsWith('too-'))
    return outcome('crashed', result.reason ?? 'it printed more than is kept');
  if (result.ended !== 'exited') return outcome('could-not-check', result.reason ?? 'it was cancelled');
  if (exitCode === undefined) return outcome('crashed', 'a signal ended it');
  if (exitCode === 126 || exitCode === 127)
    return outcome(
      'could-not-check',
      `its program was not found or may not be executed (exit code ${exitCode})`,
    );
  if (command.report.format === 'exit-code') {
    const last = evidence.tail.split('\n').findLast((line) => line.trim() !== '') ?? '';
    return exitCode === 0
      ? outcome('passed', 'exit code 0')
      : outcome('failed', `exit code ${exitCode}${last === '' ? '' : `, ${last.slice(0, 200)}`}`);
  }
  if (run.missing !== undefined && !(command.report.format === 'lines' && exitCode === 0))
    return outcome('could-not-check', `${run.missing} (exit code ${exitCode})`);
  const read = readFindings(command, run, request.root, [...sources.list(), ...request.files]);
  if (read.kind === 'unreadable') return outcome('could-not-check', read.reason);
  const { diagnostics } = read;
  const [first] = diagnostics.toSorted(
    (a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'),
  );
  if (first?.severity === 'error')
    return outcome('failed', `${first.message.split('\n', 1)[0]} (${first.path}:${first.line})`, diagnostics);
  // A command that fails and tells nothing that is understood has not been read; that is not a pass.
  if (exitCode !== 0 && first === undefined)
    return outcome(
      'could-not-check',
      `it ended with exit code ${exitCode} and named no problem of this workspace`,
    );
  return outcome(
    'passed',
    first === undefined
      ? 'no problem'
      : `${diagnostics.length} ${diagnostics.length === 1 ? 'warning' : 'warnings'}`,
    diagnostics,
  );
}

type Read =
  | { readonly kind: 'read'; readonly diagnostics: readonly LintDiagnostic[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

function readFindings(
  command: ConfiguredCommand,
  run: ConfiguredRun,
  root: string,
  paths: readonly string[],
): Read {
  const locator = new Locator(run.roots, command.cwd, paths);
  const source = command.name;
  const text = run.documents.map((bytes) => new TextDecoder().decode(bytes));
  const read = (path: string): string | undefined => readText(root, path);
  if (command.report.format === 'sarif') {
    let all: readonly LintDiagnostic[] = [];
    for (const document of text) {
      const sarif = readSarif(document, (path) => locator.locate(path));
      if (sarif.kind === 'unreadable') return sarif;
      all = [...all, ...diagnosticsOf(sarif.findings, { source, unit: sarif.unit, read })];
    }
    return { kind: 'read', diagnostics: all };
  }
  const lines = matchLines(command.report.pattern ?? '', text.join('\n'));
  if (lines === undefined)
    return { kind: 'unreadable', reason: 'its pattern takes too long over this output; make it simpler' };
  const findings = lines.flatMap((line): readonly Finding[] => {
    const path = locator.locate(line.file ?? '');
    // Notes only explain the problem before them.
    if (path === undefined || /^(note|help)$/i.test(line.severity ?? '')) return [];
    const column = numberOf(line.column);
    return [
      {
        path,
        line: numberOf(line.line) ?? 1,
        ...(column === undefined ? {} : { column }),
        code: line.code ?? source,
        message: run.roots.clean(line.message),
        severity: /^(warn|info|hint|style|convention|refactor)/i.test(line.severity ?? '')
          ? 'warning'
          : 'error',
      },
    ];
  });
  return { kind: 'read', diagnostics: diagnosticsOf(findings, { source, unit: 'code-point', read }) };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
