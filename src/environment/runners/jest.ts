import { join } from 'node:path';
import { namePattern } from './named-test.ts';
import { binOf, nodeCommand, nodeVariables } from './node-package.ts';
import { filesWithin, runWithReporter } from './reported-run.ts';
import type { NodeRunnerPlan, TestRunner } from './runner.ts';
import { keepOptions } from './script.ts';

/** Writes each file's results as they come, so that a run that was cut off is known to have been. */
const REPORTER = `
const fs = require('node:fs');
const out = (line) => fs.appendFileSync(process.env.CREDENCE_REPORT, JSON.stringify(line) + '\\n');
const text = (value) => { try { return typeof value === 'string' ? value : String(JSON.stringify(value)); } catch { return String(value); } };
const LOST = /jest worker process .* (?:was terminated|crashed)|child process exceptions|worker .*exited/i;
const compared = (details) => {
  const found = details && (details.matcherResult || details);
  if (!found || !('expected' in found) || !('actual' in found)) return {};
  return { expected: text(found.expected), actual: text(found.actual) };
};
let orderly = true;
module.exports = class {
  onRunStart() { fs.appendFileSync(process.env.CREDENCE_REPORT, ''); }
  onTestResult(_test, result) {
    const file = result.testFilePath;
    for (const test of result.testResults) {
      const name = [...test.ancestorTitles, test.title].join(' > ');
      const status = test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped';
      const told = (test.failureMessages || []).join('\\n');
      out({
        type: 'test', file, name, status,
        ...(status === 'failed' ? { message: told, stack: told, ...compared((test.failureDetails || [])[0]) } : {}),
      });
    }
    const error = result.testExecError;
    if (error) {
      const stack = String(error.stack || '');
      const message = String(result.failureMessage || error.message || stack);
      if (LOST.test(message)) orderly = false;
      out({ type: 'file-error', file, message: error.code === undefined && error.message ? String(error.message) : message, stack: stack + '\\n' + message });
    }
  }
  onRunComplete(_contexts, results) {
    if (orderly && !results.wasInterrupted) out({ type: 'end' });
  }
};
`;

const KEPT = new Set([
  ...[
    '-c',
    '--config',
    '--rootDir',
    '--env',
    '--testEnvironment',
    '--selectProjects',
    '--setupFiles',
    '--preset',
  ],
  ...['-i', '--runInBand', '--setupFilesAfterEnv', '--roots', '--passWithNoTests'],
]);

export function jestRunner({ within, testFiles, language, call }: NodeRunnerPlan): TestRunner {
  return {
    name: 'jest',
    language,
    testFiles,
    run(request) {
      const cwd = join(request.root, within);
      const files = filesWithin(request, within);
      const options = [
        ...keepOptions(call, KEPT),
        '--coverage=false',
        '--ci',
        '--watchAll=false',
        // Its file watcher is a service that would outlive the run.
        '--watchman=false',
        request.bail === true ? '--bail' : '--bail=0',
        ...(request.only === undefined ? [] : ['-t', namePattern(request.only)]),
      ];
      const asked = files.length === 0 ? [] : ['--runTestsByPath', ...files];
      return runWithReporter(request, {
        reporter: { name: 'reporter.cjs', text: REPORTER },
        cwd,
        argv: (reporter) => [
          nodeCommand(),
          ...(call?.nodeOptions ?? []),
          binOf(cwd, 'jest') ?? 'jest',
          ...options,
          `--reporters=${reporter}`,
          ...asked,
        ],
        shown: ['jest', ...options, ...asked],
        variables: () => ({ ...call?.variables, ...nodeVariables() }),
      });
    },
  };
}
