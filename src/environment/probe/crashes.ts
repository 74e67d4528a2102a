import type { TestResult } from '../../loop/types.ts';

/** Errors that the language itself raises: nobody words them. */
const RAISED =
  /\b(?:TypeError|RangeError|ReferenceError|KeyError|IndexError|AttributeError|NameError|UnboundLocalError|ZeroDivisionError|RecursionError|NullPointerException|\w*IndexOutOfBoundsException|ArithmeticException|StackOverflowError|DidNotEnd)\b|^Cannot (?:read|set) propert|\bis not (?:a function|iterable|defined|a constructor)\b|Maximum call stack/;
const FOUND_WRONG = /\bAssert|\bexpect|DID NOT RAISE|did not throw/i;

/** Whether a test fails since the code breaks down, and not since a result of it is found wrong. */
export function isCrash({ status, message = '', expected }: TestResult): boolean {
  const first = message.split('\n', 1)[0] ?? '';
  return status === 'failed' && expected === undefined && RAISED.test(first) && !FOUND_WRONG.test(first);
}
