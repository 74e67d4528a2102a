import type { Episode, Finalist } from './episode.ts';

/**
 * How often a patch that passes everything is also right, before anything else is known of it. Passing existing
 * tests is weak evidence: published figures for plausible patches run from a quarter to three quarters right.
 */
const VERIFIED_IS_RIGHT = 0.85;

/** The finalist that a person should see first: the most believed, the earlier one on a tie. */
export function preferred(finalists: readonly Finalist[]): Finalist | undefined {
  return finalists.reduce<Finalist | undefined>(
    (best, next) => (best === undefined || next.candidate.share > best.candidate.share ? next : best),
    undefined,
  );
}

/**
 * The credence that a verified patch is the right one: the base rate, divided among rivals that pass as well by
 * their shares of belief, and less when part of the ladder could not be climbed.
 */
export function credenceIn(finalist: Finalist, episode: Episode): number {
  const rivals = episode.finalists.reduce((sum, f) => sum + f.candidate.share, 0);
  const share = rivals > 0 ? finalist.candidate.share / rivals : 1;
  // Rivals that pass the same tests often behave alike, so a rival costs half of what its share would say.
  const alone = 0.5 + 0.5 * share;
  const checked = finalist.confirmation?.rungs ?? finalist.observation.rungs;
  const unchecked = checked.filter((rung) => rung.status === 'could-not-check').length;
  return VERIFIED_IS_RIGHT * alone * 0.85 ** unchecked;
}
