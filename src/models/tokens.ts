import type { ModelRequest } from '../loop/rooms.ts';
import type { Answer } from './answer.ts';
import type { Price } from './prices.ts';

/** Characters of English and code per token, roughly, good to a fifth either way; for where the server does not count. */
export const CHARS_PER_TOKEN = 4;

/** Characters that a token never exceeds on average over an answer; who goes on ignores the limit that was asked for. */
export const MOST_CHARS_PER_TOKEN = 16;

/** Bytes of UTF-8 per token that no ordinary prompt falls below: code has about 3.5, Chinese 3 a character. */
const FEWEST_BYTES_PER_TOKEN = 3;

/** What a server's template adds to a prompt: roles, separators, a system text of its own. */
const TEMPLATE = 1000;

/** Tokens in and out of one call. */
export interface Counts {
  readonly input: number;
  readonly output: number;
  /** The part of the input that the provider had kept. */
  readonly cached?: number;
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Tokens that the texts of a prompt may come to at worst, for whether a context holds them. */
export function mostPrompt({ system, user }: ModelRequest): number {
  return Math.ceil((bytesOf(system) + bytesOf(user)) / FEWEST_BYTES_PER_TOKEN) + 16;
}

/** Tokens that may be charged for a prompt at worst, the server's template included; for what is set aside. */
export function mostInput(request: ModelRequest): number {
  return mostPrompt(request) + TEMPLATE;
}

/** Tokens of a call by the length of the texts. */
export function estimated({ system, user }: ModelRequest, answer: Answer): Counts {
  return {
    input: Math.ceil((system.length + user.length) / CHARS_PER_TOKEN),
    output: Math.ceil((answer.text.length + answer.thought.length) / CHARS_PER_TOKEN),
  };
}

/**
 * What to charge for a call: the server's count where it can be true, the estimate where it cannot. No tokenizer
 * makes more tokens than there are bytes, none makes a text of nothing, and thought that is not shown stays within
 * the limit that was asked for.
 */
export function countsOf(request: ModelRequest, answer: Answer): Counts {
  const guess = estimated(request, answer);
  const { counted } = answer;
  if (counted === undefined) return guess;
  const mostIn = bytesOf(request.system) + bytesOf(request.user) + TEMPLATE;
  const mostOut = Math.max(request.maxTokens, bytesOf(answer.text) + bytesOf(answer.thought)) + TEMPLATE;
  const inputHolds = whole(counted.input) && counted.input > 0 && counted.input <= mostIn;
  const outputHolds =
    whole(counted.output) && counted.output <= mostOut && (counted.output > 0 || guess.output === 0);
  const input = inputHolds ? counted.input : guess.input;
  const cached = counted.cached;
  return {
    input,
    output: outputHolds ? counted.output : guess.output,
    ...(inputHolds && cached !== undefined && whole(cached) && cached <= input ? { cached } : {}),
  };
}

/** Dollars of a call. */
export function dollarsFor(counts: Counts, price: Price): number {
  const cached = counts.cached ?? 0;
  const input = (counts.input - cached) * price.input + cached * (price.cachedInput ?? price.input);
  return (input + counts.output * price.output) / 1_000_000;
}

function whole(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0;
}
