import { existsSync } from 'node:fs';
import { delimiter, dirname, join, posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { CheckOutcome, CheckRequest, CommandCheck } from '../configured/configured-check.ts';
import { diagnosticsOf, type Finding } from '../lint/finding.ts';
import { foldersOf, interrupted, isWithin, namedFrom, outermost } from '../lint/linter.ts';
import { readText } from '../lint/read-text.ts';
import { runLinter } from '../lint/run-linter.ts';
import { pythonOf } from '../runners/python-interpreter.ts';
import { evidenceOf, Roots } from '../runners/report.ts';
import { readMypy } from './mypy.ts';
import { readPyright } from './pyright.ts';

/** How one type checker is found, called and read. */
interface Tool {
  readonly name: string;
  readonly program: string;
  /** Files that are its configuration by their name alone. */
  readonly own: RegExp;
  /** What a shared file says where it configures the tool. */
  readonly table: RegExp;
  argv(request: { readonly python: string; readonly cache: string }): readonly string[];
  /** Paths are as the tool told them. */
  read(
    output: string,
  ): { readonly findings: readonly Finding[]; readonly unit: 'utf-16' | 'code-point' } | undefined;
}

const TOOLS: readonly Tool[] = [
  {
    name: 'mypy',
    program: 'mypy',
    own: /^\.?mypy\.ini$/,
    table: /^\[(?:tool\.)?mypy\]/m,
    argv: ({ python, cache }) => [
      ...['--show-column-numbers', '--show-error-end', '--show-error-codes', '--show-absolute-path'],
      ...['--no-pretty', '--no-color-output', '--no-error-summary', '--hide-error-context'],
      ...['--python-executable', python, '--cache-dir', cache],
    ],
    read: readMypy,
  },
  {
    name: 'Pyright',
    program: 'pyright',
    own: /^pyrightconfig\.json$/,
    table: /^\[tool\.pyright\]/m,
    argv: ({ python }) => ['--outputjson', '--pythonpath', python],
    read: readPyright,
  },
];

const SHARED = /^(?:pyproject\.toml|setup\.cfg|tox\.ini)$/;
const LISTS =
  /^(?:pyproject\.toml|setup\.cfg|tox\.ini|Pipfile|\.pre-commit-config\.yaml|.*requirements.*\.(?:txt|in))$/;

/** The type checkers that a Python project uses, each for the files below its configuration. */
export function pythonTypeChecks(folder: string, sources: Sources): readonly CommandCheck[] {
  const python = pythonOf(folder);
  if (python === undefined) return [];
  return TOOLS.flatMap((tool) =>
    placesOf(tool, sources).map((within): CommandCheck => {
      const covers = (path: string): boolean => /\.pyi?$/.test(path) && isWithin(path, within);
      const program = programOf(folder, python, tool.program);
      return {
        rung: 'types',
        name: tool.name,
        covers,
        run: (request) =>
          program === undefined
            ? Promise.resolve(absent(tool))
            : check(tool, [program, python], within, request),
      };
    }),
  );
}

/** Folders that configure the tool; where none does, those that list it among what they need. */
function placesOf(tool: Tool, sources: Sources): readonly string[] {
  const text = (path: string): string => sources.read(path) ?? '';
  const configured = foldersOf(sources, (path) => {
    const name = posix.basename(path);
    return tool.own.test(name) || (SHARED.test(name) && tool.table.test(text(path)));
  });
  if (configured.length > 0) return outermost(configured);
  const listed = new RegExp(`(?:^|["'\\s/])${tool.program}(?:["'\\s\\[<>=~!,;]|$)`, 'm');
  return outermost(foldersOf(sources, (path) => LISTS.test(posix.basename(path)) && listed.test(text(path))));
}

/** Of the interpreter's own environment, else of the workspace's packages, else of the person. */
function programOf(folder: string, python: string, name: string): string | undefined {
  const folders = [
    dirname(python),
    join(folder, 'node_modules/.bin'),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return folders.map((each) => join(each, file)).find((path) => existsSync(path));
}

function absent(tool: Tool): CheckOutcome {
  return {
    status: 'could-not-check',
    detail: `the project uses ${tool.name}, but it is not installed: run \`python -m pip install ${tool.program}\``,
    diagnostics: [],
  };
}

async function check(
  tool: Tool,
  [program, python]: readonly [string, string],
  within: string,
  request: CheckRequest,
): Promise<CheckOutcome> {
  const { root } = request;
  // Beside the copy, so that the next run in it only looks at what has changed.
  const cache = join(dirname(root), 'tmp', `${tool.program}-cache`);
  const files = request.files.map((file) => namedFrom(within, file));
  const result = await runLinter(request, {
    argv: [program, ...tool.argv({ python, cache }), ...files],
    cwd: join(root, within),
  });
  const roots = new Roots(root);
  const evidence = evidenceOf([tool.program, ...files], result, roots);
  const outcome = (status: CheckOutcome['status'], detail: string): CheckOutcome => ({
    ...{ status, detail, evidence, diagnostics: [] },
  });
  if (result.ended === 'timed-out') return outcome('timed-out', 'it did not end in time');
  const cut = interrupted(tool.name, result);
  if (cut !== undefined) return outcome('could-not-check', cut);
  const report = tool.read(result.stdout);
  const [told = ''] = `${result.stderr}\n${result.stdout}`.trim().split('\n', 1);
  if (report === undefined || (result.exitCode !== 0 && report.findings.length === 0))
    return outcome('could-not-check', `it could not be run: ${roots.clean(told)}`);
  const findings = report.findings.flatMap((finding) => {
    const path = roots.relative(finding.path);
    return path === undefined ? [] : [{ ...finding, path, message: roots.clean(finding.message) }];
  });
  const diagnostics = diagnosticsOf(findings, {
    source: tool.program,
    unit: report.unit,
    read: (path) => readText(root, path),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return { ...outcome('passed', 'no error'), diagnostics };
  return { ...outcome('failed', `${first.message} (${first.path}:${first.line})`), diagnostics };
}
