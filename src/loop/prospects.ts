import { lookAt, type Outlook, type Sample } from '../belief/sampling/outlook.ts';
import { chanceOfNextSample, choose } from '../belief/sampling/policy.ts';
import { NOTHING_LEARNED } from '../belief/sampling/state.ts';
import { priceOf } from './budget.ts';
import type { Episode } from './episode.ts';
import type { SkillCard } from './ports.ts';
import { askersOf, samplesOf, samplingTask, samplingTerms } from './sampling.ts';

/** What one more sample of a skill that asks a language model promises. */
export interface Prospect {
  readonly outlook: Outlook;
  /** Chance that the next sample passes the search, hopeful where little is known; how well the skill fits is in it. */
  readonly chance: number;
  readonly cost: SkillCard['cost'];
  /** Whether drawing on is the better half of the best plan. */
  readonly worthDrawing: boolean;
}

/** Samples that a plan looks ahead at most; the budgets may allow fewer. */
const MOST_SAMPLES = 40;

/** The prospects of every skill that asks a model and may still propose something, by its name. */
export function prospectsOf(episode: Episode, open: readonly SkillCard[]): Episode['prospects'] {
  const asking = open.filter((card) => card.cost.tokens > 0);
  return new Map(asking.map((card) => [card.name, prospectOf(episode, card)]));
}

function prospectOf(episode: Episode, card: SkillCard): Prospect {
  const { situation } = episode;
  const cost = costOfCall(episode, card);
  const price = priceOf(cost);
  const askers = askersOf(episode, card.name);
  const samples = [...samplesOf(episode, askers, 'standing'), ...unusable(episode, askers)];
  const survey = situation.survey.tests?.evidence.seconds ?? situation.survey.seconds;
  const outlook = lookAt(
    samplingTask(situation, card.name, card.model ?? 'model'),
    // A plan counts from the first sample on, so what was drawn is added to what may follow.
    samplingTerms(
      samples.length + affordable(episode, cost),
      price,
      priceOf({ seconds: survey, dollars: 0 }),
    ),
    situation.sampling ?? NOTHING_LEARNED,
  );
  const { fit } = card.suits(situation);
  const chance = fit * chanceOfNextSample(outlook, samples);
  return { outlook, chance, cost, worthDrawing: choose(outlook, samples).kind === 'draw' };
}

/** Replies in a row that held no candidate: paid for like any other, and failures like any other. */
function unusable({ rejections }: Episode, askers: readonly string[]): readonly Sample[] {
  const length = askers.reduce((sum, skill) => sum + (rejections.get(skill) ?? 0), 0);
  return Array.from({ length }, () => ({ passed: false, type: 'error', signature: 'no usable reply' }));
}

/** What a call took so far in this episode, whoever asked; what the skill says before the first. */
function costOfCall({ spend }: Episode, { cost }: SkillCard): SkillCard['cost'] {
  if (spend.calls === 0) return cost;
  return { ...cost, tokens: spend.tokens / spend.calls, dollars: spend.dollars / spend.calls };
}

/** Samples that the budgets still allow. */
function affordable({ spend, situation }: Episode, cost: SkillCard['cost']): number {
  const { budget } = situation.task;
  const { remaining } = situation;
  const by = (left: number, each: number): number => (each > 0 ? left / each : MOST_SAMPLES);
  const least = Math.min(
    MOST_SAMPLES,
    budget.candidates - spend.candidates,
    by(remaining.seconds, cost.seconds),
    by(remaining.tokens, cost.tokens),
    budget.dollars > 0 ? by(remaining.dollars, cost.dollars) : MOST_SAMPLES,
  );
  return Math.max(1, Math.floor(least));
}
