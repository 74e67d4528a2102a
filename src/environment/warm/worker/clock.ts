/*
 * The true clock and timers, taken before any test can put others in their place, and the steps that a candidate may
 * take. Loops of changed code call `step`; one that never ends is thrown out of the loop and not only out of time.
 */
export const realSetTimeout = globalThis.setTimeout;
export const realClearTimeout = globalThis.clearTimeout;
export const realSetImmediate = globalThis.setImmediate;
const performanceNow = performance.now.bind(performance);
export const now = (): number => performanceNow();

// Of the process where Node cannot tell it of a thread: what collects garbage beside it computes little.
const usage = (process.threadCpuUsage ?? process.cpuUsage).bind(process);
/** Milliseconds that have been computed so far. */
function computed(): number {
  const { user, system } = usage();
  return (user + system) / 1000;
}

/** Thrown by a loop when the time of the run is over, or its steps are used up. */
export class OutOfTime extends Error {
  constructor() {
    super('the code loops and does not end');
    this.name = 'OutOfTime';
  }
}

/** The clock is asked once in so many steps, since asking costs more than most steps. */
const STRIDE = { first: 16, most: 128 };
/** Milliseconds between two looks: below, steps are cheap and the next look is later; above, it is sooner. */
const BETWEEN_LOOKS = { least: 0.5, most: 5 };

export class StepClock {
  #steps = 0;
  #allowed = Number.POSITIVE_INFINITY;
  /** When it is looked next whether the time is up, and when it is in any case. */
  #deadline = Number.POSITIVE_INFINITY;
  #last = Number.POSITIVE_INFINITY;
  /** What may be computed, and what had been when the run began. */
  #limit = Number.POSITIVE_INFINITY;
  #before = 0;
  #overrun = false;
  #stride = STRIDE.first;
  /** The step at which the clock is asked next, and when it was asked last. */
  #nextLook = STRIDE.first;
  #looked = 0;

  /** Called at the start of each turn of a loop, each body of a condition and each function of the changed code. */
  readonly step = (): void => {
    this.#steps += 1;
    if (this.#steps > this.#allowed) throw new OutOfTime();
    if (this.#steps < this.#nextLook && !this.#overrun) return;
    const at = now();
    if (this.#isOver(at)) {
      this.#overrun = true;
      throw new OutOfTime();
    }
    this.#look(at);
  };

  /** Steps may cost more and more, as when each makes a text longer: then the clock is asked more often. */
  #look(at: number): void {
    const between = at - this.#looked;
    if (between < BETWEEN_LOOKS.least) this.#stride = Math.min(STRIDE.most, 2 * this.#stride);
    else if (between > BETWEEN_LOOKS.most) this.#stride = Math.max(1, this.#stride >> 2);
    this.#looked = at;
    this.#nextLook = this.#steps + this.#stride;
  }

  /** On a busy machine a run takes long and has computed little. */
  #isOver(at: number): boolean {
    if (at < this.#deadline) return false;
    const left = at < this.#last ? this.#limit - (computed() - this.#before) : 0;
    if (left > 0) this.#deadline = Math.min(this.#last, at + left);
    return left <= 0;
  }

  #fromStart(): void {
    this.#steps = 0;
    this.#stride = STRIDE.first;
    this.#nextLook = STRIDE.first;
    this.#looked = now();
  }

  /** Steps since the last call; from here on so many are allowed. */
  allow(steps: number): number {
    const taken = this.#steps;
    this.#fromStart();
    this.#allowed = steps;
    return taken;
  }

  /** Starts a run that may compute for so many milliseconds, and last for `most` by the clock. */
  begin(limit: number, most = limit): void {
    this.#fromStart();
    this.#allowed = Number.POSITIVE_INFINITY;
    this.#overrun = false;
    this.#limit = limit;
    this.#before = most > limit ? computed() : 0;
    this.#deadline = now() + limit;
    this.#last = now() + most;
  }

  get overrun(): boolean {
    return this.#overrun || this.#isOver(now());
  }

  /** Milliseconds that are left; never negative. */
  get left(): number {
    const at = now();
    return this.#isOver(at) ? 0 : this.#deadline - at;
  }

  /** The same where nothing but computing takes the time. */
  get longest(): number {
    return Math.max(0, this.#last - now());
  }
}
