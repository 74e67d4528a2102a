import { confirmed, type Episode, type Finalist, isAsking } from './episode.ts';
import { passedSearch } from './judge.ts';
import type { Ending, Forecast, Preference, Step } from './types.ts';

/**
 * Whether the forecast of the assessment came true. An episode that a person stopped says nothing, nor does one that
 * ended in a question, or had nothing to be judged by: whether that could be solved is still to be seen.
 */
export function forecastsOf(
  { situation }: Episode,
  winner: Finalist | undefined,
  ending: Ending,
): readonly Forecast[] {
  const { forecast } = situation;
  if (forecast === undefined || (ending.kind === 'stop' && ending.because === 'cancelled')) return [];
  const happened = winner !== undefined;
  const { tests, files, diagnostics } = situation.target;
  const isOpen = tests.length + files.length + diagnostics.length === 0;
  if (!happened && (isOpen || ending.kind === 'ask')) return [];
  const evidence = happened ? `verified: ${winner.candidate.title}` : 'ended without a verified patch';
  return [{ about: 'solve', credence: forecast, happened, weight: 1, evidence }];
}

/** Pairs that one episode may add; together they count as much as one. */
const MOST_PAIRS = 8;

/**
 * Pairs of candidates of this task of which one turned out better, for the weights of the reward. Passing the tests is
 * part of the reward itself, so that it must not be its judge: what counts is which of the candidates that failed the
 * patch was made from, and which of those that passed held in the cold run and on the tests that were kept back.
 */
export function preferencesIn(episode: Episode, winner: Finalist | undefined): readonly Preference[] {
  if (winner === undefined) return [];
  const { target } = episode.situation;
  const own = episode.steps.filter(({ candidate }) => isAsking(episode, candidate.skills[0]));
  const last = own.find(({ candidate }) => candidate.id === winner.candidate.id);
  if (last === undefined) return [];
  const line = lineageOf(last, own);
  const held = new Set(confirmed(episode).map(({ candidate }) => candidate.id));
  const passes = (step: Step): boolean =>
    passedSearch({ ...step.observation, heldOut: { passed: 0, failed: 0 } }, target);
  const pairs = [
    ...line.flatMap((better) =>
      own
        .filter((step) => step !== last && !line.includes(step) && !passes(step))
        .map((worse) => ({ better, worse, evidence: 'the patch was made from it, and not from the other' })),
    ),
    ...own
      .filter((step) => passes(step) && !held.has(step.candidate.id))
      .map((worse) => ({ better: last, worse, evidence: 'it held where the other did not' })),
  ].slice(0, MOST_PAIRS);
  return pairs.map(({ better, worse, evidence }) => ({
    better: partsOf(better),
    worse: partsOf(worse),
    weight: 1 / pairs.length,
    evidence: `${better.candidate.id} over ${worse.candidate.id}: ${evidence}`,
  }));
}

/** What the step was mended from, step by step; without itself. */
function lineageOf(step: Step, steps: readonly Step[]): readonly Step[] {
  const line: Step[] = [];
  let parent = step.origin?.parent;
  while (parent !== undefined) {
    const found = steps.find(({ candidate }) => candidate.id === parent);
    if (found === undefined || line.includes(found)) break;
    line.push(found);
    parent = found.origin?.parent;
  }
  return line;
}

function partsOf({ reward }: Step): Preference['better'] {
  return Object.fromEntries(reward.parts.map(({ name, value }) => [name, value]));
}
