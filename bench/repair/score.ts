import { median } from '../verify/statistics.ts';
import type { Miss, TaskResult, TaskVerdict } from './result.ts';

/** Figures of some tasks. Shares lie in 0..1; what cannot be had, as a share of nothing, is undefined. */
export interface Figures {
  /** Tasks that were judged: all but those that the bench itself failed at. */
  readonly tasks: number;
  readonly harnessErrors: number;
  readonly repairable: number;
  /** Share of the repairable tasks that ended with a right patch. */
  readonly solved: number | undefined;
  /** Share of all tasks that ended with a wrong patch called verified. */
  readonly wrong: number | undefined;
  /** Share of the tasks that cannot be repaired that were declined. */
  readonly declined: number | undefined;
  /** Share of all tasks where the product ended without an outcome. */
  readonly failed: number | undefined;
  /** Wall-clock, from the start of the product to its outcome; of all tasks. */
  readonly medianSeconds: number | undefined;
  readonly medianSolvedSeconds: number | undefined;
  readonly medianFirstPassingSeconds: number | undefined;
  readonly medianCandidates: number | undefined;
  /** Credence of the offers against whether they were right. */
  readonly ece: number | undefined;
  readonly brier: number | undefined;
  /** Credence of the first assessment against whether the task was solved; over all tasks with an assessment. */
  readonly forecastEce: number | undefined;
  readonly forecastBrier: number | undefined;
  /** Of the tasks where any candidate passed the visible tests: the share where the first that did was wrong. */
  readonly firstPassingWrong: number | undefined;
  /** Of the same tasks: the share where what was offered is wrong. */
  readonly offeredWrong: number | undefined;
  /** 1-based; the middle place of the first right candidate among those that were tried. */
  readonly medianRightRank: number | undefined;
}

export function figuresOf(all: readonly TaskResult[]): Figures {
  const results = all.filter(({ verdict }) => verdict !== 'harness-error');
  const repairable = results.filter(({ task }) => task.repairable);
  const others = results.filter(({ task }) => !task.repairable);
  const passed = results.filter(({ firstPassingRight }) => firstPassingRight !== undefined);
  const offers = results.flatMap(({ credence, verdict }) =>
    credence === undefined ? [] : [{ credence, right: verdict === 'solved' }],
  );
  const forecasts = results.flatMap(({ forecast, verdict }) =>
    forecast === undefined ? [] : [{ credence: forecast, right: verdict === 'solved' }],
  );
  const ended = (verdict: TaskVerdict) => (result: TaskResult) => result.verdict === verdict;
  const middle = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : median(known);
  };
  return {
    tasks: results.length,
    harnessErrors: all.length - results.length,
    repairable: repairable.length,
    solved: share(repairable, ended('solved')),
    wrong: share(results, ended('wrong')),
    declined: share(others, ended('declined')),
    failed: share(results, ended('failed')),
    medianSeconds: middle(results.map(({ seconds }) => seconds)),
    medianSolvedSeconds: middle(results.filter(ended('solved')).map(({ seconds }) => seconds)),
    medianFirstPassingSeconds: middle(results.map(({ firstPassingSeconds }) => firstPassingSeconds)),
    medianCandidates: middle(results.map(({ candidates }) => candidates)),
    ece: calibrationError(offers),
    brier: brierScore(offers),
    forecastEce: calibrationError(forecasts),
    forecastBrier: brierScore(forecasts),
    firstPassingWrong: share(passed, ({ firstPassingRight }) => firstPassingRight === false),
    offeredWrong: share(passed, ended('wrong')),
    medianRightRank: middle(results.map(({ rightRank }) => rightRank)),
  };
}

export interface Forecast {
  readonly credence: number;
  readonly right: boolean;
}

const BINS = 10;

/** Expected calibration error over ten bins of equal width (Naeini, Cooper & Hauskrecht, 2015); undefined of nothing. */
export function calibrationError(forecasts: readonly Forecast[]): number | undefined {
  if (forecasts.length === 0) return undefined;
  const gaps = new Array<number>(BINS).fill(0);
  for (const { credence, right } of forecasts) {
    const bin = Math.min(BINS - 1, Math.floor(credence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + credence - Number(right);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / forecasts.length;
}

/** Mean squared distance of credence and what came true (Brier, 1950); undefined of nothing. */
export function brierScore(forecasts: readonly Forecast[]): number | undefined {
  if (forecasts.length === 0) return undefined;
  const total = forecasts.reduce((sum, { credence, right }) => sum + (credence - Number(right)) ** 2, 0);
  return total / forecasts.length;
}

function share<T>(among: readonly T[], holds: (each: T) => boolean): number | undefined {
  return among.length === 0 ? undefined : among.filter(holds).length / among.length;
}

/** The repairable tasks that were not solved by why they were not, the most frequent first. */
export function byMiss(results: readonly TaskResult[]): readonly (readonly [Miss, readonly TaskResult[]])[] {
  const misses = new Set(results.flatMap(({ miss }) => miss ?? []));
  return [...misses]
    .map((miss) => [miss, results.filter((each) => each.miss === miss)] as const)
    .toSorted(([, a], [, b]) => b.length - a.length);
}
