import type { Arm, Tally } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';

export const NO_ARM: Arm = { solved: 0, failed: 0, candidates: 0, spread: 1 };
export const NO_TALLY: Tally = { used: NO_ARM, withheld: NO_ARM };
export const NO_EVIDENCE: Behavior['evidence'] = {
  usedSolved: 0,
  usedFailed: 0,
  withheldSolved: 0,
  withheldFailed: 0,
};

/** An arm with one more task. `candidates` until the kept patch, where that is known. */
export function withOutcome(arm: Arm, solved: boolean, candidates: number | undefined): Arm {
  if (!solved) return { ...arm, failed: arm.failed + 1 };
  const one = { solved: 1, failed: 0, candidates: Math.max(1, candidates ?? 0), spread: 1 };
  const sum = summed([
    { arm, weight: 1 },
    { arm: candidates === undefined ? { ...one, candidates: 0 } : one, weight: 1 },
  ]);
  return { ...sum, candidates: rounded(sum.candidates), spread: Math.max(1, rounded(sum.spread)) };
}

/** Arms as one, each with a weight; solved tasks without known candidates say nothing about these. */
export function summed(parts: readonly { readonly arm: Arm; readonly weight: number }[]): Arm {
  let solved = 0;
  let failed = 0;
  let known = 0;
  let sum = 0;
  let squares = 0;
  for (const { arm, weight } of parts) {
    solved += weight * arm.solved;
    failed += weight * arm.failed;
    if (arm.candidates <= 0) continue;
    const log = Math.log(arm.candidates);
    known += weight * arm.solved;
    sum += weight * arm.solved * log;
    squares += weight * arm.solved * (log ** 2 + Math.log(arm.spread) ** 2);
  }
  if (known === 0) return { solved, failed, candidates: 0, spread: 1 };
  const mean = sum / known;
  const variance = Math.max(0, squares / known - mean ** 2);
  return { solved, failed, candidates: Math.exp(mean), spread: Math.exp(Math.sqrt(variance)) };
}

/** Three digits are more than it means, and what is printed reads back the same. */
export function rounded(x: number): number {
  return Number(x.toPrecision(3));
}

/** What all contributors saw. */
export function evidenceOf(tallies: Behavior['tallies']): Behavior['evidence'] {
  const all = Object.values(tallies ?? {});
  const count = (pick: (tally: Tally) => number): number => all.reduce((sum, tally) => sum + pick(tally), 0);
  return {
    usedSolved: count(({ used }) => used.solved),
    usedFailed: count(({ used }) => used.failed),
    withheldSolved: count(({ withheld }) => withheld.solved),
    withheldFailed: count(({ withheld }) => withheld.failed),
  };
}

/** The larger of each count: a line without a contributor says at least so many, and never adds to what is told apart. */
export function atLeast(a: Behavior['evidence'], b: Behavior['evidence']): Behavior['evidence'] {
  return {
    usedSolved: Math.max(a.usedSolved, b.usedSolved),
    usedFailed: Math.max(a.usedFailed, b.usedFailed),
    withheldSolved: Math.max(a.withheldSolved, b.withheldSolved),
    withheldFailed: Math.max(a.withheldFailed, b.withheldFailed),
  };
}

/**
 * Two views of what one contributor saw in one month: counts only ever grow, so that the larger is the later. Commutative,
 * associative and idempotent (a grow-only counter: Shapiro et al., 2011).
 */
export function laterTally(a: Tally, b: Tally): Tally {
  return { used: laterArm(a.used, b.used), withheld: laterArm(a.withheld, b.withheld) };
}

function laterArm(a: Arm, b: Arm): Arm {
  const key = (arm: Arm): readonly number[] => [arm.solved, arm.candidates, arm.spread];
  const later = compare(key(a), key(b)) >= 0 ? a : b;
  return { ...later, failed: Math.max(a.failed, b.failed) };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, x] of a.entries()) {
    const difference = x - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function laterTallies(
  a: Behavior['tallies'],
  b: Behavior['tallies'],
): Readonly<Record<string, Tally>> {
  const all = new Map(Object.entries(a ?? {}));
  for (const [key, tally] of Object.entries(b ?? {})) {
    const before = all.get(key);
    all.set(key, before === undefined ? tally : laterTally(before, tally));
  }
  return Object.fromEntries([...all].toSorted(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)));
}

/**
 * Under which name a contributor's counts go: those of a behavior that is measured anew are told from older ones by it, so
 * that an older copy of the handbook brings none back.
 */
export function tallyName(contributor: string, anew: string | undefined): string {
  return anew === undefined ? contributor : `${contributor}${markOf(anew)}`;
}

/** Of all that was counted, what counts since a person had it measured anew. */
export function talliesSince(tallies: Behavior['tallies'], anew: string | undefined): Behavior['tallies'] {
  if (tallies === undefined || anew === undefined) return tallies;
  const mark = `${markOf(anew)} `;
  return Object.fromEntries(Object.entries(tallies).filter(([key]) => key.includes(mark)));
}

/** Five characters that differ for different times, as a rule (FNV-1a). */
function markOf(anew: string): string {
  let h = 0x811c9dc5;
  for (const char of anew) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return `-${((h ^ (h >>> 16)) & 0xffff).toString(16).padStart(4, '0')}`;
}

/** Months after which a task counts half: code, tests and habits change. */
const HALF_LIFE = 6;

/** Both arms over all contributors, older months counting less. */
export function armsAt(behavior: Behavior, now: Date): Tally {
  const { tallies = {}, evidence } = behavior;
  const entries = Object.entries(tallies);
  const rest = restOf(evidence, evidenceOf(tallies));
  const part = (pick: (tally: Tally) => Arm): Arm =>
    summed([
      ...entries.map(([key, tally]) => ({
        arm: pick(tally),
        weight: 0.5 ** (monthsSince(key, now) / HALF_LIFE),
      })),
      { arm: pick(rest), weight: 1 },
    ]);
  return { used: part(({ used }) => used), withheld: part(({ withheld }) => withheld) };
}

/** What the totals have beyond the contributors' sum. */
function restOf(all: Behavior['evidence'], told: Behavior['evidence']): Tally {
  const arm = (solved: number, failed: number): Arm => ({ ...NO_ARM, solved, failed });
  return {
    used: arm(all.usedSolved - told.usedSolved, all.usedFailed - told.usedFailed),
    withheld: arm(all.withheldSolved - told.withheldSolved, all.withheldFailed - told.withheldFailed),
  };
}

function monthsSince(key: string, now: Date): number {
  const [, year, month] = /(\d{4})-(\d\d)$/.exec(key) ?? [];
  if (year === undefined || month === undefined) return 0;
  return Math.max(0, 12 * (now.getUTCFullYear() - Number(year)) + now.getUTCMonth() + 1 - Number(month));
}
