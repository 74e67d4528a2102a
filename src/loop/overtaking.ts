import { mean } from '../belief/beta.ts';
import { beliefIn } from './beliefs.ts';
import type { Episode } from './episode.ts';
import { ranking, weightOfPrior } from './finalists.ts';

/**
 * A right patch that is yet to come stands as good a chance as not of being preferred to the best that passes, or of
 * tying with it, where it weighs so much of that one before the two are compared. What comparing shows moves a weight by
 * a factor of e, as a rule. Judged by 40 tasks: in one of the 26 with a patch that passes was a behaviour overtaken by
 * one that came in a later batch.
 */
const EVEN = 0.6;
const STEEPNESS = 1.5;

/**
 * The chance that finding the right patch would change what is offered. A computation that cannot change the decision is
 * worth nothing (Russell and Wefald, 1991): what is far less believed than the best that passes would be found, and lose.
 * @param share the share of belief that the next candidate of the skill has
 * @returns 1 while nothing passes
 */
export function chanceToOvertake(skill: string, share: number, episode: Episode): number {
  const [best] = ranking(episode);
  if (best === undefined) return 1;
  const { beliefs, target } = episode.situation;
  const weight = weightOfPrior(share * mean(beliefIn(beliefs, target.kind, skill)));
  const odds = (weight / (EVEN * best.weight)) ** STEEPNESS;
  return odds / (1 + odds);
}
