import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterSamples,
  chanceOfPass,
  chancesByTally,
  hazards,
  hopefulSpread,
  learnRate,
  passRate,
  SPREADS,
} from '../../../../src/belief/sampling/pass-rate.ts';

const eta = fc.record({
  mean: fc.double({ min: -4, max: 4, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 4, noNaN: true }),
});
const spread = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: SPREADS.length, maxLength: SPREADS.length })
  .map((raw) => raw.map((w) => w / raw.reduce((a, b) => a + b, 0)));
const count = fc.integer({ min: 0, max: 12 });
const onlySpread = (kappa: number): readonly number[] => SPREADS.map((k) => Number(k === kappa));

describe('the belief about a pass rate', () => {
  it('is the Beta hazard α/(α+β+k) where μ and κ are known', () => {
    const rate = passRate({ mean: 0, variance: 1e-12 }, onlySpread(2));
    for (const [k, chance] of hazards(rate, 6).entries()) expect(chance).toBeCloseTo(1 / (2 + k), 9);
  });

  it('never rises while samples fail', () => {
    fc.assert(
      fc.property(eta, spread, (e, s) => {
        const chances = hazards(passRate(e, s), 12);
        for (let k = 1; k < chances.length; k += 1)
          expect(chances[k]).toBeLessThanOrEqual((chances[k - 1] ?? 0) + 1e-12);
      }),
    );
  });

  it('expects to believe tomorrow what it believes today (the chance is a martingale)', () => {
    fc.assert(
      fc.property(eta, spread, count, count, (e, s, passes, failures) => {
        const rate = afterSamples(passRate(e, s), passes, failures);
        const now = chanceOfPass(rate);
        const next =
          now * chanceOfPass(afterSamples(rate, 1, 0)) + (1 - now) * chanceOfPass(afterSamples(rate, 0, 1));
        expect(next).toBeCloseTo(now, 9);
      }),
    );
  });

  it('gives the same chances one by one, in a run of failures, and in a table', () => {
    fc.assert(
      fc.property(eta, spread, (e, s) => {
        const rate = passRate(e, s);
        const table = chancesByTally(rate, 8);
        for (const [k, chance] of hazards(rate, 8).entries()) expect(table[0]?.[k]).toBeCloseTo(chance, 9);
        for (const [passes, row] of table.entries())
          for (const [failures, chance] of row.entries())
            expect(chance).toBeCloseTo(chanceOfPass(afterSamples(rate, passes, failures)), 9);
      }),
      { numRuns: 30 },
    );
  });

  it('learns on average nothing from what it expects (the law of total expectation)', () => {
    fc.assert(
      fc.property(eta, spread, (e, s) => {
        const chance = chanceOfPass(passRate(e, s));
        const [passed, failed] = [learnRate(e, s, 1, 0), learnRate(e, s, 0, 1)];
        expect(chance * passed.eta.mean + (1 - chance) * failed.eta.mean).toBeCloseTo(e.mean, 4);
        for (const [i, w] of s.entries())
          expect(chance * (passed.spread[i] ?? 0) + (1 - chance) * (failed.spread[i] ?? 0)).toBeCloseTo(w, 4);
      }),
    );
  });

  it('takes equal samples as a sign of a small κ and mixed ones as a sign of a large one', () => {
    const even = SPREADS.map(() => 1 / SPREADS.length);
    const mean = (s: readonly number[]): number => s.reduce((sum, w, i) => sum + w * i, 0);
    const middle = { mean: 0, variance: 0.3 };
    expect(mean(learnRate(middle, even, 0, 8).spread)).toBeLessThan(mean(even));
    expect(mean(learnRate(middle, even, 4, 4).spread)).toBeGreaterThan(mean(even));
  });

  it('is hopeful by so many standard deviations, and not where it is sure', () => {
    const normal = SPREADS.map((_, i) => Math.exp(-0.5 * (i - 3) ** 2));
    const sum = normal.reduce((a, b) => a + b, 0);
    const hopeful = hopefulSpread(
      normal.map((w) => w / sum),
      0.5,
    );
    expect(hopeful.reduce((total, w, i) => total + w * i, 0)).toBeCloseTo(3.5, 1);
    expect(hopefulSpread(onlySpread(1), 0.5)).toEqual(onlySpread(1));
  });
});
