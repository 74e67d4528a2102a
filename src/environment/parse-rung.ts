import { countErrors, type Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';

/** Parses the changed files. A valid file may hold an error node, so only a rise says something. */
export class ParseRung {
  readonly #syntax: Syntax;
  readonly #snapshot: Snapshot;
  /** Error nodes of untouched files. */
  readonly #before = new Map<string, number>();

  constructor(syntax: Syntax, snapshot: Snapshot) {
    this.#syntax = syntax;
    this.#snapshot = snapshot;
  }

  async climb(climb: Climb, texts: ReadonlyMap<string, string | undefined>): Promise<boolean> {
    const began = performance.now();
    let checked = 0;
    for (const [path, text] of texts) {
      if (text === undefined) continue;
      const after = await this.#syntax.withTree(path, text, countErrors);
      if (after === undefined) continue;
      checked += 1;
      if (after > (await this.#errorsBefore(path)))
        return climb.rung('parse', 'failed', `${path} no longer parses`, began);
    }
    return checked > 0
      ? climb.rung('parse', 'passed', 'parses', began)
      : climb.rung('parse', 'could-not-check', 'no grammar for these files', began);
  }

  async #errorsBefore(path: string): Promise<number> {
    const known = this.#before.get(path);
    if (known !== undefined) return known;
    const text = this.#snapshot.read(path) ?? '';
    const errors = (await this.#syntax.withTree(path, text, countErrors)) ?? 0;
    this.#before.set(path, errors);
    return errors;
  }
}
