import { inspect } from 'node:util';

/** Longest text of one failure that is passed on. */
const LIMIT = 4000;

export interface WireError {
  readonly message: string;
  readonly stack: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** What a test threw, as text. Never throws, whatever was thrown. */
export function wireError(error: unknown): WireError {
  try {
    if (typeof error !== 'object' || error === null) {
      const text = typeof error === 'string' ? error : inspect(error);
      return { message: text.slice(0, LIMIT), stack: '' };
    }
    const { message, stack, expected, actual, matcherResult, name } = error as Record<string, unknown>;
    const compared = (typeof matcherResult === 'object' && matcherResult !== null ? matcherResult : {}) as {
      expected?: unknown;
      actual?: unknown;
    };
    const wanted = expected ?? compared.expected;
    const got = actual ?? compared.actual;
    return {
      message: String(message ?? name ?? inspect(error)).slice(0, LIMIT),
      stack: String(stack ?? '').slice(0, LIMIT),
      ...(wanted === undefined ? {} : { expected: shown(wanted) }),
      ...(got === undefined ? {} : { actual: shown(got) }),
    };
  } catch {
    return { message: 'an error that cannot be shown', stack: '' };
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LIMIT);
  try {
    const text = JSON.stringify(value);
    return (text === undefined ? inspect(value) : text).slice(0, LIMIT);
  } catch {
    return inspect(value, { depth: 2 }).slice(0, LIMIT);
  }
}
