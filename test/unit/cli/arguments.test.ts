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
    [['a', '--strong-model', 'x'], '--strong-model goes with --model'],
    [['a', '--strong-base-url', 'http://h/v1'], '--strong-base-url goes with --strong-model'],
    [['a', '--effort', 'heroic'], '--effort takes minimal, low, medium or high'],
    [['a', '--max-dollars', 'none'], '--budget-dollars takes a number'],
    [['models', 'there'], 'write ./models'],
    [['a', '--frobnicate'], 'frobnicate'],
  ])('says what is wrong with %j', (argv, message) => {
    expect(parseArguments(argv)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('takes two models, where the second is on the first one’s server unless told', () => {
    const fast = ['.', '--base-url', 'http://h/v1', '--model', 'small'];
    expect(parseArguments([...fast, '--strong-model', 'large'])).toMatchObject({
      arguments: {
        model: { baseUrl: 'http://h/v1', model: 'small' },
        strongModel: { baseUrl: 'http://h/v1', model: 'large' },
      },
    });
    const elsewhere = ['--strong-model', 'large', '--strong-base-url', 'https://other/v1', '--effort', 'low'];
    expect(parseArguments([...fast, ...elsewhere])).toMatchObject({
      arguments: { strongModel: { baseUrl: 'https://other/v1', model: 'large', effort: 'low' } },
    });
  });

  it('takes the cap of dollars under either name', () => {
    expect(parseArguments(['.', '--max-dollars', '0.25'])).toMatchObject({ arguments: { dollars: 0.25 } });
    expect(parseArguments(['.', '--budget-dollars', '0.5'])).toMatchObject({ arguments: { dollars: 0.5 } });
  });

  it('lists models of a server, or of this machine, and still takes a folder of that name', () => {
    expect(parseArguments(['models'])).toEqual({ kind: 'models', json: false });
    expect(parseArguments(['models', '--base-url', 'http://h/v1', '--json'])).toEqual({
      ...{ kind: 'models', baseUrl: 'http://h/v1', json: true },
    });
    expect(parseArguments(['./models'])).toMatchObject({ arguments: { folder: './models' } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('--json', '--seed', '--', '-h', '--model=x'))),
        (argv) => {
          expect(['run', 'help', 'version', 'wrong', 'handbook']).toContain(parseArguments(argv).kind);
        },
      ),
    );
  });

  it('reads what a person asks of the handbook', () => {
    const ask = (...words: readonly string[]) => {
      const parsed = parseArguments(['handbook', ...words]);
      return parsed.kind === 'handbook' ? parsed.handbook.ask : parsed;
    };
    expect(ask()).toEqual({ do: 'list' });
    expect(ask('pin', 'a b')).toEqual({ do: 'pin', name: 'a b' });
    expect(ask('edit', 'a', 'Do it.')).toEqual({ do: 'edit', name: 'a', instruction: 'Do it.' });
    expect(ask('export')).toEqual({ do: 'export' });
    expect(ask('export', 'x.md')).toEqual({ do: 'export-file', file: 'x.md' });
    expect(ask('reset', '--yes')).toEqual({ do: 'reset' });
    expect(parseArguments(['handbook', 'list', '--folder', '../shop', '--json'])).toMatchObject({
      handbook: { folder: '../shop', json: true },
    });
    for (const words of [
      ['pin'],
      ['edit', 'a'],
      ['import'],
      ['reset'],
      ['love'],
      ['list', 'x'],
      ['pin', 'a', 'b'],
    ])
      expect(ask(...words)).toMatchObject({ kind: 'wrong', message: expect.stringMatching(/handbook/) });
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
