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
/** Normal quantile of the 90% range. */
const QUANTILE = 1.645;

/**
 * How often tasks that were held solvable to some degree were solved. Only episodes that tried count: an abstention has no
 * outcome, and one that was cancelled has shown nothing.
 */
export function reliabilityOf(episodes: readonly ToldEpisode[]): ReliabilityCurve {
  const forecasts = episodes.flatMap(({ events }) => {
    const assessed = events.find((event) => event.type === 'assessed');
    const outcome = events.findLast((event) => event.type === 'outcome');
    if (assessed?.assessment.verdict !== 'solve' || outcome === undefined) return [];
    if (outcome.verdict === 'cancelled') return [];
    return [{ credence: assessed.assessment.credence, solved: isSolved(outcome.verdict) ? 1 : 0 }];
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
    brier: mean(forecasts.map(({ credence, solved }) => (credence - solved) ** 2)),
  };
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
  const half = Math.floor(solved.length / 2);
  if (half === 0) return { points, trend };
  const first = effortOf(solved.slice(0, half));
  const second = effortOf(solved.slice(half));
  const saving = {
    candidates: 1 - second.candidates / first.candidates,
    seconds: 1 - second.seconds / first.seconds,
  };
  return { points, trend, saving };
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
    solved: isSolved(outcome.verdict),
    candidates: outcome.candidates,
    ...(untilKept === undefined ? {} : { untilKept }),
    seconds: outcome.seconds,
    used: recalled?.behaviors.length ?? 0,
    withheld: recalled?.withheld.length ?? 0,
  };
}

function isSolved(verdict: string): boolean {
  // A question about which of two verified patches is meant comes after the search has solved it.
  return verdict === 'solved' || verdict === 'asked';
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
    candidates: geometric(({ candidates, untilKept }) => Math.max(1, untilKept ?? candidates)),
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
