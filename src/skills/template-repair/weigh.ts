import { betaFromMean, mean } from '../../belief/beta.ts';
import { beliefIn } from '../../loop/beliefs.ts';
import type { Situation } from '../../loop/ports.ts';
import { TEMPLATES } from './templates.ts';

export const SKILL = 'template-repair';

/** How much a behavior of the handbook that favours a template raises it. */
const FAVOUR = 4;

/** A shipped prior weighs as much as this many observations. */
const PRIOR_STRENGTH = 4;

/** The part of the skill that beliefs are kept for. */
export function partOf(template: string): string {
  return `${SKILL}:${template}`;
}

/** The weight of a template in this situation: what is believed of it, raised where a behavior favours it. */
export function templateWeight(template: string, { beliefs, behaviors, target }: Situation): number {
  const prior = betaFromMean(TEMPLATES[template]?.prior ?? 0.1, PRIOR_STRENGTH);
  const belief = beliefIn(beliefs, target.kind, partOf(template), prior);
  const favoured = behaviors.some((b) => b.prefer === partOf(template) || b.prefer === template);
  return mean(belief) * (favoured ? FAVOUR : 1);
}
