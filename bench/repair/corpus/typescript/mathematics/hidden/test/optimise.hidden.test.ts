import { expect, test } from 'vitest';
import { bestTrade, fewestCoins, knapsack, largestSum, longestRising, waysToPay } from '../src/optimise';

let seed = 55;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};

test('knapsack agrees with all subsets', () => {
  for (let round = 0; round < 60; round++) {
    const items = Array.from({ length: draw(7) }, () => ({ weight: 1 + draw(6), value: draw(20) }));
    const capacity = draw(15);
    let best = 0;
    for (let set = 0; set < 1 << items.length; set++) {
      const chosen = items.filter((_, i) => set & (1 << i));
      if (chosen.reduce((w, i) => w + i.weight, 0) <= capacity) best = Math.max(best, chosen.reduce((v, i) => v + i.value, 0));
    }
    expect(knapsack(items, capacity)).toBe(best);
  }
});
test('coins agree with recursion', () => {
  const few = (coins: number[], amount: number): number =>
    amount === 0 ? 0 : Math.min(Infinity, ...coins.filter((c) => c <= amount).map((c) => few(coins, amount - c) + 1));
  const ways = (coins: number[], amount: number): number => {
    if (amount === 0) return 1;
    if (amount < 0 || coins.length === 0) return 0;
    return ways(coins, amount - coins[0]) + ways(coins.slice(1), amount);
  };
  for (const coins of [[1, 3, 4], [2, 5], [3, 7], [4], [], [5, 2, 9]]) {
    for (let amount = 0; amount < 15; amount++) {
      const expected = few(coins, amount);
      expect(fewestCoins(coins, amount)).toBe(Number.isFinite(expected) ? expected : -1);
      expect(waysToPay(coins, amount)).toBe(ways(coins, amount));
    }
  }
});
test('sequences agree with trying all', () => {
  for (let round = 0; round < 120; round++) {
    const numbers = Array.from({ length: 1 + draw(8) }, () => draw(13) - 6);
    let longest = 0;
    for (let set = 0; set < 1 << numbers.length; set++) {
      const chosen = numbers.filter((_, i) => set & (1 << i));
      if (chosen.every((n, i) => i === 0 || chosen[i - 1] < n)) longest = Math.max(longest, chosen.length);
    }
    const rising = longestRising(numbers);
    expect(rising.length).toBe(longest);
    expect(rising.every((n, i) => i === 0 || rising[i - 1] < n)).toBe(true);
    let from = 0;
    for (const n of rising) {
      const at = numbers.indexOf(n, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
    let sum = Number.NEGATIVE_INFINITY;
    let trade = 0;
    for (let i = 0; i < numbers.length; i++) {
      let running = 0;
      for (let j = i; j < numbers.length; j++) {
        running += numbers[j];
        sum = Math.max(sum, running);
        trade = Math.max(trade, numbers[j] - numbers[i]);
      }
    }
    expect(largestSum(numbers)).toBe(sum);
    expect(bestTrade(numbers)).toBe(trade);
  }
  expect(() => largestSum([])).toThrow(RangeError);
  expect(bestTrade([])).toBe(0);
});
