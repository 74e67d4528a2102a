import { average, type Figures, figuresOf, fixedCap, fixedUtility } from './figures.ts';
import { type Episode, play, type ReplayPolicy, type Terms } from './play.ts';
import type { Row } from './rows.ts';

type Make = (options: { readonly seed: number }) => ReplayPolicy;

/** A share of best-of-n's solves and the share of its samples that it took. */
export interface FrontierPoint {
  readonly solved: number;
  readonly drawn: number;
}

/** The samples that reach a share of the solves, between the two points around it; undefined when none reaches it. */
export function drawnFor(points: readonly FrontierPoint[], share: number): number | undefined {
  const sorted = points.toSorted((a, b) => a.solved - b.solved);
  const i = sorted.findIndex(({ solved }) => solved >= share);
  const above = sorted[i];
  if (above === undefined) return undefined;
  const below = sorted[i - 1];
  if (below === undefined || above.solved === below.solved) return above.drawn;
  const part = (share - below.solved) / (above.solved - below.solved);
  return below.drawn + part * (above.drawn - below.drawn);
}

/** Prices of a sample along which a policy trades solves for samples. */
const SWEEP = [
  0.5, 0.3, 0.2, 0.1, 0.06, 0.04, 0.03, 0.022, 0.017, 0.014, 0.011, 0.009, 0.007, 0.005, 0.003, 0.0015,
];

export function frontierOf(
  streams: ReadonlyMap<string, readonly Row[]>,
  make: Make,
  terms: Terms,
): readonly FrontierPoint[] {
  return SWEEP.map((price) => {
    const figures = figuresOf(play(streams, make, { ...terms, price }), { ...terms, price });
    return { solved: figures.solvedOfBest, drawn: figures.drawsOfBest };
  });
}

/** The same cap for every problem. */
export function fixedFrontier(episodes: readonly Episode[], cap: number): readonly FrontierPoint[] {
  return Array.from({ length: cap }, (_, i) => pointAt(episodes, () => i + 1, cap));
}

/** Knowing how many of the samples pass: only problems above a pass rate are tried, and those until solved. */
export function knowingFrontier(episodes: readonly Episode[], cap: number): readonly FrontierPoint[] {
  const rate = (episode: Episode): number => average(episode.hidden);
  return Array.from({ length: 11 }, (_, i) =>
    pointAt(episodes, (episode) => (rate(episode) > i / 20 ? cap : 0), cap),
  );
}

function pointAt(
  episodes: readonly Episode[],
  capOf: (episode: Episode) => number,
  cap: number,
): FrontierPoint {
  let [right, draws, allRight, allDraws] = [0, 0, 0, 0];
  for (const episode of episodes) {
    const limit = capOf(episode);
    const got = limit === 0 ? { right: 0, draws: 0 } : fixedCap(episode, limit);
    const best = fixedCap(episode, cap);
    right += got.right;
    draws += got.draws;
    allRight += best.right;
    allDraws += best.draws;
  }
  return { solved: right / allRight, drawn: draws / allDraws };
}

/** Utility of each fixed cap from 1 on, on the same draws. */
export function fixedUtilities(episodes: readonly Episode[], terms: Terms): readonly number[] {
  return Array.from({ length: terms.cap }, (_, i) => fixedUtility(episodes, i + 1, terms));
}

/** Utility of one who knows the pass rate of every problem (perfect mode): tries it until solved when it pays. */
export function knowingUtility(figures: Figures, episodes: readonly Episode[], terms: Terms): number {
  const models = new Map<string, number[]>();
  for (const episode of episodes) {
    const pays = average(episode.hidden) > terms.price;
    const got = pays ? fixedCap(episode, terms.cap) : { right: 0, draws: 0 };
    const part = models.get(episode.model) ?? [];
    part.push(got.right - terms.price * got.draws);
    models.set(episode.model, part);
  }
  return figures.models === 0 ? Number.NaN : average([...models.values()].map(average));
}
