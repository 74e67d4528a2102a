import {
  NOTHING_STATED,
  oddsOfStated,
  recalibratedStatement,
  usualStatement,
  weightOfStated,
} from '../belief/stated.ts';
import type { Episode, Finalist } from './episode.ts';
import { passedSearch } from './judge.ts';
import { percent } from './percent.ts';
import type { Situation } from './ports.ts';
import type { Candidate, Ending, StatedOutcome } from './types.ts';

/*
 * The verbal confidence of a language model: it says with its answer how likely that is right. Given whether a patch is right, what was said
 * of it does not depend on what the tests happen to notice; so what tells right patches from those that fail tells them
 * from those that pass by accident as well.
 */

/** The factor by which the odds of a patch change for what its model stated of it; 1 until that has shown to tell anything. */
export function statedOdds(
  { stated }: Pick<Candidate, 'stated'>,
  { stated: records }: Pick<Situation, 'stated'>,
): number {
  return stated === undefined ? 1 : oddsOfStated(records?.[stated.model] ?? NOTHING_STATED, stated.credence);
}

/** What a model's statements were worth so far, as a sentence of evidence; undefined where none was seen. */
export function statedEvidence(
  model: string,
  { stated: records }: Pick<Situation, 'stated'>,
): string | undefined {
  const record = records?.[model];
  const usual = record === undefined ? undefined : usualStatement(record);
  if (record === undefined || usual === undefined) return undefined;
  const weight = weightOfStated(record);
  const counts =
    weight === 0
      ? 'which has not told right from wrong so far and weighs nothing'
      : `which tells right from wrong: 90% stated means ${percent(recalibratedStatement(record, 0.9))}, 50% means ${percent(recalibratedStatement(record, 0.5))}; it weighs ${percent(weight)}`;
  return `${model} states ${percent(usual.stated)} of its answers, ${percent(usual.right)} of ${record.count} were right, ${counts}`;
}

/**
 * What became of the answers of which something was stated: those that failed the search or were refuted are wrong, the patch that is
 * offered is right. Of others that passed nobody knows, nor of the best one where the end is a question, nor of what could not be
 * checked.
 */
export function statedOutcomes(
  episode: Episode,
  winner: Finalist | undefined,
  ending: Ending,
): readonly StatedOutcome[] {
  const { steps, situation, contradictions } = episode;
  const isOffered = ending.kind === 'stop' && ending.because === 'solved';
  return steps.flatMap(({ candidate, observation }): readonly StatedOutcome[] => {
    const { stated } = candidate;
    if (stated === undefined) return [];
    const isRefuted = contradictions.some((said) => said.startsWith(`${candidate.id}:`));
    const isWrong = isRefuted || hasFailed(observation, situation);
    if (candidate.id === winner?.candidate.id) return isOffered ? [{ ...stated, right: true }] : [];
    return isWrong ? [{ ...stated, right: false }] : [];
  });
}

function hasFailed(observation: Episode['steps'][number]['observation'], { target }: Situation): boolean {
  return !passedSearch(observation, target) && observation.rungs.some(({ status }) => status === 'failed');
}
