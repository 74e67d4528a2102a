import { beliefKey, SEARCH_PATH_KEY } from './beliefs.ts';
import { movePart } from './control.ts';
import { confirmed, type Episode, type Finalist, isAsking } from './episode.ts';
import { OFFERED, toldCredence } from './finalists.ts';
import { misledBy } from './habits.ts';
import { passedSearch } from './judge.ts';
import { forecastsOf, preferencesIn } from './lessons.ts';
import { percent } from './percent.ts';
import { sampleEvidence } from './sampling.ts';
import { statedOutcomes } from './stated.ts';
import { fileUpdates, lessonsOf } from './teaching.ts';
import type { Behavior, BeliefUpdate, Candidate, Ending, Move, Reflection, SampleEvidence } from './types.ts';

/**
 * Meta-reflection: what the episode changes. Credit goes to skills and their parts by how much of the belief their
 * tried candidates held (the latent-skill posterior); a behavior is written only after a verified success. A patch that
 * is no more than a question counts as what it is believed, and its lessons wait for the person who takes it.
 */
export function reflect(episode: Episode, winner: Finalist | undefined, ending: Ending): Reflection {
  // Success by a test that nobody has confirmed teaches nothing but whether the search path can be believed.
  if (episode.unconfirmedTest !== undefined)
    return { updates: searchPathUpdates(episode), learned: [], credited: [], summary: [UNCONFIRMED] };
  const told = winner === undefined ? 0 : toldCredence(winner, episode);
  const isQuestion = winner !== undefined && told < OFFERED;
  const right = isQuestion ? told : 1;
  const updates = [
    ...(winner === undefined ? failureUpdates(episode) : successUpdates(episode, winner.candidate, right)),
    ...searchPathUpdates(episode),
    ...moveUpdates(episode),
    ...(winner === undefined ? [] : fileUpdates(episode, winner.candidate, right)),
    ...misledBy(episode, winner?.candidate, ending),
  ];
  const samples = samplesIn(episode);
  const forecasts = forecastsOf(episode, winner, ending);
  const preferences = preferencesIn(episode, winner);
  const stated = statedOutcomes(episode, winner, ending);
  const learned = winner === undefined ? [] : lessonsOf(episode, winner.candidate);
  const index = episode.steps.find(({ candidate }) => candidate.id === winner?.candidate.id)?.index;
  const effort = index === undefined ? {} : { candidates: index + 1 };
  const solved = winner !== undefined && !isQuestion;
  const result = { solved, ...(solved ? effort : {}) };
  const credit = (behaviors: readonly Behavior[], isWithheld: boolean): Reflection['credited'] =>
    behaviors.map(({ name }) => ({ name, withheld: isWithheld, ...result }));
  const { withheld } = episode;
  // What was released late in the search counts as withheld.
  const used = episode.situation.behaviors.filter((each) => !withheld.includes(each));
  const credited = [...credit(used, false), ...credit(withheld, true)];
  const summary = [
    ...samples.filter((each) => each.samples.length > 0).map(sampleSummary),
    ...updateSummaries(updates),
    ...preferences.map(({ evidence }) => `reward: ${evidence}`),
    ...stated.map(
      ({ model, credence, right: isRight }) =>
        `${model} stated ${percent(credence)} of an answer that was ${isRight ? 'right' : 'wrong'}`,
    ),
    ...learned.map(
      (b) => `behavior “${b.name}”${isQuestion ? ', once you take the patch' : ''}: ${b.instruction}`,
    ),
  ];
  return {
    updates,
    learned,
    ...(isQuestion ? { isQuestion } : {}),
    credited,
    summary,
    ...effort,
    ...(samples.length === 0 ? {} : { samples }),
    ...(forecasts.length === 0 ? {} : { forecasts }),
    ...(preferences.length === 0 ? {} : { preferences }),
    ...(stated.length === 0 ? {} : { stated }),
  };
}

/**
 * What each skill that asked a model has shown. A model that nobody asked though it could have been has shown nothing,
 * unless it was given up; then that is one entry, since its skills stand for the same model.
 */
function samplesIn(episode: Episode): readonly SampleEvidence[] {
  const all = [...episode.looked].map(([skill, outlook]) => ({
    skill,
    evidence: sampleEvidence(outlook, episode, skill),
  }));
  const drawn = all.filter(({ evidence }) => evidence.samples.length > 0);
  const asked = new Set(drawn.map(({ evidence }) => evidence.task.model));
  const idle = all.filter(({ skill, evidence }) => {
    const isGivenUp = episode.resting.has(skill) && !asked.has(evidence.task.model);
    asked.add(evidence.task.model);
    return isGivenUp;
  });
  return [...drawn, ...idle].map(({ evidence }) => evidence);
}

function sampleSummary({ task, samples }: SampleEvidence): string {
  const passed = samples.filter((sample) => sample.passed).length;
  const skill = task.words?.find((word) => word.startsWith('skill:'))?.slice('skill:'.length);
  return `${task.model}${skill === undefined ? '' : ` by ${skill}`}: ${passed} of ${samples.length} samples passed the search`;
}

/** How often a candidate passed by the move that led to it; what was drawn by the strategy alone went on. */
function moveUpdates(episode: Episode): readonly BeliefUpdate[] {
  const { target } = episode.situation;
  const own = episode.steps.filter(({ candidate }) => isAsking(episode, candidate.skills[0]));
  const moves = new Map<Move, { success: number; failure: number }>();
  // The first of a skill had no choice before it.
  for (const { origin, observation } of own.slice(1)) {
    const move = origin?.move ?? 'continue';
    const { success, failure } = moves.get(move) ?? { success: 0, failure: 0 };
    const passed = passedSearch(observation, target);
    moves.set(move, { success: success + Number(passed), failure: failure + Number(!passed) });
  }
  return [...moves].map(([move, counts]) => ({
    key: beliefKey(target.kind, movePart(move)),
    ...counts,
    evidence: `candidates of a model after the decision to ${move}`,
  }));
}

const UNCONFIRMED =
  'nothing was learned of skills: what counts as success is a test that you have not confirmed yet';

function round(x: number): string {
  return x === 0 || x >= 1 ? String(x) : x.toFixed(2);
}

/** A change of less than this is one of many, and is only counted. */
const WORTH_A_LINE = 0.1;

function updateSummaries(updates: readonly BeliefUpdate[]): readonly string[] {
  const isLarge = ({ success, failure }: BeliefUpdate): boolean => Math.max(success, failure) >= WORTH_A_LINE;
  const small = updates.filter((update) => !isLarge(update)).length;
  return [
    ...updates
      .filter(isLarge)
      .map(({ key, success, failure }) => `${key}: +${round(success)} success, +${round(failure)} failure`),
    ...(small === 0 ? [] : [`${small} more changed by less than ${WORTH_A_LINE}`]),
  ];
}

/** @param right the chance that what was verified is right */
function successUpdates(episode: Episode, winner: Candidate, right: number): readonly BeliefUpdate[] {
  const { kind } = episode.situation.target;
  const evidence = right < 1 ? `believed ${percent(right)}: ${winner.title}` : `verified: ${winner.title}`;
  const won = new Set<string>(winner.skills);
  const credited = winner.skills.map((skill) => ({
    key: beliefKey(kind, skill),
    success: right,
    // Only a skill that had its say has failed where the patch is wrong.
    failure: episode.exhausted.has(skill) ? 1 - right : 0,
    evidence,
  }));
  return [...credited, ...blame(episode, (part) => !won.has(part))];
}

/** Each confirmation says whether the search path can be believed here. */
function searchPathUpdates(episode: Episode): readonly BeliefUpdate[] {
  const success = confirmed(episode).length;
  const [first] = episode.contradictions;
  if (success === 0 && first === undefined) return [];
  const evidence = first === undefined ? 'the cold run agreed' : `the cold run did not agree: ${first}`;
  return [{ key: SEARCH_PATH_KEY, success, failure: episode.contradictions.length, evidence }];
}

/** A skill failed the task only when it had its say; an interrupted one has shown nothing. */
function failureUpdates(episode: Episode): readonly BeliefUpdate[] {
  const { kind } = episode.situation.target;
  const skills = new Set(episode.steps.map((step) => step.candidate.skills[0]));
  const failed = [...skills]
    .filter((skill) => episode.exhausted.has(skill))
    .map((skill) => ({
      key: beliefKey(kind, skill),
      success: 0,
      failure: 1,
      evidence: 'had no further idea',
    }));
  return [...failed, ...blame(episode, (part) => !skills.has(part))];
}

/** Failure of the finer parts, weighted by the share of belief that their failed candidates held. */
function blame(episode: Episode, counts: (part: string) => boolean): readonly BeliefUpdate[] {
  const passed = new Set(confirmed(episode).map((f) => f.candidate.id));
  const weights = new Map<string, number>();
  for (const { candidate } of episode.steps) {
    if (passed.has(candidate.id)) continue;
    for (const part of candidate.skills.slice(1)) {
      if (counts(part)) weights.set(part, (weights.get(part) ?? 0) + candidate.share);
    }
  }
  return [...weights].map(([part, weight]) => ({
    key: beliefKey(episode.situation.target.kind, part),
    success: 0,
    failure: Math.min(1, weight),
    evidence: 'its candidates failed',
  }));
}
