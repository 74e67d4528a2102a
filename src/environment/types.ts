import type { CancelSignal, Diagnostic } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';
import { type ErrorTeller, type TypesQuestion, TypesRung } from './types-rung.ts';
import { NativeTypes, nativeTypescriptOf } from './typescript/native-types.ts';
import { isTypeChecked, type TypescriptChecker } from './typescript/type-checker.ts';

export interface TypesOptions {
  readonly folder: string;
  readonly snapshot: Snapshot;
  readonly syntax: Syntax;
  /** The language service; of the project's own version where that has one. */
  readonly checker: TypescriptChecker | undefined;
  /** Package of a native TypeScript for the search in projects whose own is older; absolute. */
  readonly native?: string | undefined;
}

/** Compile errors of the untouched snapshot. */
export interface ErrorsFound {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that there was no time to look at. */
  readonly unlooked: number;
  /** Who told them; undefined when nobody can. */
  readonly by: string | undefined;
}

/** Files asked about at once; between two such turns the time is looked at. */
const AT_ONCE = 16;

/**
 * Compile errors, from the compiler that the project has. In the search a native TypeScript looks first where there is
 * one, since it takes a tenth of the time; the confirmation asks the project's own version about every file.
 */
export class Types {
  readonly #options: TypesOptions;
  /** Package of the project's own TypeScript where that is a native one. */
  readonly #ownNative: string | undefined;
  #native: Promise<NativeTypes | undefined> | undefined;
  readonly #rungs = new Map<ErrorTeller, TypesRung>();

  constructor(options: TypesOptions) {
    this.#options = options;
    this.#ownNative = options.checker === undefined ? undefined : nativeTypescriptOf(options.folder);
  }

  /** Starts what starts slowly, so that it is ready when the first candidate comes. */
  warmUp(): void {
    void this.#startNative();
  }

  /** Errors of the whole project, the given file first. */
  async untouched(first: string | undefined, seconds: number, signal: CancelSignal): Promise<ErrorsFound> {
    const { checker, snapshot } = this.#options;
    const exact = await this.#exact();
    if (checker === undefined || exact === undefined) return { diagnostics: [], unlooked: 0, by: undefined };
    const files = snapshot
      .list()
      .filter((path) => snapshot.read(path) !== undefined && isIncluded(path, checker));
    const ordered = first === undefined ? files : [first, ...files.filter((path) => path !== first)];
    const until = performance.now() + seconds * 1000;
    const diagnostics: Diagnostic[] = [];
    for (let at = 0; at < ordered.length; at += AT_ONCE) {
      if (signal.aborted || performance.now() > until)
        return { diagnostics, unlooked: ordered.length - at, by: exact.name };
      const told = await exact.diagnoseAll(ordered.slice(at, at + AT_ONCE));
      diagnostics.push(...[...told.values()].flat());
      // Warm processes and runners are waiting for their turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return { diagnostics, unlooked: 0, by: exact.name };
  }

  /** The search: the changed files, and those that can see the change. False when the climb ends here. */
  async search(climb: Climb, question: Omit<TypesQuestion, 'besides'>): Promise<boolean> {
    // The errors that are to go away were told by the exact one, and no other words them quite alike.
    const quick = question.target.diagnostics.length > 0 ? undefined : await this.#startNative();
    return this.#climb(quick ?? (await this.#exact()), climb, { ...question, besides: [] });
  }

  /** The confirmation: every file that the project's own compiler looks at. */
  async confirm(climb: Climb, question: Omit<TypesQuestion, 'besides'>): Promise<boolean> {
    const { checker, snapshot } = this.#options;
    const files = checker === undefined ? [] : snapshot.list().filter((path) => isIncluded(path, checker));
    return this.#climb(await this.#exact(), climb, { ...question, besides: files });
  }

  async close(): Promise<void> {
    await (await this.#native)?.close();
  }

  async #climb(teller: ErrorTeller | undefined, climb: Climb, question: TypesQuestion): Promise<boolean> {
    if (teller === undefined)
      return climb.rung('types', 'could-not-check', 'no type checker for these files', performance.now());
    let rung = this.#rungs.get(teller);
    if (rung === undefined) {
      rung = new TypesRung(teller, this.#options.snapshot, this.#options.syntax);
      this.#rungs.set(teller, rung);
    }
    return rung.climb(climb, question);
  }

  /** The project's own version, where it can be spoken to; otherwise ours. */
  async #exact(): Promise<ErrorTeller | undefined> {
    const own = this.#ownNative === undefined ? undefined : await this.#startNative();
    return own ?? this.#options.checker;
  }

  #startNative(): Promise<NativeTypes | undefined> {
    const { snapshot, native, checker } = this.#options;
    const folder = this.#ownNative ?? native;
    if (folder === undefined || checker === undefined) return Promise.resolve(undefined);
    const whose = this.#ownNative === undefined ? 'built in' : "the project's";
    this.#native ??= NativeTypes.open(folder, whose, snapshot);
    return this.#native;
  }
}

function isIncluded(path: string, checker: TypescriptChecker): boolean {
  return isTypeChecked(path) && checker.includes(path);
}
