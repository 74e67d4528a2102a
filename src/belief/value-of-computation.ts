/**
 * Chance that the next candidate of a skill is the right one, after the candidates before it failed.
 *
 * The skill can solve the task with probability `skill`; given that, candidate i is the right one with
 * probability share_i. By Bayes, after failures that held `failedShare` of the belief:
 * P = skill·next / (1 − skill·failedShare). With equal shares this is the classic hazard of a Beta
 * value-of-computation stop; ranked shares make it fall as the good ideas run out.
 *
 * @returns a probability in 0..1
 */
export function chanceOfNext(skill: number, nextShare: number, failedShare: number): number {
  const left = 1 - skill * Math.min(failedShare, 1);
  if (left <= 1e-12) return 0;
  return Math.min(1, Math.max(0, (skill * nextShare) / left));
}

/**
 * Value of computation (Russell and Wefald, 1991): one more sample is worth drawing only while its expected gain
 * exceeds its price, both in units of the value of a solved task.
 */
export function worthSampling(chance: number, gain: number, price: number): boolean {
  return chance * gain > price;
}
