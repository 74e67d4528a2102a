import type { Usage } from './ports.ts';
import type { Budget, Spend } from './types.ts';

export const NOTHING_SPENT: Spend = { seconds: 0, candidates: 0, tokens: 0, dollars: 0, calls: 0 };

/** What one second of waiting costs, as a share of the value of a solved task: 10 s of waiting is worth 1%. */
const PRICE_PER_SECOND = 0.001;

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

/** The price of one more candidate in units of a solved task: waiting, and money at a dollar a task. */
export function priceOf(cost: { readonly seconds: number; readonly dollars: number }): number {
  return cost.seconds * PRICE_PER_SECOND + cost.dollars;
}
