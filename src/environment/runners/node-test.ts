import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { lastNamePattern } from './named-test.ts';
import { nodeCommand, nodeVariables } from './node-package.ts';
import { filesWithin, runWithReporter } from './reported-run.ts';
import type { NodeRunnerPlan, TestRunner } from './runner.ts';
import { splitArguments } from './script.ts';

/**
 * A reporter for Node's own runner. Names are kept by nesting, since an event holds only its own; a file that could
 * not be loaded is reported by the runner as a failed test with the file's name. A process that calls `exit` in the
 * middle looks like a file without tests, so the same file, loaded first into each process, takes note of it.
 */
const REPORTER = `
import fs from 'node:fs';
import path from 'node:path';
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const show = (value) => { try { return typeof value === 'string' ? value : String(JSON.stringify(value)); } catch { return String(value); } };
const absolute = (file) => path.resolve(file ?? '');
const exited = process.env.CREDENCE_REPORT + '.exited';
if (process.env.NODE_TEST_CONTEXT !== undefined) {
  const exit = process.exit;
  const main = path.resolve(process.argv[1] ?? '');
  process.exit = (...args) => {
    fs.appendFileSync(exited, JSON.stringify(main) + '\\n');
    return exit.apply(process, args);
  };
}
export default async function* (source) {
  fs.appendFileSync(process.env.CREDENCE_REPORT, '');
  const names = new Map();
  const errors = new Map();
  const notes = new Map();
  let killed = false;
  const open = new Map();
  const seen = new Set();
  for await (const { type, data } of source) {
    const file = data?.file === undefined ? undefined : absolute(data.file);
    if (type === 'test:stderr') errors.set(file, ((errors.get(file) ?? '') + data.message).slice(-4000));
    if (type === 'test:diagnostic' && file !== undefined) notes.set(file, data.message);
    if (type === 'test:fail' && data.details?.error?.signal) killed = true;
    const isFile = data?.nesting === 0 && data.name !== undefined && absolute(data.name) === file;
    if (isFile) {
      if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
        const error = data.details?.error;
        const message = errors.get(file) || notes.get(file) || String(error?.cause?.stack ?? error?.message ?? 'the file failed');
        out({ type: 'file-error', file, message, stack: message });
      }
      continue;
    }
    if (type === 'test:enqueue') open.set(file, (open.get(file) ?? 0) + 1);
    if (type === 'test:start') {
      const stack = names.get(file) ?? [];
      stack.length = data.nesting;
      stack.push(data.name);
      names.set(file, stack);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    open.set(file, (open.get(file) ?? 0) - 1);
    seen.add(file);
    const error = data.details?.error;
    // What holds others has an outcome of its own only where its hooks or its body failed.
    if (error?.failureType === 'subtestsFailed' || (data.details?.type === 'suite' && type === 'test:pass')) continue;
    const stack = names.get(file) ?? [];
    const name = [...stack.slice(0, data.nesting), data.name].join(' > ');
    const skipped = (data.skip !== undefined && data.skip !== false) || (data.todo !== undefined && data.todo !== false);
    const cause = error?.cause ?? error;
    const failed = type === 'test:fail' && !skipped;
    out({
      type: 'test', file, name, status: failed ? 'failed' : skipped ? 'skipped' : 'passed',
      ...(failed ? { message: String(cause?.message ?? cause), stack: String(cause?.stack ?? '') } : {}),
      ...(failed && cause?.expected !== undefined ? { expected: show(cause.expected) } : {}),
      ...(failed && cause?.actual !== undefined ? { actual: show(cause.actual) } : {}),
    });
  }
  const left = fs.existsSync(exited) ? fs.readFileSync(exited, 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
  const cut = left.some((file) => !seen.has(file)) || [...open.values()].some((n) => n > 0);
  if (!cut && !killed) out({ type: 'end' });
}
`;

const TAKES_VALUE = new Set([
  ...[
    '--import',
    '-r',
    '--require',
    '--loader',
    '--experimental-loader',
    '--test-reporter',
    '--test-reporter-destination',
  ],
  ...['--test-name-pattern', '--test-concurrency', '--test-timeout', '-C', '--conditions', '--env-file'],
]);
const REPLACED =
  /^--(test-reporter|test-reporter-destination|test|watch|experimental-test-coverage|test-coverage-\w+)(=|$)/;

export function nodeTestRunner({ within, testFiles, language, call }: NodeRunnerPlan): TestRunner {
  // Only a call of the runner names test files; any other script is a program of the project's own.
  const args = call?.args.includes('--test') === true ? call.args : [];
  const { options, patterns } = splitArguments(args, TAKES_VALUE);
  const kept = options.filter((word, index) => {
    const before = options[index - 1] ?? '';
    return !REPLACED.test(word) && !(REPLACED.test(before) && TAKES_VALUE.has(before));
  });
  // Node takes a folder for a module from version 21 on.
  const below = (pattern: string): readonly string[] => {
    const folder = posix.join(within, pattern.replace(/\/$/, ''));
    const found = testFiles.filter((file) => file.startsWith(`${folder}/`));
    return found.length > 0 ? found.map((file) => posix.relative(within, file)) : [pattern];
  };
  return {
    name: 'node:test',
    language,
    testFiles,
    run(request) {
      const cwd = join(request.root, within);
      const files =
        request.files === undefined ? expanded(patterns.flatMap(below), cwd) : filesWithin(request, within);
      const { only } = request;
      const chosen = only === undefined ? [] : [`--test-name-pattern=${lastNamePattern(only)}`];
      return runWithReporter(request, {
        reporter: { name: 'reporter.mjs', text: REPORTER },
        cwd,
        argv: (reporter, report) => [
          nodeCommand(),
          `--import=${pathToFileURL(reporter).href}`,
          ...kept,
          ...chosen,
          '--test',
          `--test-reporter=${reporter}`,
          `--test-reporter-destination=${report}.out`,
          ...files,
        ],
        shown: ['node', ...kept, ...chosen, '--test', ...files],
        variables: () => ({ ...(args.length === 0 ? {} : call?.variables), ...nodeVariables() }),
      });
    },
  };
}

/** No shell expands the patterns of a script here, and Node does so only from version 21 on. */
function expanded(patterns: readonly string[], cwd: string): readonly string[] {
  return patterns.flatMap((pattern) => {
    const found = /[*?[{]/.test(pattern)
      ? globSync(pattern, { cwd, expandDirectories: false }).toSorted()
      : [];
    return found.length > 0 ? found : [pattern];
  });
}
