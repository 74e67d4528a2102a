import { searchPathCredence } from './beliefs.ts';
import { cutBy, usedUp } from './budget.ts';
import { aheadOf, awaiting, seenThrough } from './cold-run.ts';
import { control } from './control.ts';
import { confirmed, type Episode, type Finalist, openSkills } from './episode.ts';
import { escalation } from './escalation.ts';
import type { TraceEventBody } from './events.ts';
import { credenceIn, OFFERED, preferred, toldCredence, untriedDoubt } from './finalists.ts';
import { bestOffer, offersOf, restingIn } from './offers.ts';
import { isEnding } from './outcome.ts';
import { percent } from './percent.ts';
import type { Environment } from './ports.ts';
import type { CancelSignal, Decision, DecisionNumbers, Ending, StopReason } from './types.ts';

/** The value of a solved task; every price is in this unit. */
const VALUE = 1;

/**
 * What a wrong patch costs that is offered as verified: as much as a right one is worth, as `OFFERED` has it. To find the right
 * one after it gains both.
 */
const WRONG = VALUE;

const COLD = 'it passed the search; now the whole suite, cold, in a fresh copy';

interface Regulation {
  readonly decision: Decision;
  readonly numbers: DecisionNumbers;
  /** Skills that are to be left alone, since their next sample is not worth its price. */
  readonly resting: ReadonlySet<string>;
}

/**
 * Regulation until there is something to be proposed, or the search has ended: decides, and does what was decided. The cold
 * run of the best that passes is under way meanwhile; none is when the search has ended.
 */
export async function* regulation(
  before: Episode,
  environment: Environment,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, { readonly episode: Episode; readonly decision: Decision }> {
  let episode = before;
  for (;;) {
    episode = await aheadOf(episode, environment, signal);
    const regulated = regulate(episode, cutBy(signal));
    const { decision, numbers } = regulated;
    yield { type: 'decided', decision, numbers };
    episode = yield* carryOut(regulated, episode);
    if (decision.kind === 'confirm') continue;
    if (isEnding(decision)) await episode.coldRun?.cancel();
    return { episode, decision };
  }
}

/**
 * Regulation: what to do next. Ends when cancelled, out of budget or ideas, or when one more candidate is worth
 * less than its price; with a verified patch in hand, what is left to gain is only the doubt that remains about it.
 */
function regulate(episode: Episode, cut: ReturnType<typeof cutBy>): Regulation {
  const best = preferred(confirmed(episode), episode);
  const next = awaiting(episode);
  const isUnderWay = next !== undefined && episode.coldRun?.isDone() === false;
  const gain = best === undefined && next === undefined ? VALUE : gainIn(episode, next);
  const offers = offersOf(
    episode,
    gain,
    isUnderWay ? 'confirming' : best === undefined ? 'searching' : 'verified',
  );
  const top = bestOffer(offers);
  const { chance, price } = top ?? { chance: 0, price: 0 };
  const resting = restingIn(offers);
  const say = (decision: Decision, more: Partial<DecisionNumbers> = {}): Regulation => ({
    decision,
    numbers: { chance, value: gain, price, ...more },
    resting,
  });
  const end = (because: StopReason, reason: string): Regulation => say(endingOf(episode, because, reason));

  // What it found is there, whatever has happened since: it was overtaken, or the time is up.
  const { coldRun } = episode;
  if (coldRun?.isDone() === true) return say({ kind: 'confirm', candidate: coldRun.candidate, reason: COLD });

  const { budget } = episode.situation.task;
  const limit = cut === 'budget' ? 'seconds' : usedUp(episode.spend, budget);
  if (cut === 'person') return say({ kind: 'stop', because: 'cancelled', reason: 'you stopped it' });
  // A confirmation is no further candidate: what was found within the budget is seen through while there is time.
  if (next !== undefined && limit !== 'seconds') {
    if (isUnderWay && limit === undefined && offers.some(({ worth }) => worth))
      return say({
        kind: 'continue',
        reason: 'a rival patch might be better; the cold run goes on meanwhile',
      });
    return say({ kind: 'confirm', candidate: next.candidate.id, reason: COLD });
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

/** Whether a rival would still be looked for if the cold run that is under way confirmed its patch. */
export function wantsRivals(episode: Episode): boolean {
  return offersOf(episode, gainIn(episode, undefined), 'verified').some(({ worth }) => worth);
}

/** What a further candidate may gain: the chance that none of those that pass is right, or that the cold run refutes it. */
function gainIn(episode: Episode, next: Finalist | undefined): number {
  if (episode.finalists.length === 0) return VALUE;
  const fails = next === undefined ? 0 : 1 - searchPathCredence(episode.situation.beliefs);
  const doubt = Math.min(1, untriedDoubt(episode));
  const lost = Math.min(1 - doubt, fails * (next === undefined ? 0 : credenceIn(next, episode)));
  const best = preferred(episode.finalists, episode);
  const offered = best !== undefined && credenceIn(best, episode) >= OFFERED;
  return (VALUE + (offered ? WRONG : 0)) * doubt + VALUE * lost;
}

/** How the search ends: with what was found, with a question about it, with what a person has to do, or without. */
function endingOf(episode: Episode, because: StopReason, reason: string): Ending {
  const best = preferred(confirmed(episode), episode);
  if (best !== undefined) {
    const credence = toldCredence(best, episode);
    if (credence >= OFFERED && episode.unconfirmedTest === undefined)
      return { kind: 'stop', because: 'solved', reason };
    const doubt =
      credence >= OFFERED
        ? 'whether the test that it was proved by says what you mean is for you to tell'
        : `it is more likely wrong (${percent(1 - credence)}) than right`;
    return { kind: 'ask', reason: `${reason}; ${doubt}` };
  }
  const handing = escalation(episode);
  return handing === undefined
    ? { kind: 'stop', because, reason }
    : { ...handing, reason: `${handing.reason}; ${reason}` };
}

/** Does what was decided, as far as it is more than going on: confirms a finalist, or hands over the critique. */
async function* carryOut(
  { decision, resting }: Regulation,
  before: Episode,
): AsyncGenerator<TraceEventBody, Episode> {
  const episode: Episode = { ...before, resting, plan: planOf(decision, before) };
  if (decision.kind === 'repair' || decision.kind === 'backtrack') {
    const critique = episode.steps.find((step) => step.candidate.id === decision.candidate)?.critique;
    return critique === undefined ? episode : { ...episode, situation: { ...episode.situation, critique } };
  }
  if (decision.kind !== 'confirm') return episode;
  return yield* seenThrough(episode);
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
