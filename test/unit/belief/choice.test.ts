import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawIndex, poolConjunction, softmax } from '../../../src/belief/choice.ts';
import { seededRandom } from '../../../src/belief/random.ts';
import { chanceOfNext, worthSampling } from '../../../src/belief/value-of-computation.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('the softmax policy', () => {
  it('is a distribution that keeps the order of the rewards', () => {
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        (q, tau) => {
          const p = softmax(q, tau);
          expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
          for (const [i, a] of q.entries()) {
            for (const [j, b] of q.entries()) if (a > b) expect(p[i]).toBeGreaterThanOrEqual(p[j] ?? 0);
          }
        },
      ),
    );
  });

  it('becomes argmax as it cools', () => {
    expect(softmax([0.2, 0.9, 0.5], 0.01)[1]).toBeGreaterThan(0.999);
  });
});

describe('drawing an index', () => {
  it('never draws what has no weight, and nothing when none has', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 200; i += 1)
      expect(drawIndex([0, 2, 0, 1], random)).toSatisfy((k) => k === 1 || k === 3);
    expect(drawIndex([0, 0], random)).toBeUndefined();
    expect(drawIndex([], random)).toBeUndefined();
  });

  it('draws in proportion', () => {
    const random = seededRandom(5);
    const hits = Array.from({ length: 3000 }, () => drawIndex([3, 1], random)).filter((k) => k === 0).length;
    expect(hits / 3000).toBeCloseTo(0.75, 1);
  });

  it('repeats itself under the same seed', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => drawIndex([1, 1, 1], random));
    };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
  });
});

describe('pooling views that must all hold', () => {
  it('is never above the weakest full-weight view', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ credence: unit, weight: fc.constant(1) }), { minLength: 1 }),
        (views) => {
          expect(poolConjunction(views)).toBeLessThanOrEqual(
            Math.max(1e-9, Math.min(...views.map((v) => v.credence))) + 1e-12,
          );
        },
      ),
    );
  });
});

describe('the value of one more candidate', () => {
  it('falls to nothing as the ideas that held the belief fail', () => {
    fc.assert(
      fc.property(unit, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (skill, next) => {
        const p = chanceOfNext(skill, next, 1 - next);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
    // A skill that surely works, with one idea left: that idea is the one.
    expect(chanceOfNext(1, 0.2, 0.8)).toBeCloseTo(1);
    // A skill that surely does not work never does.
    expect(chanceOfNext(0, 0.2, 0)).toBe(0);
  });

  it('is Bayes’ rule: it agrees with a simulation', () => {
    const random = seededRandom(9);
    const shares = [0.4, 0.3, 0.2, 0.1];
    let firstTwoFailed = 0;
    let thirdRight = 0;
    for (let i = 0; i < 40_000; i += 1) {
      const right = random() < 0.6 ? drawIndex(shares, random) : undefined;
      if (right === 0 || right === 1) continue;
      firstTwoFailed += 1;
      if (right === 2) thirdRight += 1;
    }
    expect(thirdRight / firstTwoFailed).toBeCloseTo(chanceOfNext(0.6, 0.2, 0.7), 1.7);
  });

  it('is weighed against its price', () => {
    expect(worthSampling(0.1, 1, 0.05)).toBe(true);
    expect(worthSampling(0.1, 0.4, 0.05)).toBe(false);
  });
});
