import { describe, expect, it } from 'vitest';
import { type Files, lineOf, rankOf, result, suspectsOf } from './workspace.ts';

/** A clash is looked up by one function, judged by another, and thrown about by a third. */
const ROOMS: Files = {
  'src/span.ts': `export function meets(a: { from: number; to: number }, b: { from: number; to: number }) {
  return a.from < b.to && b.from <= a.to;
}
export function length(a: { from: number; to: number }) {
  return a.to - a.from;
}
`,
  'src/rooms.ts': `import { length, meets } from './span.ts';
const taken: { from: number; to: number }[] = [];
export function reserve(span: { from: number; to: number }) {
  const size = length(span);
  const other = taken.find((one) => meets(one, span));
  if (other !== undefined) throw new Error('taken');
  taken.push(span);
  return size;
}
`,
  'test/rooms.test.ts': `import { reserve } from '../src/rooms.ts';
it('lets one follow another', () => {
  reserve({ from: 1, to: 2 });
  reserve({ from: 2, to: 3 });
});
it('measures', () => { reserve({ from: 7, to: 9 }); });
`,
};

describe('a failure that was thrown on purpose', () => {
  it('leads to what computed the condition, before what merely stands beside it', async () => {
    const line = lineOf(ROOMS, 'src/rooms.ts', "throw new Error('taken')");
    const failing = result('test/rooms.test.ts', 'lets one follow another', 'failed', {
      message: 'taken',
      frames: [{ path: 'src/rooms.ts', line }],
    });
    const tests = [failing, result('test/rooms.test.ts', 'measures', 'passed')];
    const suspects = await suspectsOf({ files: ROOMS, tests });
    const rank = (path: string, text: string): number => rankOf(ROOMS, suspects, path, text);
    const culprit = rank('src/span.ts', 'return a.from < b.to');
    expect(culprit).toBeGreaterThan(0);
    expect(culprit).toBeLessThanOrEqual(4);
    expect(culprit).toBeLessThan(rank('src/span.ts', 'return a.to - a.from'));
    expect(rank('src/rooms.ts', 'const other')).toBeLessThan(rank('src/rooms.ts', 'const size'));
  });
});

/** Every test builds a map first; it is looked up only after that. */
const MAPS: Files = {
  'src/graph.ts': `export class Graph {
  readonly edges = new Map<string, Map<string, number>>();
  connect(from: string, to: string, cost: number) {
    this.neighbours(from).set(to, cost);
  }
  neighbours(node: string) {
    if (this.edges.has(node)) this.edges.set(node, new Map());
    return this.edges.get(node) as Map<string, number>;
  }
}
`,
  'src/path.ts': `import type { Graph } from './graph.ts';
export function cheapest(graph: Graph, from: string) {
  let best = Number.POSITIVE_INFINITY;
  for (const [, cost] of graph.neighbours(from)) {
    if (cost < best) best = cost;
  }
  return best;
}
`,
  'test/path.test.ts': `import { Graph } from '../src/graph.ts';
import { cheapest } from '../src/path.ts';
function town() {
  const graph = new Graph();
  graph.connect('a', 'b', 4);
  return graph;
}
it('finds the cheapest way', () => {
  const graph = town();
  const cost = cheapest(graph, 'a');
  expect(cost).toBe(4);
});
`,
};

describe('a test that stopped half-way', () => {
  it('says little about the code behind the place where it stopped', async () => {
    const frame = (path: string, text: string) => ({ path, line: lineOf(MAPS, path, text) });
    const failing = (frames: ReturnType<typeof frame>[]) =>
      result('test/path.test.ts', 'finds the cheapest way', 'failed', { message: 'TypeError', frames });
    const scoreOf = async (path: string, text: string, frames: ReturnType<typeof frame>[]) => {
      const suspects = await suspectsOf({ files: MAPS, tests: [failing(frames)] });
      return suspects[rankOf(MAPS, suspects, path, text) - 1]?.score ?? 0;
    };
    const stopped = [
      frame('src/graph.ts', 'this.neighbours(from).set'),
      frame('test/path.test.ts', "graph.connect('a'"),
      frame('test/path.test.ts', 'const graph = town'),
    ];
    const atTheEnd = [frame('test/path.test.ts', 'expect(cost)')];
    const never = await scoreOf('src/path.ts', 'if (cost < best)', stopped);
    expect(never).toBeLessThan(0.6 * (await scoreOf('src/path.ts', 'if (cost < best)', atTheEnd)));
    expect(await scoreOf('src/graph.ts', 'if (this.edges.has(node))', stopped)).toBeGreaterThan(never);
  });
});
