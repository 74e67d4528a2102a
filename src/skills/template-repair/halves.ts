import type { Situation } from '../../loop/ports.ts';
import type { Step } from '../../loop/types.ts';
import type { Single } from './generate.ts';
import type { Idea } from './idea.ts';
import { type Progress, progressOf } from './progress.ts';
import { TEMPLATES } from './templates.ts';

/** Edits that a patch is put together from at most. */
const MOST_EDITS = 3;
/** Halves of one group that are gone on with, the likeliest ones. */
const MOST_OF_GROUP = 12;
/** Edits that a half is joined with at most. */
const MOST_OTHERS = 400;
/** How much a half is believed that only lets a test fail at a later line. */
const LATER_LINE = 0.8;

/**
 * How far halves are believed at first, and after how many singles fully: with one slip, which is what most bugs are,
 * many a wrong edit lets some test pass, and the right one comes early.
 */
const AT_FIRST = 0.2;
const FULLY_AFTER = 250;

export type Ideas = readonly [Idea, ...Idea[]];

/** A candidate that got further than the untouched program, on which the rest is searched. */
interface Half {
  readonly ideas: Ideas;
  readonly progress: Progress;
  /** Relative to the others of its group; above 0. */
  readonly weight: number;
  /** How many of the others it has been joined with. */
  next: number;
  /** Whether no test that is left runs what it edits, so that it can do no more than it has done. */
  readonly isApart: boolean;
}

/** Edits that are tried together. */
export interface Join {
  readonly ideas: Ideas;
  /** On the scale of the weights of single edits. */
  readonly weight: number;
  readonly together: string;
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
 * joined first of all.
 */
export class Halves {
  readonly #search: RestSearch;
  readonly #halves: Half[] = [];
  readonly #groups = new Map<string, Half[]>();
  readonly #others = new Map<string, Others>();
  readonly #joins: Join[] = [];

  constructor(search: RestSearch) {
    this.#search = search;
  }

  /** Takes note of what became of a candidate. */
  async note(ideas: Ideas, step: Step, situation: Situation): Promise<void> {
    const progress = ideas.length < MOST_EDITS ? progressOf(step, situation) : undefined;
    if (progress === undefined || !this.#isBeyond(ideas, progress)) return;
    const isApart = !(await this.#reachesAny(progress.rest, ideas));
    const weight = ideas.reduce((product, { weight: own, template }) => {
      const accident = TEMPLATES[template]?.accident ?? 1;
      return (product * own) / accident;
    }, 1);
    const half: Half = { ideas, progress, weight, next: 0, isApart };
    for (const other of this.#halves) {
      const both = new Set([...progress.fixed, ...other.progress.fixed]);
      if (both.size <= Math.max(progress.fixed.length, other.progress.fixed.length)) continue;
      const joined = [...other.ideas, ...ideas];
      if (joined.length > MOST_EDITS) continue;
      this.#joins.push({
        ideas: joined as unknown as Ideas,
        weight: both.size * half.weight * other.weight,
        together: 'each of them mends another of the failing tests',
      });
    }
    this.#joins.sort((a, b) => a.weight - b.weight);
    this.#halves.push(half);
    const key = JSON.stringify([progress.rest, progress.line]);
    const group = [...(this.#groups.get(key) ?? []), half].toSorted((a, b) => b.weight - a.weight);
    this.#groups.set(key, group.slice(0, MOST_OF_GROUP));
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

  /** The most promising of the joins that weigh more than a single edit; undefined where there is none. */
  async better(than: number, drawn: number): Promise<Join | undefined> {
    const joined = this.#joins.pop();
    if (joined !== undefined) return joined;
    const trust = Math.min(1, AT_FIRST + drawn / FULLY_AFTER);
    const done = [...this.#groups.values()].map((group) => doneIn(group));
    const sum = done.reduce((total, one) => total + one, 0);
    let best: { half: Half; other: Idea; weight: number } | undefined;
    for (const [index, group] of [...this.#groups.values()].entries()) {
      const all = group.reduce((total, { weight }) => total + weight, 0);
      for (const half of group) {
        if (half.next >= MOST_OTHERS) continue;
        const other = await (await this.#othersFor(half.progress.rest)).at(half.next);
        if (other === undefined) continue;
        const quality = half.progress.fixed.length === 0 ? LATER_LINE : 1;
        const belief = (half.isApart ? 1 : trust) * quality * ((done[index] ?? 0) / sum);
        const weight = belief * (half.weight / all) * other.weight;
        if (weight > (best?.weight ?? than)) best = { half, other, weight };
      }
    }
    if (best === undefined) return undefined;
    best.half.next += 1;
    const { half, other, weight } = best;
    const [first, ...rest] = half.ideas;
    return {
      ideas: [first, ...rest, other],
      weight,
      together:
        half.progress.fixed.length > 0
          ? 'with the first, some of the failing tests pass'
          : 'with the first, the test gets further',
    };
  }

  async #othersFor(rest: readonly string[]): Promise<Others> {
    const key = JSON.stringify(rest);
    let others = this.#others.get(key);
    if (others === undefined) {
      others = new Others(await this.#search.singles(rest));
      this.#others.set(key, others);
    }
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
