import type { Episode } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import type { Behavior } from './types.ts';

/**
 * Candidates until success in a task of which nothing is known, and the standard deviation of their logarithm: a guess that
 * is worth a task, beside those that were counted.
 */
export const USUAL_EFFORT = { candidates: 60, deviation: 1.3 } as const;

/** Standard deviations beyond what a task takes with a behavior, from which on a task without it says nothing more. */
const FAR = 2;

/**
 * After how many candidates a behavior that was to be withheld from a task is used all the same, as patients of a control
 * group are given what helps once it is plain that they need it (rescue medication). Such a task has shown by then that it
 * takes far longer without the behavior; it counts as one where it was withheld, with all that it took, which says
 * too little for the behavior rather than too much. So no task is lost to measuring, and none takes many times as long.
 */
export function releasedAfter({ tallies = {} }: Pick<Behavior, 'tallies'>): number {
  let tasks = 1;
  let logs = Math.log(USUAL_EFFORT.candidates);
  for (const { used } of Object.values(tallies)) {
    if (used.candidates <= 0) continue;
    tasks += used.solved;
    logs += used.solved * Math.log(used.candidates);
  }
  return Math.ceil(Math.exp(logs / tasks + FAR * USUAL_EFFORT.deviation));
}

/** The episode with the withheld behaviors whose time has come among those that are used, as long as nothing passes. */
export function* releasing(episode: Episode): Generator<TraceEventBody, Episode> {
  const { situation, withheld, spend, finalists } = episode;
  // What was found without them is what shall be measured.
  if (finalists.length > 0) return episode;
  const behaviors = withheld.filter(
    (each) => !situation.behaviors.includes(each) && spend.candidates >= releasedAfter(each),
  );
  if (behaviors.length === 0) return episode;
  yield { type: 'released', behaviors, candidates: spend.candidates };
  return { ...episode, situation: { ...situation, behaviors: [...situation.behaviors, ...behaviors] } };
}
