import type { Measured } from './coverage-spectrum.ts';
import { type Evidence, explain, pool } from './evidence.ts';
import { barinel, type Counts, ochiai } from './formulas.ts';

/** The reasons to suspect one stretch, by where they come from. */
interface Reasons {
  /** What reaches it by the names in the texts. */
  readonly reach: readonly Evidence[];
  /** What the failing tests are about. */
  readonly subject: readonly Evidence[];
  readonly diagnostic: readonly Evidence[];
  readonly frames: readonly Evidence[];
  readonly focus: readonly Evidence[];
  readonly recent: readonly Evidence[];
}

interface Stretched {
  readonly reasons: Reasons;
  /** How often such a form holds a fault, 0..1. */
  readonly proneness: number;
  /** How well the code suits the look of the failures; 1 when nothing is known. */
  readonly fit: number;
  readonly code: string;
}

/** From the texts alone: reasons pooled as if independent; those that any code may have count less in harmless forms. */
export function judgeUnmeasured({ reasons, proneness, fit }: Stretched): { score: number; why: string } {
  const { reach, subject, diagnostic, frames, focus, recent } = reasons;
  const weak = [...reach, ...subject, ...diagnostic].map((reason) => ({
    ...reason,
    strength: reason.strength * proneness,
  }));
  const all = [...weak, ...frames, ...focus, ...recent];
  const pooled = pool(all);
  // As odds, so that a hint moves what is undecided and leaves what is sure.
  const odds = pooled >= 1 ? 1 : (pooled * fit ** 0.5) / (1 - pooled + pooled * fit ** 0.5);
  return { score: Math.round(odds * 1e4) / 1e4, why: explain(all) };
}

/**
 * With what was measured: a log-linear score, the highest of all stretches being what counts. Its weights were fitted to
 * mutants of small projects by conditional maximum likelihood: which of the stretches is the changed one. Learning
 * how to combine coefficients with other evidence does better than any coefficient (Xuan and Monperrus, 2014).
 */
export function judgeMeasured(
  stretched: Stretched,
  measured: Measured | undefined,
): { readonly score: number; readonly why: string } {
  const { reasons, proneness, fit, code } = stretched;
  const { reach, subject, diagnostic, frames, focus, recent } = reasons;
  const strongest = Math.max(0, ...frames.map(({ strength }) => strength));
  const log =
    spectrumScore(measured?.counts) +
    0.8 * pool(reach) +
    1.4 * pool(subject) +
    1.2 * (pool(frames) + strongest) +
    FOCUS * pool(focus) +
    RECENT * pool(recent) +
    Math.log(proneness) +
    FIT * Math.log(fit) +
    SIZE * Math.log(1 + Math.min(MOST_TOKENS, code.match(/[\w$]+|[^\s\w$]/g)?.length ?? 0));
  const told = measured === undefined ? reach : spectrumReason(measured.counts);
  return {
    score: Math.exp(log),
    why: explain([...told, ...subject, ...diagnostic, ...frames, ...focus, ...recent]),
  };
}

/** What a person points at and what was changed lately, which mutants cannot tell. */
const FOCUS = 3;
const RECENT = 3;
/** The look of a failure says little of the place; it says more of the edit, where it counts too. */
const FIT = 0.2;
/** A longer statement has more places to go wrong; those who edit it count each of them, so that little is left. */
const SIZE = 0.3;
const MOST_TOKENS = 60;

const UNMEASURED = -0.9;
const NOT_RUN = -4.5;

/** A logarithm: Ochiai's coefficient, Barinel's and the passing part of Naish's Op2, weighed. */
export function spectrumScore(counts: Counts | undefined): number {
  if (counts === undefined) return UNMEASURED;
  if (counts.failing === 0) return NOT_RUN;
  const { failing, allFailing, passing, allPassing } = counts;
  const spared = (allPassing - passing) / (allPassing + 1) + LEAST;
  return (
    1.2 * ln(ochiai(counts)) + 0.3 * ln(barinel(counts)) + 0.7 * ln(spared) + 2 * ln(failing / allFailing)
  );
}

/** One count less is no reason to rule anything out. */
const LEAST = 0.02;

function ln(value: number): number {
  return Math.log(Math.max(LEAST, value));
}

function spectrumReason({ failing, allFailing, passing, allPassing }: Counts): readonly Evidence[] {
  const tests = (count: number, of: number, how: string): string =>
    `${count} of ${of} ${how} test${of === 1 ? '' : 's'}`;
  if (failing === 0) return [{ strength: 0.01, why: 'no failing test ran it' }];
  const why = `${tests(failing, allFailing, 'failing')} and ${tests(passing, allPassing, 'passing')} ran it`;
  return [{ strength: ochiai({ failing, allFailing, passing, allPassing }), why }];
}
