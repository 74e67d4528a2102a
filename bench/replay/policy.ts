/**
 * The product's policy behind the interface of the replay scorer. Built as `out/replay/policy.mjs`. Every instance begins with
 * what the product ships and learns from its own stream alone.
 */

import { learn } from '../../src/belief/sampling/learning.ts';
import { lookAt, type Outlook, type Sample } from '../../src/belief/sampling/outlook.ts';
import { choose } from '../../src/belief/sampling/policy.ts';
import { type SamplingPrior, SHIPPED_PRIOR } from '../../src/belief/sampling/prior.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../src/belief/sampling/state.ts';
import type { SamplingTask } from '../../src/belief/sampling/terms.ts';
import type { Draw, Problem, ReplayPolicy } from './play.ts';

/** Where a policy keeps what it learned, and how it knows a task again where it may. */
export interface Memory {
  state: SamplingState;
  readonly identify?: (problem: Problem) => string | undefined;
}

export function policyWith(
  prior: SamplingPrior,
  memory: Memory = { state: { ...NOTHING_LEARNED, spread: prior.spread } },
  decide: typeof choose = choose,
): ReplayPolicy {
  let outlook: Outlook | undefined;
  // The scorer goes on writing to the history it hands over: the sample that ends a task is seen there alone.
  let history: readonly Draw[] = [];
  return {
    start(problem) {
      outlook = lookAt(
        taskOf(problem, memory.identify?.(problem)),
        {
          cap: problem.cap,
          price: problem.price,
          check: problem.mode === 'visible' ? { certain: false, wrong: problem.wrong } : { certain: true },
        },
        memory.state,
        prior,
      );
      history = [];
    },
    decide(seen) {
      if (outlook === undefined) return { act: 'abstain' };
      history = seen;
      const choice = decide(outlook, seen.map(sampleOf));
      if (choice.kind === 'submit') return { act: 'submit', i: choice.sample, p: choice.credence };
      return { act: choice.kind === 'draw' ? 'draw' : 'abstain', p: choice.credence };
    },
    end({ submitted, correct }) {
      if (outlook === undefined) return;
      const verdict =
        submitted === null || correct === null ? undefined : { sample: submitted, right: correct };
      memory.state = learn(
        outlook,
        memory.state,
        history.map(sampleOf),
        outlook.terms.check.certain ? undefined : verdict,
      );
      outlook = undefined;
    },
  };
}

export default (): ReplayPolicy => policyWith(SHIPPED_PRIOR);

function taskOf({ model, d, g, f }: Problem, id: string | undefined): SamplingTask {
  const measures = Object.entries(f ?? {}).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
  const words = Object.values(f ?? {}).flatMap((value) =>
    Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [],
  );
  return {
    model,
    ...(id === undefined ? {} : { id }),
    ...(d === undefined || d === null ? {} : { difficulty: String(d) }),
    ...(g === undefined || g === null ? {} : { group: String(g) }),
    words,
    measures: Object.fromEntries(measures),
  };
}

const TYPES: Readonly<Record<string, 'wrong' | 'error' | 'timeout'>> = {
  W: 'wrong',
  H: 'wrong',
  F: 'wrong',
  E: 'error',
  T: 'timeout',
};

function sampleOf({ pass, out, cost }: Draw): Sample {
  const signature = typeof cost === 'number' ? { signature: String(cost) } : {};
  return pass
    ? { passed: true, ...signature }
    : { passed: false, type: TYPES[out] ?? 'unknown', ...signature };
}
