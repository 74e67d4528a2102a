import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CancelSignal, CommandEvidence } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { type Isolation, isolate } from '../isolation/isolate.ts';
import { type CommandResult, runCommand } from '../isolation/process.ts';
import { evidenceOf, Roots } from '../runners/report.ts';
import { expandArguments, takesReport } from './arguments.ts';
import { goOutput } from './go-test-json.ts';
import { marksOf, type ReportPlace, readReportFiles } from './report-files.ts';
import type { ConfiguredCommand } from './settings.ts';

const OUTPUT_BYTES = 50 * 1024 * 1024;

const EXTENSIONS: Readonly<Record<ConfiguredCommand['report']['format'], readonly [string, ...string[]]>> = {
  'exit-code': ['txt'],
  junit: ['xml'],
  tap: ['tap', 't', 'txt'],
  json: ['json'],
  'go-test-json': ['json', 'jsonl'],
  sarif: ['sarif', 'json'],
  lines: ['txt', 'log'],
};

export interface ConfiguredRun {
  readonly result: CommandResult;
  readonly evidence: CommandEvidence;
  readonly roots: Roots;
  /** What the report's place holds after the run; nothing where it only tells an exit code. */
  readonly documents: readonly Uint8Array[];
  /** Why there is no report, as a sentence without its end. */
  readonly missing?: string;
}

/** Runs one configured command in a copy. Never throws: every way it can end is a value. */
export async function runConfigured(
  command: ConfiguredCommand,
  request: {
    readonly root: string;
    readonly lease: string;
    /** The command to run, with placeholders. */
    readonly argv: readonly [string, ...string[]];
    /** Workspace-relative, for the placeholders. */
    readonly files: readonly string[];
    readonly limitSeconds: number;
    readonly signal: CancelSignal;
    readonly isolation?: Isolation;
  },
): Promise<ConfiguredRun> {
  const cwd = join(request.root, command.cwd);
  const roots = new Roots(request.root);
  const { format } = command.report;
  const folder = mkdtempSync(join(request.lease, 'report-'));
  try {
    const own = join(folder, `report.${EXTENSIONS[format][0]}`);
    const relative = request.files.map((file) => withinFolder(file, command.cwd));
    const argv = expandArguments(request.argv, { files: relative, report: own });
    if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) {
      const result = { ended: 'not-started', stdout: '', stderr: '', seconds: 0 } as const;
      const reason = `the folder ${command.cwd} of the command is not there`;
      return {
        result: { ...result, reason },
        evidence: evidenceOf(argv, result, roots),
        roots,
        documents: [],
      };
    }
    const place = placeOf(command, request.argv, cwd, own);
    const before = place === undefined ? new Map() : marksOf(place);
    const { root, lease } = request;
    const writable = [folder, ...command.writable.filter((path) => existsSync(path))];
    const { temporary, confined } = isolate(request.isolation, { root, lease, writable });
    const result = await runCommand({
      ...confined,
      argv,
      cwd,
      env: commandEnvironment({ lease, temporary, variables: command.env }),
      limitSeconds: Math.min(request.limitSeconds, command.timeoutSeconds ?? Number.POSITIVE_INFINITY),
      limitBytes: OUTPUT_BYTES,
      // A report may come on the output, so nothing of it may be left out.
      keepBytes: 2 * OUTPUT_BYTES + 1024,
      signal: request.signal,
    });
    const shown = argv.map((word) => word.replaceAll(own, '{report}'));
    const readable = format === 'go-test-json' ? { ...result, stdout: goOutput(result.stdout) } : result;
    const evidence = evidenceOf(shown, readable, roots);
    if (place === undefined) {
      const text = outputOf(command.report, result);
      const missing =
        format !== 'exit-code' && text.trim() === ''
          ? 'it printed no report: check “report.format”, and “report.path” where it writes a file'
          : undefined;
      const documents = format === 'exit-code' ? [] : [Buffer.from(text)];
      return { result, evidence, roots, documents, ...(missing === undefined ? {} : { missing }) };
    }
    const found = readReportFiles(place, before);
    return found.kind === 'read'
      ? { result, evidence, roots, documents: found.documents }
      : {
          result,
          evidence,
          roots,
          documents: [],
          missing: roots.clean(found.reason).replaceAll(own, '{report}'),
        };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file as the command's own folder names it. */
function withinFolder(file: string, cwd: string): string {
  return cwd !== '' && file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
}

/** Undefined when the report comes on the output, or there is none. */
function placeOf(
  { report }: ConfiguredCommand,
  argv: readonly string[],
  cwd: string,
  own: string,
): ReportPlace | undefined {
  if (report.format === 'exit-code' || isStream(report.path)) return undefined;
  const path = report.path ?? (takesReport(argv) ? own : undefined);
  return path === undefined ? undefined : { cwd, path, extensions: EXTENSIONS[report.format] };
}

function isStream(path: string | undefined): boolean {
  return path === 'stdout' || path === 'stderr';
}

/** Compilers tell problems on either stream, Go's among its tests'; a report is on standard output unless told otherwise. */
function outputOf({ format, path }: ConfiguredCommand['report'], result: CommandResult): string {
  if (path === 'stderr') return result.stderr;
  if (path !== undefined) return result.stdout;
  return format === 'lines' || format === 'go-test-json'
    ? `${result.stderr}\n${result.stdout}`
    : result.stdout;
}
