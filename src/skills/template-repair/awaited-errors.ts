import type { TestResult } from '../../loop/types.ts';

/** An error that a test waits for in vain. */
export interface AwaitedError {
  /** The name of its class, where it is told. */
  readonly error?: string;
  /** Words of its message, where they are told. */
  readonly words?: string;
}

/** What a runner says when nothing was raised. */
const NOTHING_CAME =
  /DID NOT RAISE|did not (?:throw|raise|reject)|not raised|to throw|to be rejected|Missing expected (?:exception|rejection)|instead of rejecting/i;

const IN_MESSAGE: readonly RegExp[] = [
  /DID NOT RAISE(?: any of)? \(?<class '(?:[\w.]*\.)?(\w+)'>/,
  /\b(?:[\w.]*\.)?(\w+) not raised/,
  /Missing expected (?:exception|rejection) \((\w+)\)/,
  /to throw (?:an? )?(?:error of type )?'?\[?(?:Function )?([A-Z]\w*(?:Error|Exception)?)\b/,
  /Expected constructor:\s*(\w+)/,
];

const IN_SOURCE: readonly RegExp[] = [
  /(?:pytest\.)?raises\(\s*(?:[\w.]*\.)?([A-Z]\w*)/,
  /assertRaises(?:Regex)?\(\s*(?:[\w.]*\.)?([A-Z]\w*)/,
  /toThrow(?:Error)?\(\s*(?:new )?([A-Z]\w*)/,
  /(?:throws|rejects)\([\s\S]*?,\s*([A-Z]\w*)\s*[,)]/,
  /instanceOf\((?:[\w.]+, )?([A-Z]\w*)/i,
];

const WORDS_IN_SOURCE: readonly RegExp[] = [
  /match=r?(["'])(.+?)\1/,
  /assertRaisesRegex\([^,]+,\s*r?(["'])(.+?)\1/,
  /toThrow(?:Error)?\(\s*(["'`])(.+?)\1/,
  /toThrow(?:Error)?\(\s*(\/)(.+?)\//,
  /(?:throws|rejects)\([\s\S]*?,\s*(\/)(.+?)\//,
  /message:\s*(["'/])(.+?)\1/,
];

/** Lines around the one at which a test failed that say what it waits for. */
const BEFORE = 2;
const AFTER = 6;

/**
 * The error that a failed test waits for, by what its runner says and, where that says nothing of the class, by the lines of
 * the test; undefined where it waits for none.
 */
export function awaitedError(
  { message = '', file, frames }: Pick<TestResult, 'message' | 'file' | 'frames'>,
  read: (path: string) => string | undefined,
): AwaitedError | undefined {
  if (!NOTHING_CAME.test(message)) return undefined;
  const line = frames.findLast(({ path }) => path === file)?.line;
  const lines = line === undefined ? [] : (read(file)?.split('\n') ?? []);
  const source =
    line === undefined ? '' : lines.slice(Math.max(0, line - 1 - BEFORE), line + AFTER).join('\n');
  // The line of the failure itself comes first, for those before may be another's.
  const own = line === undefined ? '' : lines.slice(line - 1, line + AFTER).join('\n');
  const error =
    firstOf(IN_MESSAGE, message, 1) ?? firstOf(IN_SOURCE, own, 1) ?? firstOf(IN_SOURCE, source, 1);
  const pattern = firstOf(WORDS_IN_SOURCE, own, 2);
  const words = pattern === undefined ? undefined : plainWords(pattern);
  return {
    ...(error === undefined ? {} : { error }),
    ...(words === undefined ? {} : { words }),
  };
}

function firstOf(patterns: readonly RegExp[], text: string, group: number): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[group];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A message that a pattern is found in, where the pattern is little more than words. */
function plainWords(pattern: string): string | undefined {
  const words = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\\([.()[\]{}?*+|^$/-])/g, '$1')
    .replace(/\.\*\??|\.\+\??/g, ' ');
  return /[\\"'`{}$[\]|*+?]/.test(words) || words.trim() === '' ? undefined : words;
}
