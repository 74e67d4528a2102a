import { realClearTimeout, realSetTimeout } from './clock.ts';

/** Milliseconds between two looks at what is under way, and looks in a row that must find nothing. */
const LOOK = { every: 40, times: 3 };

/** What the process has open while it has nothing to do, by kind. */
let atRest: ReadonlyMap<string, number> = new Map();
/** Timers of our own that are running. */
let own = 0;

/** To be called while nothing is under way. */
export function rememberRest(): void {
  atRest = resources();
}

/**
 * Waits for so many milliseconds at most; and no longer than there is anything that could end the wait. A promise that
 * nobody can settle any more, since no timer, file or connection is left, is given up at once: as a test that runs out
 * of time, which it would be in the end.
 */
export function within<T>(promise: PromiseLike<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => settle(() => reject(new Error(`Test timed out in ${Math.round(limit)}ms.`)));
    const timer = started(late, Math.min(limit, 2 ** 31 - 1));
    let idle = 0;
    const look = (): void => {
      // A timer counts as running until its work is done.
      idle = isAtRest() ? idle + 1 : 0;
      looking = undefined;
      own -= 1;
      if (idle >= LOOK.times) late();
      else looking = started(look, LOOK.every);
    };
    let looking: NodeJS.Timeout | undefined = started(look, LOOK.every);
    let over = false;
    const settle = (end: () => void): void => {
      if (over) return;
      over = true;
      realClearTimeout(timer);
      own -= 1;
      if (looking !== undefined) {
        realClearTimeout(looking);
        own -= 1;
      }
      end();
    };
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}

function started(work: () => void, milliseconds: number): NodeJS.Timeout {
  own += 1;
  return realSetTimeout(work, milliseconds);
}

/** Whether nothing is open that was not open while there was nothing to do. */
export function isAtRest(): boolean {
  for (const [kind, count] of resources()) {
    const ours = kind === 'Timeout' ? own : 0;
    if (count - ours > (atRest.get(kind) ?? 0)) return false;
  }
  return true;
}

function resources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
