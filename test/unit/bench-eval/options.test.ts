import { describe, expect, it } from 'vitest';
import { type Ending, figuresOf } from '../../../bench/eval/arms.ts';
import { readOptions, terminalArguments } from '../../../bench/eval/options.ts';

const NEEDED = ['--model', 'm', '--base-url', 'http://127.0.0.1:1/v1'];

describe('the options of the evaluation', () => {
  it('reach the product as its terminal takes them, without a key', () => {
    const options = readOptions([
      ...NEEDED,
      '--strong-model',
      's',
      '--budget-tokens',
      '7',
      '--tasks',
      'mine',
    ]);
    if (typeof options === 'string') throw new Error(options);
    expect(options.tasks).toMatch(/mine$/);
    expect(terminalArguments(options)).toEqual([
      ...['--base-url', 'http://127.0.0.1:1/v1', '--model', 'm'],
      ...['--strong-model', 's', '--strong-base-url', 'http://127.0.0.1:1/v1'],
      ...['--budget-tokens', '7', '--budget-dollars', '1'],
    ]);
  });

  it.each([
    [[], /--model and --base-url/],
    [['--model', 'm'], /--model and --base-url/],
    [[...NEEDED, '--limit', '0'], /--limit/],
    [[...NEEDED, '--seed', 'x'], /--seed/],
    [[...NEEDED, '--budget-tokens', '-1'], /--budget-tokens/],
    [[...NEEDED, '--nonsense'], /nonsense/],
  ])('%j are refused in a sentence', (args, reason) => {
    expect(readOptions(args)).toMatch(reason);
  });
});

describe('the figures of an arm', () => {
  const task = { repairable: true } as Ending['task'];
  const end = (verdict: Ending['verdict'], credence?: number): Ending => ({
    ...{ task, verdict, tokens: 10, dollars: 0.5, note: '' },
    ...(credence === undefined ? {} : { credence }),
  });

  it('hold what was offered against what came true', () => {
    const endings = [end('solved', 0.9), end('solved', 0.9), end('wrong', 0.9), end('abstained')];
    expect(figuresOf(endings)).toMatchObject({
      ...{ tasks: 4, solved: 0.5, wrong: 0.25, abstained: 0.25, failed: 0, tokens: 40, dollars: 2 },
      ece: expect.closeTo(0.7 / 3),
      brier: expect.closeTo((0.01 + 0.01 + 0.81) / 3),
    });
  });

  it('are none where nothing was offered', () => {
    expect(figuresOf([])).toMatchObject({ solved: null, wrong: null, ece: null, brier: null, tokens: 0 });
    const unrepairable = { ...end('abstained'), task: { ...task, repairable: false } };
    expect(figuresOf([unrepairable])).toMatchObject({ solved: null, abstained: 1, ece: null });
  });
});
