import { mean } from '../belief/beta.ts';
import { chanceOfNext, worthSampling } from '../belief/value-of-computation.ts';
import { beliefIn } from './beliefs.ts';
import { priceOf } from './budget.ts';
import { type Episode, failedShare, openSkills } from './episode.ts';
import { chanceToOvertake } from './overtaking.ts';
import type { SkillCard } from './ports.ts';

/** What one more candidate of a skill would be worth. */
export interface Offer {
  readonly skill: string;
  /** Whether it asks a language model. */
  readonly asking: boolean;
  /** Chance that its next candidate is the right one; once something passes, and that it would take its place. */
  readonly chance: number;
  /** In units of a solved task. */
  readonly price: number;
  readonly worth: boolean;
}

/**
 * What each open skill offers now. Samples of a model are judged by the plan over all that may follow; what is
 * enumerated in the order of belief, by the value of the next candidate alone.
 * @param gain value of success now, in units of a solved task
 * @param state what a person waits for: a patch, its cold run, or that a rival is looked for as well
 */
export function offersOf(
  episode: Episode,
  gain: number,
  state: 'searching' | 'confirming' | 'verified',
): readonly Offer[] {
  const patience = state === 'searching' ? 1 : patienceIn(episode);
  return openSkills(episode).map((card): Offer => {
    const prospect = episode.prospects.get(card.name);
    if (prospect === undefined) {
      const share = nextShare(episode, card);
      const chance = chanceOfIdea(episode, card, share) * chanceToOvertake(card.name, share, episode);
      const seconds = (episode.pace ?? card.cost.seconds) * patience;
      const price = priceOf({ seconds, dollars: card.cost.dollars }, state);
      return { skill: card.name, asking: false, chance, price, worth: worthSampling(chance, gain, price) };
    }
    const { chance, worthDrawing, cost } = prospect;
    const price = priceOf(cost, state);
    // An answer takes longer than the cold run, which says first whether one is needed.
    const worth =
      worthDrawing && state !== 'confirming' && (state === 'searching' || worthSampling(chance, gain, price));
    return { skill: card.name, asking: true, chance, price, worth };
  });
}

/** Seconds after which a person has gone on to something else, so that a few more are no longer felt as such. */
const SHORT_WAIT = 8;

/**
 * How much a further second of waiting counts for who has waited so long already: a wait is felt in proportion to the
 * one before. A slow or busy machine, on which everything takes ten times as long, must not be what decides how
 * thoroughly rivals are looked for.
 */
function patienceIn({ spend }: Episode): number {
  return SHORT_WAIT / Math.max(SHORT_WAIT, spend.seconds);
}

/** Skills propose in order of belief, so the last share bounds the next; before any, a twentieth of what is left. */
function nextShare(episode: Episode, { name }: SkillCard): number {
  const last = episode.steps.findLast((step) => step.candidate.skills[0] === name);
  return last?.candidate.share ?? (1 - failedShare(episode, name)) / 20;
}

/** The chance that the next candidate of a skill that enumerates is the right one. */
function chanceOfIdea(episode: Episode, card: SkillCard, share: number): number {
  const { situation } = episode;
  const skill =
    card.suits(situation).fit * mean(beliefIn(situation.beliefs, situation.target.kind, card.name));
  const chance = chanceOfNext(skill, share, failedShare(episode, card.name));
  return chance * Math.min(1, chance / SELDOM);
}

/**
 * What is less likely than this is right more seldom than its share says: of 60 tasks in 3.6 by the shares, in none when
 * they were counted, while in 20 instead of 9 it was one of the more likely.
 */
const SELDOM = 1e-4;

/** Skills whose next sample is not worth its price: they are left alone while another is. */
export function restingIn(offers: readonly Offer[]): ReadonlySet<string> {
  return new Set(offers.flatMap(({ skill, asking, worth }) => (asking && !worth ? [skill] : [])));
}

/** The offer to decide by: of those worth their price the most promising, else the most promising of all. */
export function bestOffer(offers: readonly Offer[]): Offer | undefined {
  return offers.toSorted((a, b) => Number(b.worth) - Number(a.worth) || b.chance - a.chance)[0];
}
