import { expect, it } from 'vitest';
import { cheapestCosts, hasCycle, shortestPath, topologicalOrder } from '../src/graph';

let seed = 3;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function drawGraph(edges: number, forwardOnly: boolean) {
  const made = new Map<string, { to: string; weight: number }[]>();
  for (let i = 0; i < edges; i++) {
    let from = draw(7);
    let to = draw(7);
    if (forwardOnly) {
      if (from === to) continue;
      if (from > to) [from, to] = [to, from];
    }
    const list = made.get(names[from]) ?? [];
    list.push({ to: names[to], weight: draw(10) });
    made.set(names[from], list);
  }
  return made;
}

function floyd(graph: Map<string, { to: string; weight: number }[]>, unit: boolean) {
  const cost = new Map<string, number>();
  const at = (a: string, b: string) => cost.get(a + b) ?? Number.POSITIVE_INFINITY;
  for (const n of names) cost.set(n + n, 0);
  for (const [from, edges] of graph) {
    for (const edge of edges) cost.set(from + edge.to, Math.min(at(from, edge.to), unit ? 1 : edge.weight));
  }
  for (const k of names) {
    for (const i of names) for (const j of names) cost.set(i + j, Math.min(at(i, j), at(i, k) + at(k, j)));
  }
  return at;
}

it('costs and paths agree with Floyd and Warshall', () => {
  for (let round = 0; round < 80; round++) {
    const graph = drawGraph(draw(20), false);
    const cost = floyd(graph, false);
    const steps = floyd(graph, true);
    for (const from of names) {
      const found = cheapestCosts(graph, from);
      for (const to of names) {
        expect(found.get(to) ?? Number.POSITIVE_INFINITY).toBe(cost(from, to));
        const path = shortestPath(graph, from, to);
        expect(path === undefined ? Number.POSITIVE_INFINITY : path.length - 1).toBe(steps(from, to));
        if (path) {
          expect(path[0]).toBe(from);
          expect(path.at(-1)).toBe(to);
          for (let i = 1; i < path.length; i++) {
            expect((graph.get(path[i - 1]) ?? []).some((e) => e.to === path[i])).toBe(true);
          }
        }
      }
    }
  }
});

it('cycles and orders', () => {
  for (let round = 0; round < 120; round++) {
    const acyclic = drawGraph(draw(16), true);
    expect(hasCycle(acyclic)).toBe(false);
    const order = topologicalOrder(acyclic) as string[];
    const nodes = new Set([...acyclic.keys(), ...[...acyclic.values()].flat().map((e) => e.to)]);
    expect(new Set(order)).toEqual(nodes);
    expect(order.length).toBe(nodes.size);
    for (const [from, edges] of acyclic) {
      for (const edge of edges) expect(order.indexOf(from)).toBeLessThan(order.indexOf(edge.to));
    }
    const any = drawGraph(draw(16), false);
    const at = floyd(any, true);
    const cyclic = [...any].some(([from, edges]) => edges.some((e) => at(e.to, from) < Number.POSITIVE_INFINITY));
    expect(hasCycle(any)).toBe(cyclic);
    expect(topologicalOrder(any) === undefined).toBe(cyclic);
  }
});
