import type { Credence, RungName, RungStatus } from '../../loop/types.ts';

/**
 * What became of somebody's patch. `refuted`: something was checked and does not hold. `could-not-check`: nothing speaks
 * against it, and the tests could not be run. `not-applied`: it does not fit the files, so nothing was checked.
 */
export type VerificationVerdict = 'verified' | 'refuted' | 'could-not-check' | 'not-applied' | 'cancelled';

/** The answer to “is this patch right?”. Holds text only, fit for JSON. */
export interface VerificationReport {
  readonly verdict: VerificationVerdict;
  /** That the patch does the right thing; 0 where it is refuted, absent where nothing could be checked. */
  readonly credence?: Credence;
  /** One or two sentences for a person. */
  readonly reason: string;
  readonly rungs: readonly {
    readonly rung: RungName;
    readonly status: RungStatus;
    readonly detail: string;
  }[];
  readonly tests: {
    readonly before?: TestCounts;
    readonly after?: TestCounts;
    /** Tests that failed before and pass with the patch. */
    readonly fixed: readonly string[];
    /** Tests that passed before and do not with the patch. */
    readonly broken: readonly string[];
    /** Tests that fail before and after. */
    readonly stillFailing: readonly string[];
  };
  /** What looks like a way around the tests rather than a repair, as sentences with the place. */
  readonly integrity: {
    readonly status: RungStatus;
    readonly findings: readonly string[];
  };
  /** Compile errors that the patch brings, how many of the old ones in its files it takes away, and which it leaves. */
  readonly errors: {
    readonly added: readonly string[];
    readonly cleared: number;
    /** Known only of a patch that passed, where its types could be checked. */
    readonly left: readonly string[];
  };
  /** What could not be checked, in a person's words. */
  readonly unchecked: readonly string[];
  readonly commands: readonly {
    readonly command: string;
    readonly exitCode?: number;
    readonly sandbox?: string;
  }[];
  /** What was verified, as a unified diff; empty where the patch does not fit. */
  readonly diff: string;
  readonly seconds: number;
}

interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const NO_TESTS = { fixed: [], broken: [], stillFailing: [] } as const;

/** A report of something that ended before anything was checked. */
export function unverified(
  verdict: VerificationVerdict,
  reason: string,
  seconds: number,
  over: Partial<VerificationReport> = {},
): VerificationReport {
  return {
    ...{ verdict, reason, rungs: [], tests: NO_TESTS, integrity: { status: 'skipped', findings: [] } },
    ...{ errors: { added: [], cleared: 0, left: [] }, unchecked: [], commands: [], diff: '', seconds },
    ...over,
  };
}
