/** Share of the time that the untouched tests may take. Where they take longer, types are all that is checked. */
export const SURVEY_SHARE = 0.4;

/** Share of the time after which nothing more is tried by the compiler alone, so that the tests have theirs. */
const EARLY_SHARE = 0.4;

/**
 * What the look that does without the tests has left.
 * @param seconds all that there were
 * @param left of all
 * @returns 0 or less when its time is over
 */
export function earlySeconds(seconds: number, left: number): number {
  return left - seconds * (1 - EARLY_SHARE);
}

/**
 * What a survey may take, in seconds: its share of all of the time, however long others took before it, while there is
 * as much. `isWhole` where it has all of its share.
 * @param share 0..1
 */
export function surveySeconds(
  seconds: number,
  left: number,
  share: number,
): { readonly seconds: number; readonly isWhole: boolean } {
  const whole = seconds * share;
  return { seconds: Math.min(left, whole), isWhole: left >= whole };
}
