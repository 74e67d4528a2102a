import { expect, test } from 'vitest';
import { bestTrade, fewestCoins, knapsack, largestSum, longestRising, waysToPay } from '../src/optimise';

test('knapsack', () => {
  const items = [{ weight: 5, value: 10 }, { weight: 4, value: 40 }, { weight: 6, value: 30 }, { weight: 3, value: 50 }];
  expect(knapsack(items, 10)).toBe(90);
  expect(knapsack([{ weight: 2, value: 3 }], 10)).toBe(3);
  expect(knapsack([], 10)).toBe(0);
});
test('fewest coins', () => {
  expect(fewestCoins([1, 3, 4], 6)).toBe(2);
  expect(fewestCoins([5], 3)).toBe(-1);
  expect(fewestCoins([2], 0)).toBe(0);
});
test('ways to pay', () => {
  expect(waysToPay([1, 2, 5], 5)).toBe(4);
  expect(waysToPay([2], 3)).toBe(0);
});
test('longest rising', () => {
  expect(longestRising([3, 1, 2, 5, 4])).toEqual([1, 2, 5]);
  expect(longestRising([2, 2, 2])).toEqual([2]);
  expect(longestRising([])).toEqual([]);
});
test('largest sum', () => {
  expect(largestSum([-2, 1, -3, 4, -1, 2, 1, -5, 4])).toBe(6);
  expect(largestSum([-3, -1, -2])).toBe(-1);
});
test('best trade', () => {
  expect(bestTrade([7, 1, 5, 3, 6, 4])).toBe(5);
  expect(bestTrade([5, 4, 3])).toBe(0);
});
