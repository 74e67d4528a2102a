import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CorpusCheck } from '../../bench/repair/check.ts';
import { readCorpus } from '../../bench/repair/corpus.ts';
import { PatchJudge } from '../../bench/repair/judge.ts';
import { commitAll, writeWorkspace } from '../../bench/repair/workspace.ts';
import { endCommands, runCommand } from '../../bench/verify/command.ts';
import { removeScratch } from '../../bench/verify/scratch.ts';
import { put, temporaryFolder } from '../support/projects.ts';

const IMPORTS =
  "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { isAdult } from '../src/age.ts';\n";
const check = (age: number, is: boolean): string =>
  `test('${age}', () => assert.equal(isAdult(${age}), ${is}));\n`;
const bug = (replace: string) => [{ file: 'src/age.ts', find: 'age >= 18', replace }];
const task = {
  id: 'birthday',
  kind: 'relational-operator',
  repairable: true,
  bug: bug('age > 18'),
  hidden: ['test/age.hidden.test.ts'],
};

const PROJECT = {
  'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.ts"}}',
  'src/age.ts': 'export const isAdult = (age: number): boolean => age >= 18;\n',
  'test/age.test.ts': `${IMPORTS}${check(18, true)}`,
  'hidden/test/age.hidden.test.ts': `${IMPORTS}${check(18, true)}${check(17, false)}`,
};

const PYTHON = {
  'age.py': 'def is_adult(age):\n    return age >= 18\n',
  'tests/__init__.py': '',
  'tests/test_age.py':
    'import unittest\n\nfrom age import is_adult\n\n\nclass AgeTest(unittest.TestCase):\n    def test_birthday(self):\n        self.assertTrue(is_adult(18))\n',
  'hidden/tests/test_age_hidden.py':
    'import unittest\n\nfrom age import is_adult\n\n\nclass AgeTest(unittest.TestCase):\n    def test_both(self):\n        self.assertEqual([is_adult(17), is_adult(18)], [False, True])\n',
};

function corpusOf(files: object, runner: string, tasks: readonly object[], language = 'typescript'): string {
  const folder = temporaryFolder();
  const all = { ...files, 'tasks.json': JSON.stringify({ runner, tasks }) };
  put(
    folder,
    Object.fromEntries(Object.entries(all).map(([path, text]) => [`${language}/age/${path}`, text])),
  );
  return folder;
}

function firstTask(folder: string) {
  const { tasks, problems } = readCorpus(folder);
  expect(problems).toEqual([]);
  const [first] = tasks;
  if (first === undefined) throw new Error('no task');
  return first;
}

describe('a corpus of repair tasks, with real runners', () => {
  afterAll(() => {
    endCommands();
    removeScratch();
  });

  it.each([
    ['fine as it is', {}, []],
    [
      'its bug fails no visible test',
      { bug: bug('age >= 17'), hidden: task.hidden },
      ['all visible tests pass with the bug: nothing shows it'],
    ],
    [
      'its hidden tests fail with the reference patch',
      { add: { 'test/helper.test.ts': `${IMPORTS}${check(18, false)}` } },
      [expect.stringContaining('visible tests fail with the reference patch')],
    ],
  ])('is checked: %s', async (_, over, faults) => {
    const one = firstTask(corpusOf(PROJECT, 'node:test', [{ ...task, ...over }]));
    expect(await new CorpusCheck().faultsOf(one)).toEqual(faults);
  });

  it('is checked: its hidden tests do not see the bug', async () => {
    const blind = { ...PROJECT, 'hidden/test/age.hidden.test.ts': `${IMPORTS}${check(40, true)}` };
    const one = firstTask(corpusOf(blind, 'node:test', [task]));
    expect(await new CorpusCheck().faultsOf(one)).toEqual([
      'all hidden tests pass with the bug: they would judge any patch right',
    ]);
  });

  it('is checked with unittest', async () => {
    const own = {
      ...task,
      bug: [{ file: 'age.py', find: '>= 18', replace: '> 18' }],
      hidden: ['tests/test_age_hidden.py'],
    };
    const one = firstTask(corpusOf(PYTHON, 'unittest', [own], 'python'));
    expect(await new CorpusCheck().faultsOf(one)).toEqual([]);
  });

  it('tells a right patch from one that only passes what was visible, and from one that does not', async () => {
    const one = firstTask(corpusOf(PROJECT, 'node:test', [task]));
    const at = PROJECT['src/age.ts'].indexOf('>=');
    const patch = (text: string, length = 1) => [
      { kind: 'modify' as const, path: 'src/age.ts', replacements: [{ start: at, end: at + length, text }] },
    ];
    const judge = new PatchJudge(one);
    expect(await judge.judge(patch('>='))).toEqual({ visible: true, right: true });
    expect(await judge.judge(patch('>= 1 || 0 >='))).toMatchObject({ visible: true, right: false });
    expect(await judge.judge(patch('<'))).toMatchObject({ visible: false, right: false });
    expect(await judge.judge([{ kind: 'delete', path: 'src/none.ts' }])).toMatchObject({
      visible: false,
      fault: 'src/none.ts is not there',
    });
  });

  it('becomes a repository with the bug in its only commit, and nothing of the hidden tests in it', async () => {
    const one = firstTask(corpusOf(PROJECT, 'node:test', [task]));
    const folder = temporaryFolder();
    writeWorkspace(one, folder, 'bug');
    await commitAll(folder);
    const git = async (...args: string[]) =>
      (await runCommand(['git', ...args], { cwd: folder, limitSeconds: 20 })).output.trim();
    expect(await git('status', '--porcelain')).toBe('');
    expect(await git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(await git('ls-files')).toBe('package.json\nsrc/age.ts\ntest/age.test.ts');
    expect(await git('show', 'HEAD:src/age.ts')).toContain('age > 18');
  });

  it('leaves nothing behind when it is stopped', async () => {
    const endless = {
      ...PROJECT,
      'test/age.test.ts': `${IMPORTS}setInterval(() => {}, 1000);\n${check(18, true)}`,
    };
    const corpus = corpusOf(endless, 'node:test', [task]);
    const run = resolve(import.meta.dirname, '../../bench/repair/run.ts');
    const child = spawn(process.execPath, ['--no-warnings', run, '--check', '--corpus', corpus], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const own = join(tmpdir(), `credence-bench-run-${child.pid}`);
    await expect
      .poll(() => existsSync(own) && readdirSync(own).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    const ended = new Promise((done) => child.on('close', done));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(existsSync(own)).toBe(false);
  });
});
