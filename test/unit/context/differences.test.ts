import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultHints } from '../../../src/context/differences.ts';
import { differenceOf } from '../../../src/context/values.ts';
import type { FaultKind } from '../../../src/loop/ports.ts';
import type { TestResult } from '../../../src/loop/types.ts';
import { result } from './workspace.ts';

const failed = (over: Partial<TestResult>): TestResult => result('a.test.ts', 'fails', 'failed', over);

describe('how values differ', () => {
  it.each([
    ['3', '4', 'one-apart'],
    ['-2.5', '2.5', 'sign-flipped'],
    ['12', '3', 'scaled'],
    ['12', '5', 'shifted'],
    ['12', 'NaN', 'not-a-number'],
    ['True', 'False', 'boolean-flipped'],
    ["'Ada'", 'undefined', 'nothing-instead'],
    ['None', '[1]', 'something-instead-of-nothing'],
    ['4', 'Promise {}', 'promise-instead'],
    ['[1,2,3]', '[1,2]', 'one-element-apart'],
    ['[1, 2, 3, 4]', '[1]', 'elements-missing'],
    ['[]', '["a, b", "c"]', 'elements-added'],
    ['["a","b","c"]', '["c","b","a"]', 'reordered'],
    ['{"sum":4,"name":"x"}', '{"sum":5,"name":"x"}', 'one-apart'],
    ['Hello World', 'hello world ', 'case-or-space'],
    ['"abcdef"', '"abcde"', 'text-shifted'],
    ['abstain', 'ask', 'other-text'],
    ['4', '"4"', 'other-type'],
  ])('takes %s and %s as %s', (expected, actual, kind) => {
    expect(differenceOf(expected, actual, '')?.kind).toBe(kind);
  });

  it.each([
    ['expected 3 to be 4 // Object.is equality', 'one-apart'],
    ['expected [ 1, 2 ] to deeply equal [ 2, 1 ]', 'reordered'],
    ['expect(received).toBe(expected)\n\nExpected: 8\nReceived: -8', 'sign-flipped'],
    ['AssertionError: 7 != 8', 'one-apart'],
    ['assert None == [1]\n +  where', 'nothing-instead'],
  ])('reads the message %j', (message, kind) => {
    expect(differenceOf(undefined, undefined, message)?.kind).toBe(kind);
  });

  it('takes any texts without throwing, and equal ones as no difference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (expected, actual, message) => {
        differenceOf(expected, actual, message);
        differenceOf(undefined, actual, message);
        expect(differenceOf(actual, actual, message)).toBeUndefined();
      }),
    );
  });
});

describe('what failures speak for', () => {
  it.each<[string, Partial<TestResult>, FaultKind]>([
    ['a count that is one too large', { expected: '3', actual: '4' }, 'off-by-one'],
    ['a list in the wrong order', { expected: '[1,2]', actual: '[2,1]' }, 'order'],
    ['a promise', { expected: '1', actual: 'Promise {}' }, 'async'],
    ['an error that was to be thrown', { message: 'expected [Function] to throw an error' }, 'guard'],
    ['a property of undefined', { message: "Cannot read properties of undefined (reading 'id')" }, 'null'],
    ['a name that is not there', { message: "NameError: name 'totl' is not defined" }, 'name'],
    ['a missing argument', { message: "f() missing 1 required positional argument: 'x'" }, 'argument'],
  ])('%s', (_, failure, kind) => {
    const hints = faultHints([failed(failure)]);
    expect(hints[kind]).toBe(Math.max(...Object.values(hints)));
    expect(hints[kind]).toBeGreaterThan(1.5);
  });

  it('says nothing when there is nothing to read', () => {
    expect(faultHints([])).toEqual({});
    expect(faultHints([failed({ message: 'it broke' })])).toEqual({});
  });

  it('stays within bounds, however many failures agree', () => {
    const hints = faultHints(Array.from({ length: 500 }, () => failed({ expected: '1', actual: '2' })));
    for (const ratio of Object.values(hints)) {
      expect(ratio).toBeGreaterThanOrEqual(0.4);
      expect(ratio).toBeLessThanOrEqual(4);
    }
  });
});
