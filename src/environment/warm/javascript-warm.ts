import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal } from '../../loop/types.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Service } from '../isolation/service.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';
import { CandidateRuns } from './candidate-runs.ts';
import { type Instrumentation, inOrder, instrument, probeName, withInsertions } from './instrument.ts';
import { ENDLESS_STEPS, isEndless, KnownTests } from './known-tests.ts';
import { coverageOf, type FileRan, type Measured } from './measured.ts';
import type { PackageFacts, WireResult } from './protocol.ts';
import { reasonOf, WarmHost } from './warm-host.ts';
import { probeWarm } from './warm-probe.ts';
import { LATE } from './warm-process.ts';
import type { WarmBaseline, WarmRequest, WarmRun, WarmRunner } from './warm-runner.ts';
import { fileError, testResult } from './wire-results.ts';

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

/** The share of its time after which a file that still runs is looked at for loops that never end. */
const PATIENCE = 0.15;
/** Files that are instrumented since a test that never ends may have loaded them. */
const MOST_GUESSED = 2000;
/** Seconds for taking over the instrumented texts. */
const HAND_OVER_SECONDS = 30;
const JAVASCRIPT = /\.[cm]?[jt]sx?$/;

/** Runs tests of Vitest, Jest, Mocha and node:test in a process that keeps the project loaded. */
export class JavaScriptWarm implements WarmRunner {
  readonly name: string;
  readonly testFiles: readonly string[];
  readonly runsLater = true;
  readonly #options: JavaScriptWarmOptions;
  readonly #host: WarmHost;
  readonly #known = new KnownTests();
  readonly #runs: CandidateRuns;

  constructor(options: JavaScriptWarmOptions) {
    this.#options = options;
    this.name = options.name;
    this.testFiles = options.testFiles;
    this.#host = new WarmHost(options.start, options.facts);
    const { sources, syntax } = options;
    this.#runs = new CandidateRuns({ host: this.#host, known: this.#known, sources, syntax });
  }

  async open(request: Parameters<WarmRunner['open']>[0]): Promise<WarmBaseline> {
    const began = performance.now();
    const { signal } = request;
    const until = began + request.limitSeconds * 1000;
    const plain = new Map<string, FileRan>();
    const unsupported = new Map<string, string>();
    const hanging: string[] = [];
    for (const file of this.testFiles) {
      const patience = performance.now() + PATIENCE * request.limitSeconds * 1000;
      const ran = await this.#file(
        file,
        { coverage: false, reversed: true },
        Math.min(until, patience),
        signal,
      );
      if (ran === LATE && request.coverage) hanging.push(file);
      else if (typeof ran === 'string') unsupported.set(file, ran);
      else if (ran.unsupported !== undefined) unsupported.set(file, ran.unsupported);
      else plain.set(file, ran);
    }
    const loaded = [...plain.values()].flatMap((ran) => ran.loaded);
    // What a test that never ends has loaded is not known.
    const others = hanging.length === 0 ? [] : this.#options.sources.list().slice(0, MOST_GUESSED);
    const measured = request.coverage
      ? await this.#measure([...new Set([...loaded, ...others])], until, signal)
      : undefined;
    const final = new Map<string, FileRan>();
    // All are on their way at once, so that the process waits for nobody; whoever is told of it may keep us busy.
    const coverage = measured !== undefined;
    const again = [...plain].map(
      ([file, first]) =>
        [file, first, this.#file(file, { coverage, reversed: false }, until, signal)] as const,
    );
    setImmediate(() => request.whenLoaded?.());
    for (const [file, first, running] of again) {
      const ran = await running;
      if (typeof ran === 'string' || ran.unsupported !== undefined) {
        unsupported.set(file, typeof ran === 'string' ? ran : (ran.unsupported ?? ''));
        continue;
      }
      // Tests that end otherwise in another order lean on each other, and are always run from the first on. One that fails
      // in every order leans too where it says otherwise why: mended, it may pass in one of them alone.
      final.set(file, ran);
      this.#known.remember(file, ran, !sameEndings(first.results, ran.results));
    }
    const endless: string[] = [];
    for (const file of measured === undefined ? [] : hanging) {
      const limited = { coverage: true, steps: ENDLESS_STEPS };
      const first = await this.#file(file, { ...limited, reversed: true }, until, signal);
      const ran =
        typeof first === 'string'
          ? first
          : await this.#file(file, { ...limited, reversed: false }, until, signal);
      if (typeof first === 'string' || typeof ran === 'string' || ran.unsupported !== undefined) {
        unsupported.set(file, typeof ran === 'string' ? ran : (ran.unsupported ?? LATE));
        continue;
      }
      final.set(file, ran);
      this.#known.remember(file, ran, !sameEndings(first.results, ran.results));
      if (ran.results.some(isEndless)) endless.push(file);
    }
    await this.#host.declare({ type: 'names', names: this.#known.names });
    const { roots } = this.#host;
    const results = [...final.values()].flatMap((ran) =>
      ran.results.map((result) => testResult(result, roots)),
    );
    this.#known.settle(results);
    return {
      ...(endless.length === 0 ? {} : { endless }),
      results,
      fileErrors: [...final].flatMap(([file, { error }]) =>
        error === undefined ? [] : [fileError({ file, ...error }, roots)],
      ),
      unsupported: [...unsupported].map(([file, reason]) => ({ file, reason })),
      ...(measured === undefined ? {} : { coverage: coverageOf(measured, final) }),
      seconds: (performance.now() - began) / 1000,
    };
  }

  run(request: WarmRequest): Promise<WarmRun> {
    return this.#runs.run(request);
  }

  probe(request: ProbeRequest, signal: CancelSignal): Promise<Probed> {
    const { sources, syntax } = this.#options;
    return probeWarm(request, { host: this.#host, known: this.#known, sources, syntax }, signal);
  }

  untouchedSeconds(tests: readonly string[]): number {
    return this.#known.untouchedSeconds(tests);
  }

  megabytes(): number {
    return this.#host.megabytes();
  }

  dispose(): void {
    this.#host.close();
  }

  /** Instruments the files that were loaded, and hands them over. */
  async #measure(
    paths: readonly string[],
    until: number,
    signal: CancelSignal,
  ): Promise<Measured | undefined> {
    const tests = new Set(this.testFiles);
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
      this.#known.steps.set(path, found.steps);
      // Others have their turn between two files.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const probes = measured.map(
      ([path, { statements }], index) => [path, probeName(index), statements.length] as const,
    );
    const answer = await this.#host.ask({ type: 'measure', texts, probes }, HAND_OVER_SECONDS, signal);
    return typeof answer !== 'string' && answer.kind === 'answered' ? measured : undefined;
  }

  /** What one file's tests gave, or why it could not be run. */
  async #file(
    file: string,
    how: { readonly coverage: boolean; readonly reversed: boolean; readonly steps?: number },
    until: number,
    signal: CancelSignal,
  ): Promise<FileRan | string> {
    const limitSeconds = (until - performance.now()) / 1000;
    if (limitSeconds <= 0) return 'there was no time left to load it';
    const answer = await this.#host.ask(
      { type: 'file', id: this.#host.nextId(), file, ...how, limit: limitSeconds * 1000 },
      limitSeconds,
      signal,
    );
    if (typeof answer === 'string') return answer;
    return answer.kind === 'answered' && answer.message.type === 'file-ran'
      ? answer.message
      : reasonOf(answer);
  }
}

function sameEndings(a: readonly WireResult[], b: readonly WireResult[]): boolean {
  const told = ({ status, message, expected, actual }: WireResult): string =>
    JSON.stringify(status === 'failed' ? [status, message, expected, actual] : [status]);
  const endings = new Map(a.map((result) => [result.id, told(result)]));
  return a.length === b.length && b.every((result) => endings.get(result.id) === told(result));
}
