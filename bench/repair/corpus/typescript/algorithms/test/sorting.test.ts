import { describe, expect, it } from 'vitest';
import { countingSort, insertionSort, mergeSort, quickSelect } from '../src/sorting';

describe('mergeSort', () => {
  it('sorts numbers', () => {
    expect(mergeSort([5, 2, 9, 1, 5], (a, b) => a - b)).toEqual([1, 2, 5, 5, 9]);
  });
  it('keeps the order of equal elements', () => {
    const people = [
      { name: 'Ann', age: 30 },
      { name: 'Bob', age: 25 },
      { name: 'Cid', age: 30 },
    ];
    expect(mergeSort(people, (a, b) => a.age - b.age).map((p) => p.name)).toEqual(['Bob', 'Ann', 'Cid']);
  });
  it('leaves its input alone', () => {
    const input = [3, 1, 2];
    mergeSort(input, (a, b) => a - b);
    expect(input).toEqual([3, 1, 2]);
  });
});

describe('insertionSort', () => {
  it('sorts in place', () => {
    const numbers = [4, 3, 2, 1];
    insertionSort(numbers);
    expect(numbers).toEqual([1, 2, 3, 4]);
  });
  it('sorts what is sorted', () => {
    expect(insertionSort([1, 2, 3])).toEqual([1, 2, 3]);
  });
});

describe('countingSort', () => {
  it('sorts', () => {
    expect(countingSort([3, 1, 2, 1])).toEqual([1, 1, 2, 3]);
  });
  it('sorts negative numbers', () => {
    expect(countingSort([0, -2, 5, -2])).toEqual([-2, -2, 0, 5]);
  });
  it('sorts nothing', () => {
    expect(countingSort([])).toEqual([]);
  });
});

describe('quickSelect', () => {
  it('selects by rank', () => {
    expect(quickSelect([9, 1, 8, 2], 0)).toBe(1);
    expect(quickSelect([9, 1, 8, 2], 2)).toBe(8);
  });
  it('selects among duplicates', () => {
    expect(quickSelect([2, 2, 1, 2, 3], 3)).toBe(2);
    expect(quickSelect([2, 2, 1, 2, 3], 4)).toBe(3);
  });
  it('rejects a rank that does not exist', () => {
    expect(() => quickSelect([1], 1)).toThrow(RangeError);
  });
});
