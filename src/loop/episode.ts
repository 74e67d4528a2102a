import type { Random } from '../belief/random.ts';
import { NOTHING_SPENT } from './budget.ts';
import type { Situation, SkillCard } from './ports.ts';
import type { Behavior, Candidate, Comparison, Observation, Spend, Step, Strategy } from './types.ts';

/** A candidate that passed the search path, and the cold confirmation once there was one. */
export interface Finalist {
  readonly candidate: Candidate;
  readonly observation: Observation;
  readonly confirmation?: Observation;
}

/** What the loop knows so far. Replaced, never changed in place. */
export interface Episode {
  readonly situation: Situation;
  readonly skills: readonly SkillCard[];
  readonly random: Random;
  readonly steps: readonly Step[];
  readonly finalists: readonly Finalist[];
  /** What running the finalists on the same inputs has shown; of the finalists that there were then. */
  readonly comparison?: Comparison;
  /** Ids of the finalists that were put to it. */
  readonly compared: readonly string[];
  /** What the search path passed and the cold run did not: candidate and what was found. */
  readonly contradictions: readonly string[];
  readonly exhausted: ReadonlySet<string>;
  /** Sum of the shares of the candidates that were tried and failed, by skill. */
  readonly failed: ReadonlyMap<string, number>;
  /** Replies in a row that held no candidate, by skill. */
  readonly rejections: ReadonlyMap<string, number>;
  readonly withheld: readonly Behavior[];
  readonly spend: Spend;
  /** Seconds that one of the last candidates took, by the clock: many are under way at once. Undefined before any. */
  readonly pace: number | undefined;
  /** The strategy that the trace shows last; undefined before the first. */
  readonly shown: Strategy | undefined;
}

export function beginEpisode(
  situation: Situation,
  skills: readonly SkillCard[],
  withheld: readonly Behavior[],
  random: Random,
): Episode {
  const unfit = skills.filter((card) => card.suits(situation).fit <= 0).map((card) => card.name);
  return {
    situation,
    skills,
    random,
    withheld,
    steps: [],
    finalists: [],
    compared: [],
    contradictions: [],
    exhausted: new Set(unfit),
    failed: new Map(),
    rejections: new Map(),
    spend: NOTHING_SPENT,
    pace: undefined,
    shown: undefined,
  };
}

/** The finalists that survived their confirmation, in the order found. */
export function confirmed(episode: Episode): readonly Finalist[] {
  return episode.finalists.filter((f) => f.confirmation !== undefined);
}

/** Sum of the shares of a skill's candidates that were tried and failed. */
export function failedShare(episode: Episode, skill: string): number {
  return episode.failed.get(skill) ?? 0;
}

/** The shares that failed, with one more candidate that did. */
export function withFailed({ failed }: Episode, { skills: [skill], share }: Candidate): Episode['failed'] {
  return new Map(failed).set(skill, (failed.get(skill) ?? 0) + share);
}

/** The skills that may still propose something. */
export function openSkills(episode: Episode): readonly SkillCard[] {
  return episode.skills.filter((card) => !episode.exhausted.has(card.name));
}
