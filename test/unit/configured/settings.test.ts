import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/environment/configured/settings.ts';

const GO = {
  rung: 'tests',
  name: 'go',
  command: ['go', 'test', '-json', './...'],
  perFile: ['go', 'test', '-json', '{folders}'],
  files: '**/*.go',
  testFiles: ['**/*_test.go', '!vendor/'],
  cwd: './server/',
  env: { GOFLAGS: '-mod=mod' },
  report: { format: 'go-test-json' },
  timeoutSeconds: 300,
};

const complaints = (value: unknown): readonly string[] => {
  const parsed = parseCommands(value);
  return parsed.kind === 'invalid' ? parsed.complaints : [];
};

describe('the commands that a person configures', () => {
  it('are taken with their defaults', () => {
    expect(parseCommands([GO, { rung: 'lint', command: ['make', 'lint'], files: '*.c' }])).toEqual({
      kind: 'commands',
      commands: [
        { ...GO, files: ['**/*.go'], cwd: 'server', writable: [] },
        {
          ...{ rung: 'lint', name: 'make lint', command: ['make', 'lint'], files: ['*.c'], testFiles: [] },
          ...{ cwd: '', env: {}, writable: [], report: { format: 'exit-code' } },
        },
      ],
    });
    expect(parseCommands([])).toEqual({ kind: 'commands', commands: [] });
  });

  it.each([
    ['no list', { rung: 'tests' }, 'commands: is an object; expected a list of commands'],
    [
      'an unknown rung',
      [{ ...GO, rung: 'test' }],
      'commands[0].rung: is "test"; expected one of parse, types, lint, tests',
    ],
    [
      'a misspelt key',
      [{ ...GO, comand: [] }],
      'commands[0].comand: is not a key that is known here; remove it or correct its name',
    ],
    [
      'a command for a shell',
      [{ ...GO, command: 'go test' }],
      'commands[0].command: is "go test"; expected a list of words: the program, then its arguments',
    ],
    [
      'an empty command',
      [{ ...GO, command: [] }],
      'commands[0].command: is an empty list; expected a list of words: the program, then its arguments',
    ],
    [
      'a word that is none',
      [{ ...GO, command: ['go', 1] }],
      'commands[0].command[1]: is 1; expected a list of words: the program, then its arguments',
    ],
    [
      'no files',
      [{ ...GO, files: undefined }],
      'commands[0].files: is missing; expected a pattern as in .gitignore, for example "**/*.go", or a list of them',
    ],
    [
      'a folder outside',
      [GO, { ...GO, cwd: '../other' }],
      'commands[1].cwd: is "../other"; expected a folder within the workspace, for example "server"',
    ],
    [
      'an absolute folder',
      [{ ...GO, cwd: '/etc' }],
      'commands[0].cwd: is "/etc"; expected a folder within the workspace, for example "server"',
    ],
    [
      'a report outside',
      [{ ...GO, report: { format: 'junit', path: 'a/../../b.xml' } }],
      'commands[0].report.path: is "a/../../b.xml"; expected a file, folder or pattern within the command’s folder, or "stdout" or "stderr"',
    ],
    [
      'an unknown format',
      [{ ...GO, report: { format: 'trx' } }],
      'commands[0].report.format: is "trx"; expected one of exit-code, junit, tap, json, go-test-json, sarif, lines',
    ],
    [
      'a variable that is no text',
      [{ ...GO, env: { A: 1 } }],
      'commands[0].env.A: is 1; expected an object of texts, for example {"GOFLAGS": "-mod=mod"}',
    ],
    [
      'too long a time',
      [{ ...GO, timeoutSeconds: 1e9 }],
      'commands[0].timeoutSeconds: is 1000000000; expected a number of seconds from 1 to 3600',
    ],
    [
      'a format of another rung',
      [{ ...GO, report: { format: 'sarif' } }],
      'commands[0].report.format: is "sarif"; expected one of exit-code, junit, tap, json, go-test-json for the rung tests',
    ],
    [
      'a choice that names nothing',
      [{ ...GO, perFile: ['go', 'test'] }],
      'commands[0].perFile: names no file; expected {files}, {folders} or {names} in one of its words',
    ],
    [
      'a choice among nothing',
      [{ ...GO, testFiles: undefined }],
      'commands[0].testFiles: is missing; expected a pattern of the test files, since "perFile" chooses among them',
    ],
    [
      'one name twice',
      [GO, GO],
      'commands[1].name: “go” is used twice; expected another one, since results are told apart by it',
    ],
  ])('are refused with the key, what is wrong and what is expected: %s', (_, value, sentence) => {
    expect(complaints(value)).toContain(sentence);
  });

  it.each([
    ['is missing', undefined],
    ['is no regular expression', '(?<file>[)(?<message>.*)'],
    ['lacks the group (?<message>…)', '(?<file>.*)'],
    ['is too long', `(?<file>.*)(?<message>${'x'.repeat(1000)})`],
  ])('are refused when the pattern %s', (problem, pattern) => {
    const value = [{ rung: 'types', command: ['cc'], files: '*.c', report: { format: 'lines', pattern } }];
    expect(complaints(value).join()).toContain(`commands[0].report.pattern: ${problem}`);
  });

  it('never bring it to a throw, and are never half taken', () => {
    const key = fc.constantFrom(...Object.keys(GO), 'x', '__proto__');
    const value = fc.array(fc.dictionary(key, fc.jsonValue()));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), value, fc.anything()), (any) => {
        const parsed = parseCommands(any);
        if (parsed.kind === 'invalid') expect(parsed.complaints.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
