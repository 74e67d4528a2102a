import { join, posix } from 'node:path';
import type { Language, Obstacle } from '../../loop/types.ts';
import { JEST, jestLikeRunner, VITEST } from './jest-like.ts';
import { mochaRunner } from './mocha.ts';
import { dependsOn, installed, type Manifest } from './node-package.ts';
import { nodeTestRunner } from './node-test.ts';
import type { Detection, Project } from './runner.ts';
import { callIn } from './script.ts';

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const NAMED_TEST = /(?:[._-](?:test|spec)|^test)\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Whether a file looks like a test by its name or its folder. */
export function isNodeTestFile(path: string): boolean {
  if (!SOURCE.test(path) || path.endsWith('.d.ts')) return false;
  if (NAMED_TEST.test(posix.basename(path))) return true;
  return path
    .split('/')
    .slice(0, -1)
    .some((part) => part === '__tests__' || part === 'test' || part === 'tests' || part === 'spec');
}

type RunnerName = 'vitest' | 'jest' | 'mocha' | 'node:test';

/** The runner of a package, from its test script, its configuration and its dependencies, in this order. */
export function detectNode(project: Project, manifest: Manifest): Detection {
  const { within, sources, folder } = project;
  const script = manifest.scripts?.test ?? '';
  const inPackage = sources.list().filter((path) => within === '' || path.startsWith(`${within}/`));
  const testFiles = inPackage.filter(isNodeTestFile);
  const name = runnerOf(project, manifest, script, testFiles);
  const where = within === '' ? 'package.json' : `${within}/package.json`;
  if (name === undefined) return none(unknownRunner(script, where, testFiles.length));
  if (testFiles.length === 0) {
    return none({
      kind: 'no-tests',
      message: `${where} names ${name}, but there is no test file.`,
      hint: 'Add a test that shows the problem.',
    });
  }
  if (name !== 'node:test' && installed(join(folder, within), name) === undefined) {
    return none({
      kind: 'missing-dependency',
      message: `${where} names ${name}, but it is not installed.`,
      hint: 'Run `npm install` there and try again.',
    });
  }
  const language: Language = inPackage.some((path) => /\.[cm]?tsx?$/.test(path))
    ? 'typescript'
    : 'javascript';
  const call = callIn(script, name === 'node:test' ? 'node' : name);
  if (name === 'mocha') return { kind: 'found', runners: [mochaRunner(within, testFiles, language, call)] };
  if (name === 'node:test')
    return { kind: 'found', runners: [nodeTestRunner(within, testFiles, language, call)] };
  const kind = name === 'vitest' ? VITEST : JEST;
  return { kind: 'found', runners: [jestLikeRunner(kind, within, testFiles, language, call)] };
}

function runnerOf(
  project: Project,
  manifest: Manifest,
  script: string,
  testFiles: readonly string[],
): RunnerName | undefined {
  const { within, sources } = project;
  for (const name of ['vitest', 'jest', 'mocha'] as const)
    if (callIn(script, name) !== undefined) return name;
  if (callIn(script, 'node')?.args.includes('--test') === true) return 'node:test';
  const has = (pattern: RegExp): boolean =>
    sources
      .list()
      .some(
        (path) =>
          posix.dirname(path) === (within === '' ? '.' : within) && pattern.test(posix.basename(path)),
      );
  if (has(/^vitest\.config\./)) return 'vitest';
  if (has(/^jest\.config\./) || manifest.jest !== undefined) return 'jest';
  if (has(/^\.mocharc/) || manifest.mocha !== undefined) return 'mocha';
  for (const name of ['vitest', 'jest', 'mocha'] as const) if (dependsOn(manifest, name)) return name;
  const usesNode = testFiles.some((path) => /['"]node:test['"]/.test(sources.read(path) ?? ''));
  return usesNode ? 'node:test' : undefined;
}

function unknownRunner(script: string, where: string, testFiles: number): Obstacle {
  const said = script === '' ? `${where} has no test script` : `the test script of ${where} is “${script}”`;
  if (testFiles === 0) {
    return {
      kind: 'no-tests',
      message: `There are no tests: ${said}, and no file looks like a test.`,
      hint: 'Add a test that shows the problem.',
    };
  }
  return {
    kind: 'no-runner',
    message: `No known test runner: ${said}.`,
    hint: 'Credence speaks to vitest, jest, mocha and node:test.',
  };
}

function none(obstacle: Obstacle): Detection {
  return { kind: 'none', obstacle };
}
