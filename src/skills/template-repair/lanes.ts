import type { Naturalness, Suspect } from '../../loop/ports.ts';
import type { Idea, Sketch } from './idea.ts';
import type { SourceModule } from './source-module.ts';
import { Waiting } from './waiting.ts';

/** Ideas that wait at one time. What weighs less than all of them is forgotten; it would not be reached. */
const MOST_WAITING = 30_000;

/** The ideas that wait, place by place, so that what is found out of a place counts for all that waits there. */
export class Lanes {
  readonly #naturalness: Naturalness | undefined;
  readonly #factorOf: (suspect: Suspect) => number;
  readonly #lanes = new Map<Suspect, Waiting>();

  /** @param factorOf what the weights of a place are to be multiplied by, as it is when asked; 0..1 */
  constructor(naturalness: Naturalness | undefined, factorOf: (suspect: Suspect) => number) {
    this.#naturalness = naturalness;
    this.#factorOf = factorOf;
  }

  /** What all that wait weigh together. */
  get mass(): number {
    let mass = 0;
    for (const [suspect, lane] of this.#lanes) mass += this.#factorOf(suspect) * lane.mass;
    return mass;
  }

  /** Takes in what was found in a place; says what the best of it weighs and what all of it does, by the place as it was found. */
  add(
    suspect: Suspect,
    sketches: readonly Sketch[],
    module: SourceModule,
    by: Parameters<Waiting['add']>[2],
  ): ReturnType<Waiting['add']> {
    const lane = this.#lanes.get(suspect) ?? new Waiting(this.#naturalness);
    this.#lanes.set(suspect, lane);
    const added = lane.add(sketches, module, by);
    this.#trim();
    return added;
  }

  /** The next idea with the weight that it has now; undefined where none waits. */
  peek(): Idea | undefined {
    return this.#next()?.idea;
  }

  /** Takes the next idea out. */
  take(): Idea | undefined {
    const next = this.#next();
    next?.lane.take();
    return next?.idea;
  }

  #next(): { readonly lane: Waiting; readonly idea: Idea } | undefined {
    let best: { readonly lane: Waiting; readonly idea: Idea; readonly factor: number } | undefined;
    let most = 0;
    for (const [suspect, lane] of this.#lanes) {
      const factor = this.#factorOf(suspect);
      // Reading an idea is dear, and most places have none that could be next.
      if (factor * lane.most < most) continue;
      const idea = lane.peek();
      if (idea === undefined) continue;
      const weight = factor * idea.weight;
      if (weight < most || (weight === most && best !== undefined && best.idea.key < idea.key)) continue;
      most = weight;
      best = { lane, idea, factor };
    }
    return best === undefined ? undefined : { lane: best.lane, idea: weighed(best.idea, best.factor) };
  }

  #trim(): void {
    let size = 0;
    for (const lane of this.#lanes.values()) size += lane.size;
    if (size <= MOST_WAITING) return;
    const weights = [...this.#lanes.values()].flatMap((lane) => lane.weights()).toSorted((a, b) => b - a);
    const least = weights[MOST_WAITING - 1] ?? 0;
    for (const lane of this.#lanes.values()) lane.forgetBelow(least);
  }
}

function weighed(idea: Idea, factor: number): Idea {
  if (factor === 1) return idea;
  const { weight, plain, unlearned } = idea;
  return {
    ...idea,
    weight: factor * weight,
    plain: factor * plain,
    ...(unlearned === undefined ? {} : { unlearned: factor * unlearned }),
  };
}
