import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseModel } from '../../../src/loop/model-choice.ts';
import type { ModelHistory } from '../../../src/loop/rooms.ts';

const history = (fast: number, strong = 0): ModelHistory => ({
  fast: { failed: fast, passed: 0 },
  strong: { failed: strong, passed: 0 },
});
const free = { seconds: 5, dollars: 0 };
const cents = (dollars: number) => ({ fast: free, strong: { seconds: 20, dollars } });

describe('which of two models proposes next', () => {
  it('is the fast one, whatever the strong one costs, before verification has refused anything', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), fc.nat(9), (dollars, strong) => {
        expect(chooseModel(history(0, strong), cents(dollars)).slot).toBe('fast');
      }),
    );
  });

  it('is the strong one once the fast one has failed, if its call is worth its price', () => {
    expect(chooseModel(history(1), cents(0.02))).toMatchObject({
      slot: 'strong',
      why: expect.stringMatching(/worth more: 0\.\d\d for 0\.0\d\d against 0\.\d\d/),
    });
  });

  it('is never the strong one when its call costs more than a solved task is worth', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (fast, strong, dollars) => {
          expect(chooseModel(history(fast, strong), cents(dollars)).slot).toBe('fast');
        },
      ),
    );
  });

  it('never turns from the strong one to the fast one because the strong one became cheaper', () => {
    const price = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), price, price, (fast, strong, a, b) => {
        const [cheap, dear] = [Math.min(a, b), Math.max(a, b)];
        if (chooseModel(history(fast, strong), cents(dear)).slot === 'strong')
          expect(chooseModel(history(fast, strong), cents(cheap)).slot).toBe('strong');
      }),
    );
  });

  it('takes more failures of the fast one the dearer the strong one is', () => {
    const firstAt = (dollars: number): number =>
      [1, 2, 3, 4, 5, 6, 7, 8].find((n) => chooseModel(history(n), cents(dollars)).slot === 'strong') ?? 99;
    expect(firstAt(0.01)).toBe(1);
    expect(firstAt(0.15)).toBeGreaterThan(firstAt(0.01));
    expect(firstAt(0.9)).toBe(99);
  });

  it('goes back to the fast one when the strong one keeps failing as well', () => {
    expect(chooseModel(history(1, 8), cents(0.02)).slot).toBe('fast');
  });

  it('learns from earlier tasks', () => {
    const weak = { failed: 1, passed: 0, learned: { success: 0, failure: 40 } };
    expect(chooseModel({ ...history(1), strong: { ...weak, failed: 0 } }, cents(0.02)).slot).toBe('fast');
    const good = { failed: 1, passed: 0, learned: { success: 40, failure: 0 } };
    expect(chooseModel({ ...history(1), fast: good }, cents(0.02)).slot).toBe('fast');
  });
});
