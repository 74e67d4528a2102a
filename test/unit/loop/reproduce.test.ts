import { describe, expect, it } from 'vitest';
import { readReproduction } from '../../../src/loop/reproduce.ts';
import type { TestReport } from '../../../src/loop/types.ts';
import { aTest } from '../../support/world.ts';

const test = { path: 'new.test.ts', text: '', claim: '' };
const own = (status: 'passed' | 'failed') => ({
  ...aTest('n', status),
  id: 'new.test.ts::n',
  file: 'new.test.ts',
});
const report = (over: Partial<TestReport>): TestReport => ({
  ...{ status: 'ran', results: [], fileErrors: [] },
  evidence: { command: ['vitest'], seconds: 1, tail: '' },
  ...over,
});
const error = (message: string) => report({ fileErrors: [{ file: 'new.test.ts', message, frames: [] }] });

describe('a new test shows what a request is about', () => {
  it.each([
    [
      'when one of its tests fails',
      report({ results: [own('failed'), aTest('keeps', 'failed')] }),
      ['new.test.ts::n'],
      [],
    ],
    [
      'when what it imports is not there yet',
      error("The requested module './a.ts' does not provide an export named 'b'"),
      [],
      ['new.test.ts'],
    ],
    ['when its module is not there yet', error("Cannot find module './b.ts'"), [], ['new.test.ts']],
    [
      'when a name of Python is not there yet',
      error("ImportError: cannot import name 'b' from 'a'"),
      [],
      ['new.test.ts'],
    ],
  ])('%s', (_when, seen, tests, files) => {
    expect(readReproduction(test, seen)).toEqual({ kind: 'shown', tests, files });
  });

  it.each([
    ['when it passes already', report({ results: [own('passed')] }), /passes on the code as it is/],
    ['when the runner does not find it', report({ results: [aTest('keeps', 'failed')] }), /finds no test/],
    ['when it has an error of its own', error('SyntaxError: Unexpected token }'), /cannot be loaded/],
    ['when it hangs', report({ status: 'timed-out', reason: 'it took too long' }), /too long/],
  ])('but not %s', (_when, seen, reason) => {
    expect(readReproduction(test, seen)).toMatchObject({
      kind: 'nothing',
      reason: expect.stringMatching(reason),
    });
  });
});
