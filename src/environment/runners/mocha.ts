import { join } from 'node:path';
import { binOf, nodeCommand, nodeVariables } from './node-package.ts';
import { runWithReporter } from './reported-run.ts';
import type { TestRunner } from './runner.ts';
import { type ScriptCall, splitArguments } from './script.ts';

/** Mocha's own reporters mix with what tests print, so this one writes to a file. */
const REPORTER = `
const fs = require('node:fs');
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const show = (value) => { try { return typeof value === 'string' ? value : JSON.stringify(value); } catch { return String(value); } };
const titles = (test) => test.titlePath().filter((title) => title !== '').join(' > ');
module.exports = class {
  constructor(runner) {
    const line = (test, status, error) => ({
      type: 'test', file: test.file || '', name: titles(test), status,
      ...(error ? { message: String((error && error.message) || error), stack: String((error && error.stack) || '') } : {}),
      ...(error && 'expected' in error && error.expected !== undefined ? { expected: show(error.expected) } : {}),
      ...(error && 'actual' in error && error.actual !== undefined ? { actual: show(error.actual) } : {}),
    });
    runner.on('pass', (test) => out(line(test, 'passed')));
    runner.on('pending', (test) => out(line(test, 'skipped')));
    runner.on('fail', (test, error) => out(line(test, 'failed', error)));
    runner.on('end', () => out({ type: 'end' }));
  }
};
`;

const TAKES_VALUE = new Set([
  ...[
    '-r',
    '--require',
    '--import',
    '--config',
    '--extension',
    '--ext',
    '-t',
    '--timeout',
    '-u',
    '--ui',
    '--file',
    '--loader',
  ],
  ...[
    '-R',
    '--reporter',
    '-O',
    '--reporter-option',
    '-g',
    '--grep',
    '-f',
    '--fgrep',
    '--ignore',
    '--exclude',
    '--package',
    '--opts',
  ],
  ...['-j', '--jobs', '--retries', '-s', '--slow', '-n', '--node-option'],
]);
const REPLACED = new Set(['-R', '--reporter', '-O', '--reporter-option', '--watch', '-w']);

export function mochaRunner(
  within: string,
  testFiles: readonly string[],
  language: TestRunner['language'],
  call: ScriptCall | undefined,
): TestRunner {
  const { options, patterns } = splitArguments(call?.args ?? [], TAKES_VALUE);
  return {
    name: 'mocha',
    language,
    testFiles,
    run(request) {
      const cwd = join(request.root, within);
      const files =
        request.files?.map((file) => (within === '' ? file : file.slice(within.length + 1))) ?? patterns;
      const rest = [...withoutReporter(options), ...(request.bail === true ? ['--bail'] : []), ...files];
      return runWithReporter(request, {
        reporter: { name: 'reporter.cjs', text: REPORTER },
        cwd,
        argv: (reporter) => [nodeCommand(), binOf(cwd, 'mocha') ?? 'mocha', '--reporter', reporter, ...rest],
        shown: ['mocha', ...rest],
        variables: () => ({ ...call?.variables, ...nodeVariables() }),
      });
    },
  };
}

function withoutReporter(options: readonly string[]): readonly string[] {
  return options.filter(
    (word, index) => !REPLACED.has(word.split('=', 1)[0] ?? '') && !REPLACED.has(options[index - 1] ?? ''),
  );
}
