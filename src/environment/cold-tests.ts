import type { CancelSignal, TestReport } from '../loop/types.ts';
import { type Copy, takeCopy } from './isolation/copy.ts';
import { CopyPool } from './isolation/copy-pool.ts';
import type { Isolation } from './isolation/isolate.ts';
import type { Lease } from './isolation/lease.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { TestRunner } from './runners/index.ts';
import type { NamedTest } from './runners/named-test.ts';
import { mergeReports, runTests } from './test-runs.ts';

type Texts = ReadonlyMap<string, string | undefined>;

/** A run may take four times as long as the untouched one did; a candidate that takes longer most likely loops. */
const PATIENCE = { factor: 4, floorSeconds: 10, unknownSeconds: 5, firstRunSeconds: 600 };

const NETWORK =
  /\b(?:ENETUNREACH|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)\b|getaddrinfo|Network is unreachable|name resolution|Name or service not known|nodename nor servname|fetch failed/i;

function wantsNetwork(report: TestReport | undefined): boolean {
  if (report === undefined) return false;
  const said = [
    report.reason ?? '',
    ...report.results.map((test) => (test.status === 'failed' ? (test.message ?? '') : '')),
    ...report.fileErrors.map((error) => error.message),
  ];
  return (
    said.some((text) => NETWORK.test(text)) || (report.status !== 'ran' && NETWORK.test(report.evidence.tail))
  );
}

/** How much of a run went wrong; a run that gave no results is the worst. */
function failures(report: TestReport | undefined): number {
  if (report?.status !== 'ran') return Number.POSITIVE_INFINITY;
  return report.results.filter((test) => test.status === 'failed').length + report.fileErrors.length;
}

/** Tests by the project's own runners, each run in a process of its own and in an isolated copy. */
export class ColdTests {
  readonly runners: readonly TestRunner[];
  readonly #snapshot: Snapshot;
  readonly #lease: Lease;
  readonly #copies: CopyPool;
  /** Test files by path that are no part of the snapshot nor of any candidate: every run from here on has them. */
  readonly added = new Map<string, string>();
  #suiteSeconds: number | undefined;
  /** What confines the runs; the first baseline may find that they need more. */
  isolation: Isolation | undefined;

  /** @param slots runs that may go on at once; at least 1 */
  constructor(
    runners: readonly TestRunner[],
    snapshot: Snapshot,
    lease: Lease,
    slots: number,
    isolation: Isolation | undefined,
  ) {
    this.isolation = isolation;
    this.runners = runners;
    this.#snapshot = snapshot;
    this.#lease = lease;
    this.#copies = new CopyPool(snapshot, lease, slots);
  }

  /** Seconds that a run may take, by what the untouched suite took. */
  get limitSeconds(): number {
    const seconds = this.#suiteSeconds ?? PATIENCE.unknownSeconds;
    return Math.max(PATIENCE.floorSeconds, PATIENCE.factor * seconds + 5);
  }

  /**
   * The untouched snapshot; the whole suite when no files are named.
   * @param only of these files only these tests; see `RunRequest`
   */
  async untouched(
    files: readonly string[] | undefined,
    budgetSeconds: number,
    signal: CancelSignal,
    only?: readonly NamedTest[],
  ): Promise<TestReport | undefined> {
    if (this.runners.length === 0) return undefined;
    const limitSeconds =
      this.#suiteSeconds === undefined
        ? Math.min(PATIENCE.firstRunSeconds, budgetSeconds)
        : this.limitSeconds;
    const run = (): Promise<TestReport | undefined> =>
      this.#copies.lend(new Map(), (copy) => this.#run(copy, files, signal, limitSeconds, only), signal);
    let report = await run();
    if (this.isolation?.network === 'none' && wantsNetwork(report) && !signal.aborted) {
      // Tests that need the network say nothing without it. What they find with it is worth more than the seclusion.
      const closed = this.isolation;
      this.isolation = { ...closed, network: 'open' };
      const opened = await run();
      if (failures(opened) < failures(report)) report = opened;
      else this.isolation = closed;
    }
    if (files === undefined && report?.status === 'ran') this.#suiteSeconds = report.evidence.seconds;
    return report;
  }

  /** Whether runs have the network, since the untouched tests need it. */
  get needsNetwork(): boolean {
    return this.isolation?.network === 'open';
  }

  /** Test files with these texts, in a copy that was used before. */
  inPooledCopy(
    texts: Texts,
    files: readonly string[],
    signal: CancelSignal,
  ): Promise<TestReport | undefined> {
    return this.#copies.lend(this.#withAdded(texts), (copy) => this.#run(copy, files, signal), signal);
  }

  /** Hands over a copy with these texts that was used before, for commands other than test runs. */
  inPooledFolder<T>(
    texts: Texts,
    use: (place: {
      readonly root: string;
      readonly lease: string;
      readonly isolation?: Isolation;
    }) => Promise<T>,
    signal: CancelSignal,
  ): Promise<T | undefined> {
    return this.#copies.lend(texts, (copy) => use({ root: copy.folder, ...this.#place }), signal);
  }

  /** Hands over runs in one fresh copy with these texts, which goes away after. Undefined when cancelled before. */
  async inFreshCopy<T>(
    texts: Texts,
    signal: CancelSignal,
    use: (run: (files: readonly string[] | undefined) => Promise<TestReport | undefined>) => Promise<T>,
  ): Promise<T | undefined> {
    const copy = await takeCopy(this.#snapshot, this.#lease, signal);
    if (copy === undefined) return undefined;
    try {
      copy.put(this.#withAdded(texts));
      return await use((files) => this.#run(copy, files, signal));
    } finally {
      copy.dispose();
    }
  }

  /** A candidate is judged by the test as it was written, whatever it puts in its place. */
  #withAdded(texts: Texts): Texts {
    return this.added.size === 0 ? texts : new Map([...texts, ...this.added]);
  }

  get #place(): { readonly lease: string; readonly isolation?: Isolation } {
    const { isolation } = this;
    return { lease: this.#lease.folder, ...(isolation === undefined ? {} : { isolation }) };
  }

  async #run(
    copy: Copy,
    files: readonly string[] | undefined,
    signal: CancelSignal,
    limitSeconds = this.limitSeconds,
    only?: readonly NamedTest[],
  ): Promise<TestReport | undefined> {
    const { added } = this;
    const run = (of: readonly string[] | undefined): Promise<TestReport | undefined> =>
      runTests(this.runners, {
        ...{ root: copy.folder, ...this.#place, added, limitSeconds, signal },
        ...(of === undefined ? {} : { files: of }),
        ...(only === undefined ? {} : { only }),
      });
    const report = await run(files);
    if (files !== undefined || report === undefined || signal.aborted) return report;
    // A runner that is told its files leaves the new ones out of the whole suite.
    const left = [...added.keys()].filter((file) => report.results.every((test) => test.file !== file));
    const more = left.length === 0 ? undefined : await run(left);
    return more === undefined ? report : mergeReports(report, more);
  }
}
