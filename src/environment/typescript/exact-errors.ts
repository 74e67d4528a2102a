import type { Diagnostic } from '../../loop/types.ts';
import type { TypescriptChecker } from './type-checker.ts';
import type { TypesRequest } from './types-service.ts';
import { compareErrors, couldNotCheck, type TypesVerdict } from './types-verdict.ts';

/** Compares the errors of a candidate with the untouched ones by the language service in this process. */
export class ExactErrors {
  readonly #checker: TypescriptChecker;
  readonly #untouched = new Map<string, readonly Diagnostic[]>();

  constructor(checker: TypescriptChecker) {
    this.#checker = checker;
  }

  async check({ texts, visible, also = [] }: TypesRequest): Promise<TypesVerdict> {
    const began = performance.now();
    const importers: string[] = [];
    for (const path of visible ?? [...texts.keys()])
      importers.push(...(await this.#checker.importersOf(path)));
    const told = await compareErrors({ texts, importers, also }, (paths, over) =>
      over === undefined ? this.#before(paths) : this.#checker.diagnoseAll(paths, over),
    );
    const by = this.#checker.name;
    const seconds = (performance.now() - began) / 1000;
    return 'kind' in told ? couldNotCheck(told, by, seconds) : { ...told, by, seconds };
  }

  async #before(paths: readonly string[]): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    const unknown = paths.filter((path) => !this.#untouched.has(path));
    if (unknown.length > 0) {
      const told = await this.#checker.diagnoseAll(unknown);
      for (const path of unknown) this.#untouched.set(path, told.get(path) ?? []);
    }
    return new Map(paths.map((path) => [path, this.#untouched.get(path) ?? []]));
  }
}
