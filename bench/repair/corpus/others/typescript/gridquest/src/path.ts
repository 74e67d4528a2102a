import { key, type Grid, type Point } from './grid.ts';
import { MinHeap } from './heap.ts';

export interface Path {
  /** From the start to the goal, both included. */
  steps: Point[];
  /** The costs of all tiles stepped on; the start is not stepped on. */
  cost: number;
}

export interface Walk {
  diagonal?: boolean;
}

/** The cheapest way from one tile to another, or undefined when there is none. */
export function findPath(grid: Grid, start: Point, goal: Point, walk: Walk = {}): Path | undefined {
  if (!grid.isOpen(start) || !grid.isOpen(goal)) return undefined;
  const cameFrom = new Map<string, Point>();
  const costs = new Map<string, number>([[key(start), 0]]);
  const open = new MinHeap<Point>();
  open.push(start, 0);
  for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
    if (key(tile) === key(goal)) {
      return { steps: trace(cameFrom, goal), cost: costs.get(key(goal)) ?? 0 };
    }
    for (const next of grid.neighbours(tile, walk.diagonal)) {
      const cost = (costs.get(key(tile)) ?? 0) + grid.cost(next);
      if (cost >= (costs.get(key(next)) ?? Infinity)) continue;
      costs.set(key(next), cost);
      cameFrom.set(key(next), tile);
      open.push(next, cost);
    }
  }
  return undefined;
}

function trace(cameFrom: Map<string, Point>, goal: Point): Point[] {
  const steps = [goal];
  for (let tile = cameFrom.get(key(goal)); tile !== undefined; tile = cameFrom.get(key(tile))) {
    steps.unshift(tile);
  }
  return steps;
}

/** All tiles that can be reached from the start within a number of steps, with that number. */
export function reachable(grid: Grid, start: Point, maxSteps: number): Map<string, number> {
  const found = new Map<string, number>();
  if (!grid.isOpen(start)) return found;
  found.set(key(start), 0);
  let edge = [start];
  for (let step = 1; step <= maxSteps && edge.length > 0; step += 1) {
    const fresh: Point[] = [];
    for (const next of edge.flatMap((tile) => grid.neighbours(tile))) {
      if (found.has(key(next))) continue;
      found.set(key(next), step);
      fresh.push(next);
    }
    edge = fresh;
  }
  return found;
}
