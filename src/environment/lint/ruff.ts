import { existsSync } from 'node:fs';
import { delimiter, dirname, join, posix } from 'node:path';
import * as z from 'zod/mini';
import type { Sources } from '../../loop/rooms.ts';
import { pythonOf } from '../runners/python-interpreter.ts';
import { evidenceOf, Roots } from '../runners/report.ts';
import { diagnosticsOf, type Finding } from './finding.ts';
import { LineIndex } from './line-index.ts';
import {
  absentLinter,
  foldersOf,
  interrupted,
  isWithin,
  type Linter,
  type LintOutcome,
  type LintRequest,
  namedFrom,
} from './linter.ts';
import { readText } from './read-text.ts';
import { runLinter } from './run-linter.ts';

const point = z.object({ row: z.number(), column: z.number() });
const reportSchema = z.array(
  z.object({
    code: z.optional(z.nullable(z.string())),
    message: z.string(),
    filename: z.string(),
    location: z.optional(z.nullable(point)),
    end_location: z.optional(z.nullable(point)),
    severity: z.optional(z.nullable(z.string())),
    fix: z.optional(
      z.nullable(
        z.object({
          applicability: z.optional(z.string()),
          edits: z.array(z.object({ content: z.string(), location: point, end_location: point })),
        }),
      ),
    ),
  }),
);
type Problem = z.infer<typeof reportSchema>[number];

/** Ruff for the files below a configuration of it; which configuration counts for a file is Ruff's own to find. */
export function detectRuff(folder: string, sources: Sources): readonly Linter[] {
  const folders = foldersOf(
    sources,
    (path) =>
      /^\.?ruff\.toml$/.test(posix.basename(path)) ||
      (posix.basename(path) === 'pyproject.toml' && /^\[tool\.ruff[.\]]/m.test(sources.read(path) ?? '')),
  );
  if (folders.length === 0) return [];
  const covers = (path: string): boolean =>
    /\.pyi?$/.test(path) && folders.some((within) => isWithin(path, within));
  const program = ruffOf(folder);
  return program === undefined
    ? [
        absentLinter(
          'Ruff',
          covers,
          'Ruff is configured, but not installed: run `python -m pip install ruff`',
        ),
      ]
    : [{ name: 'Ruff', covers, lint: (request: LintRequest) => lint(program, request) }];
}

/** Beside the interpreter of the workspace's own environment, else on the person's path. */
function ruffOf(folder: string): string | undefined {
  const python = pythonOf(folder);
  const folders = [
    ...(python === undefined ? [] : [dirname(python)]),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const name = process.platform === 'win32' ? 'ruff.exe' : 'ruff';
  return folders.map((each) => join(each, name)).find((path) => existsSync(path));
}

async function lint(program: string, request: LintRequest): Promise<LintOutcome> {
  const roots = new Roots(request.root);
  const files = request.files.map((file) => namedFrom('', file));
  const options = ['check', '--output-format=json', '--no-cache', '--no-fix', '--force-exclude'];
  const result = await runLinter(request, { argv: [program, ...options, ...files], cwd: request.root });
  const evidence = evidenceOf(['ruff', ...options, ...files], result, roots);
  const couldNot = (reason: string): LintOutcome => ({ kind: 'could-not-check', reason, evidence });
  const cut = interrupted('Ruff', result);
  if (cut !== undefined) return couldNot(cut);
  const problems = result.exitCode === 0 || result.exitCode === 1 ? parseReport(result.stdout) : undefined;
  if (problems === undefined) {
    const [told = ''] = result.stderr.trim().split('\n', 1);
    return couldNot(`Ruff could not be run: ${roots.clean(told)}`);
  }
  if (problems.length === 0 && /No Python files found/i.test(result.stderr))
    return couldNot('Ruff is configured to leave these files out');
  const read = (path: string): string | undefined => readText(request.root, path);
  const findings = problems.flatMap((problem) => {
    const path = roots.relative(problem.filename);
    return path === undefined ? [] : [findingOf(path, problem, read(path) ?? '')];
  });
  return {
    kind: 'linted',
    diagnostics: diagnosticsOf(findings, { source: 'ruff', unit: 'code-point', read }),
    evidence,
  };
}

function parseReport(output: string): readonly Problem[] | undefined {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(output));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function findingOf(path: string, problem: Problem, text: string): Finding {
  const { code, message, location, end_location: end, severity, fix } = problem;
  const index = new LineIndex(text, 'code-point');
  const fixes =
    fix?.applicability !== 'safe'
      ? []
      : fix.edits
          .map((edit) => ({
            start: index.offset(edit.location.row, edit.location.column),
            end: index.offset(edit.end_location.row, edit.end_location.column),
            text: edit.content,
          }))
          .toSorted((a, b) => a.start - b.start);
  return {
    path,
    line: location?.row ?? 1,
    ...(location == null ? {} : { column: location.column }),
    ...(end == null ? {} : { endLine: end.row, endColumn: end.column }),
    // What cannot be parsed has no code.
    code: code ?? 'parse',
    message,
    // Ruff ends with an error for whatever it is configured to look for.
    severity: severity === 'warning' || severity === 'info' ? 'warning' : 'error',
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}
