import { percent } from '../loop/percent.ts';
import type { Outcome } from '../loop/types.ts';
import type { Arguments } from './arguments.ts';

type Wishes = Pick<Arguments, 'apply' | 'acceptTest'>;

/**
 * Whether the patch is written: it is solved, or it would be once the test that was written for it is confirmed, and the
 * person confirms that test unseen. That says what is meant, not that this patch does it.
 */
export function mayApply({ verdict, onceConfirmed }: Outcome, { apply, acceptTest }: Wishes): boolean {
  return apply && (verdict === 'solved' || (acceptTest && onceConfirmed?.offered === true));
}

/** Whether a person who accepts the test has to be told why the patch is not written all the same. */
export function isDoubted({ onceConfirmed }: Outcome, { apply, acceptTest }: Wishes): boolean {
  return apply && acceptTest && onceConfirmed?.offered === false;
}

/** Why a patch that is shown was not written, and how it can be. */
export function unapplied(outcome: Outcome): string {
  const { verdict, unconfirmedTest: test, onceConfirmed, undecided } = outcome;
  if (verdict === 'solved') return 'Run again with --apply to write the patch.';
  if (test === undefined || onceConfirmed === undefined)
    return 'The patch is one answer among several; --apply does not write it.';
  if (onceConfirmed.offered)
    return `If the test says what you mean, save it as ${test.path} and ask again, or run with --apply --accept-test.`;
  const rivals =
    undecided === undefined ? '' : ', since other patches that do something else pass that test as well';
  return `Even if the test says what you mean, the patch is believed to be right at ${percent(onceConfirmed.credence)} only${rivals}; --apply --accept-test does not write it. If it is what you mean, save the test as ${test.path}, add a case that tells, and ask again.`;
}
