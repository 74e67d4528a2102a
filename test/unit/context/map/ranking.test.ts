import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bm25, type Document } from '../../../../src/context/map/bm25.ts';
import { countedOf } from '../../../../src/context/map/counted.ts';
import { Interner } from '../../../../src/context/map/interner.ts';
import { type OutEdges, pageRank } from '../../../../src/context/map/page-rank.ts';

type Edge = readonly [from: number, to: number, weight: number];

function edgesOf(n: number, edges: readonly Edge[]): OutEdges[] {
  return Array.from({ length: n }, (_, node) => {
    const own = edges.filter(([from, to]) => from === node && to !== node);
    return {
      targets: Int32Array.from(own, ([, to]) => to),
      weights: Float32Array.from(own, ([, , weight]) => weight),
    };
  });
}

/** The definition, by a full matrix and very many steps. */
function slowly(
  n: number,
  edges: readonly Edge[],
  seeds: readonly number[],
  damping: number,
  back: number,
): number[] {
  const total = seeds.reduce((a, b) => a + b, 0);
  const start = seeds.map((seed) => seed / total);
  const weight = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  const add = (a: number, b: number, w: number): void => {
    const row = weight[a];
    if (row !== undefined) row[b] = (row[b] ?? 0) + w;
  };
  for (const [from, to, w] of edges) {
    if (from === to) continue;
    add(from, to, w);
    add(to, from, w * back);
  }
  let ranks = start;
  for (let round = 0; round < 500; round += 1) {
    const next = Array.from({ length: n }, () => 0);
    let lost = 0;
    ranks.forEach((rank, from) => {
      const row = weight[from] ?? [];
      const away = row.reduce((a, b) => a + b, 0);
      if (away === 0) lost += rank;
      else
        row.forEach((w, to) => {
          next[to] = (next[to] ?? 0) + (rank * w) / away;
        });
    });
    ranks = next.map(
      (rank, i) => damping * (rank + lost * (start[i] ?? 0)) + (1 - damping) * (start[i] ?? 0),
    );
  }
  return ranks;
}

const graph = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    edges: fc.array(
      fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.constantFrom(0.25, 0.5, 1, 2)) as fc.Arbitrary<Edge>,
      { maxLength: 15 },
    ),
    seeds: fc.array(fc.constantFrom(0, 0.5, 1), { minLength: n, maxLength: n }),
  }),
);

describe('personalised PageRank', () => {
  it('is what the definition says, and sums to one', () => {
    fc.assert(
      fc.property(graph, fc.constantFrom(0, 0.5, 1), ({ n, edges, seeds }, backwards) => {
        fc.pre(seeds.some((seed) => seed > 0));
        const ranks = pageRank(edgesOf(n, edges), Float64Array.from(seeds), {
          damping: 0.7,
          backwards,
          tolerance: 0,
        });
        expect(ranks.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
        const wanted = slowly(n, edges, seeds, 0.7, backwards);
        ranks.forEach((rank, i) => {
          expect(rank).toBeCloseTo(wanted[i] ?? -1, 5);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('without a seed ranks nothing, whatever the edges', () => {
    expect([...pageRank(edgesOf(2, [[0, 1, 1]]), new Float64Array(2))]).toEqual([0, 0]);
  });
});

describe('BM25', () => {
  const terms = new Interner();
  const document = (text: string): Document => {
    const counts = new Map<string, number>();
    for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { terms: countedOf(counts, terms), length: text.split(' ').length };
  };
  const query = (text: string): Map<number, number> =>
    new Map(
      text.split(' ').flatMap((word) => (terms.find(word) === undefined ? [] : [[terms.idOf(word), 1]])),
    );

  it('is the formula', () => {
    const scores = bm25([document('a a b'), document('b c'), document('c c c c')], query('a'));
    // idf = ln(1 + 2.5/1.5); tf 2 in 3 of 3 words on average.
    expect(scores[0]).toBeCloseTo(Math.log(1 + 2.5 / 1.5) * ((2 * 2.2) / (2 + 1.2)), 9);
    expect([...scores.slice(1)]).toEqual([0, 0]);
  });

  it('rare words say more than frequent ones, and a hole is no document', () => {
    const scores = bm25([document('x rare'), document('x y'), undefined, document('x z')], query('x rare'));
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 9);
    expect(scores[2]).toBe(0);
  });

  it('is never negative, and more of a word never counts less', () => {
    const word = fc.constantFrom('p', 'q', 'r');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), word, (words, more) => {
        const other = document('p q r s');
        const [before = 0] = bm25([document(words.join(' ')), other], query(more));
        const [after = 0] = bm25([document([...words, more].join(' ')), other], query(more));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before - 1e-9);
      }),
    );
  });
});
