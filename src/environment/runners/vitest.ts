import { join } from 'node:path';
import { namePattern } from './named-test.ts';
import { binOf, nodeCommand, nodeVariables } from './node-package.ts';
import { filesWithin, runWithReporter } from './reported-run.ts';
import type { NodeRunnerPlan, TestRunner } from './runner.ts';
import { keepOptions } from './script.ts';

/**
 * Walks the task tree, which looks the same in every Vitest since 0.34; its own JSON report lacks the compared values
 * and the places of what failed to load. A file that was not finished lost its worker: then there is no end line.
 */
const REPORTER = `
import fs from 'node:fs';
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const text = (value) => (typeof value === 'string' ? value : value === undefined ? undefined : String(JSON.stringify(value)));
const told = (errors) => {
  const error = errors[0] ?? {};
  const frames = (error.stacks ?? []).map(({ file, line }) => ({ path: file, line }));
  return {
    message: errors.map((e) => String(e?.message ?? e)).join('\\n'),
    stack: String(error.stack ?? ''),
    ...(frames.length > 0 ? { frames } : {}),
    ...(error.expected === undefined ? {} : { expected: text(error.expected) }),
    ...(error.actual === undefined ? {} : { actual: text(error.actual) }),
  };
};
const started = () => fs.appendFileSync(process.env.CREDENCE_REPORT, '');
let done = false;
let orderly = true;
let bail = 0;
const hasFailed = (task) => task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed);
function walk(task, file, titles) {
  const state = task.result?.state;
  const errors = task.result?.errors ?? [];
  const name = [...titles, task.name];
  if (task.type === 'suite') {
    for (const child of task.tasks) walk(child, file, name);
    if (errors.length > 0) out({ type: 'test', file, name: name.join(' > '), status: 'failed', ...told(errors) });
    return;
  }
  if (state === 'pass') out({ type: 'test', file, name: name.join(' > '), status: 'passed' });
  else if (state === 'fail') out({ type: 'test', file, name: name.join(' > '), status: 'failed', ...told(errors) });
  else out({ type: 'test', file, name: name.join(' > '), status: 'skipped' });
}
function finish(files, unhandled) {
  if (done) return;
  done = true;
  // After a failure that ends the run, files that were not reached are no surprise.
  const stopped = bail > 0 && files.some(hasFailed);
  for (const file of files) {
    const path = file.filepath;
    const { state, errors = [] } = file.result ?? {};
    const skipped = file.mode === 'skip' || file.mode === 'todo';
    if (!skipped && !stopped && (state === undefined || state === 'run' || state === 'queued' || state === 'only')) orderly = false;
    for (const task of file.tasks ?? []) walk(task, path, []);
    if (errors.length > 0) {
      const { message, stack, frames } = told(errors);
      out({ type: 'file-error', file: path, message, stack, ...(frames === undefined ? {} : { frames }) });
    }
  }
  for (const error of unhandled) {
    // Nobody else prints it.
    process.stderr.write(String(error?.stack ?? error?.message ?? error) + '\\n');
    if (/process\\.exit unexpectedly called|Worker (?:forks )?.*exited unexpectedly|Worker terminated/i.test(String(error?.message))) orderly = false;
  }
  if (orderly) out({ type: 'end' });
}
export default class {
  onInit(vitest) { bail = vitest?.config?.bail ?? 0; started(); }
  onTestRunEnd(modules, errors) { finish(modules.map((module) => module.task), errors ?? []); }
  onFinished(files, errors) { finish(files ?? [], errors ?? []); }
}
`;

const KEPT = new Set([
  ...[
    '-c',
    '--config',
    '-r',
    '--root',
    '--dir',
    '--project',
    '--environment',
    '--globals',
    '--pool',
    '--mode',
  ],
  ...[
    '--typecheck',
    '--isolate',
    '--no-isolate',
    '--fileParallelism',
    '--no-file-parallelism',
    '--workspace',
  ],
]);

export function vitestRunner({ within, testFiles, language, call }: NodeRunnerPlan): TestRunner {
  return {
    name: 'vitest',
    language,
    testFiles,
    run(request) {
      const cwd = join(request.root, within);
      // Its file patterns are parts of a path, so only a whole path means one file.
      const files = filesWithin(request, within).map((file) => join(cwd, file));
      const options = [
        'run',
        ...keepOptions(call, KEPT),
        '--coverage.enabled=false',
        `--bail=${request.bail === true ? 1 : 0}`,
        ...(request.only === undefined ? [] : ['-t', namePattern(request.only)]),
      ];
      return runWithReporter(request, {
        reporter: { name: 'reporter.mjs', text: REPORTER },
        cwd,
        argv: (reporter) => [
          nodeCommand(),
          ...(call?.nodeOptions ?? []),
          binOf(cwd, 'vitest') ?? 'vitest',
          ...options,
          `--reporter=${reporter}`,
          ...files,
        ],
        shown: ['vitest', ...options, ...files],
        variables: () => ({ ...call?.variables, ...nodeVariables() }),
      });
    },
  };
}
