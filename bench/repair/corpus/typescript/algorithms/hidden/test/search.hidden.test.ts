import { describe, expect, it } from 'vitest';
import { countOccurrences, lowerBound, nearest, searchRotated, upperBound } from '../src/search';

const ascending = (a: number, b: number) => a - b;
const arrays: number[][] = [];
let seed = 7;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
for (let length = 0; length < 40; length++) {
  arrays.push(Array.from({ length }, () => draw(20)).sort(ascending));
}

describe('search', () => {
  it('bounds agree with a scan', () => {
    for (const array of arrays) {
      for (let target = -1; target <= 21; target++) {
        const low = array.filter((n) => n < target).length;
        const high = array.filter((n) => n <= target).length;
        expect(lowerBound(array, target, ascending)).toBe(low);
        expect(upperBound(array, target, ascending)).toBe(high);
        expect(countOccurrences(array, target, ascending)).toBe(high - low);
      }
    }
  });
  it('nearest agrees with a scan', () => {
    for (const array of arrays) {
      for (let target = -2; target <= 22; target += 0.5) {
        let best: number | undefined;
        for (const n of array) if (best === undefined || Math.abs(n - target) < Math.abs(best - target)) best = n;
        expect(nearest(array, target)).toBe(best);
      }
    }
  });
  it('searchRotated finds each element at each rotation', () => {
    for (let length = 1; length < 12; length++) {
      const sorted = Array.from({ length }, (_, i) => 3 * i);
      for (let by = 0; by < length; by++) {
        const rotated = [...sorted.slice(by), ...sorted.slice(0, by)];
        for (let target = -1; target <= 3 * length; target++) {
          expect(searchRotated(rotated, target)).toBe(rotated.indexOf(target));
        }
      }
    }
  });
});
