import { grouped } from '../loop/grouped.ts';
import type { ModelRequest } from '../loop/rooms.ts';
import type { Ledger, Payee, Reservation } from './ledger.ts';
import type { Price } from './prices.ts';
import { dollarsFor, mostInput, mostPrompt } from './tokens.ts';

/** An answer shorter than this is of no use; rather none is asked for. */
const SHORTEST_ANSWER = 200;

/** Stands in where nobody keeps an account. */
const FREE: Reservation = { settle: () => {}, release: () => {}, abandon: () => {} };

export type Admission =
  | { readonly kind: 'admitted'; readonly reservation: Reservation; readonly maxTokens: number }
  /** A sentence for a person. */
  | { readonly kind: 'refused'; readonly reason: 'too-long' | 'over-budget'; readonly message: string };

/**
 * Sets aside what one attempt may cost at most: the prompt, and as long an answer as is asked for, the server writes,
 * the budget pays and the model's context holds, whichever is the shortest.
 */
export function admit(
  request: ModelRequest,
  to: {
    readonly payee: Payee;
    readonly price: Price | undefined;
    readonly ledger: Ledger | undefined;
    /** Tokens that the model holds, prompt and answer together, where that is known. */
    readonly contextTokens: number | undefined;
    /** Tokens that the server writes at most in one answer, where that is known. */
    readonly longestReply?: number | undefined;
  },
): Admission {
  const { payee, price, ledger, contextTokens } = to;
  const input = mostInput(request);
  const longest = Math.min(request.maxTokens, to.longestReply ?? Number.POSITIVE_INFINITY);
  const prompt = mostPrompt(request);
  const held = contextTokens === undefined ? longest : contextTokens - prompt;
  const least = Math.min(longest, SHORTEST_ANSWER);
  if (contextTokens !== undefined && held < least) {
    const message = `The prompt of about ${grouped(prompt)} tokens does not fit ${payee.model}, which holds ${grouped(contextTokens)} with the answer. Load it with a larger context, or choose another model.`;
    return { kind: 'refused', reason: 'too-long', message };
  }
  const wanted = Math.min(longest, held);
  if (ledger === undefined) return { kind: 'admitted', reservation: FREE, maxTokens: wanted };
  const room = ledger.room();
  const payable =
    price === undefined || price.output === 0
      ? wanted
      : Math.floor((room.dollars * 1_000_000 - input * price.input) / price.output);
  const affordable = Math.min(wanted, room.tokens - input, payable);
  // What is refused is told with the shortest answer that would do.
  const maxTokens = Math.max(least, affordable);
  const dollars = price === undefined ? undefined : dollarsFor({ input, output: maxTokens }, price);
  const reservation = ledger.reserve(payee, { tokens: input + maxTokens, dollars });
  return 'refused' in reservation
    ? {
        kind: 'refused',
        reason: 'over-budget',
        message: `${payee.model} was not asked. ${reservation.refused}`,
      }
    : { kind: 'admitted', reservation, maxTokens };
}
