import type { Sources, TypeChecker } from '../loop/rooms.ts';
import type { Diagnostic, FileEdit } from '../loop/types.ts';
import { textsOf } from './fix-edits.ts';

/** What edits do to the errors of the files that they touch, and of those that import these. */
export interface Trial {
  readonly texts: ReadonlyMap<string, string>;
  /** Errors that were not there before. */
  readonly fresh: readonly Diagnostic[];
  /** Keys of errors that are gone, each as often as it went. */
  readonly cleared: readonly string[];
  /** Errors that were there and are still. */
  readonly left: readonly Diagnostic[];
}

/** Files that import a changed one and are looked at as well. */
const MOST_NEIGHBOURS = 8;

/** Tries edits against the type checker alone, in memory. */
export class FixTrials {
  readonly #sources: Sources;
  readonly #checker: TypeChecker;
  readonly #before = new Map<string, readonly Diagnostic[]>();

  constructor(sources: Sources, checker: TypeChecker) {
    this.#sources = sources;
    this.#checker = checker;
  }

  /** Undefined when the edits do not fit the snapshot. */
  of(edits: readonly FileEdit[], about: string): Trial | undefined {
    const texts = textsOf(edits, this.#sources);
    if (texts === undefined) return undefined;
    const own = [...new Set([about, ...texts.keys()])];
    const trial = this.#compare(own, texts);
    // Who imports the files is asked only of what is good so far.
    const near = trial.fresh.length > 0 ? [] : this.#neighbours(own);
    return near.length === 0 ? trial : this.#compare([...own, ...near], texts);
  }

  #compare(paths: readonly string[], texts: ReadonlyMap<string, string>): Trial {
    const before = paths.flatMap((path) => this.#untouched(path));
    const after = paths.flatMap((path) => this.#checker.diagnose(path, texts));
    const unmatched = countOf(before);
    const fresh: Diagnostic[] = [];
    const left: Diagnostic[] = [];
    for (const each of after) {
      const n = unmatched.get(each.key) ?? 0;
      (n > 0 ? left : fresh).push(each);
      unmatched.set(each.key, n - 1);
    }
    const cleared = [...unmatched].flatMap(([key, n]) => Array.from({ length: Math.max(0, n) }, () => key));
    return { texts, fresh, left, cleared };
  }

  #untouched(path: string): readonly Diagnostic[] {
    const known = this.#before.get(path) ?? this.#checker.diagnose(path);
    this.#before.set(path, known);
    return known;
  }

  #neighbours(paths: readonly string[]): readonly string[] {
    const stems = paths.map((path) => path.replace(/^.*\//, '').replace(/\.[^.]+$/, ''));
    const among = this.#sources
      .list()
      .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !paths.includes(path));
    return among
      .filter((path) => {
        const text = this.#sources.read(path) ?? '';
        return stems.some(
          (stem) => text.includes(`/${stem}'`) || text.includes(`/${stem}"`) || text.includes(`/${stem}.`),
        );
      })
      .slice(0, MOST_NEIGHBOURS);
  }
}

function countOf(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of diagnostics) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
