import type { ModelAccount } from '../loop/events.ts';
import { grouped } from '../loop/grouped.ts';
import type { ModelSlot } from '../loop/rooms.ts';
import type { Budget } from '../loop/types.ts';

/** What one attempt may cost at most, or did cost. */
export interface Cost {
  readonly tokens: number;
  /** Undefined where nobody knows the price. */
  readonly dollars: number | undefined;
}

/** Who is asked. */
export interface Payee {
  readonly model: string;
  readonly slot: ModelSlot;
}

/** What was set aside for one attempt. It is closed once, in one of three ways; what comes later changes nothing. */
export interface Reservation {
  /** The attempt was answered and cost this much. */
  settle(cost: Cost): void;
  /** Nobody charges for it. */
  release(): void;
  /** It broke off; all that was set aside may be charged, since nobody knows how much was thought and written. */
  abandon(): void;
}

/** The account of one task. What is set aside before a call is what keeps the caps under retries and parallel calls. */
export interface Ledger {
  /** Sets the worst case of one attempt aside at once, or says in a sentence which cap forbids it. */
  reserve(payee: Payee, worst: Cost): Reservation | { readonly refused: string };
  /** What may still be set aside. */
  room(): { readonly tokens: number; readonly dollars: number };
  account(): ModelAccount;
}

const ZERO = { calls: 0, tokens: 0, dollars: 0 };

/**
 * Opens an account. A cap of no tokens allows no call; a cap of no dollars allows those that are free.
 * @param onChange told of every attempt that was closed with a cost
 */
export function openLedger(
  caps: Pick<Budget, 'tokens' | 'dollars'>,
  onChange: (totals: ModelAccount) => void = () => {},
): Ledger {
  let spent = ZERO;
  let possible = ZERO;
  let reserved = { tokens: 0, dollars: 0 };
  let unpriced = 0;
  const lines = new Map<string, ModelAccount['models'][number]>();

  const room = (): { tokens: number; dollars: number } => ({
    tokens: Math.max(0, caps.tokens - spent.tokens - possible.tokens - reserved.tokens),
    dollars: Math.max(0, caps.dollars - spent.dollars - possible.dollars - reserved.dollars),
  });
  const account = (): ModelAccount => ({
    ...spent,
    possible,
    reserved,
    unpriced,
    models: [...lines.values()],
  });
  const charge = (payee: Payee, cost: Cost): void => {
    spent = plus(spent, cost);
    if (cost.dollars === undefined) unpriced += 1;
    const key = JSON.stringify([payee.slot, payee.model]);
    lines.set(key, { ...payee, ...plus(lines.get(key) ?? ZERO, cost) });
  };

  return {
    room,
    account,
    reserve: (payee, worst) => {
      const refused = refusal(caps, room(), worst);
      if (refused !== undefined) return { refused };
      const aside = { tokens: worst.tokens, dollars: worst.dollars ?? 0 };
      reserved = { tokens: reserved.tokens + aside.tokens, dollars: reserved.dollars + aside.dollars };
      let open = true;
      const close = (book: () => void): void => {
        if (!open) return;
        open = false;
        reserved = {
          tokens: reserved.tokens - aside.tokens,
          dollars: Math.max(0, reserved.dollars - aside.dollars),
        };
        book();
      };
      return {
        release: () => close(() => {}),
        settle: (cost) =>
          close(() => {
            charge(payee, cost);
            onChange(account());
          }),
        abandon: () =>
          close(() => {
            possible = plus(possible, worst);
            onChange(account());
          }),
      };
    },
  };
}

function plus(sum: typeof ZERO, cost: Cost): typeof ZERO {
  return {
    calls: sum.calls + 1,
    tokens: sum.tokens + cost.tokens,
    dollars: sum.dollars + (cost.dollars ?? 0),
  };
}

function refusal(
  caps: { readonly tokens: number; readonly dollars: number },
  room: { readonly tokens: number; readonly dollars: number },
  worst: Cost,
): string | undefined {
  if (worst.tokens > room.tokens || room.tokens === 0) {
    return `The call could take ${grouped(worst.tokens)} tokens, and ${grouped(room.tokens)} of the budget's ${grouped(caps.tokens)} are left. Raise the budget of tokens if it is worth it.`;
  }
  if (worst.dollars === undefined && caps.dollars === 0) {
    return 'The price of the model is not known, and the budget allows no dollars. Put its price in the table of prices, or raise the budget of dollars.';
  }
  if ((worst.dollars ?? 0) > room.dollars) {
    return `The call could cost $${worst.dollars?.toFixed(4)}, and $${room.dollars.toFixed(4)} of the budget's $${caps.dollars} are left. Raise the budget of dollars if it is worth it.`;
  }
  return undefined;
}
