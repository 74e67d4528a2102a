import { expect, test } from 'vitest';
import { firstGap, type Interval, peak, subtract, union } from '../src/intervals';

let seed = 77;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const covers = (list: readonly Interval[], x: number) => list.filter(([a, b]) => a <= x && x < b).length;

test('agree with counting moments', () => {
  for (let round = 0; round < 300; round++) {
    const list: Interval[] = Array.from({ length: draw(7) }, () => {
      const start = draw(20);
      return [start, start + draw(6)] as const;
    });
    const copy = JSON.stringify(list);
    const joined = union(list);
    const window: Interval = [draw(8), 10 + draw(10)];
    const rest = subtract(window, list);
    let most = 0;
    for (let x = -1; x < 30; x++) {
      const count = covers(list, x);
      most = Math.max(most, count);
      expect(covers(joined, x)).toBe(count > 0 ? 1 : 0);
      expect(covers(rest, x)).toBe(count === 0 && x >= window[0] && x < window[1] ? 1 : 0);
    }
    for (const found of [joined, rest]) {
      expect(found.every(([a, b], i) => a < b && (i === 0 || found[i - 1][1] < a))).toBe(true);
    }
    expect(peak(list)).toBe(most);
    for (const length of [1, 2, 5]) {
      let gap: Interval | undefined;
      for (let at = window[0]; at + length <= window[1] && !gap; at++) {
        if (Array.from({ length }, (_, i) => covers(list, at + i)).every((n) => n === 0)) gap = [at, at + length];
      }
      expect(firstGap(list, window, length)).toEqual(gap);
    }
    expect(JSON.stringify(list)).toBe(copy);
  }
});
