import { describe, expect, it } from 'vitest';
import type { TestResult } from '../../../src/loop/types.ts';
import { awaitedError } from '../../../src/skills/template-repair/awaited-errors.ts';
import { aSurvey } from '../../support/world.ts';
import { allCandidates, applied, aSituation } from './scene.ts';

const failed = (message: string, file: string, line = 3): TestResult => ({
  id: 't',
  file,
  name: 't',
  status: 'failed',
  message,
  frames: [{ path: file, line }],
});

describe('the error that a test waits for', () => {
  it.each([
    ["Failed: DID NOT RAISE <class 'plan.errors.PlanError'>", '', { error: 'PlanError' }],
    ['AssertionError: ValueError not raised', '', { error: 'ValueError' }],
    ['Missing expected exception (RangeError).', '', { error: 'RangeError' }],
    [
      'expected [Function] to throw an error',
      'expect(() => f(0)).toThrow(RangeError);',
      { error: 'RangeError' },
    ],
    [
      "Failed: DID NOT RAISE <class 'ValueError'>",
      'with pytest.raises(ValueError, match="at least 1"):',
      { error: 'ValueError', words: 'at least 1' },
    ],
    [
      'expected [Function] to throw an error',
      'expect(() => f(0)).toThrow(/^no room$/);',
      { words: 'no room' },
    ],
    ['Missing expected exception.', 'assert.throws(() => f(0), TypeError);', { error: 'TypeError' }],
  ])('is told by “%s” and “%s”', (message, line, wanted) => {
    expect(awaitedError(failed(message, 'a.test'), () => `\n\n${line}\n`)).toEqual(wanted);
  });

  it('is none where the test got something else, or another error', () => {
    const read = (): string => '\n\nexpect(() => f(0)).toThrow(RangeError);\n';
    expect(awaitedError(failed('expected 1 to be 2', 'a.test'), read)).toBeUndefined();
    expect(awaitedError(failed('TypeError: f is not a function', 'a.test'), read)).toBeUndefined();
  });
});

describe('missing-raise', () => {
  it.each([
    [
      "DID NOT RAISE <class 'PlanError'>",
      'a.py',
      'class PlanError(ValueError):\n    pass\n\n\ndef step(text):\n    if not text.isdigit():\n        raise PlanError(f"bad step {text}")\n    if len(text) > 9:\n        raise ValueError("too long")\n    return int(text)\n',
      '    return int(text)\n',
      '    value = int(text)\n    if value == 0:\n        raise PlanError(f"bad step {text}")\n    return value\n',
    ],
    [
      'expected function to throw RangeError',
      'a.ts',
      'export function take(rows: string[], count: number) {\n  return rows.slice(0, count);\n}\n',
      '  return rows',
      "  if (count < 0) throw new RangeError('invalid');\n  return rows",
    ],
  ])(
    'refuses what is wrong with the error that is waited for: %s',
    async (message, path, text, gone, put) => {
      const survey = aSurvey();
      const tests = survey.tests && { ...survey.tests, results: [failed(message, 'a.test')] };
      const situation = aSituation(path, text, {
        survey: tests === undefined ? survey : { ...survey, tests },
        target: { kind: 'failing-test', tests: ['t'], files: [], diagnostics: [] },
      });
      const candidates = await allCandidates(situation, { [path]: text });
      const right = text.replace(gone, put);
      const rank = candidates.findIndex(({ edits }) => applied(text, edits) === right);
      expect(candidates[rank]?.skills).toContain('template-repair:missing-raise');
      expect(rank).toBeLessThan(40);
      // Where no test waits for an error, none is made up.
      const others = await allCandidates(aSituation(path, text), { [path]: text });
      expect(others.some(({ skills }) => skills.includes('template-repair:missing-raise'))).toBe(false);
    },
  );
});
