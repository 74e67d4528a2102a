import { describe, expect, test } from 'vitest';
import { firstGap, peak, subtract, union } from '../src/intervals';

describe('intervals', () => {
  test('union', () => {
    expect(union([[5, 7], [1, 3], [2, 4]])).toEqual([[1, 4], [5, 7]]);
    expect(union([[1, 2], [2, 3]])).toEqual([[1, 3]]);
    expect(union([[1, 10], [2, 3]])).toEqual([[1, 10]]);
    expect(union([[4, 4]])).toEqual([]);
  });
  test('subtract', () => {
    expect(subtract([0, 10], [[2, 4], [6, 8]])).toEqual([[0, 2], [4, 6], [8, 10]]);
    expect(subtract([0, 10], [[-5, 3], [9, 20]])).toEqual([[3, 9]]);
    expect(subtract([0, 10], [[0, 10]])).toEqual([]);
    expect(subtract([0, 10], [[12, 14]])).toEqual([[0, 10]]);
  });
  test('peak', () => {
    expect(peak([[1, 5], [2, 6], [4, 7]])).toBe(3);
    expect(peak([[1, 2], [2, 3]])).toBe(1);
    expect(peak([])).toBe(0);
  });
  test('first gap', () => {
    expect(firstGap([[0, 3], [4, 8]], [0, 12], 2)).toEqual([8, 10]);
    expect(firstGap([[0, 3], [5, 8]], [0, 12], 2)).toEqual([3, 5]);
    expect(firstGap([[0, 12]], [0, 12], 1)).toBeUndefined();
  });
});
