import type { Coverage } from '../loop/rooms.ts';

/** Tests by number: the failing ones first. */
export interface Population {
  readonly failing: readonly string[];
  readonly passing: readonly string[];
}

/** Numbers of the tests that ran something, each once. */
export type Ran = ReadonlySet<number>;

/** Which tests ran the statements of the files that a failing test went through. */
export class Executed {
  readonly #coverage: Coverage;
  readonly #population: Population;
  /** By file, then by index of the statement. */
  readonly #ran = new Map<string, readonly Set<number>[]>();

  constructor(coverage: Coverage, population: Population) {
    this.#coverage = coverage;
    this.#population = population;
    const { failing, passing } = population;
    for (const id of failing) {
      for (const path of coverage.tests.get(id)?.keys() ?? []) this.#open(path);
      for (const path of coverage.load.get(fileOf(id))?.keys() ?? []) this.#open(path);
    }
    const atLoad = new Map<string, number[]>();
    for (const [number, id] of [...failing, ...passing].entries()) {
      for (const [path, reached] of coverage.tests.get(id) ?? []) {
        const ran = this.#ran.get(path);
        if (ran !== undefined) for (const index of reached) ran[index]?.add(number);
      }
      const file = fileOf(id);
      const own = atLoad.get(file);
      if (own === undefined) atLoad.set(file, [number]);
      else own.push(number);
    }
    this.#noteLoads(atLoad);
  }

  /** Files whose statements were measured and which a failing test loaded or went through. */
  get paths(): Iterable<string> {
    return this.#ran.keys();
  }

  statements(path: string): readonly { readonly start: number; readonly end: number }[] {
    return this.#coverage.statements.get(path) ?? [];
  }

  /** Who ran the statement of this index. */
  ran(path: string, index: number): Ran {
    return this.#ran.get(path)?.[index] ?? NOBODY;
  }

  /** How many of these are failing tests. */
  failingIn(ran: Ran): number {
    let count = 0;
    for (const number of ran) if (number < this.#population.failing.length) count += 1;
    return count;
  }

  #open(path: string): void {
    if (this.#ran.has(path)) return;
    const statements = this.#coverage.statements.get(path);
    if (statements !== undefined)
      this.#ran.set(
        path,
        statements.map(() => new Set()),
      );
  }

  /** What ran while a file loaded ran for each of its tests, unless a failing test ran it by itself too. */
  #noteLoads(tests: ReadonlyMap<string, readonly number[]>): void {
    const failing = this.#population.failing.length;
    const byItself = new Map(
      [...this.#ran].map(([path, all]) => [path, all.map((ran) => hasBelow(ran, failing))] as const),
    );
    for (const [file, loaded] of this.#coverage.load) {
      const own = tests.get(file);
      if (own === undefined) continue;
      for (const [path, reached] of loaded) {
        const ran = this.#ran.get(path);
        if (ran === undefined) continue;
        for (const index of reached) {
          if (byItself.get(path)?.[index] === true) continue;
          for (const number of own) ran[index]?.add(number);
        }
      }
    }
  }
}

const NOBODY: Ran = new Set();

function hasBelow(ran: Ran, limit: number): boolean {
  for (const number of ran) if (number < limit) return true;
  return false;
}

function fileOf(id: string): string {
  return id.slice(0, id.indexOf('::'));
}
