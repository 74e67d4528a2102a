import { join, posix } from 'node:path';
import type { Language, Obstacle } from '../../loop/types.ts';
import { jestRunner } from './jest.ts';
import { mochaRunner } from './mocha.ts';
import { dependsOn, installed, type Manifest } from './node-package.ts';
import { nodeTestRunner } from './node-test.ts';
import type { Detection, NodeRunnerPlan, Project, TestRunner } from './runner.ts';
import { callIn, expandScript, type ScriptCall } from './script.ts';
import { vitestRunner } from './vitest.ts';

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

const RUNNERS: Readonly<Record<string, (plan: NodeRunnerPlan) => TestRunner>> = {
  vitest: vitestRunner,
  jest: jestRunner,
  mocha: mochaRunner,
  'node:test': nodeTestRunner,
};
type RunnerName = 'vitest' | 'jest' | 'mocha' | 'node:test';

/** The runner of a package, from its test script, its configuration and its dependencies, in this order. */
export function detectNode(project: Project, manifest: Manifest): Detection {
  const { within, sources, folder } = project;
  const script = expandScript(manifest.scripts ?? {}, 'test');
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
  const call = name === 'node:test' ? nodeTestCall(script) : callIn(script, name);
  const runner = RUNNERS[name]?.({ within, testFiles, language, call });
  return {
    kind: 'found',
    runners: runner === undefined ? [] : [{ ...runner, node: { name, within, call } }],
  };
}

/** Whether a package itself says what runs its tests, rather than only having it installed. */
export function namesRunner(project: Project, manifest: Manifest): boolean {
  return namedRunner(project, manifest, expandScript(manifest.scripts ?? {}, 'test')) !== undefined;
}

function runnerOf(
  project: Project,
  manifest: Manifest,
  script: string,
  testFiles: readonly string[],
): RunnerName | undefined {
  const named = namedRunner(project, manifest, script);
  if (named !== undefined) return named;
  if (isForeign(script)) return undefined;
  for (const name of ['vitest', 'jest', 'mocha'] as const) if (dependsOn(manifest, name)) return name;
  const usesNode = testFiles.some((path) => /['"]node:test['"]/.test(project.sources.read(path) ?? ''));
  return usesNode ? 'node:test' : undefined;
}

/** Runners that Credence does not speak to; what else is installed beside them cannot run their tests. */
const FOREIGN = [
  ...['react-scripts', 'react-app-rewired', 'craco', 'vue-cli-service', 'ng'],
  ...[
    'ava',
    'tap',
    'tape',
    'jasmine',
    'karma',
    'qunit',
    'uvu',
    'wtr',
    'bun',
    'deno',
    'playwright',
    'cypress',
  ],
];

function isForeign(script: string): boolean {
  return FOREIGN.some((command) => callIn(script, command) !== undefined);
}

/** Node's own runner, started by Node or by tsx, which is Node with a loader. */
function nodeTestCall(script: string): ScriptCall | undefined {
  const call = callIn(script, 'node', '--test');
  if (call !== undefined) return call;
  const tsx = callIn(script, 'tsx', '--test');
  return tsx === undefined ? undefined : { ...tsx, args: ['--import', 'tsx', ...tsx.args] };
}

function namedRunner(
  { within, sources }: Project,
  manifest: Manifest,
  script: string,
): RunnerName | undefined {
  for (const name of ['vitest', 'jest', 'mocha'] as const)
    if (callIn(script, name) !== undefined) return name;
  if (nodeTestCall(script) !== undefined) return 'node:test';
  if (isForeign(script)) return undefined;
  const here = within === '' ? '.' : within;
  const has = (pattern: RegExp): boolean =>
    sources.list().some((path) => posix.dirname(path) === here && pattern.test(posix.basename(path)));
  if (has(/^vitest\.config\./)) return 'vitest';
  if (has(/^jest\.config\./) || manifest.jest !== undefined) return 'jest';
  if (has(/^\.mocharc/) || manifest.mocha !== undefined) return 'mocha';
  return undefined;
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
    hint: 'Credence speaks to vitest, jest, mocha and node:test: let the test script call one of them.',
  };
}

function none(obstacle: Obstacle): Detection {
  return { kind: 'none', obstacle };
}
