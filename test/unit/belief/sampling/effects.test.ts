import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  condition,
  drift,
  type Effects,
  NO_EFFECTS,
  project,
  type Term,
} from '../../../../src/belief/sampling/effects.ts';

const intercept: Term = { name: 'intercept', value: 1, mean: -0.5, sd: 1.2 };
const model = (name: string): Term => ({ name: `model:${name}`, value: 1, mean: 0, sd: 0.7 });

/** What a measurement of the sum with Gaussian noise makes of its mean and variance. */
function measured(effects: Effects, terms: readonly Term[], value: number, noise: number): Effects {
  const { mean, variance } = project(effects, terms);
  const gain = variance / (variance + noise);
  return condition(effects, terms, { mean: mean + gain * (value - mean), variance: variance * (1 - gain) });
}

const number = fc.double({ min: -3, max: 3, noNaN: true });

describe('additive effects', () => {
  it('believe the prior of its family of what nobody has seen', () => {
    const { mean, variance } = project(NO_EFFECTS, [intercept, model('new')]);
    expect(mean).toBeCloseTo(-0.5, 12);
    expect(variance).toBeCloseTo(1.2 ** 2 + 0.7 ** 2, 12);
  });

  it('give the posterior of the textbook for two measurements of two sums', () => {
    const once = measured(NO_EFFECTS, [intercept, model('a')], 2, 0.5);
    const twice = measured(once, [intercept, model('b')], -1, 0.8);
    // Solved by hand: prior precision plus XᵀX/σ² for (intercept, a, b), three by three.
    const [p, q] = [1 / 1.44, 1 / 0.49];
    const [u, v] = [1 / 0.5, 1 / 0.8];
    const a = p + u + v - u ** 2 / (q + u) - v ** 2 / (q + v);
    const right = p * -0.5 + u * 2 + v * -1 - (u * u * 2) / (q + u) - (v * v * -1) / (q + v);
    expect(project(twice, [intercept]).mean).toBeCloseTo(right / a, 9);
    expect(project(twice, [intercept]).variance).toBeCloseTo(1 / a, 9);
  });

  it('do not depend on the order of what was measured', () => {
    fc.assert(
      fc.property(number, number, (x, y) => {
        const forwards = measured(measured(NO_EFFECTS, [intercept, model('a')], x, 1), [intercept], y, 2);
        const backwards = measured(measured(NO_EFFECTS, [intercept], y, 2), [intercept, model('a')], x, 1);
        const sum = [intercept, model('a')];
        expect(project(forwards, sum).mean).toBeCloseTo(project(backwards, sum).mean, 8);
        expect(project(forwards, sum).variance).toBeCloseTo(project(backwards, sum).variance, 8);
      }),
    );
  });

  it('tell of a new model what the others have in common, and no more', () => {
    let effects = NO_EFFECTS;
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      for (let i = 0; i < 20; i += 1) effects = measured(effects, [intercept, model(name)], 1.5, 1);
    const fresh = project(effects, [intercept, model('new')]);
    expect(fresh.mean).toBeGreaterThan(1);
    expect(fresh.variance).toBeGreaterThan(0.7 ** 2);
    expect(fresh.variance).toBeLessThan(1.2 ** 2 + 0.7 ** 2);
    expect(project(effects, [intercept, model('a')]).variance).toBeLessThan(0.06);
  });

  it('fall back to what was believed at first when nothing is measured', () => {
    let effects = measured(NO_EFFECTS, [intercept, model('a')], 2, 0.01);
    const before = project(effects, [intercept]);
    effects = drift(effects, [intercept, model('a')], 0.1);
    const after = project(effects, [intercept]);
    expect(after.variance).toBeCloseTo(0.9 * before.variance + 0.1 * 1.44, 9);
    expect(after.mean).toBeCloseTo(-0.5 + Math.sqrt(0.9) * (before.mean + 0.5), 9);
    for (let i = 0; i < 300; i += 1) effects = drift(effects, [intercept, model('a')], 0.1);
    const last = project(effects, [intercept, model('a')]);
    expect(last.mean).toBeCloseTo(-0.5, 6);
    expect(last.variance).toBeCloseTo(1.44 + 0.49, 6);
  });

  it('stay within their bounds however many models come by, and remember the ones known best', () => {
    let effects = NO_EFFECTS;
    for (let i = 0; i < 40; i += 1) effects = measured(effects, [intercept, model('regular')], 2, 0.2);
    for (let i = 0; i < 200; i += 1) effects = measured(effects, [intercept, model(`guest ${i}`)], -1, 5);
    expect(effects.names.length).toBeLessThanOrEqual(96);
    expect(effects.covariance).toHaveLength(effects.names.length ** 2);
    expect(effects.names).toContain('model:regular');
    expect(project(effects, [intercept, model('regular')]).mean).toBeGreaterThan(1.5);
  });

  it('keep a covariance that is symmetric and never believes less than nothing', () => {
    const step = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), x: number, weight: number });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let effects = NO_EFFECTS;
        for (const { name, x, weight } of steps) {
          const terms = [intercept, model(name), { name: 'measure', value: weight, mean: 0, sd: 0.4 }];
          effects = drift(measured(effects, terms, x, 0.3), terms.slice(0, 2), 0.002);
        }
        const size = effects.names.length;
        for (let i = 0; i < size; i += 1) {
          expect(effects.covariance[i * size + i]).toBeGreaterThan(0);
          for (let j = 0; j < i; j += 1) {
            const here = effects.covariance[i * size + j] ?? 0;
            expect(here).toBeCloseTo(effects.covariance[j * size + i] ?? Number.NaN, 9);
            const limit = (effects.covariance[i * size + i] ?? 0) * (effects.covariance[j * size + j] ?? 0);
            expect(here * here).toBeLessThanOrEqual(limit * (1 + 1e-9));
          }
        }
      }),
    );
  });
});
