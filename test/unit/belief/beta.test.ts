import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaFromMean,
  cumulative,
  interval,
  logGamma,
  mean,
  observe,
  pool,
  sampleBeta,
} from '../../../src/belief/beta.ts';
import { seededRandom } from '../../../src/belief/random.ts';

const count = fc.double({ min: 0.2, max: 60, noNaN: true });
const belief = fc.record({ alpha: count, beta: count });
// Thousandths: closer to 0 than 1e-16, 1 − x is 1 in floating point and there is nothing to mirror.
const unit = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);

describe('a Beta belief', () => {
  it('moves towards what is observed, and ever less', () => {
    fc.assert(
      fc.property(belief, (b) => {
        const once = observe(b, 1, 0);
        const twice = observe(once, 1, 0);
        expect(mean(once)).toBeGreaterThan(mean(b));
        expect(mean(twice) - mean(once)).toBeLessThan(mean(once) - mean(b));
        expect(mean(observe(b, 0, 1))).toBeLessThan(mean(b));
      }),
    );
  });

  it('does not depend on the order of what is observed', () => {
    fc.assert(
      fc.property(belief, fc.array(fc.boolean(), { maxLength: 20 }), (b, outcomes) => {
        const fold = (list: boolean[]) =>
          list.reduce((acc, won) => observe(acc, won ? 1 : 0, won ? 0 : 1), b);
        expect(mean(fold(outcomes))).toBeCloseTo(mean(fold(outcomes.toReversed())), 10);
      }),
    );
  });

  it('has a cumulative distribution: monotone, from 0 to 1, mirrored', () => {
    fc.assert(
      fc.property(belief, unit, unit, (b, x, y) => {
        const [low, high] = x < y ? [x, y] : [y, x];
        expect(cumulative(b, low)).toBeLessThanOrEqual(cumulative(b, high) + 1e-9);
        expect(cumulative(b, x) + cumulative({ alpha: b.beta, beta: b.alpha }, 1 - x)).toBeCloseTo(1, 8);
      }),
    );
    expect(cumulative({ alpha: 2, beta: 3 }, 0)).toBe(0);
    expect(cumulative({ alpha: 2, beta: 3 }, 1)).toBe(1);
  });

  it('agrees with closed forms', () => {
    // Beta(1,1) is uniform; Beta(2,1) has F(x) = x²; Beta(1,3) has F(x) = 1 − (1 − x)³.
    expect(cumulative({ alpha: 1, beta: 1 }, 0.3)).toBeCloseTo(0.3, 12);
    expect(cumulative({ alpha: 2, beta: 1 }, 0.3)).toBeCloseTo(0.09, 12);
    expect(cumulative({ alpha: 1, beta: 3 }, 0.3)).toBeCloseTo(1 - 0.7 ** 3, 12);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 10);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
  });

  it('is where its draws fall: an 80% interval holds about 80% of them', () => {
    for (const b of [
      { alpha: 0.5, beta: 0.5 },
      { alpha: 3, beta: 9 },
      { alpha: 40, beta: 4 },
    ]) {
      const random = seededRandom(7);
      const [low, high] = interval(b, 0.8);
      const draws = Array.from({ length: 4000 }, () => sampleBeta(b, random));
      const inside = draws.filter((x) => x >= low && x <= high).length / draws.length;
      // Four standard errors of a share of .8 among 4,000 draws.
      expect(Math.abs(inside - 0.8)).toBeLessThan(0.026);
      expect(draws.reduce((a, x) => a + x, 0) / draws.length).toBeCloseTo(mean(b), 1);
    }
  });

  it('is honest: simulated truths fall evenly over the posterior’s ranks', () => {
    // Simulation-based calibration (Talts et al., 2018) of observe().
    const random = seededRandom(11);
    const prior = { alpha: 2, beta: 3 };
    const bins = new Array<number>(10).fill(0);
    const rounds = 3000;
    for (let i = 0; i < rounds; i += 1) {
      const truth = sampleBeta(prior, random);
      let posterior = prior;
      for (let k = 0; k < 12; k += 1)
        posterior = random() < truth ? observe(posterior, 1, 0) : observe(posterior, 0, 1);
      const bin = Math.min(9, Math.floor(cumulative(posterior, truth) * 10));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chi2 = bins.reduce((sum, n) => sum + (n - rounds / 10) ** 2 / (rounds / 10), 0);
    expect(chi2).toBeLessThan(27.9); // the 99.9% quantile of chi-square with 9 degrees of freedom
  });

  it('takes the level above as its mean until it has counts of its own', () => {
    const above = betaFromMean(0.8, 100);
    expect(mean(pool(above, { success: 0, failure: 0 }, 6))).toBeCloseTo(0.8);
    expect(mean(pool(above, { success: 0, failure: 60 }, 6))).toBeLessThan(0.1);
  });
});
