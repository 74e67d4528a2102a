import { cpSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod/mini';
import type { Candidate } from '../../src/loop/types.ts';
import { plainEnvironment, runCommand } from './command.ts';
import type { Project } from './projects/project.ts';
import { scratchFolder } from './scratch.ts';

export type StrykerRun =
  | {
      readonly kind: 'ran';
      /** Its mutants that some test covers, as candidates. */
      readonly mutants: readonly StrykerMutant[];
      /** Per covered mutant, after the dry run. */
      readonly secondsEach: number;
      /** From its start to its end. */
      readonly seconds: number;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface StrykerMutant {
  readonly candidate: Candidate;
  /** Whether a test failed, or did not end, with it. */
  readonly isKilled: boolean;
}

const LIMIT_SECONDS = 1500;
const NOT_RUN = new Set(['NoCoverage', 'Ignored', 'CompileError']);
const position = z.object({ line: z.number(), column: z.number() });
const mutant = z.object({
  status: z.string(),
  fileName: z.string(),
  location: z.object({ start: position, end: position }),
  replacement: z.string(),
});
const stopwatch = z.object({ seconds: z.number(), mutants: z.array(mutant) });

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
    const { seconds, mutants } = stopwatch.parse(JSON.parse(readFileSync(file, 'utf8')));
    const covered = mutants.filter(({ status }) => !NOT_RUN.has(status));
    return {
      kind: 'ran',
      mutants: covered.map((each, index) => candidateOf(each, index, realpathSync(folder), texts)),
      secondsEach: seconds / covered.length,
      seconds: run.seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function candidateOf(
  { status, fileName, location, replacement }: z.infer<typeof mutant>,
  index: number,
  folder: string,
  texts: ReadonlyMap<string, string>,
): StrykerMutant {
  const path = relative(folder, fileName);
  const lines = (texts.get(path) ?? '').split('\n');
  // Its lines and columns count from 1.
  const offset = ({ line, column }: z.infer<typeof position>): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const start = offset(location.start);
  const end = offset(location.end);
  return {
    candidate: {
      id: `stryker-${index + 1}`,
      skills: ['bench'],
      title: `${replacement.slice(0, 40)} (${path}:${location.start.line})`,
      edits: [{ kind: 'modify', path, replacements: [{ start, end, text: replacement }] }],
      share: 0,
      why: 'a mutant of StrykerJS',
    },
    isKilled: status === 'Killed' || status === 'Timeout',
  };
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
