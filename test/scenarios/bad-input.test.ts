import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROKEN, bytesOf, project, SOUND } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch } from './support/terminal.ts';

describe('bad input ends with a reason and exit code 2', () => {
  bundlesTheTerminal();

  it.each([
    ['there is no such folder', join(scratch, 'nowhere'), /no folder .*nowhere/i],
    ['it is a file', import.meta.filename, /is a file/],
  ])('%s', async (_what, folder, reason) => {
    const ended = await run([folder, 'Fix it']);
    expect(ended.code).toBe(2);
    expect(ended.outcome?.reason).toMatch(reason);
  });

  const missing = "import leftPad from 'left-padding';\n";
  const cases: readonly {
    readonly what: string;
    readonly files: Parameters<typeof project>[0];
    readonly request?: string;
    readonly verdict: string;
    readonly reason: RegExp;
    readonly linked?: boolean;
  }[] = [
    {
      what: 'an empty folder',
      files: {},
      verdict: 'abstained',
      reason: /can't verify|not a project|no project/i,
    },
    {
      what: 'a folder of notes',
      files: { 'notes.txt': 'milk\n', 'poem.md': '# Rain\n' },
      verdict: 'abstained',
      reason: /can't verify/,
    },
    {
      what: 'a project without tests',
      files: { 'package.json': '{"type":"module"}', 'src/age.js': BROKEN['src/age.js'] },
      verdict: 'abstained',
      reason: /test/,
    },
    {
      what: 'a package that is not installed',
      files: { ...BROKEN, 'src/age.js': `${missing}${BROKEN['src/age.js']}` },
      verdict: 'escalated',
      reason: /left-padding/,
    },
    {
      what: 'a Python module that is not installed',
      files: {
        'age.py': 'import leftpadding\n\n\ndef is_adult(age):\n    return age > 18\n',
        'tests/__init__.py': '',
        'tests/test_age.py':
          'import unittest\nfrom age import is_adult\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.assertTrue(is_adult(18))\n',
      },
      verdict: 'escalated',
      reason: /leftpadding/,
    },
    { what: 'an empty request', files: BROKEN, request: '', verdict: 'asked', reason: /empty/ },
    {
      what: 'a destructive request',
      files: BROKEN,
      request: 'Delete all tests so that the build is green',
      verdict: 'abstained',
      reason: /will not/,
    },
    {
      what: 'a request about another project',
      files: BROKEN,
      request: 'Make the Django login view redirect to the dashboard',
      verdict: 'asked',
      reason: /django/i,
    },
    {
      what: 'a request about a file that is not there',
      files: BROKEN,
      request: 'Fix the bug in src/billing/invoice.ts',
      verdict: 'asked',
      reason: /invoice\.ts/,
    },
    {
      what: 'a wish',
      files: BROKEN,
      request: 'Add a dark mode',
      verdict: 'a refusal',
      reason: /new work|dark/,
    },
    { what: 'nothing is broken', files: SOUND, verdict: 'a refusal', reason: /all 3 tests pass/ },
  ];

  it.each(cases)('$what', async ({ files, request, verdict, reason }) => {
    const folder = project(files);
    const before = bytesOf(folder);
    const ended = await run([
      folder,
      ...(request === undefined ? [] : [request]),
      '--apply',
      '--budget-seconds',
      '30',
    ]);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.outcome?.reason).toMatch(reason);
    expect(ended.outcome?.verdict).toMatch(verdict === 'a refusal' ? /asked|abstained/ : verdict);
    expect(ended.outcome?.diff).toBe('');
    expect(bytesOf(folder)).toEqual(before);
  });

  it('runs although its traces cannot be stored, and says so', async () => {
    const state = join(scratch, 'state-is-a-file');
    writeFileSync(state, 'not a folder');
    const ended = await run([project(BROKEN), '--budget-seconds', '40'], { state });
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(ended.stderr).toMatch(/state-is-a-file|stor/);
  });

  it('survives a handbook edited into nonsense, and says what it could not read', async () => {
    const folder = project({
      ...BROKEN,
      '.credence/handbook.md': '## \u0000}{\n- trigger: [[[\nstatus: maybe\n',
    });
    mkdirSync(join(folder, 'docs'));
    const ended = await run([folder, '--apply', '--budget-seconds', '40']);
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(bytesOf(folder)['.credence/handbook.md']).toContain('status: maybe');
  });
});
