/*
 * The true clock and timers, taken before any test can put others in their place, and the steps that a candidate may
 * take. Loops of changed code call `step`; one that never ends is thrown out of the loop and not only out of time.
 */
export const realSetTimeout = globalThis.setTimeout;
export const realClearTimeout = globalThis.clearTimeout;
export const realSetImmediate = globalThis.setImmediate;
const performanceNow = performance.now.bind(performance);
export const now = (): number => performanceNow();

/** Thrown by a loop when the time of the run is over, or its steps are used up. */
export class OutOfTime extends Error {
  constructor() {
    super('the code loops and does not end');
    this.name = 'OutOfTime';
  }
}

/** The clock is asked once in so many steps, since asking costs more than a step. */
const STEPS_PER_LOOK = 2048;

export class StepClock {
  #steps = 0;
  #allowed = Number.POSITIVE_INFINITY;
  #deadline = Number.POSITIVE_INFINITY;
  #overrun = false;

  /** Called at the start of each turn of a loop and of each function of the changed code. */
  readonly step = (): void => {
    this.#steps += 1;
    if (this.#steps > this.#allowed) throw new OutOfTime();
    if (this.#steps % STEPS_PER_LOOK !== 0 && !this.#overrun) return;
    if (now() < this.#deadline) return;
    this.#overrun = true;
    throw new OutOfTime();
  };

  /** Steps since the last call; from here on so many are allowed. */
  allow(steps: number): number {
    const taken = this.#steps;
    this.#steps = 0;
    this.#allowed = steps;
    return taken;
  }

  /** Starts a run that may last so many milliseconds. */
  begin(limit: number): void {
    this.#steps = 0;
    this.#allowed = Number.POSITIVE_INFINITY;
    this.#overrun = false;
    this.#deadline = now() + limit;
  }

  get overrun(): boolean {
    return this.#overrun || now() >= this.#deadline;
  }

  /** Milliseconds that are left; never negative. */
  get left(): number {
    return Math.max(0, this.#deadline - now());
  }
}
