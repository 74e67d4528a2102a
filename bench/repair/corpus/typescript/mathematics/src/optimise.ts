export interface Item {
  weight: number;
  value: number;
}

/** The most value that fits, each item at most once. */
export function knapsack(items: readonly Item[], capacity: number): number {
  const best = new Array<number>(capacity + 1).fill(0);
  for (const { weight, value } of items) {
    for (let room = capacity; room >= weight; room--) {
      best[room] = Math.max(best[room], best[room - weight] + value);
    }
  }
  return best[capacity];
}

/** The fewest coins that make an amount; -1 when none do. */
export function fewestCoins(coins: readonly number[], amount: number): number {
  const fewest = new Array<number>(amount + 1).fill(Number.POSITIVE_INFINITY);
  fewest[0] = 0;
  for (let sum = 1; sum <= amount; sum++) {
    for (const coin of coins) {
      if (coin <= sum) fewest[sum] = Math.min(fewest[sum], fewest[sum - coin] + 1);
    }
  }
  return Number.isFinite(fewest[amount]) ? fewest[amount] : -1;
}

/** In how many ways coins make an amount, order apart. */
export function waysToPay(coins: readonly number[], amount: number): number {
  const ways = new Array<number>(amount + 1).fill(0);
  ways[0] = 1;
  for (const coin of coins) {
    for (let sum = coin; sum <= amount; sum++) ways[sum] += ways[sum - coin];
  }
  return ways[amount];
}

/** A longest subsequence that rises strictly. */
export function longestRising(numbers: readonly number[]): number[] {
  const lengths: number[] = [];
  const before: number[] = [];
  let end = -1;
  for (let i = 0; i < numbers.length; i++) {
    lengths.push(1);
    before.push(-1);
    for (let j = 0; j < i; j++) {
      if (numbers[j] < numbers[i] && lengths[j] + 1 > lengths[i]) {
        lengths[i] = lengths[j] + 1;
        before[i] = j;
      }
    }
    if (end === -1 || lengths[i] > lengths[end]) end = i;
  }
  const out: number[] = [];
  for (let i = end; i !== -1; i = before[i]) out.unshift(numbers[i]);
  return out;
}

/** The largest sum of neighbours, at least one of them. */
export function largestSum(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('No numbers');
  let best = numbers[0];
  let current = numbers[0];
  for (const number of numbers.slice(1)) {
    current = Math.max(number, current + number);
    best = Math.max(best, current);
  }
  return best;
}

/** The best profit of buying once and selling once later; 0 when prices only fall. */
export function bestTrade(prices: readonly number[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  let profit = 0;
  for (const price of prices) {
    lowest = Math.min(lowest, price);
    profit = Math.max(profit, price - lowest);
  }
  return profit;
}
