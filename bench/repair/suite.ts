import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { type CommandEnd, plainEnvironment, runCommand } from '../verify/command.ts';
import type { RunnerName } from './corpus.ts';

const bin = resolve(import.meta.dirname, '../../node_modules/.bin');
const LIMIT_SECONDS = 60;

export interface SuiteEnd {
  readonly passed: boolean;
  readonly seconds: number;
  /** The end of what the runner said. */
  readonly output: string;
}

/** The environment in which this repository's runners and its Node come first, and no key is. */
export function projectEnvironment(): Record<string, string> {
  const kept = Object.entries(plainEnvironment()).filter(([name]) => !/^CREDENCE_/.test(name));
  const path = `${bin}${delimiter}${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(kept), PATH: path, PYTHONDONTWRITEBYTECODE: '1' };
}

/** Runs the whole visible suite as the project's author does. */
export async function runSuite(runner: RunnerName, folder: string): Promise<SuiteEnd> {
  return runAll(folder, [suiteCommand(runner, folder)]);
}

/** Runs these test files and no others. */
export async function runFiles(
  runner: RunnerName,
  folder: string,
  files: readonly string[],
): Promise<SuiteEnd> {
  return runAll(folder, fileCommands(runner, folder, files));
}

type Command = readonly [string, ...string[]];

const packageSchema = z.object({ scripts: z.optional(z.object({ test: z.optional(z.string()) })) });

/** The project's own test script where it has one; its runner alone otherwise. */
function suiteCommand(runner: RunnerName, folder: string): Command {
  if (runner === 'pytest') return ['python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
  if (runner === 'unittest') {
    const within = existsSync(join(folder, 'tests')) ? ['-s', 'tests', ...topOf(folder, 'tests')] : [];
    return ['python3', '-m', 'unittest', 'discover', ...within];
  }
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  if (scripts?.test === undefined) throw new Error(`${folder}/package.json has no test script`);
  return ['sh', '-c', scripts.test];
}

/** Where imports begin: above a package of tests, in a folder of loose test files. */
function topOf(folder: string, tests: string): readonly string[] {
  return existsSync(join(folder, tests, '__init__.py')) ? ['-t', '.'] : [];
}

function fileCommands(runner: RunnerName, folder: string, files: readonly string[]): readonly Command[] {
  switch (runner) {
    case 'vitest':
      return [['vitest', 'run', ...files]];
    case 'jest':
      return [['jest', '--runTestsByPath', ...files]];
    case 'mocha':
      return files.map((file) => ['mocha', file]);
    case 'node:test':
      return [['node', '--test', ...files]];
    case 'pytest':
      return [['python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', ...files]];
    case 'unittest':
      return files.map((file) => [
        ...(['python3', '-m', 'unittest', 'discover', '-s', dirname(file)] as const),
        ...['-p', basename(file), ...topOf(folder, dirname(file))],
      ]);
  }
}

async function runAll(folder: string, commands: readonly Command[]): Promise<SuiteEnd> {
  let seconds = 0;
  let output = '';
  for (const command of commands) {
    const end = await runCommand(command, {
      cwd: folder,
      limitSeconds: LIMIT_SECONDS,
      env: projectEnvironment(),
    });
    seconds += end.seconds;
    output += end.output;
    if (!passed(end)) return { passed: false, seconds, output };
  }
  return { passed: commands.length > 0, seconds, output };
}

/** A runner that found no test has shown nothing; node and unittest still end well. */
function passed({ exitCode, output }: CommandEnd): boolean {
  return exitCode === 0 && !/^(Ran 0 tests|ℹ tests 0|# tests 0)/m.test(output);
}
