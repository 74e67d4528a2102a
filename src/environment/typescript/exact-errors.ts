import type { CancelSignal, Diagnostic } from '../../loop/types.ts';
import type { TypescriptChecker } from './type-checker.ts';
import type { TypesRequest } from './types-service.ts';
import { CANCELLED, type Lost } from './types-session.ts';
import { compareErrors, couldNotCheck, type TypesVerdict } from './types-verdict.ts';

type Errors = ReadonlyMap<string, readonly Diagnostic[]>;

/**
 * Files looked at in one turn; between two, whatever else this process has to do is done: the search goes on, and a stop is
 * heard. More than a candidate of the search is checked with, as a rule: two that take turns undo each other's programs.
 */
const AT_ONCE = 24;

/** Compares the errors of a candidate with the untouched ones by the language service in this process. */
export class ExactErrors {
  readonly #checker: TypescriptChecker;
  readonly #untouched = new Map<string, readonly Diagnostic[]>();

  constructor(checker: TypescriptChecker) {
    this.#checker = checker;
  }

  async check({ texts, visible, also = [], signal }: TypesRequest): Promise<TypesVerdict> {
    const began = performance.now();
    const importers: string[] = [];
    for (const path of visible ?? [...texts.keys()])
      importers.push(...(await this.#checker.importersOf(path)));
    const told = await compareErrors({ texts, importers, also }, (paths, over) =>
      over === undefined ? this.#before(paths, signal) : this.#told(paths, over, signal),
    );
    const by = this.#checker.name;
    const seconds = (performance.now() - began) / 1000;
    return 'kind' in told ? couldNotCheck(told, by, seconds) : { ...told, by, seconds };
  }

  async #before(paths: readonly string[], signal: CancelSignal): Promise<Errors | Lost> {
    const unknown = paths.filter((path) => !this.#untouched.has(path));
    const told = await this.#told(unknown, undefined, signal);
    if ('kind' in told) return told;
    for (const path of unknown) this.#untouched.set(path, told.get(path) ?? []);
    return new Map(paths.map((path) => [path, this.#untouched.get(path) ?? []]));
  }

  /** Asks about a part of the files in each turn. */
  async #told(
    paths: readonly string[],
    over: TypesRequest['texts'] | undefined,
    signal: CancelSignal,
  ): Promise<Errors | Lost> {
    const found = new Map<string, readonly Diagnostic[]>();
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      if (at > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      if (signal.aborted) return CANCELLED;
      const told = await this.#checker.diagnoseAll(paths.slice(at, at + AT_ONCE), over);
      for (const [path, errors] of told) found.set(path, errors);
    }
    return found;
  }
}
