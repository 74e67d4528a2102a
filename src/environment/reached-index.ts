import type { Coverage } from './coverage.ts';

/** Which tests ran which statements of one file. */
interface FileIndex {
  /** By statement: places of tests in the list of all. */
  readonly tests: ReadonlyMap<number, readonly number[]>;
  /** By statement: test files that ran it while they loaded. */
  readonly load: ReadonlyMap<number, readonly string[]>;
}

const known = new WeakMap<Coverage, ReachedIndex>();

/** A coverage the other way round: from statements to tests. Made file by file when first asked for, and kept. */
export class ReachedIndex {
  readonly #coverage: Coverage;
  readonly #ids: readonly string[];
  readonly #byFile = new Map<string, number[]>();
  readonly #files = new Map<string, FileIndex>();

  private constructor(coverage: Coverage) {
    this.#coverage = coverage;
    this.#ids = [...coverage.tests.keys()];
    for (const [place, id] of this.#ids.entries()) push(this.#byFile, id.slice(0, id.indexOf('::')), place);
  }

  static of(coverage: Coverage): ReachedIndex {
    const index = known.get(coverage) ?? new ReachedIndex(coverage);
    known.set(coverage, index);
    return index;
  }

  /** Ids of the tests of some files, in the order of the coverage. */
  testsIn(files: Iterable<string>): readonly string[] {
    return this.#told([...files].flatMap((file) => this.#byFile.get(file) ?? []));
  }

  /** Tests that ran one of the statements themselves, and all tests of files that ran one while loading. */
  reachedBy(path: string, statements: ReadonlySet<number>): readonly string[] {
    if (statements.size === 0) return [];
    const index = this.#index(path);
    const files = new Set([...statements].flatMap((each) => index.load.get(each) ?? []));
    return this.#told([
      ...[...files].flatMap((file) => this.#byFile.get(file) ?? []),
      ...[...statements].flatMap((each) => index.tests.get(each) ?? []),
    ]);
  }

  #told(places: readonly number[]): readonly string[] {
    return [...new Set(places)].toSorted((a, b) => a - b).map((place) => this.#ids[place] ?? '');
  }

  #index(path: string): FileIndex {
    const made = this.#files.get(path);
    if (made !== undefined) return made;
    const tests = new Map<number, number[]>();
    for (const [place, reached] of [...this.#coverage.tests.values()].entries())
      for (const statement of reached.get(path) ?? []) push(tests, statement, place);
    const load = new Map<number, string[]>();
    for (const [file, reached] of this.#coverage.load)
      for (const statement of reached.get(path) ?? []) push(load, statement, file);
    const index = { tests, load };
    this.#files.set(path, index);
    return index;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
