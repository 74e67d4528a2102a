import { type Clock, install } from '@sinonjs/fake-timers';
import { now, OutOfTime, realSetImmediate } from './clock.ts';
import { isAtRest } from './waiting.ts';

/** Timers that may run while one promise is waited for: what polls for ever has hung. */
const MOST_TIMERS = 200;
/** Turns of the event loop, and milliseconds, in which nothing is under way: then nobody can settle a promise any more. */
const IDLE = { turns: 4, milliseconds: 3 };

/**
 * Time that passes as soon as there is nothing to do but to wait: who sleeps for a second is woken at once, and finds that
 * a second has passed. Inputs are tried by the hundred, of code whose waiting nobody wants to sit through; and what is due
 * first comes first, however busy the machine is.
 */
export class VirtualTime {
  readonly #clock: Clock | undefined;

  /** Takes the place of the timers and the date until `end`; where a test has done so already, time stays as it is. */
  constructor() {
    this.#clock = installed();
  }

  /** Forgets the timers that an input has left behind. */
  forget(): void {
    this.#clock?.reset();
  }

  end(): void {
    this.#clock?.uninstall();
  }

  /**
   * Waits for a promise, letting time pass.
   * @param limit real milliseconds; rejects with a `Late` when they are over, or when nothing can settle it any more
   */
  async until<T>(promise: PromiseLike<T>, limit: number): Promise<T> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    const deadline = now() + limit;
    let fired = 0;
    let idle = 0;
    let moved = now();
    for (;;) {
      // Two turns: what the first one settles may begin something in the second.
      await turn();
      await turn();
      if (isSettled) return promise;
      if (now() >= deadline || fired >= MOST_TIMERS) throw new Late();
      if (this.#clock !== undefined && this.#clock.countTimers() > 0) {
        fired += 1;
        fire(this.#clock);
      } else if (isAtRest()) {
        idle += 1;
        if (idle >= IDLE.turns && now() - moved >= IDLE.milliseconds) throw new Late();
        continue;
      }
      idle = 0;
      moved = now();
    }
  }
}

/** Thrown where a promise is not waited for any longer. */
export class Late extends Error {
  constructor() {
    super('it did not settle in time');
    this.name = 'Late';
  }
}

function installed(): Clock | undefined {
  try {
    return install({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
      now: Date.now(),
      loopLimit: MOST_TIMERS,
    });
  } catch {
    return undefined;
  }
}

/** What the work of a timer throws reaches nobody who waits. */
function fire(clock: Clock): void {
  try {
    clock.next();
  } catch (error) {
    if (error instanceof OutOfTime) throw error;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}
