import type { RungStatus } from './types.ts';

/** Whether the climb ends with this: something was checked and does not hold. */
export function ends(status: RungStatus): boolean {
  return status === 'failed' || status === 'timed-out' || status === 'crashed';
}

/** Whether the rung was tried and says nothing either way. It never counts as passed. */
export function isUnchecked(status: RungStatus): boolean {
  return status === 'could-not-check' || status === 'not-covered' || status === 'flaky';
}
