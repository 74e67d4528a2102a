import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesByTally, passRate } from '../../../../src/belief/sampling/pass-rate.ts';
import {
  chanceOfAny,
  planUnderUncertainCheck,
  type Tally,
  type UncertainCheck,
  valueOfDrawing,
} from '../../../../src/belief/sampling/stopping.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const price = fc.double({ min: 0.001, max: 0.9, noNaN: true });

/** Value of drawing at most `most` samples, stopping at the first that passes. */
function valueOfAtMost(chances: readonly number[], most: number, cost: number): number {
  let value = 0;
  let alive = 1;
  for (const p of chances.slice(0, most)) {
    value += alive * (p - cost);
    alive *= 1 - p;
  }
  return value;
}

describe('stopping where what passes is right', () => {
  it('is worth as much as the best of all plans, each of which is a number of samples', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 8 }), price, (chances, cost) => {
        const plans = chances.map((_, i) => valueOfAtMost(chances, i + 1, cost));
        expect(valueOfDrawing(chances, cost, 1)).toBeCloseTo(Math.max(...plans), 9);
      }),
    );
  });

  it('is the myopic rule where chances only fall', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 8 }), price, (raw, cost) => {
        const chances = raw.toSorted((a, b) => b - a);
        fc.pre(Math.abs((chances[0] ?? 0) - cost) > 1e-9);
        expect(valueOfDrawing(chances, cost, 1) > 0).toBe((chances[0] ?? 0) > cost);
      }),
    );
  });

  it('draws where the next sample does not pay but the one after it does', () => {
    expect(valueOfDrawing([0.01, 0.6], 0.1, 1)).toBeGreaterThan(0);
    expect(valueOfDrawing([0.01], 0.1, 1)).toBeLessThan(0);
  });

  it('draws nothing where nothing is left', () => {
    expect(valueOfDrawing([], 0.01, 1)).toBe(0);
    expect(chanceOfAny([])).toBe(0);
    expect(chanceOfAny([0.5, 0.5])).toBeCloseTo(0.75, 12);
  });
});

/** Every adaptive plan, by recursion without memory. */
function bestPlan(check: UncertainCheck, tally: Tally, left: number, cost: number, wrong: number): number {
  const credence = tally.passes === 0 ? 0 : check.credence(tally);
  const stop = tally.passes === 0 ? 0 : Math.max(0, credence - (1 - credence) * wrong);
  return left === 0 ? stop : Math.max(stop, drawingOf(check, tally, left, cost, wrong));
}

function drawingOf(check: UncertainCheck, tally: Tally, left: number, cost: number, wrong: number): number {
  const p = check.chance(tally);
  return (
    p * bestPlan(check, { ...tally, passes: tally.passes + 1 }, left - 1, cost, wrong) +
    (1 - p) * bestPlan(check, { ...tally, failures: tally.failures + 1 }, left - 1, cost, wrong) -
    cost
  );
}

const spread = [0.1, 0.2, 0.3, 0.2, 0.1, 0.06, 0.04];
const checkFrom = (mean: number, low: number, high: number): UncertainCheck => {
  const table = chancesByTally(passRate({ mean, variance: 1 }, spread), 12);
  const rate = ({ passes, failures }: Tally): number => table[passes]?.[failures] ?? Number.NaN;
  return { chance: rate, credence: (tally) => low + (high - low) * rate(tally) };
};

describe('stopping where what passes may be wrong', () => {
  const mean = fc.double({ min: -3, max: 3, noNaN: true });

  it('is worth as much as the best adaptive plan', () => {
    fc.assert(
      fc.property(
        mean,
        chance,
        chance,
        price,
        fc.integer({ min: 0, max: 2 }),
        (m, low, high, cost, passes) => {
          const check = checkFrom(m, low, high);
          const now = { passes, failures: 1 };
          const plan = planUnderUncertainCheck(check, now, 6, cost, 1);
          expect(plan.draw).toBeCloseTo(drawingOf(check, now, 6, cost, 1), 9);
          expect(Math.max(plan.draw, plan.stop)).toBeCloseTo(bestPlan(check, now, 6, cost, 1), 9);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never values a free sample below nothing, and a dearer one never above a cheaper', () => {
    fc.assert(
      fc.property(mean, chance, chance, (m, low, high) => {
        const check = checkFrom(m, low, high);
        const now = { passes: 1, failures: 0 };
        const [free, cheap, dear] = [0, 0.05, 0.2].map((cost) =>
          planUnderUncertainCheck(check, now, 8, cost, 1),
        );
        expect(free?.draw).toBeGreaterThanOrEqual((free?.stop ?? 0) - 1e-9);
        expect(cheap?.draw).toBeGreaterThan(dear?.draw ?? 0);
      }),
    );
  });

  it('submits what is surely right at once, and abstains from what is surely wrong', () => {
    const now = { passes: 1, failures: 0 };
    const sure = planUnderUncertainCheck(checkFrom(0, 1, 1), now, 8, 0.01, 1);
    expect(sure.stop).toBe(1);
    expect(sure.draw).toBeLessThan(1);
    const hopeless = planUnderUncertainCheck(checkFrom(0, 0.1, 0.1), now, 8, 0.01, 1);
    expect(hopeless.stop).toBe(0);
    expect(hopeless.draw).toBeLessThan(0);
  });

  it('draws on to learn whether a doubtful pass is to be believed', () => {
    // Right where nearly all samples pass, wrong where few do; one pass leaves it open.
    const plan = planUnderUncertainCheck(checkFrom(-0.5, 0.05, 1), { passes: 1, failures: 1 }, 8, 0.005, 3);
    expect(plan.draw).toBeGreaterThan(plan.stop);
  });

  it('has nothing to draw where nothing is left', () => {
    const plan = planUnderUncertainCheck(checkFrom(0, 0.5, 1), { passes: 1, failures: 0 }, 0, 0.01, 1);
    expect(plan.draw).toBe(Number.NEGATIVE_INFINITY);
  });
});
