import { mean } from '../belief/beta.ts';
import { beliefIn } from './beliefs.ts';
import { type Cluster, type Contender, posterior, tiedWith } from './choice.ts';
import type { Episode, Finalist } from './episode.ts';
import { mending } from './mended.ts';
import { isUnchecked } from './rungs.ts';
import type { Candidate, Undecided } from './types.ts';

/**
 * How often a wrong candidate passes all tests, as a Beta prior. Enumerated edits: about one in twelve hundred, for
 * repair by templates finds one or two plausible patches among that many. A model aims at the tests: published
 * figures for its visible-test passes that are wrong run from 8 to 38%.
 */
const ACCIDENT = { enumerated: { pass: 1, fail: 14999 }, model: { pass: 2, fail: 8 } } as const;

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

/** What passed, by behaviour, with the chance that each is right: all finalists' in `posterior`. */
function ranking(episode: Episode): readonly Cluster[] {
  const behaviours = new Map(episode.comparison?.behaviours.map((each) => [each.candidate, each]));
  const contenders = episode.finalists.map((finalist): Contender => {
    const { candidate } = finalist;
    const behaviour = behaviours.get(candidate.id);
    const contender = { candidate, prior: beliefOf(candidate, episode) * mending(finalist, episode) };
    return behaviour === undefined ? contender : { ...contender, behaviour };
  });
  const [first] = posterior(contenders, 0);
  if (first === undefined) return [];
  // Whoever does what the best does says nothing of how often a wrong one passes.
  return posterior(contenders, accidentIn(episode, contenders.length - first.candidates.length));
}

/**
 * The chance that the right one is still untried, or out of reach, and one that passes does so by accident: with rate ε,
 * which every rival that does otherwise raises. Every candidate that fails lowers what is untried.
 */
function accidentIn(episode: Episode, rivals: number): number {
  const { target, beliefs } = episode.situation;
  const failed = [...episode.failed].map(
    ([skill, share]) => share * mean(beliefIn(beliefs, target.kind, skill)),
  );
  const passed = episode.finalists.map(({ candidate }) => beliefOf(candidate, episode));
  const tried = [...failed, ...passed].reduce((sum, each) => sum + each, 0);
  const paid = new Set(episode.skills.filter((card) => card.cost.tokens > 0).map((card) => card.name));
  const isModel = episode.finalists.some(({ candidate }) => paid.has(candidate.skills[0]));
  const prior = isModel ? ACCIDENT.model : ACCIDENT.enumerated;
  const rate = (prior.pass + rivals) / (prior.pass + prior.fail + episode.steps.length);
  // Each test that is to pass would have to pass by accident; they lean on each other, so the rate is not to their power.
  return (rate / Math.max(1, target.tests.length)) * Math.max(0, 1 - tried);
}

/**
 * The credence that a verified patch does the right thing: the posterior of its behaviour, less what could not be
 * checked. A rival that does the same takes nothing from it.
 */
export function credenceIn(finalist: Finalist, episode: Episode): number {
  const right = clusterOf(finalist, ranking(episode))?.credence ?? 0;
  const checked = finalist.confirmation?.rungs ?? finalist.observation.rungs;
  const unchecked = checked.filter((rung) => isUnchecked(rung.status)).length;
  const suspicions = (finalist.confirmation ?? finalist.observation).suspicions?.length ?? 0;
  return CEILING * right * UNCHECKED ** (unchecked + suspicions);
}

function clusterOf({ candidate }: Finalist, clusters: readonly Cluster[]): Cluster | undefined {
  return clusters.find(({ candidates }) => candidates.some(({ id }) => id === candidate.id));
}

/** The rivals that the evidence does not decide against, with an input that tells them apart; undefined when it does. */
export function undecidedIn(winner: Finalist, episode: Episode): Undecided | undefined {
  const clusters = ranking(episode);
  const chosen = clusterOf(winner, clusters);
  if (chosen === undefined) return undefined;
  const rivals = tiedWith([chosen, ...clusters.filter((cluster) => cluster !== chosen)]);
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
