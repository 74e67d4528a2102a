import { type Beta, mean, observe } from '../belief/beta.ts';
import { beliefKey } from './beliefs.ts';
import type { Episode } from './episode.ts';
import type { Situation } from './ports.ts';
import type { Behavior, BeliefUpdate, Candidate, Ending, TaskKind } from './types.ts';

/**
 * Of the faults of a workspace, the share that one form of edit mends before it was ever seen there: one in a hundred,
 * worth four tasks.
 */
const USUAL: Beta = { alpha: 0.04, beta: 3.96 };

/** From this much evidence that a habit misled on, in observations, it is believed no more than any other edit. */
const MISLED = 0.2;

/** The evidence of patches that a person kept, in observations, with which a habit has half of its say. */
const HALF = 0.5;

/** Where it is kept what became of the patches of a habit in the person's hands. */
export function habitKey(kind: TaskKind, favours: string): string {
  return beliefKey(kind, `habit:${favours}`);
}

/**
 * How much the odds rise that the best of enumerated edits is right, since it is what mended this workspace before and
 * what the person kept.
 *
 * The prior of an edit rises with the number of tasks that the same form of edit mended. What stands in suspicious code
 * passes more often by accident as well, so that odds rise with less than a prior; that a mistake was made
 * here before makes no test weaker, so that for a habit the rest counts as well: ((r + a)/(n + a + b) : a/(a + b))^(1 - rise)
 * for r of n tasks. But the tests of one workspace are weak in the same places, so that a wrong patch passes again where
 * it passed once: it counts as far as a person kept such patches, and nothing once one was taken back, refuted by its
 * cold run or overtaken by a rival. A behavior that is withheld takes no part.
 * @param rise 0..1: the power of a prior with which the odds of any other edit rise
 * @returns at least 1
 */
export function habitOdds(candidate: Candidate | undefined, situation: Situation, rise: number): number {
  const habit = candidate === undefined ? undefined : habitOf(candidate, situation.behaviors);
  if (candidate === undefined || habit === undefined) return 1;
  const { usedSolved, usedFailed, withheldSolved, withheldFailed } = habit.evidence;
  // The task that taught it is not among those where it matched.
  const tasks = 1 + usedSolved + usedFailed + withheldSolved + withheldFailed;
  const right = Math.min(habit.sources.length, tasks);
  const rest = (mean(observe(USUAL, right, tasks - right)) / mean(USUAL)) ** (1 - rise);
  return Math.max(1, 1 + (rest - 1) * sayOf(candidate, situation));
}

/**
 * What is left of the weight of a patch for being right once the raise that its habit gave its share counts only as far as a
 * person kept such patches. What passed here before comes first among those that are tried; that it passes again says
 * nothing for it, where it may have passed by accident both times.
 * @param rise 0..1: the power of a prior with which the weight of an edit rises
 * @returns 0..1; 1 for an edit that no habit raised
 */
export function unproven(candidate: Candidate, situation: Situation, rise: number): number {
  const { raised = 1 } = candidate;
  return raised <= 1 ? 1 : raised ** (-rise * (1 - sayOf(candidate, situation)));
}

/** 0..1: how far it counts that an edit follows a habit. */
function sayOf(candidate: Candidate, { behaviors, beliefs, target }: Situation): number {
  const habit = habitOf(candidate, behaviors);
  const known = habit?.prefer === undefined ? undefined : beliefs[habitKey(target.kind, habit.prefer)];
  if (known === undefined || known.failure > MISLED) return 0;
  return known.success / (known.success + HALF);
}

/** The habit that an edit follows: a behavior that favours its very form. */
function habitOf({ favours }: Candidate, behaviors: readonly Behavior[]): Behavior | undefined {
  return favours === undefined ? undefined : behaviors.find(({ prefer }) => prefer === favours);
}

/**
 * The habits of which a patch passed the search here and was not what was right: refuted, or overtaken by a rival that
 * behaves otherwise and is offered. Of what was not compared nobody knows whether it behaves otherwise, and while a
 * question is open any of them may be right.
 */
export function misledBy(
  episode: Episode,
  winner: Candidate | undefined,
  ending: Ending,
): readonly BeliefUpdate[] {
  const { situation, finalists, steps, contradictions } = episode;
  const refuted = steps.flatMap(({ candidate }) =>
    contradictions.some((said) => said.startsWith(`${candidate.id}:`)) ? [candidate] : [],
  );
  const isOffered = ending.kind === 'stop' && ending.because === 'solved';
  const cluster = isOffered ? clusterIn(episode, winner) : undefined;
  const overtaken = finalists.flatMap(({ candidate }) => {
    const its = clusterIn(episode, candidate);
    return cluster === undefined || its === undefined || its === cluster ? [] : [candidate];
  });
  const followed = [...refuted, ...overtaken].flatMap(
    (candidate) => habitOf(candidate, situation.behaviors)?.prefer ?? [],
  );
  // In another place the same habit may have been right all the same.
  return [...new Set(followed)]
    .filter((favours) => favours !== winner?.favours)
    .map((favours) => ({
      key: habitKey(situation.target.kind, favours),
      success: 0,
      failure: 1,
      evidence: 'a patch of this habit passed the search and was not what was right',
    }));
}

function clusterIn({ comparison }: Episode, candidate: Candidate | undefined): number | undefined {
  if (candidate === undefined) return undefined;
  return comparison?.behaviours.find((each) => each.candidate === candidate.id)?.cluster;
}
