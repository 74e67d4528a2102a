import { betaFromMean, mean } from '../../belief/beta.ts';
import { beliefIn } from '../../loop/beliefs.ts';
import type { Situation } from '../../loop/ports.ts';
import { KINDS } from './evidence-weight.ts';
import { symptomsOf } from './symptoms.ts';
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

/**
 * The weight of every template in this situation: what is believed of it for this kind of failure, raised where a
 * behavior favours it. At most 1 without a favour or a symptom.
 */
export function templateWeights(situation: Situation): ReadonlyMap<string, number> {
  const { beliefs, behaviors, target } = situation;
  const symptoms = symptomsOf(situation);
  const hinted = situation.suspects.some(({ hints }) => hints !== undefined);
  const weights = new Map<string, number>();
  for (const [template, { prior }] of Object.entries(TEMPLATES)) {
    const belief = beliefIn(beliefs, target.kind, partOf(template), betaFromMean(prior, PRIOR_STRENGTH));
    const favoured = behaviors.some((b) => b.prefer === partOf(template) || b.prefer === template);
    // Where the suspects say which kinds of fault the failures look like, that is not counted a second time.
    const told = hinted && KINDS[template] !== undefined;
    const symptom = told ? 1 : (symptoms.get(template) ?? 1);
    weights.set(template, mean(belief) * (favoured ? FAVOUR : 1) * symptom);
  }
  return weights;
}
