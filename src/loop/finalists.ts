import { mean } from '../belief/beta.ts';
import { beliefIn } from './beliefs.ts';
import type { Episode, Finalist } from './episode.ts';
import { isUnchecked } from './rungs.ts';
import type { Candidate } from './types.ts';

/**
 * How often a wrong candidate passes all tests, as a Beta prior. Enumerated edits: about one in twelve hundred, for
 * repair by templates finds one or two plausible patches among that many. A model aims at the tests: published
 * figures for its visible-test passes that are wrong run from 8 to 38%.
 */
const ACCIDENT = { enumerated: { pass: 1, fail: 1199 }, model: { pass: 2, fail: 8 } } as const;

/** What remains in doubt when everything was checked and nothing else could explain the tests. */
const CEILING = 0.97;

/** Each rung that could not be climbed, and each thing that looks like a cheat, leaves this much of the credence. */
const UNCHECKED = 0.85;

/** The finalist that a person should see first: the most believed, the earlier one on a tie. */
export function preferred(finalists: readonly Finalist[], episode: Episode): Finalist | undefined {
  return finalists.reduce<Finalist | undefined>(
    (best, next) =>
      best === undefined || beliefOf(next.candidate, episode) > beliefOf(best.candidate, episode)
        ? next
        : best,
    undefined,
  );
}

/** The prior chance that a candidate is the right one: its skill's chance times its share of that skill's ideas. */
function beliefOf(candidate: Candidate, { situation }: Episode): number {
  return candidate.share * mean(beliefIn(situation.beliefs, situation.target.kind, candidate.skills[0]));
}

/**
 * The credence that a verified patch is the right one. By Bayes: it is right with its prior chance p and then
 * passes; or the right one is a rival that passes as well; or it is among the untried ones (or out of reach) and
 * this one passes by accident, with chance ε. So p / (Σ p of all that pass + ε · untried). Every rival that fails
 * raises it, every rival that passes lowers it.
 */
export function credenceIn(finalist: Finalist, episode: Episode): number {
  const passed = episode.finalists.reduce((sum, f) => sum + beliefOf(f.candidate, episode), 0);
  const tried = episode.steps.reduce((sum, step) => sum + beliefOf(step.candidate, episode), 0);
  const card = episode.skills.find((skill) => skill.name === finalist.candidate.skills[0]);
  const prior = (card?.cost.tokens ?? 0) > 0 ? ACCIDENT.model : ACCIDENT.enumerated;
  const accidents = prior.pass + episode.finalists.length - 1;
  const accident = accidents / (prior.pass + prior.fail + episode.steps.length);
  const right = beliefOf(finalist.candidate, episode) / (passed + accident * Math.max(0, 1 - tried));
  const checked = finalist.confirmation?.rungs ?? finalist.observation.rungs;
  const unchecked = checked.filter((rung) => isUnchecked(rung.status)).length;
  const suspicions = (finalist.confirmation ?? finalist.observation).suspicions?.length ?? 0;
  return CEILING * right * UNCHECKED ** (unchecked + suspicions);
}
