import { seededRandom } from '../../src/belief/random.ts';
import { evidenceOf, NO_ARM, NO_EVIDENCE, withOutcome } from '../../src/handbook/arms.ts';
import { judged } from '../../src/handbook/known.ts';
import { isWithheld } from '../../src/handbook/recall.ts';
import { releasedAfter, USUAL_EFFORT } from '../../src/loop/release.ts';
import type { Behavior } from '../../src/loop/types.ts';
import type { Weather } from './weather.ts';

/** What a planted behavior does to the tasks where it is used. */
export interface Plant {
  readonly name: string;
  readonly effect: 'harmful' | 'useless' | 'helpful';
  /** Share of tasks that are solved without it, and with it. */
  readonly solved: number;
  readonly solvedWith: number;
  /** Candidates until success with it, as a factor of those without. */
  readonly factor: number;
}

/** Candidates until success without any behavior: their median and the standard deviation of their logarithm. */
const CANDIDATES = { median: USUAL_EFFORT.candidates, deviation: USUAL_EFFORT.deviation } as const;

const SETTLE = 100;

/** A budget ends a search. */
const MOST = 10_000;

/** A rate whose log odds are moved. */
function atOdds(rate: number, shift: number): number {
  return 1 / (1 + Math.exp(-Math.log(rate / (1 - rate)) - shift));
}

export const PLANTS: readonly Plant[] = [
  { name: 'takes 5 times the candidates', effect: 'harmful', solved: 0.9, solvedWith: 0.9, factor: 5 },
  {
    name: 'loses 3 tasks in 10, takes 4 times the candidates',
    effect: 'harmful',
    solved: 0.9,
    solvedWith: 0.6,
    factor: 4,
  },
  { name: 'changes nothing, 95% solved', effect: 'useless', solved: 0.95, solvedWith: 0.95, factor: 1 },
  { name: 'changes nothing, 80% solved', effect: 'useless', solved: 0.8, solvedWith: 0.8, factor: 1 },
  { name: 'changes nothing, 50% solved', effect: 'useless', solved: 0.5, solvedWith: 0.5, factor: 1 },
  { name: 'takes a fifth of the candidates', effect: 'helpful', solved: 0.9, solvedWith: 0.9, factor: 0.2 },
  { name: 'takes a third of the candidates', effect: 'helpful', solved: 0.9, solvedWith: 0.9, factor: 1 / 3 },
];

export interface PlantFigures {
  readonly plant: Plant;
  readonly weather: string;
  /** Share of seeds in which it was retired within so many uses, and in which it was ever active. */
  readonly retired: number;
  readonly promoted: number;
  /** Median uses until it was retired or active, whichever its effect asks for. */
  readonly uses: number | undefined;
  readonly seeds: number;
}

/**
 * Plays tasks with one planted behavior: the product's own code withholds it, counts, and judges; only the outcome of each task is
 * drawn here, with the effect that is stated.
 */
export function plant(
  plant: Plant,
  weather: Weather,
  seeds: number,
  first: number,
  mostUses: number,
): PlantFigures {
  let retired = 0;
  let promoted = 0;
  const uses: number[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const end = playOne(plant, weather, seed, mostUses);
    if (end.retiredAt !== undefined) retired += 1;
    if (end.promotedAt !== undefined) promoted += 1;
    const reached = plant.effect === 'helpful' ? end.promotedAt : end.retiredAt;
    if (reached !== undefined) uses.push(reached);
  }
  const middle = uses.toSorted((a, b) => a - b)[Math.floor(uses.length / 2)];
  return {
    plant,
    weather: weather.name,
    retired: retired / seeds,
    promoted: promoted / seeds,
    uses: middle,
    seeds,
  };
}

function playOne(
  { solved, solvedWith, factor }: Plant,
  weather: Weather,
  seed: number,
  mostUses: number,
): { readonly retiredAt?: number; readonly promotedAt?: number } {
  const random = seededRandom(seed);
  // The first numbers of seeds that follow one another are alike.
  for (let drawn = 0; drawn < SETTLE; drawn += 1) random();
  const next = weather.begin(random);
  const now = new Date('2026-06-15T12:00:00Z');
  const key = 'bench 2026-06';
  let promotedAt: number | undefined;
  let used = NO_ARM;
  let withheld = NO_ARM;
  let behavior: Behavior = {
    name: `planted-${seed}`,
    trigger: { taskKind: 'failing-test' },
    instruction: 'Do it.',
    prefer: 'template-repair:comparison',
    status: 'trial',
    evidence: NO_EVIDENCE,
    sources: ['episode'],
  };
  for (let uses = 0; uses < mostUses; ) {
    const isOut = isWithheld(behavior, seed);
    const day = next();
    const luck = random();
    const taking = (middle: number): number =>
      Math.max(1, Math.round(middle * Math.exp(CANDIDATES.deviation * day.effort)));
    const limit = isOut ? releasedAfter(behavior) : 0;
    const alone = isOut && luck < atOdds(solved, day.ease) ? taking(CANDIDATES.median) : MOST;
    // A task that goes without is done by itself before the behavior is released, or with it from then on.
    const candidates = Math.min(MOST, alone <= limit ? alone : limit + taking(CANDIDATES.median * factor));
    const isSolved = alone < MOST || luck < atOdds(solvedWith, day.ease);
    if (isOut) withheld = withOutcome(withheld, isSolved, candidates);
    else {
      used = withOutcome(used, isSolved, candidates);
      uses += 1;
    }
    const tallies = { [key]: { used, withheld } };
    behavior = judged({ ...behavior, tallies, evidence: evidenceOf(tallies) }, now, undefined);
    if (behavior.status === 'active') promotedAt ??= uses;
    if (behavior.status === 'retired')
      return { retiredAt: uses, ...(promotedAt === undefined ? {} : { promotedAt }) };
  }
  return promotedAt === undefined ? {} : { promotedAt };
}
