import { mean } from '../belief/beta.ts';
import { drawIndex, softmax } from '../belief/choice.ts';
import { chanceOfNext, worthSampling } from '../belief/value-of-computation.ts';
import { beliefIn } from './beliefs.ts';
import { type cutBy, priceOf, usedUp } from './budget.ts';
import { confirmed, type Episode, failedShare, openSkills } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import { credenceIn, preferred } from './finalists.ts';
import { passedConfirmation } from './judge.ts';
import { percent } from './percent.ts';
import type { Environment } from './ports.ts';
import { afterConfirmation } from './transitions.ts';
import type { CancelSignal, Decision, DecisionNumbers, Step } from './types.ts';

/** The value of a solved task; every price is in this unit. */
const VALUE = 1;

export interface Regulation {
  readonly decision: Decision;
  readonly numbers: DecisionNumbers;
}

/**
 * Regulation: what to do next. Stops when cancelled, out of budget or ideas, or when one more candidate is worth
 * less than its price; with a verified patch in hand, what is left to gain is only the doubt that remains about it.
 */
export function regulate(episode: Episode, cut: ReturnType<typeof cutBy>): Regulation {
  const best = preferred(confirmed(episode), episode);
  const chance = chanceOfNextCandidate(episode);
  const gain = best === undefined ? VALUE : VALUE * (1 - credenceIn(best, episode));
  const price = priceOfNext(episode, best !== undefined);
  const numbers = { chance, value: gain, price };
  const stop = (because: Extract<Decision, { kind: 'stop' }>['because'], reason: string): Regulation => ({
    decision: { kind: 'stop', because: best === undefined ? because : 'solved', reason },
    numbers,
  });

  const { budget } = episode.situation.task;
  const limit = cut === 'budget' ? 'seconds' : usedUp(episode.spend, budget);
  if (cut === 'person')
    return { decision: { kind: 'stop', because: 'cancelled', reason: 'you stopped it' }, numbers };
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
    return { decision: { kind: 'confirm', candidate: unconfirmed.candidate.id, reason }, numbers };
  }
  if (limit !== undefined) return stop('budget', `the budget of ${budget[limit]} ${limit} is used up`);
  if (openSkills(episode).length === 0) {
    return stop(
      'exhausted',
      best === undefined ? 'no skill has another idea' : 'verified, and no skill has another idea',
    );
  }
  if (!worthSampling(chance, gain, price)) {
    const what = best === undefined ? 'another candidate' : 'looking for a rival patch';
    return stop(
      'not-worth-it',
      `${best === undefined ? '' : 'verified; '}${what} is worth ${percent(chance * gain)}, below its price of ${percent(price)}`,
    );
  }
  return { decision: nextMove(episode, best !== undefined), numbers };
}

function nextMove(episode: Episode, verified: boolean): Decision {
  const repairable = verified ? undefined : stepToRepair(episode);
  if (repairable !== undefined) {
    return {
      kind: 'repair',
      candidate: repairable.candidate.id,
      reason: 'its evidence says where it is wrong',
    };
  }
  return {
    kind: 'continue',
    reason: verified ? 'a rival patch might be better' : 'the next idea is worth its price',
  };
}

/**
 * The step a model should mend, drawn by the softmax policy over rewards, τ = max(.05, .25·budget left). Templates
 * do not mend, they enumerate; and the same failure twice bans "try again" (stubbornness).
 */
function stepToRepair(episode: Episode): Step | undefined {
  const paid = new Set(openSkills(episode).flatMap((card) => (card.cost.tokens > 0 ? [card.name] : [])));
  const mendable = episode.steps.filter((step) => paid.has(step.candidate.skills[0]));
  // What templates ran into says nothing of the model's stubbornness: only its own failures are counted.
  const candidates = mendable.filter(
    (step) =>
      mendable.filter((other) => other.observation.signature === step.observation.signature).length < 2,
  );
  const left = 1 - episode.spend.seconds / episode.situation.task.budget.seconds;
  const policy = softmax(
    candidates.map((step) => step.reward.total),
    Math.max(0.05, 0.25 * left),
  );
  const index = drawIndex(policy, episode.random);
  return index === undefined ? undefined : candidates[index];
}

/** The chance that the next candidate of the most promising open skill is the right one. */
function chanceOfNextCandidate(episode: Episode): number {
  const { situation } = episode;
  const chances = openSkills(episode).map((card) => {
    const last = episode.steps.findLast((step) => step.candidate.skills[0] === card.name);
    const failed = failedShare(episode, card.name);
    // Skills propose in order of belief, so the last share bounds the next; before any, a twentieth of what is left.
    const next = last?.candidate.share ?? (1 - failed) / 20;
    const skill =
      card.suits(situation).fit * mean(beliefIn(situation.beliefs, situation.target.kind, card.name));
    return chanceOfNext(skill, next, failed);
  });
  return Math.max(0, ...chances);
}

/** Price of the next candidate: what the last ones took, or what the cheapest skill says. */
function priceOfNext(episode: Episode, verified: boolean): number {
  const open = openSkills(episode);
  const stated = open.length === 0 ? 0 : Math.min(...open.map((card) => card.cost.seconds));
  const dollars = open.length === 0 ? 0 : Math.min(...open.map((card) => card.cost.dollars));
  return priceOf({ seconds: episode.pace ?? stated, dollars }, verified ? 'verified' : 'searching');
}

/** Does what was decided, as far as it is more than going on: confirms a finalist, or hands over the critique. */
export async function* carryOut(
  decision: Decision,
  episode: Episode,
  environment: Environment,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Episode> {
  const { target } = episode.situation;
  if (decision.kind === 'repair') {
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
