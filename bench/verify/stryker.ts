import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { plainEnvironment, runCommand } from './command.ts';
import type { Project } from './projects/project.ts';
import { scratchFolder } from './scratch.ts';

export type StrykerRun =
  | {
      readonly kind: 'ran';
      /** Mutants that some test covers. */
      readonly covered: number;
      /** Per covered mutant, after the dry run. */
      readonly secondsEach: number;
      /** From its start to its end. */
      readonly seconds: number;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

const LIMIT_SECONDS = 1500;
const NOT_RUN = new Set(['NoCoverage', 'Ignored', 'CompileError']);
const stopwatch = z.object({ seconds: z.number(), statuses: z.record(z.string(), z.number()) });

/** Runs StrykerJS with one worker on a stretch of each edited file. */
export async function mutateWithStryker(
  project: Project,
  texts: ReadonlyMap<string, string>,
  lines: number,
): Promise<StrykerRun> {
  if (project.withoutStryker !== undefined) return { kind: 'unavailable', reason: project.withoutStryker };
  const folder = scratchFolder('stryker');
  try {
    const packages = join(project.folder, 'node_modules');
    cpSync(project.folder, folder, { recursive: true, filter: (path) => path !== packages });
    symlinkSync(packages, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'stryker.conf.json'), JSON.stringify(settings(stretches(texts, lines))));
    const file = join(folder, 'stopwatch.json');
    const run = await runCommand(
      [process.execPath, 'node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'stryker.conf.json'],
      { cwd: folder, limitSeconds: LIMIT_SECONDS, env: { ...plainEnvironment(), STOPWATCH_FILE: file } },
    );
    if (run.exitCode !== 0) {
      const last = run.output
        .trim()
        .split('\n')
        .findLast((line) => /ERROR|error/.test(line));
      return { kind: 'unavailable', reason: last ?? (run.timedOut ? 'it did not end' : 'it failed') };
    }
    const { seconds, statuses } = stopwatch.parse(JSON.parse(readFileSync(file, 'utf8')));
    const covered = Object.entries(statuses).reduce((n, [name, k]) => n + (NOT_RUN.has(name) ? 0 : k), 0);
    return { kind: 'ran', covered, secondsEach: seconds / covered, seconds: run.seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function settings(mutate: readonly string[]): object {
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', join(import.meta.dirname, 'stryker-stopwatch.mjs')],
    reporters: ['stopwatch'],
    mutate,
    concurrency: 1,
    coverageAnalysis: 'perTest',
    checkers: [],
    symlinkNodeModules: true,
    disableTypeChecks: true,
    allowConsoleColors: false,
    logLevel: 'info',
    fileLogLevel: 'off',
    thresholds: { break: null },
    dryRunTimeoutMinutes: 15,
  };
}

/** Lines of each file around its middle, by its share of all. */
function stretches(texts: ReadonlyMap<string, string>, lines: number): readonly string[] {
  const counts = [...texts].map(([path, text]) => [path, text.split('\n').length] as const);
  const all = counts.reduce((n, [, count]) => n + count, 0);
  return counts.map(([path, count]) => {
    const share = Math.min(count, Math.max(5, Math.round((lines * count) / all)));
    const from = Math.max(1, Math.round((count - share) / 2));
    return `${path}:${from}-${Math.min(count, from + share)}`;
  });
}
