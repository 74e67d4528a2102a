/**
 * The same policy with one memory for all models: they come one after the other to the same problems, as in a workspace
 * in which another model is asked when one has failed. Built as `out/replay/policy-pooled.mjs`. Streams with the same seed share
 * the memory, so that a model meets what others did on its problems and never its own samples in another order.
 */
import { SHIPPED_PRIOR } from '../../src/belief/sampling/prior.ts';
import { NOTHING_LEARNED } from '../../src/belief/sampling/state.ts';
import type { Problem, ReplayPolicy } from './play.ts';
import { type Memory, policyWith } from './policy.ts';

/** A problem is known again by all that is told of it; where that is too little, not at all. */
function identify({ d, g, t, f }: Problem): string | undefined {
  const told = Object.keys(f ?? {}).length + (typeof t === 'string' ? 1 : 0);
  return told < 2 ? undefined : JSON.stringify([d, g, t, f]);
}

interface Shared {
  readonly memory: Memory;
  readonly models: Set<string>;
}

const shared = new Map<number, Shared>();

const fresh = (): Memory => ({ state: NOTHING_LEARNED, identify });

export default ({ seed }: { readonly seed: number }): ReplayPolicy => {
  let policy: ReplayPolicy | undefined;
  return {
    start(problem) {
      policy ??= policyWith(SHIPPED_PRIOR, memoryFor(seed, problem.model));
      policy.start(problem);
    },
    decide: (history) => policy?.decide(history) ?? { act: 'abstain' },
    end: (feedback) => policy?.end(feedback),
  };
};

/** A model that comes a second time begins another run: what was learned from its own samples is not to be known. */
function memoryFor(seed: number, model: string): Memory {
  let found = shared.get(seed);
  if (found === undefined || found.models.has(model)) found = { memory: fresh(), models: new Set() };
  found.models.add(model);
  shared.set(seed, found);
  return found.memory;
}
