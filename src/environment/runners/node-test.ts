import { join } from 'node:path';
import { nodeCommand, nodeVariables } from './node-package.ts';
import { runWithReporter } from './reported-run.ts';
import type { TestRunner } from './runner.ts';
import { type ScriptCall, splitArguments } from './script.ts';

/**
 * A reporter for Node's own runner. Names are kept by nesting, since an event holds only its own; a file that could
 * not be loaded is reported by the runner as a failed test with the file's name.
 */
const REPORTER = `
import fs from 'node:fs';
import path from 'node:path';
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const show = (value) => { try { return typeof value === 'string' ? value : JSON.stringify(value) ?? String(value); } catch { return String(value); } };
const absolute = (file) => path.resolve(file ?? '');
export default async function* (source) {
  const names = new Map();
  const errors = new Map();
  for await (const { type, data } of source) {
    const file = data?.file === undefined ? undefined : absolute(data.file);
    if (type === 'test:stderr') errors.set(file, ((errors.get(file) ?? '') + data.message).slice(-4000));
    if (type === 'test:start') {
      const stack = names.get(file) ?? [];
      stack.length = data.nesting;
      stack.push(data.name);
      names.set(file, stack);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details?.error;
    const isFile = data.nesting === 0 && absolute(data.name) === file;
    if (isFile) {
      if (type === 'test:fail') out({ type: 'file-error', file, message: errors.get(file) || String(error?.cause?.stack ?? error?.message ?? 'the file failed') });
      continue;
    }
    if (data.details?.type === 'suite') continue;
    const stack = names.get(file) ?? [];
    const name = [...stack.slice(0, data.nesting), data.name].join(' > ');
    const skipped = data.skip !== undefined && data.skip !== false || (data.todo !== undefined && data.todo !== false);
    const cause = error?.cause ?? error;
    const failed = type === 'test:fail' && !skipped;
    out({
      type: 'test', file, name, status: failed ? 'failed' : skipped ? 'skipped' : 'passed',
      ...(failed ? { message: String(cause?.message ?? cause), stack: String(cause?.stack ?? '') } : {}),
      ...(failed && cause?.expected !== undefined ? { expected: show(cause.expected) } : {}),
      ...(failed && cause?.actual !== undefined ? { actual: show(cause.actual) } : {}),
    });
  }
  out({ type: 'end' });
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

export function nodeTestRunner(
  within: string,
  testFiles: readonly string[],
  language: TestRunner['language'],
  call: ScriptCall | undefined,
): TestRunner {
  const { options, patterns } = splitArguments(call?.args ?? [], TAKES_VALUE);
  const kept = options.filter((word, index) => {
    const before = options[index - 1] ?? '';
    return !REPLACED.test(word) && !(REPLACED.test(before) && TAKES_VALUE.has(before));
  });
  return {
    name: 'node:test',
    language,
    testFiles,
    run(request) {
      const files =
        request.files?.map((file) => (within === '' ? file : file.slice(within.length + 1))) ?? patterns;
      const rest = [...kept, '--test', ...files];
      return runWithReporter(request, {
        reporter: { name: 'reporter.mjs', text: REPORTER },
        cwd: join(request.root, within),
        argv: (reporter, report) => [
          nodeCommand(),
          ...kept,
          '--test',
          `--test-reporter=${reporter}`,
          `--test-reporter-destination=${report}.out`,
          ...files,
        ],
        shown: ['node', ...rest],
        variables: () => ({ ...call?.variables, ...nodeVariables() }),
      });
    },
  };
}
