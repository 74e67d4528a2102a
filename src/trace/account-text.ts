import type { ModelAccount } from '../loop/events.ts';
import { grouped } from '../loop/grouped.ts';
import { plural } from './layout.ts';

/** The account in one line: `3 calls, 5,210 tokens, $0.0123`, and what is uncertain about it. */
export function accountText({ calls, tokens, dollars, possible, unpriced }: ModelAccount): string {
  const money = `$${dollars.toFixed(4)}`;
  const broken =
    possible.calls === 0
      ? []
      : [`${plural(possible.calls, 'answer')} broke off and may cost $${possible.dollars.toFixed(4)} more`];
  const unknown = unpriced === 0 ? [] : [`${plural(unpriced, 'call')} at an unknown price`];
  return [plural(calls, 'call'), `${grouped(tokens)} tokens`, money, ...broken, ...unknown].join(', ');
}
