import { learn } from '../belief/sampling/learning.ts';
import { lookAt, type Outlook, type Sample, type Terms } from '../belief/sampling/outlook.ts';
import type { SamplingState } from '../belief/sampling/state.ts';
import type { SamplingTask } from '../belief/sampling/terms.ts';
import { formOf, markOf } from './clusters.ts';
import type { Episode } from './episode.ts';
import { passedSearch } from './judge.ts';
import type { Situation } from './ports.ts';
import type { Candidate, Observation, RungName, SampleEvidence, Step, Target } from './types.ts';

/*
 * How an episode looks to the belief about a language model's samples: a candidate of a skill that asks a model is a
 * sample, the search path is the check that can be seen, and the cold confirmation says whether it was right.
 */

/** The task as it is known before the skill asks the model for the first time. */
export function samplingTask(situation: Situation, skill: string, model: string): SamplingTask {
  const { target, survey, suspects, task } = situation;
  return {
    model,
    group: target.kind,
    id: identityOf(survey.project, target),
    // Skills ask in different ways: what one gets out of a model says much, not everything, about another.
    words: [...survey.languages, `skill:${skill}`],
    measures: {
      tests: target.tests.length + target.files.length,
      diagnostics: target.diagnostics.length,
      suspects: suspects.length,
      files: survey.fileCount,
      request: task.request.length,
    },
  };
}

/** The same target is the same task, whoever asks again; longer names than this are told apart well before their end. */
function identityOf(project: string, { kind, tests, files, diagnostics }: Target): string {
  return JSON.stringify([project, kind, ...[...tests, ...files, ...diagnostics].toSorted()]).slice(0, 300);
}

/**
 * The candidates of the skills so far, in the order in which they were drawn.
 * @param skills one, or all that ask the same model: for them the task is as hard, whoever asks
 * @param which `standing`: what the cold run threw out has failed like any other, so that nothing waits for it
 */
export function samplesOf(
  episode: Episode,
  skills: string | readonly string[],
  which: 'standing' | 'as-searched' = 'as-searched',
): readonly Sample[] {
  const { target } = episode.situation;
  const standing = new Set(episode.finalists.map(({ candidate }) => candidate.id));
  return stepsOf(episode, skills).map(({ candidate, observation }) => {
    if (!passedSearch(observation, target))
      return { passed: false, type: failureOf(observation), signature: observation.signature };
    return which === 'standing' && !standing.has(candidate.id)
      ? { passed: false, type: 'wrong' }
      : { passed: true, signature: likeness(episode, candidate) };
  });
}

/** The same for passing candidates that do the same, where they were compared, or that are the same edit. */
function likeness({ comparison }: Episode, candidate: Candidate): string {
  const cluster = comparison?.behaviours.find((each) => each.candidate === candidate.id)?.cluster;
  return cluster === undefined ? markOf(formOf(candidate)) : `behaviour ${cluster}`;
}

function stepsOf(episode: Episode, skills: string | readonly string[]): readonly Step[] {
  const wanted = typeof skills === 'string' ? [skills] : skills;
  return episode.steps.filter((step) => wanted.includes(step.candidate.skills[0]));
}

/** The skills that ask the same model as this one, itself included. */
export function askersOf({ skills }: Pick<Episode, 'skills'>, skill: string): readonly string[] {
  const own = skills.find(({ name }) => name === skill);
  const same = skills.filter(({ cost, model }) => cost.tokens > 0 && model === own?.model);
  return [...new Set([skill, ...same.map(({ name }) => name)])];
}

/** What the episode has shown of the model that the skill asks, once it is over. */
export function sampleEvidence(
  { task, terms }: Pick<Outlook, 'task' | 'terms'>,
  episode: Episode,
  skill: string,
): SampleEvidence {
  const verdict = verdictOn(episode, skill);
  const samples = samplesOf(episode, skill);
  return { task, terms, samples, ...(verdict === undefined ? {} : { verdict }) };
}

/**
 * What is believed once the evidence of an episode is in.
 * @param state the newest; other episodes may have ended since this one began
 */
export function learnFromSamples(state: SamplingState, evidence: SampleEvidence): SamplingState {
  const { task, terms, samples, verdict } = evidence;
  return learn(lookAt(task, terms, state), state, samples, verdict);
}

/** The first candidate of the skill of which the cold run has spoken: it holds, or it is no finalist any more. */
function verdictOn(episode: Episode, skill: string): SampleEvidence['verdict'] {
  for (const [sample, { candidate, observation }] of stepsOf(episode, skill).entries()) {
    if (!passedSearch(observation, episode.situation.target)) continue;
    const finalist = episode.finalists.find((f) => f.candidate.id === candidate.id);
    if (finalist === undefined) return { sample, right: false };
    if (finalist.confirmation !== undefined) return { sample, right: true };
  }
  return undefined;
}

const COMPILING: ReadonlySet<RungName> = new Set(['apply', 'parse', 'types']);

/** A patch that does not compile is another failure than one that does the wrong thing. */
function failureOf(observation: Observation): Extract<Sample, { passed: false }>['type'] {
  const stopped = observation.rungs.find(
    ({ status }) => status === 'failed' || status === 'timed-out' || status === 'crashed',
  );
  if (stopped === undefined) return 'unknown';
  if (stopped.status === 'timed-out') return 'timeout';
  if (stopped.status === 'crashed' || COMPILING.has(stopped.rung)) return 'error';
  return 'wrong';
}

/**
 * What a sample may bring: the search path may err, and a patch that the cold run throws out has cost its confirmation.
 * @param price of one more candidate, in units of a solved task
 * @param confirmation price of one cold confirmation, in the same unit
 */
export function samplingTerms(left: number, price: number, confirmation: number): Terms {
  return { cap: left, price, check: { certain: false, wrong: confirmation } };
}
