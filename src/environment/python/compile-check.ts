import { join } from 'node:path';
import type { CheckOutcome, CheckRequest, CommandCheck } from '../configured/configured-check.ts';
import { diagnosticsOf } from '../lint/finding.ts';
import { interrupted, namedFrom } from '../lint/linter.ts';
import { readText } from '../lint/read-text.ts';
import { runLinter } from '../lint/run-linter.ts';
import { evidenceOf, Roots } from '../runners/report.ts';
import { type CompileProblem, problemsSchema } from './protocol.ts';
import type { PythonWarm } from './python-warm.ts';

const NAME = "Python's compiler";

/** Compiles changed Python files with the project's own interpreter; nothing of them is run. */
export function pythonCompileCheck(options: {
  /** The interpreter. */
  readonly python: string;
  /** Absolute path of the folder that holds `compile_files.py`. */
  readonly serverFolder: string;
  /** Asked first: it answers without starting a process. */
  readonly warm?: PythonWarm;
}): CommandCheck {
  return {
    rung: 'parse',
    name: NAME,
    covers: (path) => path.endsWith('.py'),
    async run(request) {
      const texts = request.files.flatMap((path) => {
        const text = readText(request.root, path);
        return text === undefined ? [] : [[path, text] as const];
      });
      const told = await options.warm?.compile(texts, request.signal);
      return told === undefined ? compileCold(options, request) : outcomeOf(told, request);
    },
  };
}

async function compileCold(
  { python, serverFolder }: { readonly python: string; readonly serverFolder: string },
  request: CheckRequest,
): Promise<CheckOutcome> {
  const files = request.files.map((file) => namedFrom('', file));
  const argv = [python, '-I', '-B', join(serverFolder, 'compile_files.py'), ...files] as const;
  const result = await runLinter(request, { argv, cwd: request.root });
  const evidence = evidenceOf(['python', '-m', 'py_compile', ...files], result, new Roots(request.root));
  const told = parse(result.stdout);
  const cut = interrupted(NAME, result);
  if (cut !== undefined || told === undefined)
    return {
      status: 'could-not-check',
      detail: cut ?? `${NAME} gave no answer (exit code ${result.exitCode})`,
      diagnostics: [],
      evidence,
    };
  return { ...outcomeOf(told, request), evidence };
}

function outcomeOf(problems: readonly CompileProblem[], request: CheckRequest): CheckOutcome {
  const diagnostics = diagnosticsOf(problems, {
    source: 'python',
    unit: 'code-point',
    read: (path) => readText(request.root, path),
  });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined)
    return {
      status: 'failed',
      detail: `${error.code}: ${error.message} (${error.path}:${error.line})`,
      diagnostics,
    };
  const warnings = diagnostics.length === 0 ? '' : `, ${diagnostics.length} warnings`;
  return { status: 'passed', detail: `it compiles${warnings}`, diagnostics };
}

function parse(output: string): readonly CompileProblem[] | undefined {
  try {
    const parsed = problemsSchema.safeParse(JSON.parse(output));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
