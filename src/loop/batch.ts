import { cancelBelow } from './cancel.ts';
import type { CancelSignal, Candidate, Observation } from './types.ts';

/**
 * What was observed of candidates that are evaluated at once, in their order. Those that are still under way when it is
 * known that nobody waits for them any more are cut off, and undefined: what was cut off half-way has shown nothing.
 * @param enough whether nobody waits any more, once that is known; absent where all are waited for in any case
 */
export async function evaluateBatch(
  batch: readonly Candidate[],
  evaluate: (candidate: Candidate, signal: CancelSignal) => Promise<Observation>,
  enough: Promise<boolean> | undefined,
  signal: CancelSignal,
): Promise<readonly (Observation | undefined)[]> {
  const own = cancelBelow(signal);
  const found: (Observation | undefined)[] = batch.map(() => undefined);
  const all = Promise.all(
    batch.map(async (candidate, index) => {
      const observation = await evaluate(candidate, own.signal);
      if (!own.signal.aborted) found[index] = observation;
    }),
  );
  try {
    if (enough !== undefined && (await Promise.race([all.then(() => false), enough]))) own.cancel();
    await all;
  } catch (error) {
    // Nobody will ask for the others.
    own.cancel();
    throw error;
  } finally {
    own.release();
  }
  return found;
}
