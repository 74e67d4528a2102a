import type { cutBy } from './budget.ts';
import { usedUp } from './budget.ts';
import { control } from './control.ts';
import { confirmed, type Episode, openSkills } from './episode.ts';
import { escalation } from './escalation.ts';
import type { TraceEventBody } from './events.ts';
import { credenceIn, OFFERED, preferred, toldCredence } from './finalists.ts';
import { passedConfirmation } from './judge.ts';
import { bestOffer, offersOf, restingIn } from './offers.ts';
import { percent } from './percent.ts';
import type { Environment } from './ports.ts';
import { afterConfirmation } from './transitions.ts';
import type { CancelSignal, Decision, DecisionNumbers, Ending, StopReason } from './types.ts';

/** The value of a solved task; every price is in this unit. */
const VALUE = 1;

export interface Regulation {
  readonly decision: Decision;
  readonly numbers: DecisionNumbers;
  /** Skills that are to be left alone, since their next sample is not worth its price. */
  readonly resting: ReadonlySet<string>;
}

/**
 * Regulation: what to do next. Ends when cancelled, out of budget or ideas, or when one more candidate is worth
 * less than its price; with a verified patch in hand, what is left to gain is only the doubt that remains about it.
 */
export function regulate(episode: Episode, cut: ReturnType<typeof cutBy>): Regulation {
  const best = preferred(confirmed(episode), episode);
  const gain = best === undefined ? VALUE : VALUE * (1 - credenceIn(best, episode));
  const offers = offersOf(episode, gain, best !== undefined);
  const top = bestOffer(offers);
  const { chance, price } = top ?? { chance: 0, price: 0 };
  const resting = restingIn(offers);
  const say = (decision: Decision, more: Partial<DecisionNumbers> = {}): Regulation => ({
    decision,
    numbers: { chance, value: gain, price, ...more },
    resting,
  });
  const end = (because: StopReason, reason: string): Regulation => say(endingOf(episode, because, reason));

  const { budget } = episode.situation.task;
  const limit = cut === 'budget' ? 'seconds' : usedUp(episode.spend, budget);
  if (cut === 'person') return say({ kind: 'stop', because: 'cancelled', reason: 'you stopped it' });
  const unconfirmed = preferred(
    episode.finalists.filter((f) => f.confirmation === undefined),
    episode,
  );
  // A confirmation is no further candidate: what was found within the budget is seen through while there is time.
  if (
    unconfirmed !== undefined &&
    limit !== 'seconds' &&
    (best === undefined || preferred([best, unconfirmed], episode) === unconfirmed)
  ) {
    const reason = 'it passed the search; now the whole suite, cold, in a fresh copy';
    return say({ kind: 'confirm', candidate: unconfirmed.candidate.id, reason });
  }
  const { question } = episode;
  if (question !== undefined && best === undefined)
    return say({ kind: 'ask', reason: 'only you can tell what is wanted', question });
  if (limit !== undefined) return end('budget', `the budget of ${budget[limit]} ${limit} is used up`);
  if (openSkills(episode).length === 0) {
    return end(
      'exhausted',
      best === undefined ? 'no skill has another idea' : 'verified, and no skill has another idea',
    );
  }
  if (!offers.some(({ worth }) => worth)) {
    const what = best === undefined ? 'another candidate' : 'looking for a rival patch';
    return end(
      'not-worth-it',
      `${best === undefined ? '' : 'verified; '}${what} is worth ${percent(chance * gain)}, below its price of ${percent(price)}`,
    );
  }
  if (best !== undefined) return say({ kind: 'continue', reason: 'a rival patch might be better' });
  const { decision, arms, banned } = control(episode, offers);
  return say(decision, { ...(arms.length < 2 ? {} : { arms }), ...(banned.length === 0 ? {} : { banned }) });
}

/** How the search ends: with what was found, with a question about it, with what a person has to do, or without. */
function endingOf(episode: Episode, because: StopReason, reason: string): Ending {
  const best = preferred(confirmed(episode), episode);
  if (best !== undefined) {
    const credence = toldCredence(best, episode);
    if (credence >= OFFERED && episode.unconfirmedTest === undefined)
      return { kind: 'stop', because: 'solved', reason };
    return {
      kind: 'ask',
      reason: `${reason}; it is more likely wrong (${percent(1 - credence)}) than right`,
    };
  }
  const handing = escalation(episode);
  return handing === undefined
    ? { kind: 'stop', because, reason }
    : { ...handing, reason: `${handing.reason}; ${reason}` };
}

/** Does what was decided, as far as it is more than going on: confirms a finalist, or hands over the critique. */
export async function* carryOut(
  { decision, resting }: Regulation,
  before: Episode,
  environment: Environment,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Episode> {
  const episode: Episode = { ...before, resting, plan: planOf(decision, before) };
  const { target } = episode.situation;
  if (decision.kind === 'repair' || decision.kind === 'backtrack') {
    const critique = episode.steps.find((step) => step.candidate.id === decision.candidate)?.critique;
    return critique === undefined ? episode : { ...episode, situation: { ...episode.situation, critique } };
  }
  if (decision.kind !== 'confirm') return episode;
  const finalist = episode.finalists.find((f) => f.candidate.id === decision.candidate);
  if (finalist === undefined) return episode;
  const observation = await environment.confirm(finalist.candidate, target, signal);
  yield { type: 'confirmed', candidate: decision.candidate, observation };
  const holds = !signal.aborted && passedConfirmation(observation, target);
  return afterConfirmation(episode, decision.candidate, observation, holds);
}

/** What the next proposal is meant for; undefined where the strategy alone decides. */
function planOf(decision: Decision, { steps }: Episode): Episode['plan'] {
  switch (decision.kind) {
    case 'repair':
    case 'backtrack': {
      const parent = steps.find(({ candidate }) => candidate.id === decision.candidate)?.candidate;
      if (parent === undefined) return undefined;
      return { skill: parent.skills[0], origin: { move: decision.kind, parent: parent.id } };
    }
    case 'refresh':
    case 'switch':
      return { skill: decision.skill, origin: { move: decision.kind } };
    default:
      return undefined;
  }
}
