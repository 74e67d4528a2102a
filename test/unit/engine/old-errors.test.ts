import { describe, expect, it } from 'vitest';
import { oldErrors } from '../../../src/engine/verify/old-errors.ts';
import type { Diagnostic, RungStatus } from '../../../src/loop/types.ts';

const error = (key: string): Diagnostic => ({
  ...{ key, path: 'a.ts', start: 0, end: 1, line: 1, code: 'TS2304', source: 'typescript', message: key },
});
const errors = [error('first'), error('second')];
const seenWith = (status: RungStatus, clearedDiagnostics: readonly string[]) => ({
  rungs: [{ rung: 'types' as const, status, detail: '', seconds: 0 }],
  clearedDiagnostics,
});

describe('the errors that the files of a patch had before', () => {
  it.each(['passed', 'failed'] as const)('are gone or left, as types that %s show', (status) => {
    expect(oldErrors(errors, seenWith(status, ['first']))).toEqual({ cleared: 1, left: [errors[1]] });
  });

  it.each(['could-not-check', 'timed-out', 'skipped'] as const)(
    'are not said to be left where types are %s: nothing was seen to stay',
    (status) => {
      expect(oldErrors(errors, seenWith(status, []))).toEqual({ cleared: 0, left: [] });
    },
  );
});
