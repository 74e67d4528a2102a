import type { TestStatus } from '../../loop/types.ts';

/** One test as a report of any format tells it, before it is known which file it is of. */
export interface ReportedTest {
  readonly name: string;
  /** Names of what encloses it, outermost first: suites, classes, packages, or nothing. */
  readonly groups: readonly string[];
  readonly status: TestStatus;
  /** As the report writes it: relative, absolute, or a bare name. */
  readonly file?: string;
  /** 1-based, within `file`. */
  readonly line?: number;
  /** The class or package, for finding the file where none is named. */
  readonly unit?: string;
  readonly message?: string;
  /** Text in which places of the code may be named. */
  readonly stack?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** What kept a whole file, class or package from being tested. */
export interface ReportedError {
  readonly file?: string;
  readonly unit?: string;
  readonly message: string;
}

/** What one report says. A parser never throws: what it cannot read is `torn` or `foreign`. */
export interface ParsedReport {
  readonly tests: readonly ReportedTest[];
  readonly errors: readonly ReportedError[];
  /** Why it does not tell the whole run; then its tests are hints, not results. */
  readonly torn?: string;
  /** Why it is no report of this format at all. */
  readonly foreign?: string;
}

/** A test that failed and then passed without an edit is no evidence of anything. */
export const FLAKY = 'flaky: it failed, and passed when it was run again';

/** Keys with a value. */
export function present<T extends Readonly<Record<string, unknown>>>(
  value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
