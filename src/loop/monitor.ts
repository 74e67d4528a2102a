import { type Enough, evaluateBatch } from './batch.ts';
import { usedUp } from './budget.ts';
import { besideColdRun, holding, startColdRun, wouldBeNext } from './cold-run.ts';
import { compareFinalists } from './compare.ts';
import { critique } from './critique.ts';
import { type Episode, isAsking, openSkills } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import { passedSearch, reward, rewardWeights } from './judge.ts';
import type { Ports, Situation } from './ports.ts';
import { wantsRivals } from './regulate.ts';
import { releasing } from './release.ts';
import { reproduce } from './reproduce.ts';
import { drawSkill, drawStrategy, worthShowing } from './strategy.ts';
import { afterProposal, afterStep, paced, spent } from './transitions.ts';
import type { CancelSignal, Candidate, Observation, Origin, Step } from './types.ts';

/**
 * Monitoring: samples as many candidates as the environment can check at once, each from a strategy drawn anew,
 * and judges what was observed (Yan et al., 2025, monitoring).
 */
export async function* monitor(
  before: Episode,
  { environment, context, proposer }: Ports,
  seconds: () => number,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Episode> {
  const { task } = before.situation;
  const weights = rewardWeights(before.situation.reward);
  const began = seconds();
  let episode = yield* releasing(before);
  // What was cut off where nobody waited for it, and the search has gone on, is tried first.
  const batch: Candidate[] = [...before.cutOff];
  // What costs tokens is asked once a batch, whichever skill it is: the next prompt is to see what this one led to.
  let isAsked = false;
  const origins = new Map<string, Origin>();
  while (batch.length < environment.parallelism && !signal.aborted) {
    episode = spent(episode, seconds());
    const candidates = episode.spend.candidates + batch.length;
    if (usedUp({ ...episode.spend, candidates }, task.budget) !== undefined) break;
    const strategy = drawStrategy(episode);
    if (worthShowing(strategy, episode.shown)) {
      yield { type: 'strategy', strategy };
      episode = { ...episode, shown: strategy };
    }
    const open = { weights: strategy.weights.filter(({ skill }) => !isAsked || !isAsking(episode, skill)) };
    const plan = isAsked ? undefined : planned(episode);
    const skill = plan?.skill ?? drawSkill(open, episode.random);
    if (skill === undefined) break;
    if (isAsking(episode, skill)) isAsked = true;
    const situation = plan?.origin.move === 'refresh' ? afresh(episode) : episode.situation;
    const proposal = await proposer.propose(skill, situation, signal);
    if (plan !== undefined && proposal.kind === 'candidate') origins.set(proposal.candidate.id, plan.origin);
    episode = afterProposal(episode, skill, proposal);
    for (const prompt of [
      ...(proposal.earlier ?? []),
      ...(proposal.sent === undefined ? [] : [proposal.sent]),
    ])
      yield { type: 'sent', prompt };
    if (proposal.kind === 'question') {
      episode = { ...episode, question: proposal.question };
      break;
    }
    if (proposal.kind === 'test') {
      episode = yield* reproduce(episode, proposal.test, { environment, context }, signal);
      break;
    }
    if (proposal.kind === 'candidate') {
      yield { type: 'proposed', step: episode.steps.length + batch.length, candidate: proposal.candidate };
      batch.push(proposal.candidate);
    } else {
      yield { type: 'declined', skill, reason: proposal.reason, final: episode.exhausted.has(skill) };
    }
  }

  const { target } = episode.situation;
  const begun = episode;
  let { coldRun } = begun;
  const evaluate = async (candidate: Candidate, below: CancelSignal): Promise<Observation> => {
    const observation = await environment.evaluate(candidate, target, below);
    // The first that passes is confirmed at once, beside the rest of the batch and what comparing takes.
    const isFirst = coldRun === undefined && !below.aborted && passedSearch(observation, target);
    if (isFirst && wouldBeNext({ candidate, observation }, begun))
      coldRun = startColdRun(candidate, begun, environment, signal);
    return observation;
  };
  const enough: Enough | undefined =
    coldRun === undefined || wantsRivals(begun)
      ? undefined
      : // What a model wrote is paid for, and is the likeliest rival; what it is worth is learned from as well.
        { known: holding(begun), spares: ({ skills: [skill] }) => isAsking(begun, skill) };
  let observations: readonly (Observation | undefined)[];
  try {
    observations = await evaluateBatch(batch, evaluate, enough, signal);
  } catch (error) {
    await coldRun?.cancel();
    throw error;
  }
  episode = paced(episode, batch.length, seconds() - began);
  episode = { ...episode, cutOff: batch.filter((_, index) => observations[index] === undefined) };
  if (coldRun !== undefined) episode = { ...episode, coldRun };
  for (const [index, candidate] of batch.entries()) {
    const observation = observations[index];
    if (observation === undefined) continue;
    const judged = {
      index: episode.steps.length,
      candidate,
      observation,
      reward: reward(candidate, observation, target, weights),
    };
    yield { type: 'observed', step: judged.index, observation, reward: judged.reward };
    const fault = passedSearch(observation, target) ? undefined : critique(judged);
    const origin = origins.get(candidate.id);
    const step: Step = {
      ...judged,
      ...(fault === undefined ? {} : { critique: fault }),
      ...(origin === undefined ? {} : { origin }),
    };
    if (fault !== undefined) yield { type: 'critiqued', critique: fault };
    episode = afterStep(episode, step);
  }
  episode = yield* besideColdRun(episode, compareFinalists(episode, environment, signal));
  return spent(episode, seconds());
}

/** What regulation wants of the one attempt that follows, where its skill may still propose; mending is for who mends. */
function planned(episode: Episode): Episode['plan'] {
  const { plan, exhausted } = episode;
  if (plan === undefined) return undefined;
  const mends = plan.origin.move === 'repair' || plan.origin.move === 'backtrack';
  const mender = mends ? openSkills(episode).find((card) => card.mends === true) : undefined;
  if (mender !== undefined) return { ...plan, skill: mender.name };
  return exhausted.has(plan.skill) ? undefined : plan;
}

/** The situation without what was tried, so that nothing of it is repeated. */
function afresh({ situation }: Episode): Situation {
  const { critique: _, ...rest } = situation;
  return { ...rest, fresh: true };
}
