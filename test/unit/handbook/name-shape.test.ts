import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShape } from '../../../src/handbook/name-shape.ts';
import { matcher } from '../../../src/handbook/recall.ts';
import { aSurvey, aTask, aTest } from '../../support/world.ts';

/** What it means, character by character: a star is nothing, or one character and itself again. */
function meant(name: string, shape: string): boolean {
  if (shape === '') return name === '';
  if (shape[0] === '*') return meant(name, shape.slice(1)) || (name !== '' && meant(name.slice(1), shape));
  return name[0] === shape[0] && meant(name.slice(1), shape.slice(1));
}

const few = (characters: string, most: number) =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength: most });

describe('the shape of a name', () => {
  it('means what its stars say', () => {
    fc.assert(
      fc.property(few('ab$', 10), few('ab$*', 7), (name, shape) => {
        expect(hasShape(name, shape)).toBe(meant(name, shape));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['parseDate', 'parse*', true],
    ['aba', 'ab*ba', false],
    ['toString', '*', true],
    ['a.b', 'a?b', false],
  ])('%s has the shape %s: %s', (name, shape, expected) => {
    expect(hasShape(name, shape)).toBe(expected);
  });

  it('is told at once, however many stars somebody wrote', () => {
    const survey = aSurvey();
    const results = [aTest('a'.repeat(5000), 'failed')];
    const matches = matcher(aTask(), {
      ...survey,
      ...(survey.tests && { tests: { ...survey.tests, results } }),
    });
    const appliesTo = (symbol: string) =>
      matches({
        ...{ name: 'b', trigger: { symbol }, instruction: 'Try it.', status: 'active', sources: [] },
        evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      });
    expect(appliesTo(`${'a*'.repeat(2000)}b`)).toBe(false);
    expect(appliesTo(`${'a*'.repeat(2000)}a`)).toBe(true);
  });
});
