import type { Naturalness } from '../../loop/ports.ts';
import { MOST_NATURAL, naturalWeight, USUAL_NATURAL } from './evidence-weight.ts';
import { Heap } from './heap.ts';
import type { Idea, Sketch } from './idea.ts';
import type { SourceModule } from './source-module.ts';
import { leavesUnused } from './unused.ts';

/** Of these an idea has one by which it can be compared with others. */
type Weight = 'weight' | 'plain';

interface Entry {
  readonly sketch: Sketch;
  readonly module: SourceModule;
  /** Once it was read. */
  readonly idea?: Idea;
  /** What it weighs, or may weigh at most before it was read. */
  readonly most: number;
}

/**
 * Ideas for one place in the order of their weight. How natural an edit reads takes longer to find out than everything
 * else about it, so only those are read that may be the next one.
 */
export class Waiting {
  readonly #naturalness: Naturalness | undefined;
  readonly #heap = new Heap<Entry>(
    (a, b) => a.most > b.most || (a.most === b.most && a.sketch.key < b.sketch.key),
  );
  /** The factor that is expected of an idea that was not read. */
  readonly #usual: number;
  #mass = 0;

  constructor(naturalness: Naturalness | undefined) {
    this.#naturalness = naturalness;
    this.#usual = naturalness === undefined ? 1 : USUAL_NATURAL;
  }

  /** What all that wait weigh together; those that were not read as if they read as usual. */
  get mass(): number {
    return this.#mass;
  }

  /** What the next one weighs at most; 0 where none waits. */
  get most(): number {
    return this.#heap.peek()?.most ?? 0;
  }

  get size(): number {
    return this.#heap.size;
  }

  /** What each may weigh at most. */
  weights(): readonly number[] {
    return this.#heap.items().map(({ most }) => most);
  }

  /** Forgets what weighs less than this. */
  forgetBelow(weight: number): void {
    const keep = this.#heap.items().filter(({ most }) => most >= weight).length;
    for (const entry of this.#heap.trim(keep)) this.#mass -= this.#weightOf(entry);
  }

  /** Takes in what was found in a module; says what the best of it weighs and what all of it does. */
  add(
    sketches: readonly Sketch[],
    module: SourceModule,
    by: Weight,
  ): { readonly best: number; readonly mass: number } {
    let best = 0;
    let mass = 0;
    const heaviest = sketches.toSorted((a, b) => b[by] - a[by]);
    for (const sketch of heaviest) {
      let entry: Entry = { sketch, module, most: sketch.weight * MOST_NATURAL };
      if (sketch[by] * MOST_NATURAL > best) {
        entry = this.#read(entry);
        best = Math.max(best, entry.idea?.[by] ?? 0);
      }
      mass += this.#weightOf(entry);
      this.#heap.push(entry);
    }
    this.#mass += mass;
    return { best, mass };
  }

  /** The next idea; undefined where none waits. */
  peek(): Idea | undefined {
    for (let first = this.#heap.peek(); first !== undefined; first = this.#heap.peek()) {
      if (first.idea !== undefined) return first.idea;
      this.#heap.pop();
      const read = this.#read(first);
      this.#mass += this.#weightOf(read) - this.#weightOf(first);
      this.#heap.push(read);
    }
    return undefined;
  }

  /** Takes the next idea out. */
  take(): Idea | undefined {
    const idea = this.peek();
    if (idea === undefined) return undefined;
    this.#heap.pop();
    this.#mass -= idea.weight;
    return idea;
  }

  #read({ sketch, module }: Entry): Entry {
    const natural = naturalWeight(sketch, this.#naturalness);
    const idea: Idea = {
      ...sketch,
      weight: sketch.weight * natural,
      plain: sketch.plain * natural,
      ...(sketch.unlearned === undefined ? {} : { unlearned: sketch.unlearned * natural }),
      leavesUnused: leavesUnused(sketch.scope, sketch.replacements, module),
    };
    return { sketch, module, idea, most: idea.weight };
  }

  #weightOf({ sketch, idea }: Entry): number {
    return idea?.weight ?? sketch.weight * this.#usual;
  }
}
