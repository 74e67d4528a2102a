import { logGamma } from '../belief/beta.ts';
import type { Behavior } from '../loop/types.ts';

const PROMOTE = 0.8;
const RETIRE = 0.2;
/** Uses below which nothing is retired: two unlucky tasks say little. */
const ENOUGH_USES = 3;
/** Counts beyond this change nothing that matters and would make the sum long. */
const MOST = 5000;

/**
 * P(success rate when used > success rate when withheld), each rate with a uniform prior: the exact sum for
 * integer counts of P(X > Y), X ~ Beta(a, b), Y ~ Beta(c, d).
 */
export function upliftChance({
  usedSolved,
  usedFailed,
  withheldSolved,
  withheldFailed,
}: Behavior['evidence']): number {
  const [a, b, c, d] = [usedSolved, usedFailed, withheldSolved, withheldFailed].map(
    (count) => 1 + Math.min(count, MOST),
  ) as [number, number, number, number];
  let sum = 0;
  for (let i = 0; i < a; i += 1) {
    sum += Math.exp(logBeta(c + i, b + d) - Math.log(b + i) - logBeta(1 + i, b) - logBeta(c, d));
  }
  return Math.min(1, Math.max(0, sum));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** What the evidence makes of a behavior. Pinned and disabled are the person's word; retired waits for a person. */
export function statusByEvidence({ status, evidence }: Behavior): Behavior['status'] {
  if (status !== 'trial' && status !== 'active') return status;
  const chance = upliftChance(evidence);
  if (chance <= RETIRE && evidence.usedSolved + evidence.usedFailed >= ENOUGH_USES) return 'retired';
  return chance >= PROMOTE ? 'active' : status;
}
