import { betaFromMean, mean } from '../../belief/beta.ts';
import { beliefIn } from '../../loop/beliefs.ts';
import type { Situation } from '../../loop/ports.ts';
import { KINDS } from './evidence-weight.ts';
import { rateOf } from './idiom.ts';
import { symptomsOf } from './symptoms.ts';
import { TEMPLATES } from './templates.ts';

export const SKILL = 'template-repair';

/** How much a behavior that favours a template and was right so far raises it. */
const FAVOUR = 3;

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
    const favour = behaviors
      .filter(({ prefer }) => prefer === partOf(template) || prefer === template)
      .reduce((most, behavior) => Math.max(most, 1 + FAVOUR * rateOf(behavior)), 1);
    // Where the suspects say which kinds of fault the failures look like, that is not counted a second time.
    const told = hinted && KINDS[template] !== undefined;
    const symptom = told ? 1 : (symptoms.get(template) ?? 1);
    weights.set(template, mean(belief) * favour * symptom);
  }
  return weights;
}

/** How much a behavior that says where faults recur raises the suspicion of that file. */
const RECURRING = 2;

/** By path: how much the suspicion of a file is raised. */
export function recurringFiles({ behaviors }: Pick<Situation, 'behaviors'>): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const behavior of behaviors) {
    if (behavior.prefer?.startsWith(FILE) === true)
      files.set(behavior.prefer.slice(FILE.length), 1 + RECURRING * rateOf(behavior));
  }
  return files;
}

const FILE = 'file:';
