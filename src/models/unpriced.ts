import type { ModelAccount } from '../loop/events.ts';
import { grouped } from '../loop/grouped.ts';
import type { Budget } from '../loop/types.ts';

/** Tells the person once, at the first call whose price nobody knows, that no cap in dollars can hold for it. */
export function unpricedWatch(
  { dollars, tokens }: Pick<Budget, 'dollars' | 'tokens'>,
  onNotice: (message: string) => void,
): (account: Pick<ModelAccount, 'unpriced'>) => void {
  let isTold = false;
  return ({ unpriced }) => {
    if (unpriced === 0 || isTold) return;
    isTold = true;
    onNotice(
      `The price of a model that was asked is not known: the cap of $${dollars} does not bound it, the cap of ${grouped(tokens)} tokens does. Put its price in the table of prices.`,
    );
  };
}
