import type { Sources } from '../../loop/ports.ts';
import type { CancelSignal, TestResult } from '../../loop/types.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Service } from '../isolation/service.ts';
import { Roots } from '../runners/report.ts';
import {
  type Instrumentation,
  inOrder,
  instrument,
  probeName,
  withInsertions,
  withStepsOf,
} from './instrument.ts';
import { coverageOf, type FileRan, type Measured } from './measured.ts';
import type { PackageFacts, WireResult } from './protocol.ts';
import { type Answer, WarmProcess } from './warm-process.ts';
import type { WarmBaseline, WarmRequest, WarmRun, WarmRunner } from './warm-runner.ts';

export interface JavaScriptWarmOptions {
  readonly name: string;
  /** Asked for when the process is started. */
  facts(): PackageFacts;
  readonly testFiles: readonly string[];
  readonly sources: Sources;
  readonly syntax: Syntax;
  /** Starts the process in the copy of the untouched snapshot that the facts name. */
  start(): Service;
}

/** Seconds for starting and for finding the project's configuration. */
const OPEN_SECONDS = 30;
/** Above this the process is replaced between two runs. */
const MEGABYTES = 1500;
const PATIENCE = { factor: 20, floorSeconds: 1 };
const JAVASCRIPT = /\.[cm]?[jt]sx?$/;

/** Runs tests of Vitest, Jest, Mocha and node:test in a process that keeps the project loaded. */
export class JavaScriptWarm implements WarmRunner {
  readonly name: string;
  readonly testFiles: readonly string[];
  readonly #options: JavaScriptWarmOptions;
  readonly #fromStart = new Set<string>();
  /** Where the steps of each measured file are counted. */
  readonly #steps = new Map<string, Instrumentation['steps']>();
  /** What each test takes untouched, by id; and each file beside its tests, by path. */
  readonly #milliseconds = new Map<string, number>();
  #process: Promise<WarmProcess | string> | undefined;
  #current: WarmProcess | undefined;
  #runs = 0;
  #madeRoots: Roots | undefined;

  constructor(options: JavaScriptWarmOptions) {
    this.#options = options;
    this.name = options.name;
    this.testFiles = options.testFiles;
  }

  async open(request: Parameters<WarmRunner['open']>[0]): Promise<WarmBaseline> {
    const began = performance.now();
    const { signal } = request;
    const until = began + request.limitSeconds * 1000;
    const plain = new Map<string, FileRan>();
    const unsupported = new Map<string, string>();
    for (const file of this.testFiles) {
      const ran = await this.#file(file, { coverage: false, reversed: true }, until, signal);
      if (typeof ran === 'string') unsupported.set(file, ran);
      else if (ran.unsupported !== undefined) unsupported.set(file, ran.unsupported);
      else plain.set(file, ran);
    }
    const measured = request.coverage ? await this.#measure(plain, until, signal) : undefined;
    const final = new Map<string, FileRan>();
    for (const [file, first] of plain) {
      const ran = await this.#file(
        file,
        { coverage: measured !== undefined, reversed: false },
        until,
        signal,
      );
      if (typeof ran === 'string' || ran.unsupported !== undefined) {
        unsupported.set(file, typeof ran === 'string' ? ran : (ran.unsupported ?? ''));
        continue;
      }
      // Tests that end otherwise in another order lean on each other, and are always run from the first on.
      if (!sameStatuses(first.results, ran.results)) this.#fromStart.add(file);
      final.set(file, ran);
      this.#remember(file, ran);
    }
    return {
      results: [...final.values()].flatMap(({ results }) => results.map((result) => this.#result(result))),
      fileErrors: [...final].flatMap(([file, { error }]) =>
        error === undefined
          ? []
          : [{ file, message: error.message, frames: this.#roots.frames(error.stack) }],
      ),
      unsupported: [...unsupported].map(([file, reason]) => ({ file, reason })),
      ...(measured === undefined ? {} : { coverage: coverageOf(measured, final) }),
      seconds: (performance.now() - began) / 1000,
    };
  }

  async run(request: WarmRequest): Promise<WarmRun> {
    const began = performance.now();
    const process = await this.#ready(request.signal);
    if (typeof process === 'string') return this.#failed('could-not-run', process, began);
    this.#runs += 1;
    const files = this.#plan(request.tests);
    const limitSeconds = Math.min(request.limitSeconds, this.#patience(files));
    const answer = await process.ask(
      {
        type: 'run',
        id: this.#runs,
        texts: [...request.texts].map(([path, text]) => [
          path,
          text === undefined ? null : this.#stepped(path, text),
        ]),
        files,
        bail: request.bail,
        limit: limitSeconds * 1000,
      },
      limitSeconds,
      request.signal,
    );
    if (answer.kind !== 'answered' || answer.message.type !== 'ran') {
      this.#replace();
      return this.#failed(
        answer.kind === 'timed-out' ? 'timed-out' : answer.kind === 'ended' ? 'crashed' : 'could-not-run',
        reasonOf(answer),
        began,
      );
    }
    if (process.megabytes() > MEGABYTES) this.#replace();
    const { status, results, fileErrors, reason } = answer.message;
    return {
      status,
      results: results.map((result) => this.#result(result)),
      fileErrors: fileErrors.map(({ file, message, stack }) => ({
        file,
        message: this.#roots.clean(message),
        frames: this.#roots.frames(stack),
      })),
      ...(reason === undefined ? {} : { reason: this.#roots.clean(reason) }),
      seconds: (performance.now() - began) / 1000,
    };
  }

  megabytes(): number {
    return this.#current?.megabytes() ?? 0;
  }

  dispose(): void {
    this.#current?.end();
  }

  /** Instruments the files that were loaded, and hands them over. */
  async #measure(
    loaded: ReadonlyMap<string, FileRan>,
    until: number,
    signal: CancelSignal,
  ): Promise<Measured | undefined> {
    const tests = new Set(this.testFiles);
    const paths = new Set([...loaded.values()].flatMap((ran) => ran.loaded));
    const measured: [string, Instrumentation][] = [];
    const texts: [string, string][] = [];
    for (const path of paths) {
      const text = this.#options.sources.read(path);
      if (tests.has(path) || text === undefined || !JAVASCRIPT.test(path)) continue;
      if (signal.aborted || performance.now() > until) return undefined;
      const found = await this.#options.syntax.withTree(path, text, (root) =>
        instrument(root, text, measured.length),
      );
      if (found === undefined) continue;
      measured.push([path, found]);
      texts.push([path, withInsertions(text, inOrder([...found.probes, ...found.steps]))]);
      this.#steps.set(path, found.steps);
      // Others have their turn between two files.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const process = await this.#ready(signal);
    if (typeof process === 'string') return undefined;
    const probes = measured.map(
      ([path, { statements }], index) => [path, probeName(index), statements.length] as const,
    );
    const answer = await process.ask({ type: 'measure', texts, probes }, OPEN_SECONDS, signal);
    return answer.kind === 'answered' ? measured : undefined;
  }

  /** A changed text whose loops count their steps, so that one that never ends is thrown out of at once. */
  #stepped(path: string, text: string): string {
    const steps = this.#steps.get(path);
    const before = this.#options.sources.read(path);
    return steps === undefined || before === undefined ? text : withStepsOf(before, text, steps);
  }

  /** What one file's tests gave, or why it could not be run. */
  async #file(
    file: string,
    how: { readonly coverage: boolean; readonly reversed: boolean },
    until: number,
    signal: CancelSignal,
  ): Promise<FileRan | string> {
    const process = await this.#ready(signal);
    if (typeof process === 'string') return process;
    const limitSeconds = (until - performance.now()) / 1000;
    if (limitSeconds <= 0) return 'there was no time left to load it';
    this.#runs += 1;
    const answer = await process.ask(
      { type: 'file', id: this.#runs, file, ...how, limit: limitSeconds * 1000 },
      limitSeconds,
      signal,
    );
    if (answer.kind === 'answered' && answer.message.type === 'file-ran') return answer.message;
    this.#replace();
    return reasonOf(answer);
  }

  /** The process with the project open, started when there is none; otherwise why there is none. */
  #ready(signal: CancelSignal): Promise<WarmProcess | string> {
    this.#process ??= this.#open(signal);
    return this.#process;
  }

  async #open(signal: CancelSignal): Promise<WarmProcess | string> {
    const process = new WarmProcess(this.#options.start());
    this.#current = process;
    const answer = await process.ask({ type: 'open', facts: this.#options.facts() }, OPEN_SECONDS, signal);
    if (answer.kind === 'answered' && answer.message.type === 'opened' && answer.message.reason === undefined)
      return process;
    process.end();
    if (answer.kind === 'cancelled') this.#process = undefined;
    return answer.kind === 'answered' && answer.message.type === 'opened'
      ? (answer.message.reason ?? '')
      : reasonOf(answer);
  }

  #replace(): void {
    this.#current?.end();
    this.#current = undefined;
    this.#process = undefined;
  }

  #remember(file: string, { results, milliseconds }: FileRan): void {
    let tests = 0;
    for (const result of results) {
      this.#milliseconds.set(result.id, result.milliseconds);
      tests += result.milliseconds;
    }
    this.#milliseconds.set(file, milliseconds - tests);
  }

  /** Seconds that a run of these may take: what takes far longer than untouched most likely never ends. */
  #patience(files: readonly { readonly file: string; readonly tests: readonly string[] }[]): number {
    const names = files.flatMap(({ file, tests }) => [file, ...tests]);
    const untouched = names.reduce((sum, name) => sum + (this.#milliseconds.get(name) ?? 0), 0);
    return PATIENCE.floorSeconds + (PATIENCE.factor * untouched) / 1000;
  }

  #plan(ids: readonly string[]): { file: string; tests: string[]; fromStart: boolean }[] {
    const byFile = new Map<string, string[]>();
    for (const id of ids) {
      const file = id.slice(0, id.indexOf('::'));
      const tests = byFile.get(file) ?? [];
      tests.push(id);
      byFile.set(file, tests);
    }
    return [...byFile].map(([file, tests]) => ({ file, tests, fromStart: this.#fromStart.has(file) }));
  }

  get #roots(): Roots {
    this.#madeRoots ??= new Roots(this.#options.facts().root);
    return this.#madeRoots;
  }

  #result({ id, file, name, status, message, stack, expected, actual }: WireResult): TestResult {
    return {
      id,
      file,
      name,
      status,
      frames: stack === undefined ? [] : this.#roots.frames(stack),
      ...(message === undefined ? {} : { message: this.#roots.clean(message) }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    };
  }

  #failed(status: WarmRun['status'], reason: string, began: number): WarmRun {
    return { status, results: [], fileErrors: [], reason, seconds: (performance.now() - began) / 1000 };
  }
}

function reasonOf(answer: Answer): string {
  return answer.kind === 'answered' ? 'it answered something else' : answer.reason;
}

function sameStatuses(a: readonly WireResult[], b: readonly WireResult[]): boolean {
  const statuses = new Map(a.map(({ id, status }) => [id, status]));
  return a.length === b.length && b.every(({ id, status }) => statuses.get(id) === status);
}
