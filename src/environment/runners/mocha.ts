import { join, posix } from 'node:path';
import { namePattern } from './named-test.ts';
import { binOf, nodeCommand, nodeVariables } from './node-package.ts';
import { filesWithin, runWithReporter } from './reported-run.ts';
import type { NodeRunnerPlan, TestRunner } from './runner.ts';
import { splitArguments } from './script.ts';

/** Mocha's own reporters mix with what tests print, so this one writes to a file. */
const REPORTER = `
const fs = require('node:fs');
const path = require('node:path');
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const show = (value) => { try { return typeof value === 'string' ? value : String(JSON.stringify(value)); } catch { return String(value); } };
const titles = (test) => test.titlePath().filter((title) => title !== '').join(' > ');
const fileOf = (test) => { for (let at = test; at; at = at.parent) if (at.file) return at.file; return ''; };
const plan = JSON.parse(process.env.CREDENCE_PLAN);
const wanted = plan.only && new Set(plan.only.map((file) => path.resolve(file)));
const known = new Set(plan.known.map((file) => path.resolve(file)));

// A file that cannot be loaded would end the whole run, and a configuration may name more files than were asked for.
for (const [name, cached] of Object.entries(require.cache)) {
  if (!/[\\/\\\\]lib[\\/\\\\]nodejs[\\/\\\\]esm-utils\\.c?js$/.test(name)) continue;
  const utils = cached.exports;
  utils.loadFilesAsync = async (files, before, after, decorate) => {
    for (const file of files) {
      const absolute = path.resolve(file);
      if (wanted && known.has(absolute) && !wanted.has(absolute)) continue;
      before(file);
      try {
        after(file, await utils.requireOrImport(absolute, decorate));
      } catch (error) {
        const stack = String((error && error.stack) || error);
        out({ type: 'file-error', file: absolute, message: stack, stack });
      }
    }
  };
}

module.exports = class {
  constructor(runner) {
    fs.appendFileSync(process.env.CREDENCE_REPORT, '');
    const line = (test, status, error) => ({
      type: 'test', file: fileOf(test), name: titles(test), status,
      ...(error ? { message: String((error && error.message) || error), stack: String((error && error.stack) || '') } : {}),
      ...(error && typeof error === 'object' && error.expected !== undefined ? { expected: show(error.expected) } : {}),
      ...(error && typeof error === 'object' && error.actual !== undefined ? { actual: show(error.actual) } : {}),
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
const REPLACED = new Set(['-R', '--reporter', '-O', '--reporter-option', '-j', '--jobs']);
/** What the script chooses tests by; Mocha takes it once. */
const CHOOSING = ['-g', '--grep', '-f', '--fgrep'];
const DROPPED = new Set(['--watch', '-w', '--parallel', '-p', '-b', '--bail']);

export function mochaRunner({ within, testFiles, language, call }: NodeRunnerPlan): TestRunner {
  const { options, patterns } = splitArguments(call?.args ?? [], TAKES_VALUE);
  const loadedFirst = new Set(
    options.flatMap((word, index) =>
      word === '--file'
        ? [posix.normalize(options[index + 1] ?? '')]
        : word.startsWith('--file=')
          ? [posix.normalize(word.slice(7))]
          : [],
    ),
  );
  return {
    name: 'mocha',
    language,
    testFiles,
    run(request) {
      const cwd = join(request.root, within);
      const asked = filesWithin(request, within);
      const rest = [
        ...ownOptions(options, request.only === undefined ? REPLACED : new Set([...REPLACED, ...CHOOSING])),
        ...(request.only === undefined ? [] : ['--grep', namePattern(request.only)]),
        // One process, so that files that cannot be loaded and lost processes are seen as such.
        '--no-parallel',
        // Otherwise its stacks have the folder cut out.
        '--full-trace',
        request.bail === true ? '--bail' : '--no-bail',
        ...(request.files === undefined ? patterns : asked),
      ];
      const plan = {
        ...(request.files === undefined ? {} : { only: asked }),
        // A file that the script loads before all others is no test of its own.
        known: filesWithin({ ...request, files: testFiles }, within).filter((file) => !loadedFirst.has(file)),
      };
      return runWithReporter(request, {
        reporter: { name: 'reporter.cjs', text: REPORTER },
        cwd,
        argv: (reporter) => [
          nodeCommand(),
          ...(call?.nodeOptions ?? []),
          binOf(cwd, 'mocha') ?? 'mocha',
          '--reporter',
          reporter,
          ...rest,
        ],
        shown: ['mocha', ...rest],
        variables: () => ({ ...call?.variables, ...nodeVariables(), CREDENCE_PLAN: JSON.stringify(plan) }),
      });
    },
  };
}

/** The script's options without those that are ours to choose. */
function ownOptions(options: readonly string[], replaced: ReadonlySet<string>): readonly string[] {
  return options.filter(
    (word, index) =>
      !replaced.has(word.split('=', 1)[0] ?? '') &&
      !replaced.has(options[index - 1] ?? '') &&
      !DROPPED.has(word),
  );
}
