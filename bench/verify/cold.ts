import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod/mini';
import type { Candidate } from '../../src/loop/types.ts';
import { runCommand } from './command.ts';
import { scratchFolder } from './scratch.ts';

/** What the project's own tools say of a candidate, each started anew. */
export interface ColdRun {
  readonly typesSeconds: number;
  readonly testsSeconds: number;
  /** Errors as `file code message`, without places. */
  readonly errors: readonly string[];
  /** `file > name` of every test that passed. */
  readonly passed: ReadonlySet<string>;
  readonly failed: number;
}

/** Vitest's JSON report, as far as it is needed. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

const LIMIT = { firstSeconds: 900, factor: 4, floorSeconds: 20 };

/** Checks candidates as its rivals do: a fresh copy, the whole compiler, the whole test command. */
export class Cold {
  readonly #project: string;
  #baseline: ColdRun | undefined;

  constructor(project: string) {
    this.#project = project;
  }

  /** The untouched project; comes first. */
  async baseline(): Promise<ColdRun> {
    this.#baseline ??= await this.#run([]);
    return this.#baseline;
  }

  run(candidate: Candidate): Promise<ColdRun> {
    return this.#run(candidate.edits);
  }

  /**
   * Why a candidate fails, or nothing when it passes, with no more work than that takes: no tests after a new error, and
   * none after the first that fails where all passed before.
   */
  async judge({ edits }: Candidate): Promise<string | undefined> {
    const before = await this.baseline();
    const folder = scratchFolder('copy');
    try {
      this.#copy(folder, edits);
      const { errors } = await this.#types(folder);
      const fresh = newError(before, errors);
      if (fresh !== undefined) return fresh;
      const { passed } = await this.#tests(folder, before.failed === 0 ? ['--bail=1'] : []);
      return lostTest(before, passed);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The same of a run that was made already. */
  async failure(run: ColdRun): Promise<string | undefined> {
    const before = await this.baseline();
    return newError(before, run.errors) ?? lostTest(before, run.passed);
  }

  async #run(edits: Candidate['edits']): Promise<ColdRun> {
    const folder = scratchFolder('copy');
    try {
      this.#copy(folder, edits);
      const types = await this.#types(folder);
      const tests = await this.#tests(folder, []);
      return {
        typesSeconds: types.seconds,
        testsSeconds: tests.seconds,
        errors: types.errors,
        passed: tests.passed,
        failed: tests.failed,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #types(folder: string): Promise<{ readonly errors: readonly string[]; readonly seconds: number }> {
    const { output, seconds } = await runCommand(
      [process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false'],
      { cwd: folder, limitSeconds: limitOf(this.#baseline?.typesSeconds) },
    );
    return { errors: readErrors(output), seconds };
  }

  async #tests(folder: string, more: readonly string[]): Promise<Passed & { readonly seconds: number }> {
    const report = join(folder, 'report.json');
    const { seconds } = await runCommand(
      [
        ...([process.execPath, 'node_modules/vitest/vitest.mjs', 'run'] as const),
        ...['--reporter=json', `--outputFile=${report}`, ...more],
      ],
      { cwd: folder, limitSeconds: limitOf(this.#baseline?.testsSeconds) },
    );
    return { ...readReport(report, folder), seconds };
  }

  #copy(folder: string, edits: Candidate['edits']): void {
    const packages = join(this.#project, 'node_modules');
    cpSync(this.#project, folder, { recursive: true, filter: (path) => path !== packages });
    symlinkSync(packages, join(folder, 'node_modules'));
    for (const edit of edits) {
      if (edit.kind !== 'modify') throw new Error('the bench only modifies files');
      const file = join(folder, edit.path);
      writeFileSync(file, withReplacements(readFileSync(file, 'utf8'), edit.replacements));
    }
  }
}

function withReplacements(
  text: string,
  replacements: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  return replacements.reduceRight(
    (now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end),
    text,
  );
}

function readErrors(output: string): readonly string[] {
  return [...output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+: .*)$/gm)].map(
    ([, file, message]) => `${file} ${message}`,
  );
}

interface Passed {
  readonly passed: ReadonlySet<string>;
  readonly failed: number;
}

/** Nothing passed when there is no report: the run crashed or did not end. */
function readReport(file: string, folder: string): Passed {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { passed: new Set(), failed: 0 };
  }
  const report = reportSchema.safeParse(JSON.parse(text));
  if (!report.success) throw new Error('the JSON report of Vitest has another form than expected');
  const all = report.data.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      id: `${relative(folder, name)} > ${fullName}`,
      status,
    })),
  );
  const passed = all.filter(({ status }) => status === 'passed').map(({ id }) => id);
  return { passed: new Set(passed), failed: all.filter(({ status }) => status === 'failed').length };
}

function newError(before: ColdRun, errors: readonly string[]): string | undefined {
  const known = [...before.errors];
  return errors.find((error) => {
    const at = known.indexOf(error);
    if (at === -1) return true;
    known.splice(at, 1);
    return false;
  });
}

function lostTest(before: ColdRun, passed: ReadonlySet<string>): string | undefined {
  const lost = [...before.passed].find((test) => !passed.has(test));
  return lost === undefined ? undefined : `breaks ${lost}`;
}

function limitOf(untouchedSeconds: number | undefined): number {
  return untouchedSeconds === undefined
    ? LIMIT.firstSeconds
    : Math.max(LIMIT.floorSeconds, LIMIT.factor * untouchedSeconds);
}
