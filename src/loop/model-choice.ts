import { type Beta, betaFromMean, mean, observe } from '../belief/beta.ts';
import { worthSampling } from '../belief/value-of-computation.ts';
import { beliefKey } from './beliefs.ts';
import { priceOf } from './budget.ts';
import { passedSearch } from './judge.ts';
import type { Situation } from './ports.ts';
import type { ModelHistory, ModelSlot } from './rooms.ts';

/** The part of a candidate's skills that says which model wrote it; beliefs are kept under it like any other. */
export const MODEL_PART = { fast: 'model:fast', strong: 'model:strong' } as const;

/** What one more call of a model would take. */
interface ModelOffer {
  readonly seconds: number;
  readonly dollars: number;
}

interface ModelChoice {
  readonly slot: ModelSlot;
  /** Half a sentence for a person. */
  readonly why: string;
}

/** The chance that one call solves the task: of the strong model, a task that the fast one has failed at. */
const PRIOR: Readonly<Record<ModelSlot, Beta>> = {
  fast: betaFromMean(0.35, 4),
  strong: betaFromMean(0.4, 4),
};

/** Both read the same prompt: what one cannot do is harder for the other as well. */
const SHARED_FAILURE = 0.25;

/** The value of a solved task, which is the unit of every price. */
const VALUE = 1;

/**
 * Which of two models proposes next. The fast one goes first. Once verification has refused what it proposed, the
 * strong one is called if its call is worth more than it costs, and more than another call of the fast one: the net
 * value of computation (Russell and Wefald, 1991), with the chance of each from its Beta posterior.
 */
export function chooseModel(
  history: ModelHistory,
  offers: Readonly<Record<ModelSlot, ModelOffer>>,
): ModelChoice {
  if (history.fast.failed === 0) return { slot: 'fast', why: 'the fast model proposes first' };
  const fast = chanceOf('fast', history);
  const strong = chanceOf('strong', history);
  const net = (chance: number, slot: ModelSlot): number => chance * VALUE - priceOf(offers[slot]);
  const numbers = `${strong.toFixed(2)} for ${priceOf(offers.strong).toFixed(3)} against ${fast.toFixed(2)} for ${priceOf(offers.fast).toFixed(3)}`;
  if (!worthSampling(strong, VALUE, priceOf(offers.strong)))
    return { slot: 'fast', why: `the strong model is not worth its price: ${numbers}` };
  return net(strong, 'strong') > net(fast, 'fast')
    ? { slot: 'strong', why: `the fast model's edits failed and the strong one is worth more: ${numbers}` }
    : { slot: 'fast', why: `the fast model is worth more once again: ${numbers}` };
}

function chanceOf(slot: ModelSlot, history: ModelHistory): number {
  const own = history[slot];
  const other = history[slot === 'fast' ? 'strong' : 'fast'];
  const { success, failure } = own.learned ?? { success: 0, failure: 0 };
  const belief = observe(PRIOR[slot], success + own.passed, failure + own.failed);
  return mean(observe(belief, 0, SHARED_FAILURE * other.failed));
}

/**
 * What became of the candidates that each model wrote in this episode, and what earlier ones taught of it.
 * @param rejected replies that held no new candidate; they failed before they could be verified
 */
export function modelHistory(
  { steps, target, beliefs }: Situation,
  rejected: Readonly<Record<ModelSlot, number>>,
): ModelHistory {
  const of = (slot: ModelSlot): ModelHistory[ModelSlot] => {
    const own = steps.filter((step) => step.candidate.skills.includes(MODEL_PART[slot]));
    const passed = own.filter((step) => passedSearch(step.observation, target)).length;
    const learned = beliefs[beliefKey(target.kind, MODEL_PART[slot])];
    const failed = own.length - passed + rejected[slot];
    return { failed, passed, ...(learned === undefined ? {} : { learned }) };
  };
  return { fast: of('fast'), strong: of('strong') };
}
