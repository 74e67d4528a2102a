import type { Episode, Terms } from './play.ts';

export interface Forecast {
  readonly n: number;
  readonly base: number;
  readonly auroc: number;
  readonly ece: number;
  /** The mean over models of the error within each. */
  readonly ecePerModel: number;
  /** The error that even one who knows every chance would show, by luck, on so few problems. */
  readonly eceByLuck: number;
  readonly ecePerModelByLuck: number;
  readonly brier: number;
}

export interface Figures {
  readonly models: number;
  readonly episodes: number;
  /** Means over models, as the scorer's. */
  readonly solved: number;
  readonly wrong: number;
  readonly abstained: number;
  readonly draws: number;
  readonly utility: number;
  /** Over all episodes together. */
  readonly solvedOfBest: number;
  readonly drawsOfBest: number;
  /** Means over models of each one's ratio. */
  readonly solvedOfBestPerModel: number;
  readonly drawsOfBestPerModel: number;
  /** By failures before it: `0`, `1`, `2`; and `submit` for the credence of what was submitted. */
  readonly forecasts: Readonly<Record<string, Forecast>>;
  /** Of the submissions of which the policy was surest, seventy in a hundred of them: the share that is wrong. */
  readonly wrongAt70?: number;
}

interface Told {
  readonly model: string;
  readonly p: number;
  readonly y: number;
}

export const average = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;

function group<T extends { readonly model: string }>(items: readonly T[]): readonly (readonly T[])[] {
  const result = new Map<string, T[]>();
  for (const item of items) {
    const part = result.get(item.model) ?? [];
    part.push(item);
    result.set(item.model, part);
  }
  return [...result.values()];
}

/** Ten equal bins. */
export function calibrationError(told: readonly { readonly p: number; readonly y: number }[]): number {
  const gaps = new Array<number>(10).fill(0);
  for (const { p, y } of told) {
    const bin = Math.min(9, Math.floor(p * 10));
    gaps[bin] = (gaps[bin] ?? 0) + p - y;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / told.length;
}

/** Repetitions of a problem are no news: they make the luck of the problem count as often. */
function errorByLuck(told: readonly { readonly p: number }[], reps: number): number {
  const variances = new Array<number>(10).fill(0);
  for (const { p } of told) {
    const bin = Math.min(9, Math.floor(p * 10));
    variances[bin] = (variances[bin] ?? 0) + p * (1 - p);
  }
  return variances.reduce((sum, v) => sum + Math.sqrt((2 / Math.PI) * reps * v), 0) / told.length;
}

/** Chance that a positive is ranked above a negative; ties count half. */
export function auroc(told: readonly { readonly p: number; readonly y: number }[]): number {
  const sorted = told.toSorted((a, b) => a.p - b.p);
  let ranks = 0;
  let positives = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j < sorted.length && sorted[j]?.p === sorted[i]?.p) j += 1;
    const here = sorted.slice(i, j).filter(({ y }) => y === 1).length;
    ranks += (here * (i + j + 1)) / 2;
    positives += here;
    i = j;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function forecastOf(told: readonly Told[], reps: number): Forecast {
  return {
    n: told.length,
    base: average(told.map(({ y }) => y)),
    auroc: auroc(told),
    ece: calibrationError(told),
    ecePerModel: average(group(told).map(calibrationError)),
    eceByLuck: errorByLuck(told, reps),
    ecePerModelByLuck: average(group(told).map((part) => errorByLuck(part, reps))),
    brier: average(told.map(({ p, y }) => (p - y) ** 2)),
  };
}

function wrongAt(told: readonly Told[], coverage: number): number {
  const sure = told.toSorted((a, b) => b.p - a.p).slice(0, Math.round(told.length * coverage));
  return 1 - average(sure.map(({ y }) => y));
}

/** What sampling until something passes brings on the same draws, at most `cap` of them. */
export function fixedCap(
  episode: Episode,
  cap: number,
): { readonly right: number; readonly wrong: number; readonly draws: number } {
  const first = episode.visible.slice(0, cap).indexOf(1);
  if (first === -1) return { right: 0, wrong: 0, draws: Math.min(cap, episode.visible.length) };
  const right = episode.hidden[first] ?? 0;
  return { right, wrong: 1 - right, draws: first + 1 };
}

/** Mean over models of the mean utility of a fixed cap. */
export function fixedUtility(episodes: readonly Episode[], cap: number, { price, wrong }: Terms): number {
  return average(
    group(episodes).map((part) =>
      average(
        part.map((episode) => {
          const got = fixedCap(episode, cap);
          return got.right - wrong * got.wrong - price * got.draws;
        }),
      ),
    ),
  );
}

export function figuresOf(episodes: readonly Episode[], terms: Terms): Figures {
  const models = group(episodes);
  const over = (value: (episode: Episode) => number): number =>
    average(models.map((part) => average(part.map(value))));
  const sum = (part: readonly Episode[], value: (episode: Episode) => number): number =>
    part.reduce((total, episode) => total + value(episode), 0);
  const ratio = (
    part: readonly Episode[],
    own: (e: Episode) => number,
    best: (e: Episode) => number,
  ): number => sum(part, own) / sum(part, best);
  const solved = (e: Episode): number => Number(e.right);
  const wrong = (e: Episode): number => Number(e.submitted && !e.right);
  const bestSolved = (e: Episode): number => fixedCap(e, terms.cap).right;
  const bestDraws = (e: Episode): number => fixedCap(e, terms.cap).draws;
  const told = (failures: number): readonly Told[] =>
    episodes.flatMap(({ model, forecasts }) =>
      forecasts.filter((f) => f.failures === failures).map((f) => ({ model, p: f.p, y: Number(f.came) })),
    );
  const submitted = episodes.flatMap(({ model, credence, right }) =>
    credence === undefined ? [] : [{ model, p: credence, y: Number(right) }],
  );
  const kinds: readonly (readonly [string, readonly Told[]])[] =
    terms.mode === 'visible'
      ? [['submit', submitted]]
      : [0, 1, 2].map((failures) => [String(failures), told(failures)] as const);
  const usable = models.filter((part) => sum(part, bestSolved) > 0);
  return {
    models: models.length,
    episodes: episodes.length,
    solved: over(solved),
    wrong: over(wrong),
    abstained: over((e) => Number(!e.submitted)),
    draws: over((e) => e.draws),
    utility: over((e) => solved(e) - terms.wrong * wrong(e) - terms.price * e.draws),
    solvedOfBest: ratio(episodes, solved, bestSolved),
    drawsOfBest: ratio(episodes, (e) => e.draws, bestDraws),
    solvedOfBestPerModel: average(usable.map((part) => ratio(part, solved, bestSolved))),
    drawsOfBestPerModel: average(models.map((part) => ratio(part, (e) => e.draws, bestDraws))),
    forecasts: Object.fromEntries(
      kinds.filter(([, part]) => part.length > 0).map(([name, part]) => [name, forecastOf(part, terms.reps)]),
    ),
    ...(terms.mode === 'visible' && submitted.length > 0 ? { wrongAt70: wrongAt(submitted, 0.7) } : {}),
  };
}
