import type { CancelSignal, Diagnostic, Target } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Service } from './isolation/service.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';
import { ExactErrors } from './typescript/exact-errors.ts';
import { staysInside } from './typescript/shape.ts';
import { isTypeChecked, type TypescriptChecker } from './typescript/type-checker.ts';
import { compilersFor, startTypesProcess } from './typescript/types-compilers.ts';
import { TypesService } from './typescript/types-service.ts';
import { type Comparer, TypesTogether } from './typescript/types-together.ts';
import { unusedNames } from './typescript/unused-names.ts';
import type { UnderWay } from './under-way.ts';

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
  /** Candidates that may soon be asked about. */
  readonly underWay?: UnderWay;
}

/** Compile errors of the untouched snapshot. */
export interface ErrorsFound {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that there was no time to look at. */
  readonly unlooked: number;
  /** Whose word on them decides here; undefined when nobody can tell. */
  readonly by: string | undefined;
  /** A faster compiler has found none, and the one that decides was not waited for. */
  readonly isFirstLook?: true;
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
/** Seconds for one question to the project's own compiler: the first reads what all files import, however large that is. */
const OWN_SECONDS = 300;

/**
 * Compile errors, from the compiler that the project has. The search asks a process that keeps it, or a native one where
 * there is one, which takes a tenth of the time; the confirmation asks the project's own version about every file. That one
 * is in a process of its own, where it reads the project while others work, but for tasks about compile errors: these need
 * its fixes, and for that it is in this process.
 */
export class Types {
  readonly #options: TypesOptions;
  readonly #service: TypesService | undefined;
  /** The project's own version is a native one, which only the service can speak to. */
  readonly #isNative: boolean;
  readonly #exact: Comparer | undefined;
  /** The project's own version in a process of its own; none where the service is one already. */
  readonly #own: TypesService | undefined;
  /** Whether the one in this process has read the project. */
  #hasRead = false;
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
    const list = (): readonly string[] => snapshot.list();
    const start = (): Service => startTypesProcess(program, lease);
    const common = { origin: folder, folder: snapshot.folder, list, start };
    this.#service = new TypesService({ ...common, compilers });
    if (first?.kind === 'native' && !this.#isNative)
      this.#own = new TypesService({
        ...common,
        compilers: compilers.filter(({ kind }) => kind !== 'native').slice(0, 1),
        limits: { checkSeconds: OWN_SECONDS },
      });
    const unused = unusedNames(snapshot);
    this.#together = new TypesTogether({
      comparer: this.#service,
      sources: snapshot,
      syntax: options.syntax,
      unused: () => unused,
      ...(options.underWay === undefined ? {} : { underWay: options.underWay }),
    });
  }

  /** Starts what starts slowly, so that it is ready when the first candidate comes. */
  warmUp(signal: CancelSignal): void {
    if (!this.#isSmall) void this.#service?.warmUp(signal);
  }

  /**
   * A first look at the whole project: where a faster compiler finds no error, that is believed until something is to be
   * confirmed. Undefined where there is one, or none can tell that soon.
   */
  async firstLook(seconds: number, signal: CancelSignal): Promise<ErrorsFound | undefined> {
    const until = performance.now() + seconds * 1000;
    const files = (this.#own === undefined ? undefined : await this.#included(this.#service, signal)) ?? [];
    for (let at = 0; at < files.length && performance.now() < until; at += AT_ONCE) {
      const told = await this.#service?.errors(files.slice(at, at + AT_ONCE), signal);
      if (told?.kind !== 'told' || [...told.value.values()].some((errors) => errors.length > 0))
        return undefined;
      if (at + AT_ONCE >= files.length)
        return { diagnostics: [], unlooked: 0, by: this.#options.checker?.name, isFirstLook: true };
    }
    return undefined;
  }

  /** Has the project's own version read the project after a first look, so that it is ready for what is to be confirmed. */
  async readAhead(signal: CancelSignal): Promise<void> {
    const deciding = this.#hasRead ? undefined : this.#deciding;
    const files = await this.#included(deciding, signal);
    if (files !== undefined) await deciding?.errors(files, signal);
  }

  /** Errors of the whole project, the given file first. */
  async untouched(first: string | undefined, seconds: number, signal: CancelSignal): Promise<ErrorsFound> {
    const { checker, snapshot } = this.#options;
    if (checker === undefined) return { diagnostics: [], unlooked: 0, by: undefined };
    this.#hasRead = !this.#isNative;
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
    const deciding = this.#hasRead ? undefined : this.#deciding;
    const included = await this.#included(deciding, signal);
    if (signal.aborted) return climb.rung('types', 'could-not-check', 'cancelled', performance.now());
    if (deciding === undefined || included === undefined)
      return this.#climb(climb, this.#exact, question, this.#files(), signal);
    const orHere: Comparer = {
      check: async (request) => {
        const verdict = await deciding.check(request);
        // A process that is lost has looked at nothing.
        return verdict.files > 0 || signal.aborted
          ? verdict
          : ((await this.#exact?.check(request)) ?? verdict);
      },
    };
    return this.#climb(climb, orHere, question, included, signal);
  }

  close(): void {
    this.#service?.close();
    this.#own?.close();
  }

  /** Memory of the processes that keep a compiler; 0 where there is none. */
  megabytes(): number {
    return (this.#service?.megabytes() ?? 0) + (this.#own?.megabytes() ?? 0);
  }

  /** Whoever holds the project's own version in another process. */
  get #deciding(): TypesService | undefined {
    const isOwn = this.#isNative || this.#service?.name === this.#options.checker?.name;
    return isOwn ? this.#service : this.#own;
  }

  /** The files that some compiler in another process looks at; undefined where it cannot tell. */
  async #included(
    service: TypesService | undefined,
    signal: CancelSignal,
  ): Promise<readonly string[] | undefined> {
    const told = await service?.included(this.#checked(), signal);
    return told?.kind === 'told' ? told.value : undefined;
  }

  /** The files that the project's own compiler looks at. */
  #files(): readonly string[] {
    return this.#checked().filter((path) => this.#options.checker?.includes(path) === true);
  }

  /** The files whose types some compiler may check. */
  #checked(): readonly string[] {
    return this.#options.snapshot.list().filter(isTypeChecked);
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
