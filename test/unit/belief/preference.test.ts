import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOfPreference,
  learnPreference,
  type Parts,
  weightsFrom,
} from '../../../src/belief/preference.ts';
import { seededRandom } from '../../../src/belief/random.ts';
import { NO_EFFECTS } from '../../../src/belief/sampling/effects.ts';
import { logistic } from '../../../src/belief/sampling/quadrature.ts';

const SHIPPED: Parts = { tests: 0.45, types: 0.2, parse: 0.1, economy: 0.05 };
const RUN = new Set(['tests', 'types', 'parse']);
const parts = fc.record({
  tests: fc.double({ min: 0, max: 1, noNaN: true }),
  types: fc.double({ min: 0, max: 1, noNaN: true }),
  parse: fc.double({ min: 0, max: 1, noNaN: true }),
  economy: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('weights of the reward, learned from pairs', () => {
  it('are the shipped ones before the first pair', () => {
    const weights = weightsFrom(NO_EFFECTS, SHIPPED, RUN);
    for (const [name, weight] of Object.entries(SHIPPED)) expect(weights[name]).toBeCloseTo(weight);
  });

  it('keep their sum, stay above 0 and leave most to what was run, whatever is preferred', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(parts, parts), { maxLength: 60 }), (pairs) => {
        let effects = NO_EFFECTS;
        for (const [better, worse] of pairs) effects = learnPreference(effects, SHIPPED, better, worse);
        const weights = weightsFrom(effects, SHIPPED, RUN);
        const sum = Object.values(weights).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(0.8);
        expect(Math.min(...Object.values(weights))).toBeGreaterThan(0);
        expect((sum - (weights.economy ?? 0)) / sum).toBeGreaterThanOrEqual(0.6 - 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('recover the weights that pairs were judged by', () => {
    const truth: Parts = { tests: 0.2, types: 0.35, parse: 0.1, economy: 0.15 };
    const random = seededRandom(4);
    const draw = (): Parts => Object.fromEntries(Object.keys(SHIPPED).map((name) => [name, random()]));
    let effects = NO_EFFECTS;
    for (let i = 0; i < 500; i += 1) {
      const [a, b] = [draw(), draw()];
      const odds = Object.keys(truth).reduce(
        (sum, name) => sum + 6 * (truth[name] ?? 0) * ((a[name] ?? 0) - (b[name] ?? 0)),
        0,
      );
      const isFirst = random() < logistic(odds);
      effects = learnPreference(effects, SHIPPED, isFirst ? a : b, isFirst ? b : a);
    }
    const weights = weightsFrom(effects, SHIPPED, RUN);
    for (const [name, weight] of Object.entries(truth))
      expect(Math.abs((weights[name] ?? 0) - weight)).toBeLessThan(0.1);
    expect(weights.types).toBeGreaterThan(weights.tests ?? 1);
  });

  it('say of two candidates the same from both sides', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const effects = learnPreference(NO_EFFECTS, SHIPPED, a, b);
        const sum = chanceOfPreference(effects, SHIPPED, a, b) + chanceOfPreference(effects, SHIPPED, b, a);
        expect(sum).toBeCloseTo(1);
        expect(chanceOfPreference(effects, SHIPPED, a, b)).toBeGreaterThanOrEqual(
          chanceOfPreference(NO_EFFECTS, SHIPPED, a, b) - 1e-9,
        );
      }),
    );
  });

  it('learn nothing of a part that was seen of one of the two alone', () => {
    const effects = learnPreference(NO_EFFECTS, SHIPPED, { tests: 1, types: 1 }, { tests: 0 });
    expect(effects.names).toEqual(['tests']);
  });
});
