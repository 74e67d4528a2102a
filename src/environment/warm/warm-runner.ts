import type { CancelSignal, TestReport, TestResult } from '../../loop/types.ts';
import type { Coverage } from '../coverage.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';

/**
 * The fast path of the tests of one package: a process that stays, holds the loaded project, and runs chosen tests
 * of one candidate in a few milliseconds. It is never trusted alone. A test file whose results on the untouched
 * snapshot differ from the cold run's is not run here, and whatever wins is confirmed cold.
 */
export interface WarmRunner {
  /** For people, for example `vitest, warm`. */
  readonly name: string;
  /** Workspace-relative test files that it would run. */
  readonly testFiles: readonly string[];
  /**
   * Starts the process, loads the untouched snapshot and runs all its tests once. Nothing of this may take longer
   * than the limit; what was not reached by then is `unsupported`.
   */
  open(request: {
    readonly limitSeconds: number;
    readonly coverage: boolean;
    readonly signal: CancelSignal;
    /** Called once the process has loaded the project and has work for a while; not by every kind of process. */
    readonly whenLoaded?: () => void;
  }): Promise<WarmBaseline>;
  /**
   * Runs tests of one candidate. Calls may overlap; each gets a state of its own. A process that hangs, dies or has
   * grown too large is replaced by a new one, which the caller does not notice but by the time it takes.
   */
  run(request: WarmRequest): Promise<WarmRun>;
  /** Whether a run may have tests that come later. */
  readonly runsLater?: boolean;
  /** Records the calls of a version's tests and runs inputs made from such calls. Never throws for what they do. */
  probe(request: ProbeRequest, signal: CancelSignal): Promise<Probed>;
  /** Seconds that these tests take untouched; absent where that is not measured. */
  untouchedSeconds?(tests: readonly string[]): number;
  /** What it holds now, for people; 0 while no process runs. */
  megabytes(): number;
  /** Ends the process. Never throws. */
  dispose(): void;
}

export interface WarmRequest {
  /** Texts in place of the snapshot's; `undefined` deletes. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Ids of tests as in `TestResult.id`, in the order in which they are best run; grouped by file where possible. */
  readonly tests: readonly string[];
  /** Ids of tests that are run after all of these, where the runner says that it can. */
  readonly later?: readonly string[];
  /** Stop at the first test that fails. */
  readonly bail: boolean;
  readonly limitSeconds: number;
  readonly signal: CancelSignal;
}

export interface WarmBaseline {
  /** Results of the untouched snapshot; ids as the cold run names them. */
  readonly results: readonly TestResult[];
  readonly fileErrors: TestReport['fileErrors'];
  /** Test files that cannot be run here, and why, in a person's words. */
  readonly unsupported: readonly { readonly file: string; readonly reason: string }[];
  /** Test files with a test that never ends, which failed for that. */
  readonly endless?: readonly string[];
  /** Absent when none was asked for, or none could be had. */
  readonly coverage?: Coverage;
  readonly seconds: number;
}

export interface WarmRun {
  readonly status: TestReport['status'];
  /** Of the tests that were run; those after the first failure are missing when `bail` was set. */
  readonly results: readonly TestResult[];
  readonly fileErrors: TestReport['fileErrors'];
  /** Whether it ended among the later tests, or after them; absent where that is not known. */
  readonly cameToLater?: boolean;
  /** Why, when the status is not `ran`. */
  readonly reason?: string;
  readonly seconds: number;
}
