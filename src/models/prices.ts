import * as z from 'zod/mini';
import type { LanguageModel } from '../loop/rooms.ts';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** For input that the provider had kept from an earlier call; the price of other input when absent. */
  readonly cachedInput?: number;
}

/** A model that knows what it costs; `undefined` while nobody does. Its server may tell, with its limits. */
export interface PricedModel extends LanguageModel {
  readonly price: () => Price | undefined;
}

export const FREE: Price = { input: 0, output: 0 };

/** Prices by model name; `*` stands for any characters. */
export type PriceTable = Readonly<Record<string, Price>>;

/** No model costs more than a dollar a token; anything above is a slip of the pen. */
const dollars = z.number().check(z.minimum(0), z.maximum(1_000_000));
const priceSchema = z.object({ input: dollars, output: dollars, cachedInput: z.optional(dollars) });

/**
 * List prices as their makers published them in 2025, without discounts, written down by hand and not looked up since.
 * They change: an entry of the person's own table goes first, and so does what a server itself says about a call.
 */
const LISTED: PriceTable = {
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-20*': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-mini*': { input: 0.25, cachedInput: 0.025, output: 2 },
  'gpt-5-nano*': { input: 0.05, cachedInput: 0.005, output: 0.4 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-20*': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-mini*': { input: 0.4, cachedInput: 0.1, output: 1.6 },
  'gpt-4.1-nano*': { input: 0.1, cachedInput: 0.025, output: 0.4 },
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-20*': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-mini*': { input: 0.15, cachedInput: 0.075, output: 0.6 },
  o3: { input: 2, cachedInput: 0.5, output: 8 },
  'o3-20*': { input: 2, cachedInput: 0.5, output: 8 },
  'o4-mini*': { input: 1.1, cachedInput: 0.275, output: 4.4 },
};

/** Reads the person's table. An entry that is none is left out, and a sentence says which and why. */
export function readPrices(raw: unknown): {
  readonly prices: PriceTable;
  readonly complaints: readonly string[];
} {
  if (raw === undefined || raw === null) return { prices: {}, complaints: [] };
  const entries = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!entries.success) {
    const complaint =
      'The table of prices is no object. Write {"model": {"input": 1, "output": 2}} in dollars per million tokens.';
    return { prices: {}, complaints: [complaint] };
  }
  const prices: Record<string, Price> = {};
  const complaints: string[] = [];
  for (const [name, value] of Object.entries(entries.data)) {
    const price = priceSchema.safeParse(value);
    if (price.success) {
      const { cachedInput, ...rest } = price.data;
      prices[name] = cachedInput === undefined ? rest : { ...rest, cachedInput };
    } else {
      complaints.push(
        `The price of “${name}” is not understood and is left out. Give input and output in dollars per million tokens.`,
      );
    }
  }
  return { prices, complaints };
}

/**
 * The price of a model, or undefined when nobody knows it. The person's table goes first, then what the server lists,
 * then the list prices; a model on this machine that none of them names is free.
 */
export function priceFor(
  model: string,
  known: { readonly own?: PriceTable; readonly listed?: Price | undefined; readonly local: boolean },
): Price | undefined {
  // A provider of many models puts the maker's name in front.
  const short = model.slice(model.lastIndexOf('/') + 1);
  return (
    entryFor(model, known.own ?? {}) ??
    known.listed ??
    entryFor(model, LISTED) ??
    (known.local ? FREE : entryFor(short, LISTED))
  );
}

/** The entry that says most about the name: the one with the most characters that are not `*`. */
export function entryFor(model: string, table: PriceTable): Price | undefined {
  let best: { readonly price: Price; readonly said: number } | undefined;
  for (const [pattern, price] of Object.entries(table)) {
    const said = pattern.replaceAll('*', '').length;
    if ((best === undefined || said > best.said) && fits(model, pattern)) best = { price, said };
  }
  return best?.price;
}

/** Greedy matching of the parts between the stars; linear, whatever the pattern. */
function fits(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= text.length;
}
