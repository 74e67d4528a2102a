import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDoubled } from '../../../src/models/repeats.ts';

const twice = (pieces: readonly string[]): string[] => pieces.flatMap((piece) => [piece, piece]);

describe('a stream that was delivered twice', () => {
  it('is told when its pieces differ among each other', () => {
    const pieces = fc.array(fc.string(), { minLength: 4 }).filter((all) => new Set(all).size >= 3);
    fc.assert(fc.property(pieces, (all) => isDoubled(twice(all))));
  });

  it('is never seen where some piece stands alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.nat(), fc.string(), (all, at, piece) => {
        const pieces = twice(all);
        pieces.splice(at % (pieces.length + 1), 0, piece);
        expect(isDoubled(pieces)).toBe(false);
      }),
    );
  });

  it('is not seen in a few pieces, or in a row of the same', () => {
    expect(isDoubled(['a', 'a', 'b', 'b', 'c', 'c'])).toBe(false);
    expect(isDoubled(twice(Array(20).fill('0')))).toBe(false);
    expect(isDoubled([])).toBe(false);
  });
});
