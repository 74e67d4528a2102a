import { PriorityQueue } from './priority-queue';

export interface Edge {
  to: string;
  weight: number;
}

export type Graph = ReadonlyMap<string, readonly Edge[]>;

/** Cheapest cost from the source to each node that can be reached. Weights are not negative. */
export function cheapestCosts(graph: Graph, source: string): Map<string, number> {
  const costs = new Map<string, number>();
  const queue = new PriorityQueue<{ node: string; cost: number }>((a, b) => a.cost - b.cost);
  queue.push({ node: source, cost: 0 });
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { node, cost } = next;
    if (costs.has(node)) continue;
    costs.set(node, cost);
    for (const edge of graph.get(node) ?? []) {
      queue.push({ node: edge.to, cost: cost + edge.weight });
    }
  }
  return costs;
}

/** Fewest edges between two nodes, as the nodes on the way; undefined when there is no way. */
export function shortestPath(graph: Graph, from: string, to: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const seen = new Set([from]);
  const queue = [from];
  while (queue.length > 0) {
    const node = queue.shift() as string;
    if (node === to) {
      const path = [to];
      let at = to;
      while (at !== from) {
        at = cameFrom.get(at) as string;
        path.unshift(at);
      }
      return path;
    }
    for (const edge of graph.get(node) ?? []) {
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      cameFrom.set(edge.to, node);
      queue.push(edge.to);
    }
  }
  return undefined;
}

/** An order in which each node comes before the nodes it points to; undefined when there is a cycle. */
export function topologicalOrder(graph: Graph): string[] | undefined {
  const incoming = new Map<string, number>();
  for (const [node, edges] of graph) {
    if (!incoming.has(node)) incoming.set(node, 0);
    for (const edge of edges) incoming.set(edge.to, (incoming.get(edge.to) ?? 0) + 1);
  }
  const ready = [...incoming.keys()].filter((node) => incoming.get(node) === 0);
  const order: string[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    order.push(node);
    for (const edge of graph.get(node) ?? []) {
      const left = (incoming.get(edge.to) as number) - 1;
      incoming.set(edge.to, left);
      if (left === 0) ready.push(edge.to);
    }
  }
  return order.length === incoming.size ? order : undefined;
}

/** Whether a directed graph has a cycle. */
export function hasCycle(graph: Graph): boolean {
  const done = new Set<string>();
  const onPath = new Set<string>();
  const visit = (node: string): boolean => {
    if (onPath.has(node)) return true;
    if (done.has(node)) return false;
    onPath.add(node);
    for (const edge of graph.get(node) ?? []) {
      if (visit(edge.to)) return true;
    }
    onPath.delete(node);
    done.add(node);
    return false;
  };
  return [...graph.keys()].some((node) => visit(node));
}
