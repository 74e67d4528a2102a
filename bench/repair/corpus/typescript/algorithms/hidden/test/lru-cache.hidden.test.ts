import { expect, it } from 'vitest';
import { LruCache } from '../src/lru-cache';

let seed = 11;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};

it('behaves as a list of keys, used last at the end', () => {
  for (const capacity of [1, 2, 3, 5]) {
    const cache = new LruCache<number, number | undefined>(capacity);
    let model: [number, number | undefined][] = [];
    for (let step = 0; step < 400; step++) {
      const key = draw(8);
      const old = model.find(([k]) => k === key);
      const rest = model.filter(([k]) => k !== key);
      if (draw(2) === 0) {
        expect(cache.get(key)).toBe(old?.[1]);
        if (old) model = [...rest, old];
      } else {
        const value = draw(5) === 0 ? undefined : draw(100);
        cache.set(key, value);
        model = [...rest, [key, value] as [number, number | undefined]].slice(-capacity);
      }
      expect(cache.keys()).toEqual(model.map(([k]) => k));
      expect(cache.has(key)).toBe(model.some(([k]) => k === key));
    }
  }
});
