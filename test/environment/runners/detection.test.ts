import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { detectRunners } from '../../../src/environment/runners/index.ts';
import { named, projectOf, runIn } from '../../support/projects.ts';

const TEST = "import { test, expect } from 'vitest';\ntest('works', () => expect(1).toBe(1));\n";

function detect(files: Readonly<Record<string, string>>) {
  const folder = projectOf(files);
  const list = Object.keys(files).toSorted();
  return detectRunners(folder, { list: () => list, read: (path) => files[path] });
}

function runnerNames(files: Readonly<Record<string, string>>): readonly string[] {
  const detection = detect(files);
  return detection.kind === 'found'
    ? detection.runners.map((runner) => runner.name)
    : [detection.obstacle.kind];
}

const manifest = (value: object): string => JSON.stringify(value);

describe('which runner a project uses', () => {
  it.each([
    ['the script names it', { scripts: { test: 'vitest run' } }, 'vitest'],
    [
      'the script starts it by node',
      { scripts: { test: 'node --experimental-vm-modules node_modules/jest/bin/jest.js' } },
      'jest',
    ],
    [
      'another script names it',
      { scripts: { test: 'npm run lint && npm run unit', lint: 'eslint .', unit: 'mocha' } },
      'mocha',
    ],
    ['only its configuration is there', { jest: {} }, 'jest'],
    ['only the dependency is there', { devDependencies: { mocha: '*' } }, 'mocha'],
    ['a program runs before it', { scripts: { test: 'node build.js && node --test' } }, 'node:test'],
    ['it is started by tsx', { scripts: { test: 'tsx --test' } }, 'node:test'],
    [
      'another runner uses one of them inside',
      { scripts: { test: 'react-scripts test' }, jest: {}, devDependencies: { jest: '*' } },
      'no-runner',
    ],
    ['nothing names one', { scripts: { test: 'make test' } }, 'no-runner'],
    ['scripts that call each other end', { scripts: { test: 'npm run a', a: 'npm run test' } }, 'no-runner'],
  ])('%s', (_, value, runner) => {
    expect(runnerNames({ 'package.json': manifest(value), 'a.test.js': 'test();' })).toEqual([runner]);
  });

  it('says what is missing', () => {
    expect(runnerNames({})).toEqual(['not-a-project']);
    expect(runnerNames({ 'README.md': 'hello' })).toEqual(['not-a-project']);
    expect(runnerNames({ 'package.json': manifest({ scripts: { test: 'vitest' } }) })).toEqual(['no-tests']);
    expect(runnerNames({ 'package.json': '{ broken', 'a.test.js': '' })).toEqual(['not-a-project']);
    expect(runnerNames({ 'main.py': 'print(1)' })).toEqual(['no-tests']);
  });
});

describe('a monorepo', () => {
  const files = {
    'package.json': manifest({
      workspaces: ['packages/*'],
      scripts: { test: 'turbo test' },
      devDependencies: { vitest: '*' },
    }),
    'packages/one/package.json': manifest({ name: 'one', scripts: { test: 'vitest run' } }),
    'packages/one/src.test.ts': TEST,
    'packages/one/another.test.ts': TEST.replace('works', 'is another'),
    'packages/two/package.json': manifest({ name: 'two', scripts: { test: 'node --test' } }),
    'packages/two/two.test.mjs': "import test from 'node:test';\ntest('two', () => {});\n",
    'packages/two/fixtures/app/package.json': manifest({ name: 'data' }),
  };

  it('is tested by its packages, each with its own runner', () => {
    expect(runnerNames(files)).toEqual(['vitest', 'node:test']);
  });

  it('runs the asked file of a package only, and names it from the workspace', async () => {
    const folder = projectOf(files);
    const report = await runIn(folder, ['packages/one/src.test.ts']);
    expect(report.results).toMatchObject([
      { file: 'packages/one/src.test.ts', name: 'works', status: 'passed' },
    ]);
    const two = await runIn(folder, ['packages/two/two.test.mjs']);
    expect(named(two, 'two')[0]?.file).toBe('packages/two/two.test.mjs');
  });
});

describe.skipIf(process.platform === 'win32')('an interpreter that is started by a script', () => {
  const files = { 'test_it.py': 'def test_it():\n    assert True\n' };

  /** What is detected where `python3` is such a script, started with these lines before it goes on. */
  function detectBy(lines: string): ReturnType<typeof detect> {
    const real = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
    const bin = projectOf({ python3: `#!/bin/sh\n${lines}\nexec "${real.trim()}" "$@"\n` });
    chmodSync(join(bin, 'python3'), 0o755);
    const before = process.env.PATH;
    process.env.PATH = `${bin}:${before}`;
    onTestFinished(() => {
      process.env.PATH = before;
    });
    return detect(files);
  }

  it('is taken itself, so that the script is run once', () => {
    const detection = detectBy('');
    const real = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
    expect(detection.kind === 'found' && detection.runners[0]?.python?.python).toBe(real.trim());
  });

  it('is the one that the script chooses by the folder of the project', () => {
    expect(detectBy('test -f test_it.py || exit 1').kind).toBe('found');
  });

  it('has pytest where it is installed, not where the project has a file of that name', () => {
    expect(detect({ ...files, 'pytest.py': 'raise SystemExit(7)\n' }).kind).toBe('found');
    expect(detectBy('exec "$0-none" 2>/dev/null')).toMatchObject({
      kind: 'none',
      obstacle: { kind: 'missing-dependency' },
    });
  });
});
