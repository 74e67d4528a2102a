import type { CancelSignal } from '../../loop/types.ts';
import type { Copy } from '../isolation/copy.ts';
import type { Service } from '../isolation/service.ts';
import type { Snapshot } from '../isolation/snapshot.ts';
import { tidy } from '../isolation/tidy.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';
import { Roots } from '../runners/report.ts';
import type { PythonRunnerPlan } from '../runners/runner.ts';
import type { WarmBaseline, WarmRequest, WarmRun, WarmRunner } from '../warm/warm-runner.ts';
import { factsOf, judgeQuestion, probeQuestion } from './asked.ts';
import { cancelledWithAll, JudgedTogether, Share, type Shared } from './judged-together.ts';
import type { CompileProblem, Question } from './protocol.ts';
import { type Exchange, PythonProcess } from './python-process.ts';
import { baselineOf, runOf } from './told.ts';

export interface PythonWarmOptions {
  readonly plan: PythonRunnerPlan;
  /** Workspace-relative. */
  readonly testFiles: readonly string[];
  readonly snapshot: Snapshot;
  /** A copy of the untouched snapshot that nothing else uses: candidates are put into it. Made when first asked for. */
  copy(): Copy;
  /** Starts the server in the copy. */
  start(copy: Copy): Service;
}

/** Above this the server is replaced between two runs. */
const MEGABYTES = 1500;

/** A version that could not be run. */
const UNPROBED = { status: 'could-not-run', calls: [], outcomes: [], steps: 0, longest: 0 } as const;

/** Runs tests of pytest and unittest in children of a process that keeps the project loaded. */
export class PythonWarm implements WarmRunner {
  readonly name: string;
  readonly testFiles: readonly string[];
  readonly #options: PythonWarmOptions;
  #copy: Copy | undefined;
  #process: PythonProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #limitSeconds = 60;
  #fromStart: readonly string[] | null = null;
  #runs = 0;
  /** When the copy was last known to be as it should; milliseconds. */
  #since = 0;
  /** How the last run was made, for the bench and the tests. */
  lastRun: 'in place' | 'loaded anew' | 'together' | undefined;
  readonly #share: Share;
  readonly #judged: JudgedTogether;

  /** @param share how many candidates may share a child, where another process of the project knows it */
  constructor(options: PythonWarmOptions, share = new Share()) {
    this.#options = options;
    this.#share = share;
    const mayShare = (request: WarmRequest): boolean => this.#mayShare(request);
    const alone = (request: WarmRequest): Promise<WarmRun> => this.#alone(request);
    const together = (requests: readonly WarmRequest[]): Promise<Shared> => this.#together(requests);
    this.#judged = new JudgedTogether({ share, mayShare, alone, together });
    this.name = `${options.plan.kind}, warm`;
    this.testFiles = options.testFiles;
  }

  open(request: Parameters<WarmRunner['open']>[0]): Promise<WarmBaseline> {
    const { limitSeconds, coverage, signal } = request;
    return this.#inTurn(async () => {
      const began = performance.now();
      this.#limitSeconds = limitSeconds;
      this.#fromStart = null;
      const told = await this.#open(limitSeconds, coverage, signal);
      const seconds = (performance.now() - began) / 1000;
      const reason = told.kind === 'answered' ? (told.answer.reason ?? undefined) : told.reason;
      if (told.kind !== 'answered' || reason !== undefined) {
        const why = reason ?? 'it could not be opened';
        this.#end();
        const unsupported = this.testFiles.map((file) => ({ file, reason: why }));
        return { results: [], fileErrors: [], unsupported, seconds };
      }
      this.#fromStart = told.answer.fromStart ?? [];
      return baselineOf(told.answer, this.#roots(), seconds);
    });
  }

  run(request: WarmRequest): Promise<WarmRun> {
    return this.#judged.run(request);
  }

  /** In a child that runs nothing else. */
  #alone(request: WarmRequest): Promise<WarmRun> {
    return this.#inTurn(async () => {
      const began = performance.now();
      const failed = (status: WarmRun['status'], reason: string): WarmRun =>
        runOf({ status, lines: [], reason }, this.#roots(), performance.now() - began);
      const { texts, tests, bail, limitSeconds, signal } = request;
      const opened = await this.#ready(signal);
      if (typeof opened === 'string') return failed('could-not-run', opened);
      const { process, copy } = opened;
      copy.put(texts);
      const id = this.#nextRun();
      const changed = [...texts].map(([path, text]) => [path, this.#kindOf(path, text)] as const);
      const question: Question = { type: 'run', id, changed, tests, bail, limit: limitSeconds };
      const told = await process.ask(question, 'ran', limitSeconds, signal);
      if (told.kind !== 'answered') {
        this.#end();
        this.#tidy(copy);
        const status = told.kind === 'ended' ? 'crashed' : told.kind;
        return failed(status === 'cancelled' ? 'could-not-run' : status, told.reason);
      }
      const { status, lines, reason, dirty, how } = told.answer;
      this.lastRun = how;
      this.#leave(process, copy, dirty);
      return runOf({ status, lines, reason }, this.#roots(), performance.now() - began);
    });
  }

  /** One after another in a child that they share. */
  #together(requests: readonly WarmRequest[]): Promise<Shared> {
    return this.#inTurn(async () => {
      const began = performance.now();
      const none: Shared = { runs: [], holds: true };
      const signal = cancelledWithAll(requests.map((request) => request.signal));
      const opened = await this.#ready(signal);
      if (typeof opened === 'string') return none;
      const { process, copy } = opened;
      copy.put(new Map());
      const question = judgeQuestion(this.#nextRun(), requests, this.#options.snapshot);
      const told = await process.ask(question, 'judged', question.limit * requests.length, signal);
      if (told.kind !== 'answered') {
        this.#end();
        this.#tidy(copy);
        return none;
      }
      const { verdicts, holds, dirty } = told.answer;
      this.lastRun = 'together';
      this.#leave(process, copy, dirty);
      const each = (performance.now() - began) / requests.length;
      const run = (verdict: (typeof verdicts)[number]): WarmRun | undefined => {
        if (verdict === null) return undefined;
        const reason = verdict.status === 'ran' ? null : 'the tests did not end in time';
        return runOf({ ...verdict, reason }, this.#roots(), each);
      };
      return { runs: verdicts.map(run), holds };
    });
  }

  /** What changes no other file than those that the project has. */
  #mayShare({ texts, bail }: WarmRequest): boolean {
    return bail && [...texts].every(([path, text]) => this.#kindOf(path, text) === 'modify');
  }

  #nextRun(): number {
    this.#since = Date.now();
    this.#runs += 1;
    return this.#runs;
  }

  /** After a run: the copy is as it was, and a process that has grown is replaced. */
  #leave(process: PythonProcess, copy: Copy, dirty: boolean): void {
    if (dirty) this.#tidy(copy);
    else copy.put(new Map());
    if (process.megabytes() > MEGABYTES) this.#end();
  }

  probe(request: ProbeRequest, signal: CancelSignal): Promise<Probed> {
    return this.#inTurn(async () => {
      const { texts, limitSeconds } = request;
      const failed = (reason: string): Probed => ({ ...UNPROBED, reason });
      const opened = await this.#ready(signal);
      if (typeof opened === 'string') return failed(opened);
      const { process, copy } = opened;
      copy.put(texts);
      const id = this.#nextRun();
      const changed = [...texts].map(([path, text]) => [path, this.#kindOf(path, text)] as const);
      const told = await process.ask(probeQuestion(id, request, changed), 'probed', limitSeconds, signal);
      if (told.kind !== 'answered') {
        this.#end();
        this.#tidy(copy);
        return failed(told.reason);
      }
      if (told.answer.dirty) this.#tidy(copy);
      else copy.put(new Map());
      const { type: _, id: __, dirty: ___, reason, ...probed } = told.answer;
      return { ...probed, ...(reason === null ? {} : { reason: this.#roots().clean(reason) }) };
    });
  }

  /** What the compiler says of texts; undefined while no server runs. */
  compile(
    texts: readonly (readonly [path: string, text: string])[],
    signal: CancelSignal,
  ): Promise<readonly CompileProblem[] | undefined> {
    return this.#inTurn(async () => {
      const told = await this.#process?.ask({ type: 'compile', texts }, 'compiled', 10, signal);
      if (told?.kind === 'answered') return told.answer.problems;
      this.#end();
      return undefined;
    });
  }

  /** Another that has the same project in a copy of its own, and measures nothing anew. Nothing is started yet. */
  twin(): PythonWarm {
    const twin = new PythonWarm(this.#options, this.#share);
    twin.#limitSeconds = this.#limitSeconds;
    twin.#fromStart = this.#fromStart;
    return twin;
  }

  /** Starts the server, so that the next run does not wait for it; false when that cannot be. Never throws. */
  prepare(signal: CancelSignal): Promise<boolean> {
    return this.#inTurn(async () => typeof (await this.#ready(signal)) !== 'string').catch(() => false);
  }

  megabytes(): number {
    return this.#process?.megabytes() ?? 0;
  }

  dispose(): void {
    this.#end();
    this.#copy?.dispose();
    this.#copy = undefined;
  }

  /** The server and its copy, started when it was lost; otherwise why there is none. */
  async #ready(
    signal: CancelSignal,
  ): Promise<{ readonly process: PythonProcess; readonly copy: Copy } | string> {
    if (signal.aborted) return 'cancelled';
    if (this.#process === undefined) {
      // What it found untouched is known, so that it only has to load.
      const told = await this.#open(this.#limitSeconds, false, signal);
      const reason = told.kind === 'answered' ? (told.answer.reason ?? undefined) : told.reason;
      if (reason !== undefined) {
        this.#end();
        return reason;
      }
    }
    const process = this.#process;
    const copy = this.#copy;
    return process === undefined || copy === undefined ? 'there is no server' : { process, copy };
  }

  async #open(limitSeconds: number, coverage: boolean, signal: CancelSignal): Promise<Exchange<'opened'>> {
    const { plan, start } = this.#options;
    this.#end();
    const copy = this.#copy ?? this.#options.copy();
    this.#copy = copy;
    this.#since = Date.now();
    const process = new PythonProcess(start(copy));
    this.#process = process;
    const facts = factsOf(plan, this.testFiles, copy.folder);
    const fromStart = this.#fromStart;
    const question: Question = { type: 'open', facts, limit: limitSeconds, coverage, fromStart };
    const told = await process.ask(question, 'opened', limitSeconds, signal);
    // Runs of the untouched tests may have left something.
    this.#tidy(copy);
    return told;
  }

  /** The server's folder for temporary files stays as it is: a sandbox keeps what it shows to the server in there. */
  #tidy(copy: Copy): void {
    copy.put(new Map());
    tidy(this.#options.snapshot, copy.folder, this.#since);
  }

  #kindOf(path: string, text: string | undefined): 'modify' | 'create' | 'delete' {
    if (text === undefined) return 'delete';
    return this.#options.snapshot.read(path) === undefined ? 'create' : 'modify';
  }

  #roots(): Roots {
    return new Roots(this.#copy?.folder ?? '/');
  }

  #end(): void {
    this.#process?.end();
    this.#process = undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
