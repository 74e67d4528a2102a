import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { TestResult } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { runCommand } from '../isolation/process.ts';
import { binOf, nodeCommand, nodeVariables } from './node-package.ts';
import { conclude, evidenceOf, type Findings, firstLines, Roots } from './report.ts';
import type { RunRequest, TestRunner } from './runner.ts';
import type { ScriptCall } from './script.ts';

/* Jest and Vitest write the same JSON report, so one reader serves both. */

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.nullable(z.string())),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.optional(z.array(z.string())),
          title: z.optional(z.string()),
          fullName: z.optional(z.string()),
          status: z.string(),
          failureMessages: z.optional(z.nullable(z.array(z.string()))),
        }),
      ),
    }),
  ),
});

interface Kind {
  readonly name: 'vitest' | 'jest';
  arguments(report: string, request: RunRequest, call: ScriptCall | undefined): readonly string[];
}

export const VITEST: Kind = {
  name: 'vitest',
  arguments: (report, { files, bail }, call) => [
    'run',
    ...keepOptions(call, [
      '-c',
      '--config',
      '-r',
      '--root',
      '--dir',
      '--project',
      '--environment',
      '--globals',
    ]),
    '--reporter=json',
    `--outputFile=${report}`,
    '--coverage.enabled=false',
    ...(bail === true ? ['--bail=1'] : []),
    ...(files ?? []),
  ],
};

export const JEST: Kind = {
  name: 'jest',
  arguments: (report, { files, bail }, call) => [
    ...keepOptions(call, [
      '-c',
      '--config',
      '--rootDir',
      '--env',
      '--testEnvironment',
      '--selectProjects',
      '--setupFiles',
      '--preset',
    ]),
    '--json',
    `--outputFile=${report}`,
    '--coverage=false',
    '--ci',
    '--watchAll=false',
    '--testLocationInResults',
    ...(bail === true ? ['--bail'] : []),
    ...(files === undefined ? [] : ['--runTestsByPath', ...files]),
  ],
};

/** The options of the project's own script that say where its configuration is. */
function keepOptions(call: ScriptCall | undefined, names: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const [index, word] of (call?.args ?? []).entries()) {
    const [name] = word.split('=', 1);
    if (name === undefined || !names.includes(name)) continue;
    kept.push(word);
    const next = call?.args[index + 1];
    if (!word.includes('=') && next !== undefined && !next.startsWith('-')) kept.push(next);
  }
  return kept;
}

export function jestLikeRunner(
  kind: Kind,
  within: string,
  testFiles: readonly string[],
  language: TestRunner['language'],
  call: ScriptCall | undefined,
): TestRunner {
  return {
    name: kind.name,
    language,
    testFiles,
    async run(request) {
      const cwd = join(request.root, within);
      const report = join(mkdtempSync(join(request.lease, 'report-')), 'report.json');
      const roots = new Roots(request.root);
      const entry = binOf(cwd, kind.name) ?? kind.name;
      const files = request.files?.map((file) => (within === '' ? file : file.slice(within.length + 1)));
      const args = kind.arguments(report, files === undefined ? request : { ...request, files }, call);
      const argv = [nodeCommand(), entry, ...args] as const;
      const result = await runCommand({
        argv: [...argv],
        cwd,
        env: commandEnvironment({
          lease: request.lease,
          variables: { ...call?.variables, ...nodeVariables() },
        }),
        limitSeconds: request.limitSeconds,
        limitBytes: 50 * 1024 * 1024,
        signal: request.signal,
      });
      return conclude(
        readReport(report, roots),
        result,
        evidenceOf([kind.name, ...args.filter((a) => !a.includes(report))], result, roots),
      );
    },
  };
}

function readReport(file: string, roots: Roots): Findings | undefined {
  let parsed: z.infer<typeof reportSchema>;
  try {
    parsed = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
  const results: Omit<TestResult, 'id'>[] = [];
  const fileErrors: Findings['fileErrors'][number][] = [];
  for (const suite of parsed.testResults) {
    const path = roots.relative(suite.name) ?? suite.name;
    if (suite.status === 'failed' && !suite.assertionResults.some((t) => t.status === 'failed')) {
      const message = suite.message ?? 'the file could not be loaded';
      fileErrors.push({
        file: path,
        message: roots.clean(firstLines(message)),
        frames: roots.frames(message),
      });
    }
    for (const test of suite.assertionResults) {
      const name = [
        ...(test.ancestorTitles ?? []).filter((title) => title !== ''),
        test.title ?? test.fullName ?? '',
      ].join(' > ');
      const status = test.status === 'passed' ? 'passed' : test.status === 'failed' ? 'failed' : 'skipped';
      const text = (test.failureMessages ?? []).join('\n');
      results.push({
        file: path,
        name,
        status,
        frames: roots.frames(text),
        ...(status === 'failed' ? { message: roots.clean(firstLines(text)), ...comparison(text) } : {}),
      });
    }
  }
  return { results, fileErrors, complete: true };
}

/** Jest prints both values; Vitest says "expected X to be Y". */
function comparison(text: string): { expected?: string; actual?: string } {
  const expected = /^\s*Expected:?\s+(.+)$/m.exec(text)?.[1];
  const actual = /^\s*Received:?\s+(.+)$/m.exec(text)?.[1];
  if (expected !== undefined && actual !== undefined) return { expected, actual };
  const said =
    /expected (.+?) to (?:be|equal|deeply equal|strictly equal|have a length of) (.+?)(?: \/\/|\n|$)/.exec(
      text,
    );
  return said?.[1] === undefined || said[2] === undefined ? {} : { actual: said[1], expected: said[2] };
}
