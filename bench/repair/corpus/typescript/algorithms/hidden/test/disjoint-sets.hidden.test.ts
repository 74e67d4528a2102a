import { expect, it } from 'vitest';
import { DisjointSets } from '../src/disjoint-sets';

let seed = 21;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};

it('behaves as a partition', () => {
  for (let round = 0; round < 60; round++) {
    const count = 1 + draw(12);
    const sets = new DisjointSets(count);
    let label = Array.from({ length: count }, (_, i) => i);
    for (let step = 0; step < 15; step++) {
      const a = draw(count);
      const b = draw(count);
      expect(sets.union(a, b)).toBe(label[a] !== label[b]);
      const [from, to] = [label[a], label[b]];
      label = label.map((l) => (l === from ? to : l));
      expect(sets.count).toBe(new Set(label).size);
      for (let i = 0; i < count; i++) {
        expect(sets.sizeOf(i)).toBe(label.filter((l) => l === label[i]).length);
        for (let j = 0; j < count; j++) expect(sets.connected(i, j)).toBe(label[i] === label[j]);
      }
    }
  }
});
