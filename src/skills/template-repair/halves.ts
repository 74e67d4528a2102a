import type { Situation } from '../../loop/ports.ts';
import type { Step } from '../../loop/types.ts';
import type { Single } from './generate.ts';
import { type Choice, type Half, type Ideas, type Join, MOST_EDITS, MOST_OF_GROUP } from './half.ts';
import type { Idea } from './idea.ts';
import { Matches } from './matches.ts';
import { type Progress, progressOf } from './progress.ts';

/** Edits that a half is joined with at most. */
const MOST_OTHERS = 400;
/** Searches for what halves leave, each over all the code that is suspected of it, that are open in an episode at most. */
const MOST_SEARCHES = 12;
/** How much a half is believed that only lets a test fail at a later line. */
const LATER_LINE = 0.8;

/**
 * How far halves are believed at first, and after how many singles fully: with one slip, which is what most bugs are,
 * many a wrong edit lets some test pass, and the right one comes early.
 */
const AT_FIRST = 0.2;
const FULLY_AFTER = 250;

/** How far the search for single edits has come. */
export interface Reached {
  readonly drawn: number;
  /** The weight of the heaviest, without what was learned of edits that recur. */
  readonly heaviest: number;
}

/** Single edits for what is left of the target, best first, drawn when they are asked for. */
class Others {
  readonly #singles: AsyncIterator<Single>;
  readonly #drawn: Idea[] = [];
  #isDone = false;

  constructor(singles: AsyncIterator<Single>) {
    this.#singles = singles;
  }

  async at(index: number): Promise<Idea | undefined> {
    while (!this.#isDone && this.#drawn.length <= index) {
      const next = await this.#singles.next();
      if (next.done === true) this.#isDone = true;
      else this.#drawn.push(next.value.idea);
    }
    return this.#drawn[index];
  }
}

/** What is needed to search for the rest. */
interface RestSearch {
  /** Single edits for some of the failing tests alone. */
  readonly singles: (rest: readonly string[]) => Promise<AsyncIterator<Single>>;
  /** Whether a test among some of the failing ones may run what an edit changes. */
  readonly reaches: (rest: readonly string[], idea: Idea) => Promise<boolean>;
}

/**
 * Bugs of several slips, one after the other: a candidate with which some of the failing tests pass, or one fails later,
 * is a half of the patch, and what is left is searched for as a bug of its own. Halves that mend different tests are
 * joined as well, the likeliest with the likeliest.
 */
export class Halves {
  readonly #search: RestSearch;
  readonly #halves: Half[] = [];
  readonly #groups = new Map<string, Half[]>();
  readonly #others = new Map<string, Others>();
  readonly #matches = new Matches((half) => this.#shareOf(half));

  constructor(search: RestSearch) {
    this.#search = search;
  }

  /** Takes note of what became of a candidate. */
  async note(ideas: Ideas, step: Step, situation: Situation): Promise<void> {
    const progress = ideas.length < MOST_EDITS ? progressOf(step, situation) : undefined;
    if (progress === undefined || !this.#isBeyond(ideas, progress)) return;
    const isApart = !(await this.#reachesAny(progress.rest, ideas));
    const weight = ideas.reduce((product, { weight: own, accident }) => (product * own) / accident, 1);
    const group = JSON.stringify([progress.rest, progress.line]);
    const half: Half = { ideas, progress, group, weight, next: 0, isApart };
    this.#matches.add(half, this.#halves);
    this.#halves.push(half);
    const alike = [...(this.#groups.get(group) ?? []), half].toSorted((a, b) => b.weight - a.weight);
    this.#groups.set(group, alike.slice(0, MOST_OF_GROUP));
  }

  /** How far a half is believed among all that were seen to do the same. */
  #shareOf(half: Half): number {
    const all = sumOf(this.#groups.get(half.group) ?? [], ({ weight }) => weight);
    return half.weight / Math.max(half.weight, all);
  }

  get isEmpty(): boolean {
    return this.#halves.length === 0;
  }

  /** Whether all edits of a candidate are needed for what it does: what was added to a half must do more than it did. */
  #isBeyond(ideas: Ideas, { fixed, line }: Progress): boolean {
    const keys = new Set(ideas.map(({ key }) => key));
    return this.#halves.every(
      ({ ideas: own, progress }) =>
        own.some(({ key }) => !keys.has(key)) ||
        fixed.length > progress.fixed.length ||
        (fixed.length === progress.fixed.length && line > progress.line),
    );
  }

  /** The most promising of the joins that are worth more than a single edit of a weight; undefined where there is none. */
  async better(than: number, reached: Reached): Promise<Join | undefined> {
    const trust = Math.min(1, AT_FIRST + reached.drawn / FULLY_AFTER);
    const matched = this.#matches.best(than, trust, reached.heaviest);
    const added = await this.#bestAddition(matched?.worth ?? than, trust, reached.heaviest);
    return (added ?? matched)?.take();
  }

  /** Of a half and a single edit for what it leaves, worth as much of that as the half is believed. */
  async #bestAddition(than: number, trust: number, heaviest: number): Promise<Choice | undefined> {
    const groups = [...this.#groups.values()];
    const sum = sumOf(groups, doneIn);
    const believed = groups.flatMap((group) =>
      group
        .filter(({ next }) => next < MOST_OTHERS)
        .map((half) => {
          const quality = half.progress.fixed.length === 0 ? LATER_LINE : 1;
          const belief = (half.isApart ? 1 : trust) * quality * (doneIn(group) / sum) * this.#shareOf(half);
          return { half, belief };
        }),
    );
    let best: { half: Half; other: Idea; worth: number } | undefined;
    for (const { half, belief } of believed.toSorted((a, b) => b.belief - a.belief)) {
      const bar = best?.worth ?? than;
      const other = await (await this.#othersFor(half.progress.rest, belief * heaviest > bar))?.at(half.next);
      if (other === undefined) continue;
      const worth = belief * other.weight;
      if (worth > bar) best = { half, other, worth };
    }
    if (best === undefined) return undefined;
    const { half, other, worth } = best;
    const take = (): Join => {
      half.next += 1;
      const [first, ...rest] = half.ideas;
      const together =
        half.progress.fixed.length > 0
          ? 'with the first, some of the failing tests pass'
          : 'with the first, the test gets further';
      return { ideas: [first, ...rest, other], weight: worth, together };
    };
    return { worth, take };
  }

  /** The search for what halves leave; undefined where it is not open and may not be worth it, or enough are open. */
  async #othersFor(rest: readonly string[], isWorthIt: boolean): Promise<Others | undefined> {
    const key = JSON.stringify(rest);
    const known = this.#others.get(key);
    if (known !== undefined || !isWorthIt || this.#others.size >= MOST_SEARCHES) return known;
    const others = new Others(await this.#search.singles(rest));
    this.#others.set(key, others);
    return others;
  }

  async #reachesAny(rest: readonly string[], ideas: Ideas): Promise<boolean> {
    for (const idea of ideas) if (await this.#search.reaches(rest, idea)) return true;
    return false;
  }
}

/** How much of the work the halves of a group do. */
function doneIn(group: readonly Half[]): number {
  const [first] = group;
  return first === undefined ? 0 : Math.max(1, first.progress.fixed.length);
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
