import { cancelBelow } from './cancel.ts';
import type { CancelSignal, Candidate, Observation } from './types.ts';

/** When nobody waits for a batch any more. */
export interface Enough {
  /** Whether nobody does, once that is known. */
  readonly known: Promise<boolean>;
  /** What is waited for all the same. */
  readonly spares: (candidate: Candidate) => boolean;
}

/**
 * What was observed of candidates that are evaluated at once, in their order. Those that are still under way when it is
 * known that nobody waits for them any more are cut off, and undefined: what was cut off half-way has shown nothing.
 * @param enough absent where all are waited for in any case
 */
export async function evaluateBatch(
  batch: readonly Candidate[],
  evaluate: (candidate: Candidate, signal: CancelSignal) => Promise<Observation>,
  enough: Enough | undefined,
  signal: CancelSignal,
): Promise<readonly (Observation | undefined)[]> {
  const own = cancelBelow(signal);
  const unspared = cancelBelow(own.signal);
  const found: (Observation | undefined)[] = batch.map(() => undefined);
  const all = Promise.all(
    batch.map(async (candidate, index) => {
      const below = enough?.spares(candidate) === true ? own.signal : unspared.signal;
      const observation = await evaluate(candidate, below);
      if (!below.aborted) found[index] = observation;
    }),
  );
  try {
    if (enough !== undefined && (await Promise.race([all.then(() => false), enough.known])))
      unspared.cancel();
    await all;
  } catch (error) {
    // Nobody will ask for the others.
    own.cancel();
    throw error;
  } finally {
    unspared.release();
    own.release();
  }
  return found;
}
