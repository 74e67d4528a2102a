import { describe, expect, it } from 'vitest';
import { DisjointSets } from '../src/disjoint-sets';

describe('DisjointSets', () => {
  it('starts with one set for each element', () => {
    const sets = new DisjointSets(4);
    expect(sets.count).toBe(4);
    expect(sets.connected(0, 1)).toBe(false);
    expect(sets.sizeOf(2)).toBe(1);
  });
  it('joins', () => {
    const sets = new DisjointSets(4);
    expect(sets.union(0, 1)).toBe(true);
    expect(sets.union(1, 2)).toBe(true);
    expect(sets.connected(0, 2)).toBe(true);
    expect(sets.connected(0, 3)).toBe(false);
  });
  it('counts sets', () => {
    const sets = new DisjointSets(3);
    sets.union(0, 1);
    expect(sets.union(1, 0)).toBe(false);
    expect(sets.count).toBe(2);
  });
  it('knows the size of each set', () => {
    const sets = new DisjointSets(6);
    sets.union(0, 1);
    sets.union(2, 3);
    sets.union(0, 3);
    expect(sets.sizeOf(1)).toBe(4);
    expect(sets.sizeOf(5)).toBe(1);
  });
});
