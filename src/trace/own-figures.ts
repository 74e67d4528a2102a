import type { TraceEvent } from '../loop/events.ts';
import type {
  Interval,
  LearningCurve,
  LearningPoint,
  ReliabilityBin,
  ReliabilityCurve,
} from '../loop/learned.ts';

/** What a stored episode is known by, and what it told. */
export interface ToldEpisode {
  /** Begins with its time as `YYYYMMDDhhmmss`. */
  readonly id: string;
  readonly events: readonly TraceEvent[];
}

const BINS = 10;
/** Solved episodes that one point of the trend looks back on. */
const WINDOW = 10;
/** Solved episodes from which on earlier and later ones are compared. */
const ENOUGH = 10;
/** Normal quantile of the 90% range. */
const QUANTILE = 1.645;

/**
 * How often tasks that were held solvable to some degree were solved. Only episodes that tried count: an abstention has no
 * outcome, and one that was cancelled, or that ended in a question before there was a verified patch, has shown nothing.
 */
export function reliabilityOf(episodes: readonly ToldEpisode[]): ReliabilityCurve {
  const forecasts = episodes.flatMap(({ events }) => {
    const assessed = events.find((event) => event.type === 'assessed');
    const outcome = events.findLast((event) => event.type === 'outcome');
    if (assessed?.assessment.verdict !== 'solve' || outcome === undefined) return [];
    const solved = isSolved(events, outcome.verdict);
    if (outcome.verdict === 'cancelled' || (outcome.verdict === 'asked' && !solved)) return [];
    return [{ credence: assessed.assessment.credence, solved: solved ? 1 : 0 }];
  });
  if (forecasts.length === 0) return { bins: [], episodes: 0 };
  const bins = Array.from({ length: BINS }, (_, index): readonly ReliabilityBin[] => {
    const among = forecasts.filter(
      ({ credence }) => Math.min(BINS - 1, Math.floor(credence * BINS)) === index,
    );
    if (among.length === 0) return [];
    return [
      {
        low: index / BINS,
        high: (index + 1) / BINS,
        count: among.length,
        predicted: mean(among.map(({ credence }) => credence)),
        observed: shareOf(among.map(({ solved }) => solved)),
      },
    ];
  }).flat();
  const distance = ({ count, predicted, observed }: ReliabilityBin): number =>
    (count / forecasts.length) * Math.abs(predicted - observed.mean);
  return {
    bins,
    episodes: forecasts.length,
    ece: bins.reduce((sum, bin) => sum + distance(bin), 0),
    eceByChance: bins.reduce((sum, bin) => sum + distanceByChance(bin) / forecasts.length, 0),
    brier: mean(forecasts.map(({ credence, solved }) => (credence - solved) ** 2)),
  };
}

/** Mean distance of an observed rate from the true one, in episodes of the bin, as a normal distribution has it. */
function distanceByChance({ count, predicted }: ReliabilityBin): number {
  return Math.sqrt((2 * count * predicted * (1 - predicted)) / Math.PI);
}

/** Whether solved tasks take less as time goes on. Episodes in the order of their names. */
export function learningOf(episodes: readonly ToldEpisode[]): LearningCurve {
  const points = episodes
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap((episode) => pointOf(episode) ?? []);
  const solved = points.filter((point) => point.solved);
  const trend = solved.map(({ episode }, index) => {
    const window = solved.slice(Math.max(0, index + 1 - WINDOW), index + 1);
    return { episode, ...effortOf(window) };
  });
  if (solved.length < ENOUGH) return { points, trend };
  const half = Math.floor(solved.length / 2);
  const factor = (pick: (point: LearningPoint) => number): Interval =>
    factorOf(solved.slice(0, half).map(pick), solved.slice(half).map(pick));
  return {
    points,
    trend,
    later: { candidates: factor(candidatesOf), seconds: factor(({ seconds }) => seconds) },
  };
}

/** The geometric mean of the later ones as a factor of that of the earlier ones. */
function factorOf(earlier: readonly number[], later: readonly number[]): Interval {
  const [a, b] = [earlier, later].map((values) => {
    const logs = values.map((value) => Math.log(Math.max(1e-3, value)));
    const middle = mean(logs);
    const squares = logs.reduce((sum, log) => sum + (log - middle) ** 2, 0);
    return { middle, error: squares / Math.max(1, logs.length - 1) / logs.length };
  }) as [{ middle: number; error: number }, { middle: number; error: number }];
  const half = QUANTILE * Math.sqrt(a.error + b.error);
  const at = (shift: number): number => Math.exp(b.middle - a.middle + shift);
  return { mean: at(0), low: at(-half), high: at(half) };
}

/** Until the patch that was kept, where there is one. */
function candidatesOf({ candidates, untilKept }: LearningPoint): number {
  return Math.max(1, untilKept ?? candidates);
}

function pointOf({ id, events }: ToldEpisode): LearningPoint | undefined {
  const assessed = events.find((event) => event.type === 'assessed');
  const outcome = events.findLast((event) => event.type === 'outcome');
  if (assessed?.assessment.verdict !== 'solve' || outcome === undefined || outcome.verdict === 'cancelled')
    return undefined;
  const recalled = events.find((event) => event.type === 'recalled');
  const reflected = events.findLast((event) => event.type === 'reflected');
  const at = timeOf(id);
  const untilKept = reflected?.reflection.candidates;
  return {
    episode: id,
    ...(at === undefined ? {} : { at }),
    kind: assessed.assessment.target.kind,
    solved: isSolved(events, outcome.verdict),
    candidates: outcome.candidates,
    ...(untilKept === undefined ? {} : { untilKept }),
    seconds: outcome.seconds,
    used: recalled?.behaviors.length ?? 0,
    withheld: recalled?.withheld.length ?? 0,
  };
}

function isSolved(events: readonly TraceEvent[], verdict: string): boolean {
  // A question about which of two verified patches is meant comes after the search has solved it; other questions do not.
  const reflected = events.findLast((event) => event.type === 'reflected');
  return verdict === 'solved' || (verdict === 'asked' && reflected?.reflection.candidates !== undefined);
}

function timeOf(id: string): number | undefined {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(id) ?? [];
  return y === undefined
    ? undefined
    : Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}

function effortOf(points: readonly LearningPoint[]): {
  readonly candidates: number;
  readonly seconds: number;
} {
  const geometric = (pick: (point: LearningPoint) => number): number =>
    Math.exp(mean(points.map((point) => Math.log(Math.max(1e-3, pick(point))))));
  return {
    candidates: geometric(candidatesOf),
    seconds: geometric(({ seconds }) => seconds),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A share with the range for the true rate (Wilson, 1927). */
function shareOf(values: readonly number[]): Interval {
  const n = values.length;
  const share = mean(values);
  const z = QUANTILE ** 2 / n;
  const centre = (share + z / 2) / (1 + z);
  const half = (QUANTILE / (1 + z)) * Math.sqrt((share * (1 - share)) / n + z / (4 * n));
  return { mean: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
