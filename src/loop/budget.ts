import type { Usage } from './ports.ts';
import type { Budget, CancelSignal, Spend } from './types.ts';

export const NOTHING_SPENT: Spend = { seconds: 0, candidates: 0, tokens: 0, dollars: 0, calls: 0 };

/**
 * What one second of waiting costs, as a share of the value of a solved task. A solved task saves a person about ten
 * minutes; while there is nothing to look at they do something else, and waiting costs a thirtieth of their attention.
 * A verified patch is what they wait for: each second costs all of it, and nearly as much again of finding the thread.
 * While its cold run is under way they wait in any case, and what is tried beside it costs what it keeps the processor from.
 */
const PRICE_PER_SECOND = { searching: 0.00005, confirming: 0.001, verified: 0.003 } as const;

/** The ledger after a proposal; refused and rejected calls are charged as well. */
export function charge(spend: Spend, usage: Usage | undefined): Spend {
  if (usage === undefined) return spend;
  return {
    ...spend,
    tokens: spend.tokens + usage.tokens,
    dollars: spend.dollars + usage.dollars,
    calls: spend.calls + usage.calls,
  };
}

/** The dimension of the budget that is used up, or undefined while work may still start. */
export function usedUp(spend: Spend, budget: Budget): keyof Budget | undefined {
  if (spend.seconds >= budget.seconds) return 'seconds';
  if (spend.candidates >= budget.candidates) return 'candidates';
  // A budget of no tokens or dollars means "no model calls", not "stop at once".
  if (budget.tokens > 0 && spend.tokens >= budget.tokens) return 'tokens';
  if (budget.dollars > 0 && spend.dollars >= budget.dollars) return 'dollars';
  return undefined;
}

/**
 * What a token costs, in dollars, where nobody charges for it: a model at home heats, and keeps the machine from other
 * work. A dollar for a million is what the smaller hosted models take.
 */
const OWN_TOKEN = 1e-6;

/** The price of one more candidate in units of a solved task: waiting, and money at a dollar a task. */
export function priceOf(
  cost: { readonly seconds: number; readonly dollars: number; readonly tokens?: number },
  state: keyof typeof PRICE_PER_SECOND = 'searching',
): number {
  const money = Math.max(cost.dollars, (cost.tokens ?? 0) * OWN_TOKEN);
  return cost.seconds * PRICE_PER_SECOND[state] + money;
}

/**
 * Who cut the work off: the person, or the clock of the budget (an `AbortSignal.timeout`, whose reason is a
 * `TimeoutError`). The ledger cannot tell: its own clock may be a moment behind.
 */
export function cutBy(signal: CancelSignal): 'person' | 'budget' | undefined {
  if (!signal.aborted) return undefined;
  const { reason } = signal;
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  return late ? 'budget' : 'person';
}
