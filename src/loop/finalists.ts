import { mean } from '../belief/beta.ts';
import { recalibrate } from '../belief/calibration.ts';
import { credenceAfter } from '../belief/sampling/credence.ts';
import { answersFor } from './answered.ts';
import { beliefIn } from './beliefs.ts';
import { type Cluster, type Contender, posterior, tiedWith } from './choice.ts';
import { contains } from './containment.ts';
import { confirmed, type Episode, type Finalist } from './episode.ts';
import { habitOdds, unproven } from './habits.ts';
import { mending } from './mended.ts';
import { isUnchecked } from './rungs.ts';
import { askersOf, samplesOf } from './sampling.ts';
import { statedOdds } from './stated.ts';
import type { Candidate, RungOutcome, Undecided } from './types.ts';

/**
 * What an enumerated edit that passes is worth against the chance that it passes by accident. What ranks higher stands in
 * code that the failing tests run, so that it also passes more often by accident: its weight rises with less than its
 * prior. So it does with how seldom its kind passes by accident. A second failing test is one more accident; further ones are
 * none, since they come of the same fault, which is often a larger one. Where nothing could be compared, rivals may hide.
 * What only puts something in passes by accident more often than what takes something's place. Fitted with `WEIGHTS` in
 * `choice.ts`, on the same tasks; of tasks that nobody here had seen fewer have their patch within reach, so that `usual` is
 * drawn to those: of 33 patches that were offered for bugs by others, at a credence of .82 on average, 20 were right. Of
 * later ones with two failing tests 11 in 11 were right, with more of them one in three.
 */
const ODDS = {
  /** Of a patch with this prior that mends one failing test. */
  usual: 1.6,
  prior: 2.5e-4,
  rise: 0.67,
  accident: -1,
  /** The factor for what only puts something in. */
  putIn: 0.45,
  tests: 1.2,
  mostTests: 2,
  uncompared: 0.75,
} as const;

/**
 * How much more often a right patch of a model than a wrong one holds in the whole suite, run cold, once it passed what
 * the search runs: three times, since two in three of those that pass by accident break something else. Our own guess.
 */
const CONFIRMED = 3;

/**
 * A patch believed less than this is no answer but a question: it passes every check, and is more likely wrong than
 * right. It is shown all the same, since a person may see at once what no test says.
 */
export const OFFERED = 0.5;

/** What remains in doubt when everything was checked and nothing else could explain the tests. */
const CEILING = 0.97;

/** Each rung that could not be climbed, and each thing that looks like a cheat, leaves this much of the credence. */
const UNCHECKED = 0.92;

/** The finalist that a person should see first: of the most believed behaviour the best, the earlier one on a tie. */
export function preferred(finalists: readonly Finalist[], episode: Episode): Finalist | undefined {
  const byId = new Map(finalists.map((finalist) => [finalist.candidate.id, finalist]));
  const ranked = ranking(episode).flatMap(({ candidates }) =>
    candidates.flatMap(({ id }) => byId.get(id) ?? []),
  );
  return ranked[0] ?? finalists[0];
}

/** The prior chance that a candidate is the right one: its skill's chance times its share of that skill's ideas. */
function beliefOf(candidate: Candidate, { situation }: Episode): number {
  return candidate.share * mean(beliefIn(situation.beliefs, situation.target.kind, candidate.skills[0]));
}

/** The weight of a candidate that passed before it is compared, in the unit of the odds of an accident. */
function weightOf(finalist: Finalist, episode: Episode): number {
  const { candidate } = finalist;
  const { situation } = episode;
  const prior = weightOfPrior(beliefOf(candidate, episode)) * unproven(candidate, situation, ODDS.rise);
  const putIn = putsInOnly(candidate, episode) ? ODDS.putIn : 1;
  return prior * (candidate.accident ?? 1) ** ODDS.accident * putIn * mending(finalist, episode);
}

/** Whether an enumerated edit for a failing test takes nothing away. What the compiler misses is mostly put in, and rightly so. */
function putsInOnly({ edits, skills }: Candidate, { situation, looked }: Episode): boolean {
  if (situation.target.kind !== 'failing-test' || looked.has(skills[0])) return false;
  return edits.every(
    (edit) => edit.kind === 'modify' && edit.replacements.every(({ start, end }) => start === end),
  );
}

/** The weight of an ordinary edit with such a prior chance, should it pass; in the same unit. */
export function weightOfPrior(prior: number): number {
  return (prior / ODDS.prior) ** ODDS.rise;
}

/** What passed, by behaviour, with the chance that each is right: all finalists' in `posterior`; best first. */
export function ranking(episode: Episode): readonly Cluster[] {
  const behaviours = new Map(episode.comparison?.behaviours.map((each) => [each.candidate, each]));
  const looks = new Map(episode.comparison?.looks?.map((each) => [each.candidate, each]));
  const contenders = episode.finalists.map((finalist): Contender => {
    const { candidate } = finalist;
    const behaviour = behaviours.get(candidate.id);
    const said = answersFor(behaviour?.cluster, episode).weight;
    const stated = statedOdds(candidate, episode.situation);
    const look = looks.get(candidate.id);
    const contender = {
      candidate,
      prior: weightOf(finalist, episode) * stated,
      said,
      ...(look === undefined ? {} : { look }),
    };
    return behaviour === undefined
      ? { ...contender, standsWith: coreOf(finalist, episode).candidate.id }
      : { ...contender, behaviour };
  });
  const alike = episode.comparison?.alike;
  const [first] = posterior(contenders, 0, alike);
  if (first === undefined) return [];
  const accident = accidentIn(episode, first) / answersFor(first.number, episode).odds;
  return posterior(contenders, accident, alike);
}

/**
 * The smallest of those that pass whose edits this one makes as well. For an error of the compiler the two are no rivals:
 * what is there once the one error is mended is the same, and the other mends more of its kind.
 */
function coreOf(finalist: Finalist, { finalists, situation }: Episode): Finalist {
  if (situation.target.kind !== 'diagnostic') return finalist;
  return finalists.reduce(
    (core, other) => (contains(core.candidate, other.candidate) ? other : core),
    finalist,
  );
}

/**
 * The chance that the right one is still untried, or out of reach, and the best that passes does so by accident; in the
 * unit of weights. Every candidate that fails lowers what is untried. Of what a model wrote, its own samples say how far a
 * pass is to be believed.
 */
function accidentIn(episode: Episode, best: Cluster): number {
  const written = credenceOfSample(episode, best);
  if (written !== undefined) return (best.weight * (1 - written)) / written;
  const { target, beliefs } = episode.situation;
  const failed = [...episode.failed].map(
    ([skill, share]) => share * mean(beliefIn(beliefs, target.kind, skill)),
  );
  const passed = episode.finalists.map(({ candidate }) => beliefOf(candidate, episode));
  const untried = Math.max(0, 1 - [...failed, ...passed].reduce((sum, each) => sum + each, 0));
  const odds =
    ODDS.usual *
    Math.min(ODDS.mostTests, Math.max(1, target.tests.length)) ** ODDS.tests *
    (best.number === undefined ? ODDS.uncompared : 1) *
    habitOdds(best.candidates[0], episode.situation, ODDS.rise);
  return untried / odds;
}

/** The credence that a model's best patch is right, rivals left aside; undefined for one that no model wrote. */
function credenceOfSample(episode: Episode, { candidates: [best] }: Cluster): number | undefined {
  const skill = best?.skills[0] ?? '';
  const outlook = episode.looked.get(skill);
  if (outlook === undefined) return undefined;
  const credence = credenceAfter(outlook, samplesOf(episode, askersOf(episode, skill)));
  const holds = confirmed(episode).some(({ candidate }) => candidate.id === best?.id);
  const stated = best === undefined ? 1 : statedOdds(best, episode.situation);
  const odds = (credence / (1 - credence)) * (holds ? CONFIRMED : 1) * stated;
  return Math.min(0.999, Math.max(0.001, odds / (1 + odds)));
}

/**
 * The credence that a verified patch does the right thing: the posterior of its behaviour, less what could not be
 * checked. A rival that does the same takes nothing from it.
 */
export function credenceIn(finalist: Finalist, episode: Episode): number {
  const right = clusterOf(finalist, ranking(episode))?.credence ?? 0;
  const checked = finalist.confirmation?.rungs ?? finalist.observation.rungs;
  const unchecked = checked.filter((rung) => isUnchecked(rung.status) && !isUsual(rung, episode)).length;
  const suspicions = (finalist.confirmation ?? finalist.observation).suspicions?.length ?? 0;
  return CEILING * right * UNCHECKED ** (unchecked + suspicions);
}

/** Patches of failing tests where no type checker is: the odds were fitted to such as well. */
function isUsual({ rung }: RungOutcome, { situation: { survey, target } }: Episode): boolean {
  const isThere = survey.rungs.some((each) => each.rung === rung && each.available);
  return rung === 'types' && target.kind === 'failing-test' && !isThere;
}

/**
 * The chance that what is right is none of those that pass: what a further candidate can still change. That one of them
 * and not another is right is a doubt too, but no further candidate takes it away.
 */
export function untriedDoubt(episode: Episode): number {
  return Math.max(0, 1 - ranking(episode).reduce((sum, { exactly }) => sum + exactly, 0));
}

/** The same after what earlier offers were worth: what a person is told. */
export function toldCredence(finalist: Finalist, episode: Episode): number {
  const raw = credenceIn(finalist, episode);
  const { calibration } = episode.situation;
  return calibration === undefined ? raw : recalibrate(calibration.offer.map, raw);
}

function clusterOf({ candidate }: Finalist, clusters: readonly Cluster[]): Cluster | undefined {
  return clusters.find(({ candidates }) => candidates.some(({ id }) => id === candidate.id));
}

/** The rivals that the evidence does not decide against, with an input that tells them apart; undefined when it does. */
export function undecidedIn(winner: Finalist, episode: Episode): Undecided | undefined {
  const clusters = ranking(episode);
  const chosen = clusterOf(winner, clusters);
  if (chosen === undefined) return undefined;
  const rivals = tiedWith(
    [chosen, ...clusters.filter((cluster) => cluster !== chosen)],
    episode.comparison?.alike,
  );
  if (rivals.length === 0) return undefined;
  const tied = [chosen, ...rivals];
  const candidates = tied.flatMap(({ candidates: [best], credence }, index) => {
    const shown = index === 0 ? winner.candidate : best;
    return shown === undefined ? [] : [{ candidate: shown.id, credence }];
  });
  const telling = episode.comparison?.differences.flatMap(({ input, results }) => {
    const told = tied.flatMap(
      ({ number }) => results.find(({ cluster }) => cluster === number)?.result ?? [],
    );
    return told.length === tied.length && new Set(told).size > 1 ? [{ input, results: told }] : [];
  })[0];
  return telling === undefined ? { candidates } : { candidates, telling };
}
