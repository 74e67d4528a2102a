import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barinel, type Counts, ochiai } from '../../../src/context/formulas.ts';
import { spectrumScore } from '../../../src/context/judged.ts';

const counts: fc.Arbitrary<Counts> = fc
  .tuple(fc.nat(50), fc.nat(50), fc.nat(200), fc.nat(200))
  .filter(([failing, , ,]) => failing > 0)
  .map(([failing, other, passing, rest]) => ({
    failing,
    allFailing: failing + other,
    passing,
    allPassing: passing + rest,
  }));
const formulas = [
  ['Ochiai', ochiai],
  ['Barinel', barinel],
] as const;

describe.each(formulas)('the coefficient of %s', (_, formula) => {
  it('lies in 0..1, and is 0 for what no failing test ran', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const value = formula(given);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(formula({ ...given, failing: 0 })).toBe(0);
      }),
    );
  });
});

it('is 1 by Ochiai only for what all failing tests and no passing one ran', () => {
  expect(ochiai({ failing: 3, allFailing: 3, passing: 0, allPassing: 9 })).toBe(1);
  expect(ochiai({ failing: 1, allFailing: 1, passing: 3, allPassing: 9 })).toBe(0.5);
  expect(ochiai({ failing: 1, allFailing: 4, passing: 0, allPassing: 9 })).toBe(0.5);
});

it.each([...formulas, ['the combination', spectrumScore] as const])(
  '%s never falls with a failing test more, and never rises with a passing one more',
  (_, formula) => {
    fc.assert(
      fc.property(counts, (given) => {
        const value = formula(given);
        if (given.failing < given.allFailing)
          expect(formula({ ...given, failing: given.failing + 1 })).toBeGreaterThanOrEqual(value - 1e-12);
        if (given.passing < given.allPassing)
          expect(formula({ ...given, passing: given.passing + 1 })).toBeLessThanOrEqual(value + 1e-12);
      }),
    );
  },
);

it('suspects what was not measured more than what surely did not run, and less than what every failing test ran alone', () => {
  const surely = spectrumScore({ failing: 0, allFailing: 2, passing: 5, allPassing: 9 });
  const alone = spectrumScore({ failing: 2, allFailing: 2, passing: 0, allPassing: 9 });
  expect(spectrumScore(undefined)).toBeGreaterThan(surely);
  expect(spectrumScore(undefined)).toBeLessThan(alone);
});
