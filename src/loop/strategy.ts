import { betaFromMean, sampleBeta } from '../belief/beta.ts';
import { drawIndex } from '../belief/choice.ts';
import type { Random } from '../belief/random.ts';
import { beliefIn } from './beliefs.ts';
import { type Episode, failedShare, openSkills } from './episode.ts';
import type { Strategy } from './types.ts';

/** Chance kept for skills that the posterior does not favour, so that no belief starves itself of evidence. */
const EXPLORATION = 0.05;

/** What the chance of a model's next sample weighs against the draws of other skills, in observations. */
const SAMPLE_STRENGTH = 6;

/**
 * Draws the strategy anew for one candidate: each open skill's weight is a Thompson draw from its posterior, times
 * its fit here, times the share of its ideas that are still untried (Yan et al., 2025: p(F | Θ_I, Θ_E)). For a skill
 * that asks a model both are in the chance of its next sample; it takes no part where that is not worth its price.
 */
export function drawStrategy(episode: Episode): Strategy {
  const skills = openSkills(episode);
  const awake = skills.filter(({ name }) => !episode.resting.has(name));
  const open = (awake.length > 0 ? awake : skills).map((card) => {
    const { fit, why } = card.suits(episode.situation);
    const prospect = episode.prospects.get(card.name);
    if (prospect !== undefined) {
      const chance = Math.min(0.999, Math.max(0.001, prospect.chance));
      return {
        skill: card.name,
        raw: sampleBeta(betaFromMean(chance, SAMPLE_STRENGTH), episode.random),
        why,
      };
    }
    const belief = beliefIn(episode.situation.beliefs, episode.situation.target.kind, card.name);
    const untried = Math.max(0.01, 1 - failedShare(episode, card.name));
    return { skill: card.name, raw: fit * sampleBeta(belief, episode.random) * untried, why };
  });
  const sum = open.reduce((total, skill) => total + skill.raw, 0);
  const weights = open.map(({ skill, raw, why }) => ({
    skill,
    weight: (1 - EXPLORATION) * (sum > 0 ? raw / sum : 1 / open.length) + EXPLORATION / open.length,
    why,
  }));
  return { weights };
}

/** The skill that proposes the next candidate, or undefined when all are exhausted. */
export function drawSkill(strategy: Strategy, random: Random): string | undefined {
  const index = drawIndex(
    strategy.weights.map((w) => w.weight),
    random,
  );
  return index === undefined ? undefined : strategy.weights[index]?.skill;
}

/** A strategy is worth an event when it is the first or moved by a quarter somewhere; Thompson draws flicker. */
export function worthShowing(strategy: Strategy, before: Strategy | undefined): boolean {
  if (before === undefined || before.weights.length !== strategy.weights.length) return true;
  return strategy.weights.some(({ skill, weight }) => {
    const last = before.weights.find((w) => w.skill === skill);
    return last === undefined || Math.abs(last.weight - weight) > 0.25;
  });
}
