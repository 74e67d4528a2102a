import { charge } from './budget.ts';
import { type Episode, isAsking, withFailed, withProspects } from './episode.ts';
import { passedSearch } from './judge.ts';
import type { Proposal } from './ports.ts';
import { ends } from './rungs.ts';
import type { Observation, Step } from './types.ts';

/** Replies without a candidate that a skill may give in a row before it is left alone. */
const PATIENCE = 3;

/** The episode with its clock, what is left of the budget, and what passes, brought up to date. */
export function spent(episode: Episode, seconds: number): Episode {
  const { budget } = episode.situation.task;
  const remaining = {
    seconds: Math.max(0, budget.seconds - seconds),
    tokens: Math.max(0, budget.tokens - episode.spend.tokens),
    dollars: Math.max(0, budget.dollars - episode.spend.dollars),
  };
  return {
    ...episode,
    spend: { ...episode.spend, seconds },
    situation: {
      ...episode.situation,
      remaining,
      passing: episode.finalists.map(({ candidate }) => candidate.id),
    },
  };
}

/** Charges the proposal, and closes a skill that has no more to give. */
export function afterProposal(episode: Episode, skill: string, proposal: Proposal): Episode {
  const spend = charge(episode.spend, proposal.usage);
  const inARow = proposal.kind === 'rejected' ? (episode.rejections.get(skill) ?? 0) + 1 : 0;
  const rejections = new Map(episode.rejections).set(skill, inARow);
  const done = proposal.kind === 'exhausted' || inARow >= PATIENCE;
  const exhausted = done ? new Set(episode.exhausted).add(skill) : episode.exhausted;
  // A critique is for the one attempt that follows it.
  const { critique: _used, ...situation } = episode.situation;
  const after = { ...episode, situation, spend, rejections, exhausted, plan: undefined };
  return isAsking(episode, skill) ? withProspects(after) : after;
}

/** How much the last batch counts against those before it: a batch in which something hangs says little of the next. */
const LAST_BATCH = 0.5;

/**
 * How much of what the first batch took the next will take: the rest is paid once, for processes that start and code that
 * is loaded. On a busy machine that is most of it, and would end the search for rivals before it has begun.
 */
const AFTER_FIRST = 0.1;

/** The episode with its pace brought up to date by what it took to evaluate a batch of candidates. */
export function paced(episode: Episode, candidates: number, seconds: number): Episode {
  if (candidates === 0) return episode;
  const last = seconds / candidates;
  const { pace } = episode;
  return {
    ...episode,
    pace: pace === undefined ? AFTER_FIRST * last : LAST_BATCH * last + (1 - LAST_BATCH) * pace,
  };
}

export function afterStep(episode: Episode, step: Step): Episode {
  const steps = [...episode.steps, step];
  const passed = passedSearch(step.observation, episode.situation.target);
  const { candidate, observation } = step;
  const after = {
    ...episode,
    steps,
    situation: { ...episode.situation, steps },
    finalists: passed ? [...episode.finalists, { candidate, observation }] : episode.finalists,
    failed: passed ? episode.failed : withFailed(episode, candidate),
    spend: { ...episode.spend, candidates: episode.spend.candidates + 1 },
  };
  return isAsking(episode, candidate.skills[0]) ? withProspects(after) : after;
}

/** A finalist that fails its confirmation is no finalist: the search path was wrong about it. */
export function afterConfirmation(
  episode: Episode,
  id: string,
  confirmation: Observation,
  holds: boolean,
): Episode {
  const finalists = episode.finalists.flatMap((f) => {
    if (f.candidate.id !== id) return [f];
    return holds ? [{ ...f, confirmation }] : [];
  });
  const fallen = holds ? undefined : episode.finalists.find(({ candidate }) => candidate.id === id);
  const failed = confirmation.rungs.find((rung) => ends(rung.status));
  const contradictions =
    holds || failed === undefined
      ? episode.contradictions
      : [...episode.contradictions, `${id}: ${failed.rung} ${failed.detail}`];
  return withProspects({
    ...episode,
    finalists,
    contradictions,
    failed: fallen === undefined ? episode.failed : withFailed(episode, fallen.candidate),
  });
}
