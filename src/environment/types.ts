import type { CancelSignal, Diagnostic, Target } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';
import { ExactErrors } from './typescript/exact-errors.ts';
import { staysInside } from './typescript/shape.ts';
import { isTypeChecked, type TypescriptChecker } from './typescript/type-checker.ts';
import { compilersFor, startTypesProcess } from './typescript/types-compilers.ts';
import { TypesService } from './typescript/types-service.ts';
import { type Comparer, TypesTogether } from './typescript/types-together.ts';

export interface TypesOptions {
  readonly folder: string;
  readonly snapshot: Snapshot;
  readonly syntax: Syntax;
  /** The temporary folder that processes belong to; absolute. */
  readonly lease: string;
  /** The language service in our own process; of the project's own version where that has one. */
  readonly checker: TypescriptChecker | undefined;
  /** Absolute path of the program that holds a compiler in a process of its own. */
  readonly program?: string | undefined;
  /** Package of a native TypeScript for the search in projects whose own is older; absolute. */
  readonly native?: string | undefined;
  readonly fallback?: string | undefined;
}

/** Compile errors of the untouched snapshot. */
export interface ErrorsFound {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that there was no time to look at. */
  readonly unlooked: number;
  /** Who told them; undefined when nobody can. */
  readonly by: string | undefined;
}

interface Question {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly target: Target;
}

/** Files of a project so small that the language service, which has seen all of it, answers sooner than a process starts. */
const SMALL = 80;
/** Candidates of a small project after which a process that keeps a compiler is worth starting. */
const FEW = 12;

/** Files asked about at once; between two such turns the time is looked at. */
const AT_ONCE = 16;

/**
 * Compile errors, from the compiler that the project has. The search asks a process that keeps it, or a native one where
 * there is one, which takes a tenth of the time; the confirmation asks the project's own version about every file.
 */
export class Types {
  readonly #options: TypesOptions;
  readonly #service: TypesService | undefined;
  /** The project's own version is a native one, which only the service can speak to. */
  readonly #isNative: boolean;
  readonly #exact: Comparer | undefined;
  /** The service, asked about many candidates at a time. */
  readonly #together: Comparer | undefined;
  /** Whether the service is not started before it is worth it. */
  readonly #isSmall: boolean;
  #asked = 0;
  /** Whether the process that was started late has opened the project. */
  #isOpen = false;

  constructor(options: TypesOptions) {
    const { folder, snapshot, lease, checker, program, native, fallback } = options;
    this.#options = options;
    this.#exact = checker === undefined ? undefined : new ExactErrors(checker);
    if (checker === undefined || program === undefined) {
      this.#isNative = false;
      this.#isSmall = true;
      return;
    }
    const compilers = compilersFor(folder, true, { fast: native, fallback });
    const [first] = compilers;
    this.#isNative = first?.kind === 'native' && first.folder !== native;
    this.#isSmall = first?.kind !== 'native' && snapshot.list().filter(isTypeChecked).length <= SMALL;
    this.#service = new TypesService({
      origin: folder,
      folder: snapshot.folder,
      list: () => snapshot.list(),
      compilers,
      start: () => startTypesProcess(program, lease),
    });
    this.#together = new TypesTogether({
      comparer: this.#service,
      sources: snapshot,
      syntax: options.syntax,
      unused: (path) => checker.unusedNames(path),
    });
  }

  /** Starts what starts slowly, so that it is ready when the first candidate comes. */
  warmUp(signal: CancelSignal): void {
    if (!this.#isSmall) void this.#service?.warmUp(signal);
  }

  /** Errors of the whole project, the given file first. */
  async untouched(first: string | undefined, seconds: number, signal: CancelSignal): Promise<ErrorsFound> {
    const { checker, snapshot } = this.#options;
    if (checker === undefined) return { diagnostics: [], unlooked: 0, by: undefined };
    const files = this.#files().filter((path) => snapshot.read(path) !== undefined);
    const ordered = first === undefined ? files : [first, ...files.filter((path) => path !== first)];
    const until = performance.now() + seconds * 1000;
    const diagnostics: Diagnostic[] = [];
    let by = checker.name;
    for (let at = 0; at < ordered.length; at += AT_ONCE) {
      if (signal.aborted || performance.now() > until)
        return { diagnostics, unlooked: ordered.length - at, by };
      const paths = ordered.slice(at, at + AT_ONCE);
      const told = await this.#told(paths, checker, signal);
      by = told.by;
      diagnostics.push(...[...told.errors.values()].flat());
      // Warm processes and runners are waiting for their turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return { diagnostics, unlooked: 0, by };
  }

  /** The search: the changed files, and those that can see the change. False when the climb ends here. */
  async search(climb: Climb, question: Question, signal: CancelSignal): Promise<boolean> {
    // The errors that are to go away were told by the exact one, and no other words them quite alike.
    const isExact = question.target.diagnostics.length > 0 && !this.#isNative;
    return this.#climb(climb, isExact ? this.#exact : this.#forSearch(signal), question, [], signal);
  }

  /** In a small project few candidates pass their tests: a second compiler would take longer to open it than they do. */
  #forSearch(signal: CancelSignal): Comparer | undefined {
    if (!this.#isSmall || this.#isOpen) return this.#together ?? this.#exact;
    this.#asked += 1;
    if (this.#asked === FEW)
      void this.#service?.warmUp(signal).then(() => {
        this.#isOpen = true;
      });
    return this.#exact;
  }

  /** The confirmation: every file that the project's own compiler looks at. */
  async confirm(climb: Climb, question: Question, signal: CancelSignal): Promise<boolean> {
    const own = this.#isNative ? (this.#service ?? this.#exact) : this.#exact;
    return this.#climb(climb, own, question, this.#files(), signal);
  }

  close(): void {
    this.#service?.close();
  }

  /** Memory of the process that keeps a compiler; 0 where there is none. */
  megabytes(): number {
    return this.#service?.megabytes() ?? 0;
  }

  /** The files that the project's own compiler looks at. */
  #files(): readonly string[] {
    const { checker, snapshot } = this.#options;
    return snapshot.list().filter((path) => isTypeChecked(path) && checker?.includes(path) === true);
  }

  async #told(
    paths: readonly string[],
    checker: TypescriptChecker,
    signal: CancelSignal,
  ): Promise<{ readonly errors: ReadonlyMap<string, readonly Diagnostic[]>; readonly by: string }> {
    const told = this.#isNative ? await this.#service?.errors(paths, signal) : undefined;
    if (told?.kind === 'told') return { errors: told.value, by: told.by };
    return { errors: await checker.diagnoseAll(paths), by: checker.name };
  }

  /** False when the climb ends here. */
  async #climb(
    climb: Climb,
    comparer: Comparer | undefined,
    { texts, target }: Question,
    besides: readonly string[],
    signal: CancelSignal,
  ): Promise<boolean> {
    const began = performance.now();
    if (comparer === undefined)
      return climb.rung('types', 'could-not-check', 'no type checker for these files', began);
    const visible: string[] = [];
    for (const [path, text] of texts) if (!(await this.#staysInside(path, text))) visible.push(path);
    const named = target.diagnostics.map((key) => key.split('|', 1)[0] ?? '').filter((path) => path !== '');
    const verdict = await comparer.check({ texts, visible, also: [...named, ...besides], signal });
    const cleared = clearedOf(target, verdict.before, verdict.after);
    climb.types(verdict.fresh, cleared);
    const left = target.diagnostics.length - cleared.length;
    if (verdict.status === 'passed' && left > 0)
      return climb.rung('types', 'failed', `${left} of the errors remain`, began);
    const detail = verdict.status === 'passed' ? `${verdict.by}: ${verdict.detail}` : verdict.detail;
    return climb.rung('types', verdict.status, detail, began);
  }

  async #staysInside(path: string, after: string | undefined): Promise<boolean> {
    const { snapshot, syntax } = this.#options;
    const before = snapshot.read(path);
    if (before === undefined || after === undefined) return false;
    return (await syntax.beforeEdit(path, before, after, staysInside)) === true;
  }
}

/** Of errors that look the same, as many must be gone as the target names. */
function clearedOf(
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
