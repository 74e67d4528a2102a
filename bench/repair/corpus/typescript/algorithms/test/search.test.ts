import { describe, expect, it } from 'vitest';
import { countOccurrences, lowerBound, nearest, searchRotated, upperBound } from '../src/search';

const ascending = (a: number, b: number) => a - b;

describe('bounds', () => {
  it('finds the first of equal elements', () => {
    expect(lowerBound([1, 3, 3, 3, 7], 3, ascending)).toBe(1);
  });
  it('finds the place after the last of equal elements', () => {
    expect(upperBound([1, 3, 3, 3, 7], 3, ascending)).toBe(4);
  });
  it('gives the length when all are smaller', () => {
    expect(lowerBound([1, 2], 5, ascending)).toBe(2);
    expect(upperBound([1, 2], 5, ascending)).toBe(2);
  });
  it('works with strings', () => {
    expect(lowerBound(['ant', 'bee', 'cat'], 'bee', (a, b) => a.localeCompare(b))).toBe(1);
  });
});

describe('countOccurrences', () => {
  it('counts', () => {
    expect(countOccurrences([1, 2, 2, 2, 3], 2, ascending)).toBe(3);
    expect(countOccurrences([1, 3], 2, ascending)).toBe(0);
  });
});

describe('nearest', () => {
  it('finds the nearer neighbour', () => {
    expect(nearest([10, 20, 30], 22)).toBe(20);
    expect(nearest([10, 20, 30], 28)).toBe(30);
  });
  it('takes the smaller of two equally near', () => {
    expect(nearest([10, 20], 15)).toBe(10);
  });
  it('stays inside the array', () => {
    expect(nearest([10, 20], 1)).toBe(10);
    expect(nearest([10, 20], 99)).toBe(20);
  });
  it('knows nothing about an empty array', () => {
    expect(nearest([], 1)).toBeUndefined();
  });
});

describe('searchRotated', () => {
  it('finds elements on both sides of the rotation', () => {
    expect(searchRotated([4, 5, 6, 7, 0, 1, 2], 5)).toBe(1);
    expect(searchRotated([4, 5, 6, 7, 0, 1, 2], 1)).toBe(5);
  });
  it('finds the ends', () => {
    expect(searchRotated([4, 5, 6, 7, 0, 1, 2], 4)).toBe(0);
    expect(searchRotated([4, 5, 6, 7, 0, 1, 2], 2)).toBe(6);
  });
  it('says -1 for what is absent', () => {
    expect(searchRotated([4, 5, 6, 7, 0, 1, 2], 3)).toBe(-1);
    expect(searchRotated([], 3)).toBe(-1);
  });
});
