import { availableParallelism } from 'node:os';
import type { CancelSignal } from '../../loop/types.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';
import type { WarmBaseline, WarmRequest, WarmRun, WarmRunner } from '../warm/warm-runner.ts';
import type { PythonWarm } from './python-warm.ts';

/** Candidates that wait before a second process is worth its start, and milliseconds after which they still have to. */
const WORTH_A_TWIN = { waiting: 8, after: 600 };

/**
 * Two processes that hold the same project, each with a copy of its own, since candidates are put into the copy one at
 * a time. The second is started once many candidates wait for some time, since the first are often judged before it would be
 * there, and it takes its share as soon as it has loaded.
 */
export class PythonPair implements WarmRunner {
  readonly name: string;
  readonly testFiles: readonly string[];
  readonly #first: PythonWarm;
  readonly #waiting = new Map<PythonWarm, number>();
  /** Undefined until it is started; a machine with one processor has none. */
  #twin: PythonWarm | undefined;
  #isTwinReady = false;
  /** Runs out when it is looked again whether many wait. */
  #look: NodeJS.Timeout | undefined;

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

  /** Each version has its calls recorded anew, so that either of the two can run it. */
  probe(request: ProbeRequest, signal: CancelSignal): Promise<Probed> {
    return this.#with(signal, (runner) => runner.probe(request, signal));
  }

  megabytes(): number {
    return this.#first.megabytes() + (this.#twin?.megabytes() ?? 0);
  }

  dispose(): void {
    clearTimeout(this.#look);
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
    if (this.#twin === undefined && load >= WORTH_A_TWIN.waiting && availableParallelism() > 1)
      this.#look ??= setTimeout(() => {
        this.#look = undefined;
        if (!signal.aborted && this.#load(first) >= WORTH_A_TWIN.waiting) this.#startTwin(signal);
      }, WORTH_A_TWIN.after);
    const twin = this.#isTwinReady ? this.#twin : undefined;
    return twin !== undefined && this.#load(twin) < load ? twin : first;
  }

  #startTwin(signal: CancelSignal): void {
    const twin = this.#first.twin();
    this.#twin = twin;
    void twin.prepare(signal).then((isReady) => {
      this.#isTwinReady = isReady;
    });
  }

  #load(runner: PythonWarm): number {
    return this.#waiting.get(runner) ?? 0;
  }
}
