import type { Interval, Tally, Uplift } from '../loop/learned.ts';
import { USUAL_EFFORT } from '../loop/release.ts';
import type { Behavior } from '../loop/types.ts';

const PROMOTE = 0.8;
const RETIRE = 0.2;
/** From here on down an active behavior is on trial again: its evidence has faded or turned. */
const DEMOTE = 0.5;
/** Uses below which nothing is retired: a few unlucky tasks say little. */
const ENOUGH_USES = 5;

/** Prior chances that a behavior changes nothing of the two; the rest is shared by help and harm alike. */
const SPIKE = { rates: 0.94, effort: 0.65 } as const;
/** Effects that are looked at, in units of a standard deviation (of the log odds, and of the log of candidates). */
const EFFECTS = Array.from({ length: 30 }, (_, i) => (i + 0.5) / 10);
/** The slab over them: its prior for each, up and down alike; the two sum to 1. */
const SLAB = EFFECTS.map((effect) => Math.exp(-0.5 * effect ** 2)).map(
  (density, _, all) => density / (2 * all.reduce((sum, each) => sum + each, 0)),
);
/** Rates of solved tasks that are looked at, all alike likely. */
const RATES = Array.from({ length: 24 }, (_, i) => (i + 0.5) / 24);
/** Standard deviation of the logarithm of the candidates until success, and the observations it is worth. */
const USUAL = { deviation: USUAL_EFFORT.deviation, strength: 4 } as const;
/** Normal quantile of the 90% range. */
const QUANTILE = 1.645;

/** log P(solved) and log P(failed) by rate, for half of an effect up. */
const TABLES = [0, ...EFFECTS].map((effect) => RATES.map((rate) => logRatesAt(rate, effect / 2)));

function logRatesAt(
  rate: number,
  shift: number,
): { readonly up: readonly [number, number]; readonly down: readonly [number, number] } {
  const log = Math.log(rate / (1 - rate));
  const pair = (x: number): readonly [number, number] => [
    -Math.log1p(Math.exp(-x)),
    -Math.log1p(Math.exp(x)),
  ];
  return { up: pair(log + shift), down: pair(log - shift) };
}

/**
 * What a behavior changes, from tasks where it was used and tasks where it was withheld at random. Two effects are looked
 * for: in the rate of solved tasks (their log odds differ by δ) and in the candidates until success (their logarithms
 * differ by δ standard deviations). The prior of each is a spike at nought and a standard normal slab (Mitchell and Beauchamp,
 * 1988). A behavior helps when more is solved with it, or as much with fewer candidates. Because the odds against "no
 * effect" are a martingale where there is none, they exceed k at most once in k, at whichever look (Ville, 1939): a
 * useless behavior is seldom promoted, however often one looks.
 */
export function upliftOf(tally: Tally): Uplift {
  const key = [tally.used, tally.withheld].flatMap(Object.values).join();
  const before = known.get(key);
  if (before !== undefined) return before;
  const uplift = calculated(tally);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, uplift);
  return uplift;
}

/** Every task asks again for all that match, most of which have not changed. */
const known = new Map<string, Uplift>();
const REMEMBERED = 4000;

function calculated({ used, withheld }: Tally): Uplift {
  const effort = effortOf({ used, withheld });
  const rates = chancesOf(SPIKE.rates, (index, up) => logRates({ used, withheld }, index, up));
  const efforts = chancesOf(SPIKE.effort, (index, up) => logEffort(effort, (up ? 1 : -1) * effectAt(index)));
  // What may do harm is given up on less: there the deviation is taken for what it seems.
  const seeming = chancesOf(SPIKE.effort, (index, up) => logSeeming(effort, (up ? 1 : -1) * effectAt(index)));
  const mayHelp = rates.up + rates.none * seeming.up;
  const mayHarm = rates.down + rates.none * seeming.down;
  const candidates = factorOf(effort);
  return {
    chance: rates.up + rates.none * efforts.up,
    chanceIfAny: mayHelp / (mayHelp + mayHarm),
    solved: differenceOf({ used, withheld }),
    ...(candidates === undefined ? {} : { candidates }),
  };
}

/** The posterior of one effect: up, down or none. `log` is the log likelihood by index in `TABLES` and direction. */
function chancesOf(
  spike: number,
  log: (index: number, up: boolean) => number,
): {
  readonly up: number;
  readonly down: number;
  readonly none: number;
} {
  const none = log(0, true);
  const ups = EFFECTS.map((_, at) => log(at + 1, true));
  const downs = EFFECTS.map((_, at) => log(at + 1, false));
  // Relative to the most likely, so that nothing runs over.
  const most = Math.max(none, ...ups, ...downs);
  let up = 0;
  let down = 0;
  for (const [at, prior] of SLAB.entries()) {
    up += prior * Math.exp((ups[at] ?? 0) - most);
    down += prior * Math.exp((downs[at] ?? 0) - most);
  }
  const still = spike * Math.exp(none - most);
  const weight = 1 - spike;
  const total = still + weight * (up + down);
  return { up: (weight * up) / total, down: (weight * down) / total, none: still / total };
}

function effectAt(index: number): number {
  return index === 0 ? 0 : (EFFECTS[index - 1] ?? 0);
}

/** The logarithm of P(outcomes | effect), over all rates; less a constant. */
function logRates({ used, withheld }: Tally, index: number, isUp: boolean): number {
  const tasks = used.solved + used.failed + withheld.solved + withheld.failed;
  const [up, down] = isUp ? [used, withheld] : [withheld, used];
  if (tasks === 0) return 0;
  const logs = (TABLES[index] ?? []).map(
    (table) =>
      up.solved * table.up[0] +
      up.failed * table.up[1] +
      down.solved * table.down[0] +
      down.failed * table.down[1],
  );
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, each) => sum + Math.exp(each - most), 0));
}

interface Effort {
  /** How much smaller the mean logarithm is with the behavior. */
  readonly gain: number;
  /** Standard error of the gain. */
  readonly error: number;
  /** Solved tasks that the comparison of both arms is worth, and those of both together. */
  readonly pairs: number;
  readonly tasks: number;
  /** Squared distances from the means of both arms. */
  readonly squares: number;
}

/** Undefined without solved tasks in both arms. */
function effortOf({ used, withheld }: Tally): Effort | undefined {
  if (used.candidates <= 0 || withheld.candidates <= 0 || used.solved <= 0 || withheld.solved <= 0)
    return undefined;
  const squares =
    USUAL.strength * USUAL.deviation ** 2 +
    used.solved * Math.log(used.spread) ** 2 +
    withheld.solved * Math.log(withheld.spread) ** 2;
  const tasks = used.solved + withheld.solved;
  const pairs = (used.solved * withheld.solved) / tasks;
  return {
    gain: Math.log(withheld.candidates) - Math.log(used.candidates),
    error: Math.sqrt(squares / (USUAL.strength + tasks) / pairs),
    ...{ pairs, tasks, squares },
  };
}

/**
 * The logarithm of P(candidates | effect), over all deviations; less a constant. A deviation that is taken for known makes much of few
 * tasks that happen to be alike. With u for its inverse this is ∫ uᵐ exp(−½(A·u² − 2·n·g·δ·u + n·δ²)) du, by Laplace's method.
 */
function logEffort(effort: Effort | undefined, effect: number): number {
  if (effort === undefined) return 0;
  const { gain, pairs, tasks, squares } = effort;
  const m = tasks + USUAL.strength - 2;
  const slope = (pairs * gain * effect) / Math.sqrt(squares + pairs * gain ** 2);
  const top = (slope + Math.sqrt(slope ** 2 + 4 * m)) / 2;
  return m * Math.log(top) + slope * top - 0.5 * (top ** 2 + Math.log1p(m / top ** 2) + pairs * effect ** 2);
}

/** The same as if the deviation were known. */
function logSeeming(effort: Effort | undefined, effect: number): number {
  if (effort === undefined) return 0;
  const { gain, error, pairs } = effort;
  return -0.5 * (gain / error - effect * Math.sqrt(pairs)) ** 2;
}

function factorOf(effort: Effort | undefined): Interval | undefined {
  if (effort === undefined) return undefined;
  const at = (quantile: number): number => Math.exp(-effort.gain + quantile * effort.error);
  return { mean: at(0), low: at(-QUANTILE), high: at(QUANTILE) };
}

/** The difference of two rates with uniform priors, by a normal approximation. */
function differenceOf({ used, withheld }: Tally): Interval {
  const [a, b] = [used, withheld].map(({ solved, failed }) => {
    const all = solved + failed + 2;
    const mean = (solved + 1) / all;
    return { mean, variance: (mean * (1 - mean)) / (all + 1) };
  }) as [{ mean: number; variance: number }, { mean: number; variance: number }];
  const mean = a.mean - b.mean;
  const half = QUANTILE * Math.sqrt(a.variance + b.variance);
  return { mean, low: Math.max(-1, mean - half), high: Math.min(1, mean + half) };
}

/** Where what a behavior favours was itself the verified fix this often, it takes more to retire it. */
const OFTEN_RIGHT = 0.15;
const RETIRE_THOUGH_RIGHT = 0.02;

/**
 * What the evidence makes of a behavior. Pinned and disabled are the person's word; retired waits for a person.
 * @param right share of the matching tasks whose verified fix was what the behavior favours
 */
export function statusByEvidence(
  status: Behavior['status'],
  arms: Tally,
  right: number,
  uplift = upliftOf(arms),
): Behavior['status'] {
  if (status !== 'trial' && status !== 'active') return status;
  const limit = right >= OFTEN_RIGHT ? RETIRE_THOUGH_RIGHT : RETIRE;
  if (uplift.chanceIfAny <= limit && arms.used.solved + arms.used.failed >= ENOUGH_USES) return 'retired';
  if (uplift.chance >= PROMOTE) return 'active';
  return uplift.chance < DEMOTE ? 'trial' : status;
}

/** Share of the matching tasks whose verified fix was what the behavior favours: every such task is a source. */
export function shareRight({ sources, evidence }: Behavior): number {
  const { usedSolved, usedFailed, withheldSolved, withheldFailed } = evidence;
  return sources.length / (1 + usedSolved + usedFailed + withheldSolved + withheldFailed);
}
