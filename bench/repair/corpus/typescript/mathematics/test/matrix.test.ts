import { expect, test } from 'vitest';
import { countNeighbours, multiply, power, rotate, spiral, transpose } from '../src/matrix';

test('transpose', () => {
  expect(transpose([[1, 2, 3], [4, 5, 6]])).toEqual([[1, 4], [2, 5], [3, 6]]);
  expect(transpose([])).toEqual([]);
});
test('rotate', () => {
  expect(rotate([[1, 2], [3, 4]])).toEqual([[3, 1], [4, 2]]);
});
test('multiply', () => {
  expect(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])).toEqual([[19, 22], [43, 50]]);
  expect(multiply([[1, 2, 3]], [[1], [2], [3]])).toEqual([[14]]);
  expect(() => multiply([[1, 2]], [[1, 2]])).toThrow(RangeError);
});
test('power', () => {
  expect(power([[1, 1], [1, 0]], 10)).toEqual([[89, 55], [55, 34]]);
  expect(power([[2, 0], [0, 3]], 0)).toEqual([[1, 0], [0, 1]]);
});
test('spiral', () => {
  expect(spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]])).toEqual([1, 2, 3, 6, 9, 8, 7, 4, 5]);
  expect(spiral([[1, 2, 3]])).toEqual([1, 2, 3]);
  expect(spiral([[1], [2], [3]])).toEqual([1, 2, 3]);
});
test('neighbours', () => {
  const life = [[1, 1, 0], [0, 1, 0], [0, 0, 1]];
  expect(countNeighbours(life, 1, 1, (n) => n === 1)).toBe(3);
  expect(countNeighbours(life, 0, 0, (n) => n === 1)).toBe(2);
  expect(countNeighbours(life, 2, 2, (n) => n === 0)).toBe(2);
});
