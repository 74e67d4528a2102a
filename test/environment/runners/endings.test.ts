import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { named, projectOf, runIn } from '../../support/projects.ts';

/** The same small tests in each runner's own words. */
const RUNNERS = [
  { runner: 'vitest', script: 'vitest run', head: "import { test } from 'vitest';\n", extension: 'mjs' },
  { runner: 'jest', script: 'jest', head: '', extension: 'js' },
  { runner: 'mocha', script: 'mocha --ui qunit', head: '', extension: 'cjs' },
  { runner: 'node:test', script: 'node --test', head: "import test from 'node:test';\n", extension: 'mjs' },
] as const;

describe.each(RUNNERS)('$runner', ({ script, head, extension }) => {
  const project = (files: Readonly<Record<string, string>>): string =>
    projectOf({
      'package.json': JSON.stringify({ scripts: { test: script } }),
      ...Object.fromEntries(
        Object.entries(files).map(([name, text]) => [`test/${name}.test.${extension}`, `${head}${text}`]),
      ),
    });
  const file = (name: string): string => `test/${name}.test.${extension}`;

  it('does not look complete when an asked file has not run', async () => {
    const folder = project({ one: "test('one', () => {});\n", none: 'globalThis.nothing = 1;\n' });
    const report = await runIn(folder, [file('one'), file('none')]);
    expect(named(report, 'one')[0]?.status).toBe('passed');
    expect(report.fileErrors.map((error) => error.file)).toEqual([file('none')]);
  });

  it('calls a run crashed in which a signal ends the process', async () => {
    const folder = project({
      killed:
        "test('first', () => {});\ntest('killed', async () => {\n  process.kill(process.pid, 'SIGKILL');\n  await new Promise((resolve) => setTimeout(resolve, 1000));\n});\n",
    });
    const report = await runIn(folder, [file('killed')]);
    expect(report.status).toBe('crashed');
    expect(named(report, 'killed').map((test) => test.status)).not.toContain('passed');
  });

  it('tells of an error that comes after its test', async () => {
    const folder = project({
      late: "test('leaks', () => {\n  setTimeout(() => {\n    throw new Error('comes late');\n  }, 50);\n});\ntest('waits', () => new Promise((resolve) => setTimeout(resolve, 400)));\n",
    });
    const report = await runIn(folder, [file('late')]);
    const told = [
      report.reason,
      ...report.fileErrors.map((error) => error.message),
      ...report.results.map((test) => test.message),
    ];
    expect(told.join('\n')).toContain('comes late');
  });

  it('stops at the first failing test, where it can, without calling that a crash', async () => {
    const text = "test('fails', () => {\n  throw new Error('no');\n});\ntest('after', () => {});\n";
    const report = await runIn(project({ one: text, two: text }), [file('one'), file('two')], { bail: true });
    expect(report.status).toBe('ran');
    expect(report.fileErrors).toEqual([]);
    expect(named(report, 'fails').map((test) => test.status)).toContain('failed');
    if (script !== 'node --test') {
      expect(report.results.filter((test) => test.status !== 'skipped').length).toBeLessThan(4);
    }
  });
});

describe('node:test', () => {
  const test =
    "import test from 'node:test';\ntest('is ready', (t) => t.assert.equal(globalThis.ready, 1));\n";

  it('takes its options from the call of the runner, not from a program before it', async () => {
    const folder = projectOf({
      'package.json': JSON.stringify({
        scripts: { test: 'node build.mjs && node --import ./setup.mjs --test' },
      }),
      'build.mjs': '',
      'setup.mjs': 'globalThis.ready = 1;\n',
      'test/ready.test.mjs': test,
    });
    expect(named(await runIn(folder), 'is ready')[0]?.status).toBe('passed');
  });

  it('takes a folder for the tests in it', async () => {
    const folder = projectOf({
      'package.json': JSON.stringify({ scripts: { test: 'node --test test/' } }),
      'test/inner/ready.test.mjs': test.replace('1)', 'undefined)'),
    });
    const report = await runIn(folder);
    expect(report).toMatchObject({ status: 'ran', fileErrors: [] });
    expect(report.results.map((result) => result.file)).toEqual(['test/inner/ready.test.mjs']);
  });

  it('does not blame a test for its subtests', async () => {
    const folder = projectOf({
      'package.json': JSON.stringify({ scripts: { test: 'node --test' } }),
      'test/nested.test.mjs':
        "import test from 'node:test';\ntest('outer', async (t) => {\n  await t.test('inner', () => {\n    throw new Error('no');\n  });\n});\n",
    });
    expect((await runIn(folder)).results).toMatchObject([{ name: 'outer > inner', message: 'no' }]);
  });
});

describe('mocha', () => {
  it('says which module of its script is missing', async () => {
    const folder = projectOf({
      'package.json': JSON.stringify({ scripts: { test: "mocha -r not-there/register 'test/*.js'" } }),
      'test/one.js': "it('one', () => {});\n",
    });
    const report = await runIn(folder);
    expect(report.status).toBe('could-not-run');
    expect(report.reason).toMatch(/Cannot find (?:module|package) 'not-there/);
  });
});

describe('a Python without pytest', () => {
  const bare = (files: Readonly<Record<string, string>>): string => {
    const folder = projectOf(files);
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(folder, '.venv')]);
    return folder;
  };

  it('still runs classes of unittest', async () => {
    const folder = bare({
      'conftest.py': '',
      'test_one.py':
        'import unittest\n\n\nclass T(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(1, 1)\n',
    });
    expect((await runIn(folder, ['test_one.py'])).results).toMatchObject([{ name: 'T > test_one' }]);
  });

  it('says that functions need it, and how to get it', async () => {
    await expect(runIn(bare({ 'test_one.py': 'def test_one():\n    pass\n' }))).rejects.toThrow(
      'written for pytest',
    );
  });
});
