import type { Random } from '../belief/random.ts';
import type { Outlook } from '../belief/sampling/outlook.ts';
import { NOTHING_SPENT } from './budget.ts';
import type { ColdRun } from './cold-run.ts';
import type { Situation, SkillCard } from './ports.ts';
import { type Prospect, prospectsOf } from './prospects.ts';
import type {
  Behavior,
  Candidate,
  Comparison,
  NewTest,
  Observation,
  Origin,
  Question,
  Spend,
  Step,
  Strategy,
} from './types.ts';

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
  /** The confirmation that is under way, beside the search. */
  readonly coldRun?: ColdRun;
  /** Proposed, and cut off in their batch before anything was seen of them. */
  readonly cutOff: readonly Candidate[];
  /** Ids of the finalists that were put to it. */
  readonly compared: readonly string[];
  /** What the search path passed and the cold run did not: candidate and what was found. */
  readonly contradictions: readonly string[];
  readonly exhausted: ReadonlySet<string>;
  /** Sum of the shares of the candidates that were tried and failed, by skill. */
  readonly failed: ReadonlyMap<string, number>;
  /** Replies in a row that held no candidate, by skill. */
  readonly rejections: ReadonlyMap<string, number>;
  /** What the next sample of each open skill that asks a language model promises. */
  readonly prospects: ReadonlyMap<string, Prospect>;
  /** How each skill that asks a model looked before its first sample; what is learned is learned against that. */
  readonly looked: ReadonlyMap<string, Outlook>;
  /** Skills whose next sample is not worth its price, as regulation found last. */
  readonly resting: ReadonlySet<string>;
  /** What regulation wants of the next proposal. */
  readonly plan: { readonly skill: string; readonly origin: Origin } | undefined;
  readonly withheld: readonly Behavior[];
  /** The test that states what success is, written by a skill and confirmed by nobody. */
  readonly unconfirmedTest?: NewTest;
  /** What only the person can tell. */
  readonly question?: Question;
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
  const episode: Episode = {
    situation,
    skills,
    random,
    prospects: new Map(),
    looked: new Map(),
    resting: new Set(),
    plan: undefined,
    withheld,
    steps: [],
    finalists: [],
    compared: [],
    cutOff: [],
    contradictions: [],
    exhausted: new Set(unfit(skills, situation)),
    failed: new Map(),
    rejections: new Map(),
    spend: NOTHING_SPENT,
    pace: undefined,
    shown: undefined,
  };
  return withProspects(episode);
}

/** The episode with the prospects of its skills brought up to date. */
export function withProspects(episode: Episode): Episode {
  const prospects = prospectsOf(episode, openSkills(episode));
  const seen = [...prospects].map(([name, { outlook }]) => [name, outlook] as const);
  return { ...episode, prospects, looked: new Map([...seen, ...episode.looked]) };
}

/** Whether the skill asks a language model, so that its candidates are samples. */
export function isAsking({ skills }: Pick<Episode, 'skills'>, name: string): boolean {
  return skills.some((card) => card.name === name && card.cost.tokens > 0);
}

/** The skills that have nothing to give in a situation, and will have nothing in a later one. */
export function unfit(skills: readonly SkillCard[], situation: Situation): readonly string[] {
  return skills.flatMap((card) => {
    const { fit, later } = card.suits(situation);
    return fit <= 0 && later !== true ? [card.name] : [];
  });
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

/** The skills that may propose something now. */
export function openSkills(episode: Episode): readonly SkillCard[] {
  return episode.skills.filter(
    (card) =>
      !episode.exhausted.has(card.name) &&
      // Only what costs tokens comes and goes; the others are many times as often drawn.
      (card.cost.tokens === 0 || card.suits(episode.situation).fit > 0),
  );
}
