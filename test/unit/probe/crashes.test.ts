import { describe, expect, it } from 'vitest';
import { isCrash } from '../../../src/environment/probe/crashes.ts';

const failing = (message: string, expected?: string) => ({
  ...{ id: 'a::t', file: 'a', name: 't', status: 'failed' as const, frames: [], message },
  ...(expected === undefined ? {} : { expected }),
});

describe('a test fails', () => {
  it.each([
    'IndexError: list index out of range',
    "AttributeError: 'NoneType' object has no attribute 'next'",
    'RecursionError: maximum recursion depth exceeded',
    "Cannot read properties of undefined (reading 'amount')",
    "TypeError: Cannot read properties of undefined (reading 'amount')\n    at total (cart.js:3:9)",
    'cart.total is not a function',
  ])('since the code breaks down: %s', (message) => {
    expect(isCrash(failing(message))).toBe(true);
  });

  it.each([
    'AssertionError: assert False is True',
    'AssertionError: TypeError not raised',
    'Failed: DID NOT RAISE <class IndexError>',
    'expected [Function] to throw TypeError',
    'Error: expect(received).toBeTruthy()',
    'Not enough money',
    'ValueError: the amount must be positive',
  ])('since something is found wrong, or refused in words: %s', (message) => {
    expect(isCrash(failing(message))).toBe(false);
  });

  it('since a result is another, whatever its text says', () => {
    expect(isCrash(failing("'IndexError' !== 'none'", 'none'))).toBe(false);
  });
});
