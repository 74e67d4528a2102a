import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELP, parseArguments } from '../../../src/cli/arguments.ts';

describe('the command line', () => {
  it('needs no more than a folder', () => {
    expect(parseArguments(['.'])).toMatchObject({
      kind: 'run',
      arguments: {
        folder: '.',
        request: 'Make the failing tests pass',
        apply: false,
        seconds: 120,
        trusted: true,
      },
    });
  });

  it('takes a request and options in any order', () => {
    const parsed = parseArguments([
      '--json',
      'shop',
      '--budget-seconds',
      '7.5',
      'fix it',
      '--seed=4',
      '--apply',
    ]);
    expect(parsed).toMatchObject({
      kind: 'run',
      arguments: { folder: 'shop', request: 'fix it', json: true, apply: true, seconds: 7.5, seed: 4 },
    });
  });

  it('works on the sample when no folder is given', () => {
    expect(parseArguments(['--budget-seconds', '9'], '/sample')).toMatchObject({
      arguments: { folder: '/sample', seconds: 9 },
    });
    expect(parseArguments(['mine'], '/sample')).toMatchObject({ arguments: { folder: 'mine' } });
  });

  it('keeps an empty request empty, for the loop to ask about', () => {
    expect(parseArguments(['.', ''])).toMatchObject({ arguments: { request: '' } });
  });

  it.each([
    [[], 'Which folder?'],
    [['a', 'fix', 'the', 'cart'], 'Put the request in quotes'],
    [['a', '--budget-seconds', 'soon'], '--budget-seconds takes a number'],
    [['a', '--budget-seconds', ''], '--budget-seconds takes a number'],
    [['a', '--budget-dollars=-1'], '--budget-dollars takes a number'],
    [['a', '--seed', '1.5'], '--seed takes a whole number'],
    [['a', '--model', 'x'], '--base-url and --model go together'],
    [['a', '--frobnicate'], 'frobnicate'],
  ])('says what is wrong with %j', (argv, message) => {
    expect(parseArguments(argv)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('--json', '--seed', '--', '-h', '--model=x'))),
        (argv) => {
          expect(['run', 'help', 'version', 'wrong']).toContain(parseArguments(argv).kind);
        },
      ),
    );
  });

  it('helps: every option is described', () => {
    for (const option of [
      'apply',
      'assess',
      'json',
      'budget-seconds',
      'seed',
      'untrusted',
      'base-url',
      'model',
      'state-folder',
    ]) {
      expect(HELP).toContain(`--${option}`);
    }
    expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
