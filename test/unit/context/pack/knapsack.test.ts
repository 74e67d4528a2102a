import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, type Item, worthOf } from '../../../../src/context/pack/knapsack.ts';

const items = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    value: fc.double({ min: 0.01, max: 1, noNaN: true }),
    about: fc.constantFrom('a.ts', 'b.ts', 'c.ts'),
  }),
  { maxLength: 9 },
);

/** By trying all. */
function bestWorth(all: readonly Item[], budget: number): number {
  let best = 0;
  for (let mask = 0; mask < 2 ** all.length; mask += 1) {
    const chosen = all.flatMap((_, i) => ((mask >> i) & 1 ? [i] : []));
    const size = chosen.reduce((sum, i) => sum + (all[i]?.size ?? 0), 0);
    if (size <= budget) best = Math.max(best, worthOf(all, chosen));
  }
  return best;
}

describe('a choice', () => {
  it('fits, holds nothing twice, and is at least (1 - 1/e)/2 of the best one', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 80 }), (all, budget) => {
        const chosen = choose(all, budget);
        expect(chosen.reduce((sum, i) => sum + (all[i]?.size ?? 0), 0)).toBeLessThanOrEqual(budget);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(worthOf(all, chosen)).toBeGreaterThanOrEqual(0.316 * bestWorth(all, budget) - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('is nearly the best one where items are small against the budget', () => {
    fc.assert(
      fc.property(items, (all) => {
        const budget = 30 + all.reduce((sum, { size }) => sum + size, 0) / 2;
        expect(worthOf(all, choose(all, budget))).toBeGreaterThanOrEqual(0.75 * bestWorth(all, budget));
      }),
      { numRuns: 300 },
    );
  });

  it('takes one large thing of much worth rather than crumbs', () => {
    const all = [
      { size: 2, value: 0.1, about: 'crumb' },
      { size: 100, value: 1, about: 'large' },
    ];
    expect(choose(all, 100)).toEqual([1]);
  });

  it('prefers another file to more of the same one', () => {
    const all = ['a', 'a', 'b'].map((about, i) => ({ size: 10, value: i === 2 ? 0.9 : 1, about }));
    expect([...choose(all, 20)].toSorted()).toEqual([0, 2]);
  });
});
