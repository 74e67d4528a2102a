import { describe, expect, it } from 'vitest';
import { asRecorded, type Draft } from '../../../src/environment/probe/drafts.ts';
import { preconditionsOf } from '../../../src/environment/probe/preconditions.ts';
import type { WireValue } from '../../../src/environment/probe/wire-value.ts';

const list = (...v: WireValue[]): WireValue => ({ t: 'array', v });

const draft = (...args: WireValue[]): Draft => ({
  ...asRecorded({
    base: JSON.stringify(args),
    function: 'src/find.ts#find',
    test: 'find.test.ts::t',
    passed: true,
    isEntry: true,
    steps: [{ kind: 'call', name: 'find', args }],
  }),
  isRecorded: true,
  isNear: true,
});

describe('what all calls of the tests have in common', () => {
  it.each<[string, readonly (readonly WireValue[])[], readonly WireValue[], readonly WireValue[]]>([
    [
      'a list in order',
      [
        [list(1, 2, 3), 2],
        [list(2, 4, 8, 9), 5],
        [list('a', 'b', 'c'), 1],
      ],
      [list(0, 0, 7), 4],
      [list(3, 1, 2), 4],
    ],
    ['the characters of a text', [['()'], ['(())'], [')(']], ['()()('], ['(a)']],
    ['texts in a list', [[list('IX', 'V')], [list('X')], [list('MC')]], [list('LL')], [list('IX', 'v')]],
    [
      'an index that stays within the list',
      [0, 1, 2, 0, 1, 2].map((at, index) => [list(5, 1, 9, index), at]),
      [list(7, 7, 1), 2],
      [list(7, 7, 1), 3],
    ],
    ['the order of two numbers', [1, 2, 3, 4, 5, 6].map((low) => [low, low * 3]), [2, 2], [3, 2]],
  ])('is kept or not: %s', (_, calls, usual, unusual) => {
    const isUsual = preconditionsOf(calls.map((args) => draft(...args)));
    expect(isUsual(draft(...usual))).toBe(true);
    expect(isUsual(draft(...unusual))).toBe(false);
  });

  it('is nothing that a test breaks, nor what few calls show', () => {
    const broken = [list(1, 2, 3), list(2, 4, 8), list(1, 5, 6), list(9, 1, 4)].map((each) => draft(each));
    expect(preconditionsOf(broken)(draft(list(3, 1, 2)))).toBe(true);
    expect(preconditionsOf(broken.slice(0, 2))(draft(list(3, 1, 2)))).toBe(true);
    // Two numbers are in order every other time.
    expect(preconditionsOf([draft(1, 2), draft(3, 5), draft(2, 9)])(draft(5, 1))).toBe(true);
    expect(
      preconditionsOf([draft(list(1, 2)), draft(list(3, 4)), draft(list(5, 6))])(draft(list(2, 1))),
    ).toBe(true);
  });
});
