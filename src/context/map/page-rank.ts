/** Weighted edges between nodes `0..n-1`, by the node they start from. */
export interface OutEdges {
  readonly targets: Int32Array;
  readonly weights: Float32Array;
}

export interface PageRankOptions {
  /** Chance to follow an edge rather than to start again at a seed. Default .85. */
  readonly damping?: number;
  /** What an edge weighs when it is followed backwards, against forwards; 0..1. Default .5. */
  readonly backwards?: number;
  /** Ends when the ranks change by less than this in all. Default 1e-6. */
  readonly tolerance?: number;
}

const MOST_ROUNDS = 60;

/**
 * Personalised PageRank (Page et al. 1999, Haveliwala 2002): how often a walker is at each node who follows edges and now
 * and then starts again at a seed. Walks also go backwards, at a lower weight, since a change of a definition concerns
 * those who use it. A node without edges sends its walker to the seeds.
 * @param seeds weight per node, at least one positive; negative ones count as 0
 * @returns ranks that sum to 1; all 0 without a positive seed
 */
export function pageRank(
  edges: readonly OutEdges[],
  seeds: Float64Array,
  options: PageRankOptions = {},
): Float64Array {
  const { damping = 0.85, backwards = 0.5, tolerance = 1e-6 } = options;
  const n = edges.length;
  const start = seeds.map((weight) => Math.max(0, weight));
  const total = start.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return new Float64Array(n);
  for (let i = 0; i < n; i += 1) start[i] = (start[i] ?? 0) / total;
  const leaving = leavingWeights(edges, backwards);
  let ranks = Float64Array.from(start);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = step(edges, ranks, leaving, backwards);
    const moved = next.reduce((sum, rank) => sum + rank, 0);
    let change = 0;
    for (let i = 0; i < n; i += 1) {
      const rank = damping * (next[i] ?? 0) + (1 - damping * moved) * (start[i] ?? 0);
      change += Math.abs(rank - (ranks[i] ?? 0));
      next[i] = rank;
    }
    ranks = next;
    if (change < tolerance) break;
  }
  return ranks;
}

/** Weight of all ways that lead away from each node. */
function leavingWeights(edges: readonly OutEdges[], backwards: number): Float64Array {
  const leaving = new Float64Array(edges.length);
  edges.forEach(({ targets, weights }, from) => {
    for (let k = 0; k < targets.length; k += 1) {
      const to = targets[k] ?? 0;
      const weight = weights[k] ?? 0;
      leaving[from] = (leaving[from] ?? 0) + weight;
      leaving[to] = (leaving[to] ?? 0) + weight * backwards;
    }
  });
  return leaving;
}

function step(
  edges: readonly OutEdges[],
  ranks: Float64Array,
  leaving: Float64Array,
  backwards: number,
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(edges.length);
  for (let from = 0; from < edges.length; from += 1) {
    const { targets, weights } = edges[from] ?? NONE;
    const away = leaving[from] ?? 0;
    const here = away > 0 ? (ranks[from] ?? 0) / away : 0;
    for (let k = 0; k < targets.length; k += 1) {
      const to = targets[k] ?? 0;
      const weight = weights[k] ?? 0;
      next[to] = (next[to] ?? 0) + here * weight;
      const there = leaving[to] ?? 0;
      if (there > 0) next[from] = (next[from] ?? 0) + ((ranks[to] ?? 0) / there) * weight * backwards;
    }
  }
  return next;
}

const NONE: OutEdges = { targets: new Int32Array(), weights: new Float32Array() };
