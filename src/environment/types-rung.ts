import { posix } from 'node:path';
import type { Diagnostic, Target } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';
import { staysInside } from './typescript/shape.ts';
import { isTypeChecked } from './typescript/type-checker.ts';

type Texts = ReadonlyMap<string, string | undefined>;

/** Whoever tells compile errors: of some files, with texts in place of the snapshot's. */
export interface ErrorTeller {
  readonly name: string;
  diagnoseAll(paths: readonly string[], overlay?: Texts): Promise<ReadonlyMap<string, readonly Diagnostic[]>>;
  importersOf(path: string): Promise<readonly string[]>;
}

export interface TypesQuestion {
  readonly texts: Texts;
  readonly target: Target;
  /** `near`: the changed files and whoever imports them directly. `all`: these files besides. */
  readonly besides: readonly string[];
}

/**
 * Compares compile errors of a candidate with the untouched ones, by identity and number, never by position. An edit
 * that stays inside a function which states its type cannot be seen from other files, so those are not looked at.
 */
export class TypesRung {
  readonly #teller: ErrorTeller;
  readonly #snapshot: Snapshot;
  readonly #syntax: Syntax;
  readonly #untouched = new Map<string, readonly Diagnostic[]>();

  constructor(teller: ErrorTeller, snapshot: Snapshot, syntax: Syntax) {
    this.#teller = teller;
    this.#snapshot = snapshot;
    this.#syntax = syntax;
  }

  /** False when the climb ends here. */
  async climb(climb: Climb, { texts, target, besides }: TypesQuestion): Promise<boolean> {
    const began = performance.now();
    const changed = [...texts.keys()].filter(isTypeChecked);
    if (changed.length === 0)
      return climb.rung('types', 'could-not-check', 'no type checker for these files', began);
    const seen: string[] = [];
    for (const path of changed) {
      if (!(await this.#staysInside(path, texts.get(path))))
        seen.push(...(await this.#teller.importersOf(path)));
    }
    const near = besides.length > 0 ? seen : nearest(seen, changed);
    const named = target.diagnostics.map((key) => key.split('|', 1)[0] ?? '').filter((path) => path !== '');
    const files = [...new Set([...changed, ...near, ...named, ...besides])];
    const before = await this.#before(files);
    const told = await this.#teller.diagnoseAll(
      files.filter((path) => !texts.has(path) || texts.get(path) !== undefined),
      texts,
    );
    const after = files.flatMap((path) => told.get(path) ?? []);
    const fresh = notIn(before, after);
    const cleared = clearedOf(target, countByKey(before), countByKey(after));
    climb.types(fresh, cleared);
    const [first] = fresh;
    if (first !== undefined) {
      const words = first.message.split('\n', 1)[0];
      return climb.rung('types', 'failed', `${first.code} at ${first.path}:${first.line}: ${words}`, began);
    }
    const left = target.diagnostics.length - cleared.length;
    if (left > 0) return climb.rung('types', 'failed', `${left} of the errors remain`, began);
    const where = `${files.length} file${files.length === 1 ? '' : 's'}`;
    const rest = near.length < seen.length ? `, ${seen.length - near.length} importers not looked at` : '';
    return climb.rung('types', 'passed', `${this.#teller.name}: no new error in ${where}${rest}`, began);
  }

  async #before(files: readonly string[]): Promise<readonly Diagnostic[]> {
    const unknown = files.filter((path) => !this.#untouched.has(path));
    if (unknown.length > 0) {
      const told = await this.#teller.diagnoseAll(unknown);
      for (const path of unknown) this.#untouched.set(path, told.get(path) ?? []);
    }
    return files.flatMap((path) => this.#untouched.get(path) ?? []);
  }

  async #staysInside(path: string, after: string | undefined): Promise<boolean> {
    const before = this.#snapshot.read(path);
    if (before === undefined || after === undefined) return false;
    return (await this.#syntax.beforeEdit(path, before, after, staysInside)) === true;
  }
}

/** Files that may see a change and are looked at in the search; the confirmation looks at all. */
const IMPORTERS = 16;

/** Those in the folder of what changed come first: they use it most. */
function nearest(importers: readonly string[], changed: readonly string[]): readonly string[] {
  const folders = new Set(changed.map((path) => posix.dirname(path)));
  const distance = (path: string): number => (folders.has(posix.dirname(path)) ? 0 : 1);
  return importers.toSorted((a, b) => distance(a) - distance(b)).slice(0, IMPORTERS);
}

/** Errors of the second list that the first does not have as often. */
function notIn(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = countByKey(before);
  return after.filter(({ key }) => {
    const n = left.get(key) ?? 0;
    left.set(key, n - 1);
    return n <= 0;
  });
}

/** Of errors that look the same, as many must be gone as the target names. */
export function clearedOf(
  target: Target,
  was: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): readonly string[] {
  const wanted = new Map<string, number>();
  for (const key of target.diagnostics) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  return target.diagnostics.filter(
    (key) => (was.get(key) ?? 0) - (now.get(key) ?? 0) >= (wanted.get(key) ?? 1),
  );
}

function countByKey(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of diagnostics) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
