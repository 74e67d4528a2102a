import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTITY, learnForecast, recalibrate } from '../../../src/belief/calibration.ts';
import { seededRandom } from '../../../src/belief/random.ts';

const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** A map that was taught by forecasts of which `truth` says how many come true. */
function taught(truth: (p: number) => number, forecasts: number, seed = 1) {
  const random = seededRandom(seed);
  let map = IDENTITY;
  for (let i = 0; i < forecasts; i += 1) {
    const said = 0.02 + 0.96 * random();
    map = learnForecast(map, said, random() < truth(said));
  }
  return map;
}

/** Mean distance of what is said after recalibration from what is true. */
function error(map: typeof IDENTITY, truth: (p: number) => number): number {
  const at = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
  return at.reduce((sum, p) => sum + Math.abs(recalibrate(map, p) - truth(p)), 0) / at.length;
}

const squeezed = (p: number): number => 0.5 + (p - 0.5) / 3;
const lower = (p: number): number => p ** 2;

describe('a calibration map', () => {
  it('changes nothing before the first forecast', () => {
    fc.assert(fc.property(probability, (p) => recalibrate(IDENTITY, p) === p));
  });

  it('rises with what it is given, within 0 and 1, whatever it was taught', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(probability, fc.boolean()), { maxLength: 40 }),
        probability,
        probability,
        (forecasts, p, q) => {
          let map = IDENTITY;
          for (const [said, happened] of forecasts) map = learnForecast(map, said, happened);
          const [low, high] = [recalibrate(map, Math.min(p, q)), recalibrate(map, Math.max(p, q))];
          expect(low).toBeLessThanOrEqual(high + 1e-12);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['too sure on both sides', squeezed],
    ['too high', lower],
  ])('that was %s is put right by three hundred forecasts', (_what, truth) => {
    const errors = [1, 2, 3, 4, 5, 6].map((seed) => error(taught(truth, 300, seed), truth));
    expect(error(IDENTITY, truth)).toBeGreaterThan(0.15);
    expect(errors.reduce((sum, each) => sum + each, 0) / errors.length).toBeLessThan(0.08);
  });

  it('leaves forecasts alone that were right all along', () => {
    expect(
      error(
        taught((p) => p, 300),
        (p) => p,
      ),
    ).toBeLessThan(0.06);
  });

  it('follows the world when it turns, and does not remember for ever', () => {
    const random = seededRandom(3);
    let map = taught(lower, 300);
    for (let i = 0; i < 300; i += 1) {
      const said = 0.02 + 0.96 * random();
      map = learnForecast(map, said, random() < said);
    }
    expect(error(map, (p) => p)).toBeLessThan(0.08);
  });

  it('learns less from weaker evidence', () => {
    const taughtBy = (weight: number): number =>
      recalibrate(learnForecast(IDENTITY, 0.7, false, weight), 0.7);
    expect(taughtBy(1)).toBeLessThan(taughtBy(0.3));
    expect(taughtBy(0.3)).toBeLessThan(0.7);
    expect(taughtBy(0)).toBeCloseTo(0.7);
  });
});
