import { type Beta, betaFromMean, mean, sampleBeta } from '../belief/beta.ts';
import { drawIndex, softmax } from '../belief/choice.ts';
import { beliefIn } from './beliefs.ts';
import { diversityOf } from './clusters.ts';
import type { Episode } from './episode.ts';
import type { Offer } from './offers.ts';
import type { Decision, DecisionNumbers, Move, Step } from './types.ts';

/**
 * The chance that a sample of a model passes by the move that leads to it, before anything was learned. From recorded
 * samples: mending with the failure in hand beats asking anew for strong models (.14 against .06) and loses for weak
 * ones (.01 against .02); a dozen observations of the person's own model outweigh it.
 */
const STRENGTH = 12;
const PRIOR: Readonly<Record<Move, Beta>> = {
  continue: betaFromMean(0.15, STRENGTH),
  repair: betaFromMean(0.4, STRENGTH),
  backtrack: betaFromMean(0.35, STRENGTH),
  refresh: betaFromMean(0.25, STRENGTH),
  switch: betaFromMean(0.3, STRENGTH),
};

/** The part of the belief's key that says by which move a candidate came about. */
export function movePart(move: Move): string {
  return `move:${move}`;
}

/** Failures of the same signature after which "try again" is banned (stubbornness). */
const SAME = 2;

type Going = Extract<Decision, { kind: Move }>;

interface Arm {
  readonly decision: Going;
  /** For the trace. */
  readonly chance: number;
  readonly draw: number;
}

export interface Control {
  readonly decision: Going;
  readonly arms: NonNullable<DecisionNumbers['arms']>;
  readonly banned: NonNullable<DecisionNumbers['banned']>;
}

/**
 * The control policy: what to do next when going on is worth it. Rules say which moves are open; among these a draw
 * from what is believed of each decides (Thompson sampling over the arms of Meta-Reasoner, 2025), so that every move
 * is tried in proportion to the chance that it is the best. Only what a model writes can be mended: what templates
 * enumerate is simply gone on with.
 */
export function control(episode: Episode, offers: readonly Offer[]): Control {
  const asking = offers.filter((offer) => offer.asking && offer.worth).map(({ skill }) => skill);
  const own = episode.steps.filter((step) => asking.includes(step.candidate.skills[0]));
  const going: Going = { kind: 'continue', reason: 'the next idea is worth its price' };
  const last = own.at(-1);
  if (last === undefined) return { decision: going, arms: [], banned: [] };
  const skill = last.candidate.skills[0];
  const stubborn = stubbornness(own.filter((step) => step.candidate.skills[0] === skill));
  const banned: { move: Move; why: string }[] = [];
  const open: Going[] = [];

  if (stubborn === undefined) open.push(going);
  else banned.push({ move: 'continue', why: stubborn });

  const fallen = fellBack(last, episode);
  if (fallen !== undefined && fallen.observation.signature !== last.observation.signature) {
    open.push({
      kind: 'backtrack',
      candidate: fallen.candidate.id,
      reason: 'mending made it worse; its parent was better',
    });
  }
  const mendable = stepToRepair(own, episode);
  if (mendable !== undefined) {
    const reason = 'its evidence says where it is wrong';
    open.push({ kind: 'repair', candidate: mendable.candidate.id, reason });
  } else banned.push({ move: 'repair', why: 'each failure has come up twice' });

  if (stubborn !== undefined) {
    if (!refreshedLately(own))
      open.push({ kind: 'refresh', skill, reason: `${stubborn}: ask afresh, without the history` });
    else banned.push({ move: 'refresh', why: 'asking afresh led to the same failure' });
    const other = anotherSkill(skill, offers, episode);
    if (other !== undefined)
      open.push({ kind: 'switch', skill: other, reason: `${stubborn}: another way to write it` });
  }
  // Nothing else is open: then the strategy decides, and the price of going on.
  if (open.length === 0) open.push(going);
  const arms = open.map((decision): Arm => {
    const belief = beliefIn(
      episode.situation.beliefs,
      episode.situation.target.kind,
      movePart(decision.kind),
      PRIOR[decision.kind],
    );
    return {
      decision,
      chance: mean(belief),
      draw: open.length === 1 ? mean(belief) : sampleBeta(belief, episode.random),
    };
  });
  const chosen = arms.toSorted((a, b) => b.draw - a.draw)[0]?.decision ?? going;
  return {
    decision: chosen,
    arms: arms.map(({ decision, chance, draw }) => ({ move: decision.kind, chance, draw })),
    banned,
  };
}

/** Why asking the same skill again in the same way is banned; undefined while it is not. */
function stubbornness(own: readonly Step[]): string | undefined {
  const lately = own.slice(-SAME);
  const signature = lately[0]?.observation.signature;
  if (lately.length < SAME || signature === undefined || signature === '') return undefined;
  if (lately.every(({ observation }) => observation.signature === signature))
    return `the same failure ${SAME === 2 ? 'twice' : `${SAME} times`}`;
  const diversity = diversityOf(own.slice(-4));
  return own.length >= 4 && diversity !== undefined && diversity < 0.45
    ? 'its failures hardly differ'
    : undefined;
}

/** The parent of a candidate that was to mend it and has a lower reward. */
function fellBack(last: Step, { steps }: Episode): Step | undefined {
  const parent = steps.find(({ candidate }) => candidate.id === last.origin?.parent);
  return parent !== undefined && parent.reward.total > last.reward.total ? parent : undefined;
}

/** The skill to switch to: of those worth their price, the one with the highest draw from its belief. */
function anotherSkill(
  skill: string,
  offers: readonly Offer[],
  { situation, random }: Episode,
): string | undefined {
  return offers
    .filter((offer) => offer.skill !== skill && offer.worth)
    .map((offer) => ({
      skill: offer.skill,
      draw: sampleBeta(beliefIn(situation.beliefs, situation.target.kind, offer.skill), random),
    }))
    .toSorted((a, b) => b.draw - a.draw)[0]?.skill;
}

function refreshedLately(own: readonly Step[]): boolean {
  return own.slice(-SAME).some(({ origin }) => origin?.move === 'refresh');
}

/**
 * The step a model should mend, drawn by the softmax policy over rewards, τ = max(.05, .25·budget left). The same
 * failure twice bans "try again"; what templates ran into says nothing of the model's stubbornness.
 */
function stepToRepair(own: readonly Step[], episode: Episode): Step | undefined {
  const candidates = own.filter(
    (step) =>
      step.critique !== undefined &&
      own.filter((other) => other.observation.signature === step.observation.signature).length < SAME,
  );
  const left = 1 - episode.spend.seconds / episode.situation.task.budget.seconds;
  const policy = softmax(
    candidates.map((step) => step.reward.total),
    Math.max(0.05, 0.25 * left),
  );
  const index = drawIndex(policy, episode.random);
  return index === undefined ? undefined : candidates[index];
}
