import { expect, it } from 'vitest';
import { countingSort, insertionSort, mergeSort, quickSelect } from '../src/sorting';

const ascending = (a: number, b: number) => a - b;
let seed = 99;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const arrays = Array.from({ length: 60 }, (_, length) => Array.from({ length }, () => draw(30) - 15));

it('all sorts agree with the built-in one', () => {
  for (const array of arrays) {
    const expected = [...array].sort(ascending);
    expect(mergeSort(array, ascending)).toEqual(expected);
    expect(insertionSort([...array])).toEqual(expected);
    expect(countingSort(array)).toEqual(expected);
  }
});
it('selects each rank', () => {
  for (const array of arrays) {
    const expected = [...array].sort(ascending);
    for (let k = 0; k < array.length; k++) expect(quickSelect(array, k)).toBe(expected[k]);
    expect(() => quickSelect(array, array.length)).toThrow(RangeError);
    expect(() => quickSelect(array, -1)).toThrow(RangeError);
  }
});
it('mergeSort is stable', () => {
  for (const array of arrays) {
    const tagged = array.map((key, index) => ({ key: Math.abs(key) % 4, index }));
    const expected = [...tagged].sort((a, b) => a.key - b.key || a.index - b.index);
    expect(mergeSort(tagged, (a, b) => a.key - b.key)).toEqual(expected);
  }
});
