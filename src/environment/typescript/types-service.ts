import type { CancelSignal, Diagnostic } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import type { Compiler } from './types-messages.ts';
import { CANCELLED, type Lost, TypesSession } from './types-session.ts';
import { compareErrors, couldNotCheck, type TypesVerdict } from './types-verdict.ts';

export interface TypesServiceOptions {
  /** Absolute path of the workspace. */
  readonly origin: string;
  /** The pristine copy of the texts; absolute. */
  readonly folder: string;
  /** The files there, relative to both. */
  list(): readonly string[];
  /** In the order of preference; the next one is asked where one fails. See `compilersFor`. */
  readonly compilers: readonly Compiler[];
  /** Starts a process that runs `types-process.ts`. */
  readonly start: () => Service;
  readonly limits?: Partial<TypesLimits>;
}

export interface TypesLimits {
  /** Seconds until a compiler must have opened the project. */
  readonly openSeconds: number;
  /** Seconds for one question: the errors of a candidate's files. The first one checks what they all import. */
  readonly checkSeconds: number;
  /** Resident megabytes above which the process is replaced before the next question. */
  readonly megabytes: number;
}

const LIMITS: TypesLimits = { openSeconds: 60, checkSeconds: 60, megabytes: 2500 };
/** Files asked about at once: between two such questions it is looked whether somebody still waits. */
const AT_ONCE = 48;
/** A process that is beyond its memory after so few questions would be so again. */
const WORTH_REPLACING = 50;

export interface TypesRequest {
  /** What the candidate makes of the files, by path; `undefined` for a deleted one. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Changed files of which others can see the change; all of them unless told. */
  readonly visible?: readonly string[];
  /** Files to look at besides. */
  readonly also?: readonly string[];
  readonly signal: CancelSignal;
}

/** Told by a compiler, or why not. */
type Told<T> = { readonly kind: 'told'; readonly value: T; readonly by: string } | Lost;

/**
 * Compile errors from a process of its own, so that nothing waits for a compiler that is at work, hangs or dies. One
 * question is answered at a time, in the order they come.
 */
export class TypesService {
  readonly #options: TypesServiceOptions;
  readonly #limits: TypesLimits;
  #session: TypesSession | undefined;
  /** Index of the compiler in use, and of the one that the session has. */
  #at = 0;
  #opened = -1;
  #name: string | undefined;
  /** Compilers that cannot be opened here, with the reason. */
  readonly #unusable = new Map<number, string>();
  readonly #failedToOpen = new Set<number>();
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: TypesServiceOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  /** The compiler that answered last; undefined before the first. */
  get name(): string | undefined {
    return this.#name;
  }

  /** Resident megabytes of the process and what it started. */
  megabytes(): number {
    return this.#session?.megabytes() ?? 0;
  }

  /** Opens the compiler, so that it is ready when the first candidate comes. */
  async warmUp(signal: CancelSignal): Promise<void> {
    await this.#turn(async () => true, signal);
  }

  /** Compares the errors of a candidate with the untouched ones, by identity and number, never by position. */
  async check({ texts, visible, also = [], signal }: TypesRequest): Promise<TypesVerdict> {
    const began = performance.now();
    const told = await this.#turn(async (session) => {
      const importers: string[] = [];
      for (const path of visible ?? [...texts.keys()]) {
        if (signal.aborted) return CANCELLED;
        const answer = await session.importersOf(path, this.#limits.checkSeconds);
        if ('kind' in answer) return answer;
        importers.push(...answer);
      }
      return compareErrors({ texts, importers, also }, (paths, over) =>
        this.#errors(session, paths, over, signal),
      );
    }, signal);
    const seconds = (performance.now() - began) / 1000;
    if (told.kind === 'lost') return couldNotCheck(told, this.#name, seconds);
    return { ...told.value, by: told.by, seconds };
  }

  /** Errors of the untouched files, by path; a file that the compiler does not look at is absent. */
  errors(
    paths: readonly string[],
    signal: CancelSignal,
  ): Promise<Told<ReadonlyMap<string, readonly Diagnostic[]>>> {
    return this.#turn((session) => this.#errors(session, paths, undefined, signal), signal);
  }

  /** Those of the paths that the project's own compiler looks at. */
  included(paths: readonly string[], signal: CancelSignal): Promise<Told<readonly string[]>> {
    return this.#turn(async (session) => {
      const answer = await session.ask({ kind: 'included', paths: [...paths] }, this.#limits.checkSeconds);
      return answer.kind === 'lost' ? answer : answer.kind === 'paths' ? answer.paths : [];
    }, signal);
  }

  /** Ends the process. What is asked afterwards could not be checked. */
  close(): void {
    this.#isClosed = true;
    this.#session?.end();
  }

  async #errors(
    session: TypesSession,
    paths: readonly string[],
    texts: TypesRequest['texts'] | undefined,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, readonly Diagnostic[]> | Lost> {
    const { untouched } = session;
    const found = texts === undefined ? untouched : new Map<string, readonly Diagnostic[]>();
    const asked = paths.filter((path) => !found.has(path));
    const sent = [...(texts ?? [])].map(([path, text]): [string, string | null] => [path, text ?? null]);
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      if (signal.aborted) return CANCELLED;
      const answer = await session.ask(
        { kind: 'errors', paths: asked.slice(at, at + AT_ONCE), texts: sent },
        this.#limits.checkSeconds,
      );
      if (answer.kind === 'lost') return answer;
      for (const [path, errors] of answer.kind === 'errors' ? answer.found : []) found.set(path, errors);
    }
    return new Map(
      paths.flatMap((path) => {
        const known = found.get(path);
        return known === undefined ? [] : [[path, known] as const];
      }),
    );
  }

  /** Waits for its turn, no longer than it is wanted. */
  #turn<T>(work: (session: TypesSession) => Promise<T | Lost>, signal: CancelSignal): Promise<Told<T>> {
    const turn = this.#queue.then(() => (signal.aborted ? CANCELLED : this.#try(work)));
    this.#queue = turn;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => resolve(CANCELLED);
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      void turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  /**
   * Twice with the compiler in use, then once with the next. The next stays in use where it could answer; where it
   * could not either, the question is to blame and the better compiler stays.
   */
  async #try<T>(work: (session: TypesSession) => Promise<T | Lost>): Promise<Told<T>> {
    let lost: Lost | undefined;
    let asked = 0;
    for (let at = this.#at; at < this.#options.compilers.length && asked < 2; at += 1) {
      const tries = asked === 0 ? 2 : 1;
      let wasOpen = false;
      for (let n = 0; n < tries && !this.#unusable.has(at); n += 1) {
        if (this.#isClosed) return { kind: 'lost', how: 'unavailable', reason: 'it was closed' };
        const session = await this.#open(at);
        wasOpen ||= session instanceof TypesSession;
        const value = session instanceof TypesSession ? await work(session) : session;
        if (session instanceof TypesSession && !isLost(value)) {
          this.#at = at;
          this.#name = session.name;
          return { kind: 'told', value: value as T, by: session.name };
        }
        if (isLost(value)) lost = value;
        if (lost?.how === 'cancelled') return lost;
      }
      if (wasOpen) asked += 1;
    }
    return asked > 0 && lost !== undefined
      ? lost
      : { kind: 'lost', how: 'unavailable', reason: this.#whyNone() };
  }

  async #open(at: number): Promise<TypesSession | Lost> {
    const isTooLarge =
      this.megabytes() > this.#limits.megabytes && (this.#session?.answered ?? 0) >= WORTH_REPLACING;
    if (this.#session?.isAlive === true && this.#opened === at && !isTooLarge) return this.#session;
    this.#session?.end();
    this.#session = undefined;
    const { origin, folder, compilers } = this.#options;
    const compiler = compilers[at];
    if (compiler === undefined) throw new Error('no such compiler');
    const service = this.#options.start();
    const request = { origin, copy: folder, paths: [...this.#options.list()], compiler };
    const session = await TypesSession.open(service, request, this.#limits.openSeconds);
    if (!(session instanceof TypesSession)) {
      // What could not be opened once is tried again; twice is enough.
      if (this.#failedToOpen.has(at)) this.#unusable.set(at, session.reason);
      this.#failedToOpen.add(at);
      return session;
    }
    this.#failedToOpen.delete(at);
    this.#session = session;
    this.#opened = at;
    if (this.#isClosed) session.end();
    return session;
  }

  #whyNone(): string {
    const [reason] = this.#unusable.values();
    return reason ?? 'there is no compiler for these files';
  }
}

function isLost(value: unknown): value is Lost {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'lost';
}
