import type { FromWorker, TestRef, WireResult } from '../protocol.ts';

/** The names of all tests, told once, so that messages have numbers in their place. */
export class TestPlaces {
  #names: readonly string[] = [];
  #places: ReadonlyMap<string, number> = new Map();

  declare(names: readonly string[]): void {
    this.#names = names;
    this.#places = new Map(names.map((id, place) => [id, place]));
  }

  idsOf(tests: readonly TestRef[]): ReadonlySet<string> {
    return new Set(tests.map((test) => (typeof test === 'string' ? test : (this.#names[test] ?? ''))));
  }

  /** Passes by their places, all else in full. */
  told(results: readonly WireResult[]): Pick<Extract<FromWorker, { type: 'ran' }>, 'passed' | 'results'> {
    const passed: number[] = [];
    const others = results.filter(({ id, status }) => {
      const place = status === 'passed' ? this.#places.get(id) : undefined;
      if (place !== undefined) passed.push(place);
      return place === undefined;
    });
    return { passed, results: others };
  }
}
