import { availableParallelism } from 'node:os';
import type { CancelSignal } from '../../loop/types.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';
import type { WarmBaseline, WarmRequest, WarmRun, WarmRunner } from '../warm/warm-runner.ts';
import type { PythonWarm } from './python-warm.ts';

/** Candidates that wait before a second process is worth its start. */
const WORTH_A_TWIN = 8;

/**
 * Two processes that hold the same project, each with a copy of its own, since candidates are put into the copy one at
 * a time. The second is started once many candidates wait, and takes its share as soon as it has loaded.
 */
export class PythonPair implements WarmRunner {
  readonly name: string;
  readonly testFiles: readonly string[];
  readonly #first: PythonWarm;
  readonly #waiting = new Map<PythonWarm, number>();
  /** Undefined until it is started; a machine with one processor has none. */
  #twin: PythonWarm | undefined;
  #isTwinReady = false;

  constructor(first: PythonWarm) {
    this.#first = first;
    this.name = first.name;
    this.testFiles = first.testFiles;
  }

  open(request: Parameters<WarmRunner['open']>[0]): Promise<WarmBaseline> {
    return this.#first.open(request);
  }

  run(request: WarmRequest): Promise<WarmRun> {
    return this.#with(request.signal, (runner) => runner.run(request));
  }

  /** Each version has its calls recorded anew, so that any of the two can run it. */
  probe(request: ProbeRequest, signal: CancelSignal): Promise<Probed> {
    return this.#with(signal, (runner) => runner.probe(request, signal));
  }

  megabytes(): number {
    return this.#first.megabytes() + (this.#twin?.megabytes() ?? 0);
  }

  dispose(): void {
    this.#first.dispose();
    this.#twin?.dispose();
  }

  /** Has the one do it that has less to do. */
  async #with<T>(signal: CancelSignal, work: (runner: PythonWarm) => Promise<T>): Promise<T> {
    const runner = this.#next(signal);
    this.#waiting.set(runner, this.#load(runner) + 1);
    try {
      return await work(runner);
    } finally {
      this.#waiting.set(runner, this.#load(runner) - 1);
    }
  }

  #next(signal: CancelSignal): PythonWarm {
    const first = this.#first;
    const load = this.#load(first);
    if (this.#twin === undefined && load >= WORTH_A_TWIN && availableParallelism() > 1) {
      const twin = first.twin();
      this.#twin = twin;
      void twin.prepare(signal).then((isReady) => {
        this.#isTwinReady = isReady;
      });
    }
    const twin = this.#isTwinReady ? this.#twin : undefined;
    return twin !== undefined && this.#load(twin) < load ? twin : first;
  }

  #load(runner: PythonWarm): number {
    return this.#waiting.get(runner) ?? 0;
  }
}
