import type { TestResult } from '../../loop/types.ts';
import type { Insertion } from './instrument.ts';
import type { FileRan } from './measured.ts';
import type { TestRef } from './protocol.ts';

/** Which tests of a file are to be run, as the warm process takes it. */
export interface FilePlan {
  readonly file: string;
  readonly tests: readonly TestRef[];
  readonly fromStart: boolean;
  readonly steps?: number;
}

/** A test that takes more steps than this on the untouched snapshot is taken for one that never ends. */
export const ENDLESS_STEPS = 20_000_000;
/** What such a test is taken to last when it ends; nothing was seen of that. */
const ENDING_MILLISECONDS = 10;

const ALLOWANCE = { factor: 20, more: 50_000 };
/** Tests that take longer untouched are each run by themselves, after all others. */
const SLOW_MILLISECONDS = 100;
const PATIENCE = { factor: 20, floorSeconds: 0.5 };
const BUSY = { factor: 2, floorSeconds: 0.5 };

/** What the baseline told of the tests and of the files that they run. */
export class KnownTests {
  readonly #fromStart = new Set<string>();
  /** What each test takes untouched, by id; and each file beside its tests, by path. */
  readonly #milliseconds = new Map<string, number>();
  /** The place of each test in the list that the process is told, and there how it looks when it passes. */
  readonly #places = new Map<string, number>();
  readonly #passes: TestResult[] = [];
  /** How tests ended that did not pass, by id. */
  readonly #others = new Map<string, TestResult>();
  readonly #endless = new Set<string>();
  /** Steps that each test takes untouched, by id. */
  readonly #steps = new Map<string, number>();
  /** Where the steps of each measured file are counted. */
  readonly steps = new Map<string, readonly Insertion[]>();

  /** @param leans whether the tests of the file lean on each other, so that they are always run from the first on */
  remember(file: string, { results, milliseconds }: FileRan, leans: boolean): void {
    if (leans) this.#fromStart.add(file);
    let tests = 0;
    for (const result of results) {
      if (!this.#places.has(result.id)) {
        this.#places.set(result.id, this.#passes.length);
        const { id, name } = result;
        this.#passes.push({ id, file, name, status: 'passed', frames: [] });
      }
      const endless = isEndless(result);
      if (endless) this.#endless.add(file);
      this.#milliseconds.set(result.id, endless ? ENDING_MILLISECONDS : result.milliseconds);
      if (result.steps !== undefined) this.#steps.set(result.id, endless ? 0 : result.steps);
      tests += result.milliseconds;
    }
    this.#milliseconds.set(file, milliseconds - tests);
  }

  /** Ids, in the order of their places. */
  get names(): readonly string[] {
    return this.#passes.map(({ id }) => id);
  }

  /** The pass of the test at a place; one object for all. */
  pass(place: number): TestResult | undefined {
    return this.#passes[place];
  }

  /** To be told how the tests ended that were remembered. */
  settle(results: readonly TestResult[]): void {
    for (const result of results) if (result.status !== 'passed') this.#others.set(result.id, result);
  }

  /** How a test ended untouched; undefined where that is not known, or where a test of its file never ends. */
  untouched(id: string): TestResult | undefined {
    if (this.#endless.has(id.slice(0, id.indexOf('::')))) return undefined;
    return this.#others.get(id) ?? this.pass(this.#places.get(id) ?? -1);
  }

  /** By file, in the order of the ids; but what takes long comes last, since most candidates end before it. */
  plan(ids: readonly string[]): readonly FilePlan[] {
    const isSlow = (id: string): boolean =>
      (this.#milliseconds.get(id) ?? 0) > SLOW_MILLISECONDS &&
      !this.#fromStart.has(id.slice(0, id.indexOf('::')));
    const quick = this.#byFile(ids.filter((id) => !isSlow(id)));
    const slow = ids
      .filter(isSlow)
      .toSorted((a, b) => (this.#milliseconds.get(a) ?? 0) - (this.#milliseconds.get(b) ?? 0));
    return [...quick, ...slow.flatMap((id) => this.#byFile([id]))];
  }

  #byFile(ids: readonly string[]): readonly FilePlan[] {
    const byFile = new Map<string, string[]>();
    for (const id of ids) {
      const file = id.slice(0, id.indexOf('::'));
      const tests = byFile.get(file) ?? [];
      tests.push(id);
      byFile.set(file, tests);
    }
    return [...byFile].map(([file, tests]) => {
      const steps = this.#allowance(tests);
      const fromStart = this.#fromStart.has(file);
      const refs = tests.map((id) => this.#places.get(id) ?? id);
      return { file, tests: refs, fromStart, ...(Number.isFinite(steps) ? { steps } : {}) };
    });
  }

  /** Far more steps than any of these tests takes untouched, far fewer than a loop that never ends. */
  #allowance(tests: readonly string[]): number {
    const taken = tests.map((id) => this.#steps.get(id) ?? Number.POSITIVE_INFINITY);
    return ALLOWANCE.factor * Math.max(0, ...taken) + ALLOWANCE.more;
  }

  /** Seconds that a run of these may take: what takes far longer than untouched most likely never ends. */
  patience(tests: readonly string[]): number {
    const files = new Set(tests.map((id) => id.slice(0, id.indexOf('::'))));
    const untouched = this.untouchedSeconds([...files, ...tests]);
    return PATIENCE.floorSeconds + PATIENCE.factor * untouched;
  }

  /** Seconds by the clock in which a machine, however busy, has most likely computed for so many. */
  byClock(seconds: number): number {
    return BUSY.floorSeconds + BUSY.factor * seconds;
  }

  /** Seconds that these tests, or files beside their tests, take untouched. */
  untouchedSeconds(names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.#milliseconds.get(name) ?? 0), 0) / 1000;
  }
}

/** Whether a test was thrown out of the untouched code since it took too many steps. */
export function isEndless({ status, steps }: FileRan['results'][number]): boolean {
  return status === 'failed' && steps !== undefined && steps > ENDLESS_STEPS;
}
