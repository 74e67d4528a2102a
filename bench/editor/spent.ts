/** Processor time so far, in milliseconds, by process. */
export type Spent = ReadonlyMap<number, number>;

/**
 * What was spent between two looks, in milliseconds; never below 0. Of a process that has ended since nothing is known any
 * more, so that nothing counts; one that is younger than another of its number counts from its start.
 */
export function spentBetween(before: Spent, after: Spent): number {
  return [...after].reduce((sum, [pid, ms]) => {
    const then = before.get(pid) ?? 0;
    return sum + (ms < then ? ms : ms - then);
  }, 0);
}
