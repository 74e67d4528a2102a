import type { Diagnostic } from '../../loop/types.ts';

/** Version 6 goes on to tell why of every overload, version 7 of the last. */
const NO_OVERLOAD = 2769;

/**
 * A compile error as every checker of ours tells it. Its key names what is wrong and never where, so that the same error
 * is known again when lines have moved.
 */
export function compileError(
  path: string,
  text: string,
  found: { readonly start: number; readonly end: number; readonly code: number; readonly message: string },
): Diagnostic {
  const { start, end, code, message } = found;
  const line = text.slice(0, start).split('\n').length;
  const symbol = text.slice(start, Math.min(end, start + 60)).replace(/\s+/g, ' ');
  const words = code === NO_OVERLOAD ? message.split('\n', 1)[0] : message;
  const key = [path, `TS${code}`, symbol, words?.replace(/\s+/g, ' ')].join('|');
  return { path, start, end, line, code: `TS${code}`, source: 'typescript', message, key };
}
