import { describe, expect, it } from 'vitest';
import { cheapestCosts, type Graph, hasCycle, shortestPath, topologicalOrder } from '../src/graph';

const graph = (edges: [string, string, number?][]): Graph => {
  const made = new Map<string, { to: string; weight: number }[]>();
  for (const [from, to, weight = 1] of edges) {
    const list = made.get(from) ?? [];
    list.push({ to, weight });
    made.set(from, list);
  }
  return made;
};

describe('cheapestCosts', () => {
  const roads = graph([
    ['a', 'b', 4],
    ['a', 'c', 1],
    ['c', 'b', 2],
    ['b', 'd', 5],
  ]);
  it('prefers a cheap detour', () => {
    expect(cheapestCosts(roads, 'a').get('b')).toBe(3);
  });
  it('adds the costs of the whole way', () => {
    expect(cheapestCosts(roads, 'a').get('d')).toBe(8);
  });
  it('leaves out what cannot be reached', () => {
    expect(cheapestCosts(roads, 'd')).toEqual(new Map([['d', 0]]));
  });
});

describe('shortestPath', () => {
  const lines = graph([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
    ['a', 'd'],
    ['d', 'a'],
  ]);
  it('gives the nodes on the way', () => {
    expect(shortestPath(lines, 'a', 'c')).toEqual(['a', 'b', 'c']);
    expect(shortestPath(lines, 'a', 'd')).toEqual(['a', 'd']);
  });
  it('is at home already', () => {
    expect(shortestPath(lines, 'b', 'b')).toEqual(['b']);
  });
  it('finds no way', () => {
    expect(shortestPath(graph([['a', 'b']]), 'b', 'a')).toBeUndefined();
  });
});

describe('topologicalOrder', () => {
  it('puts a node after those that point to it', () => {
    expect(
      topologicalOrder(
        graph([
          ['shirt', 'tie'],
          ['tie', 'jacket'],
          ['trousers', 'shoes'],
          ['trousers', 'jacket'],
        ]),
      ),
    ).toEqual(['shirt', 'trousers', 'tie', 'shoes', 'jacket']);
  });
  it('refuses a cycle', () => {
    expect(
      topologicalOrder(
        graph([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'b'],
        ]),
      ),
    ).toBeUndefined();
  });
});

describe('hasCycle', () => {
  it('sees a cycle', () => {
    expect(
      hasCycle(
        graph([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
        ]),
      ),
    ).toBe(true);
  });
  it('does not take a diamond for a cycle', () => {
    expect(
      hasCycle(
        graph([
          ['a', 'b'],
          ['a', 'c'],
          ['b', 'd'],
          ['c', 'd'],
        ]),
      ),
    ).toBe(false);
  });
});
