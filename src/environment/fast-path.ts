import type { CancelSignal, Candidate, Survey, Target, TestReport, TestResult } from '../loop/types.ts';
import type { Coverage } from './coverage.ts';
import { coveringTests } from './covering.ts';
import { heldOutOf, type PlanRun, splitRun } from './held-out.ts';
import { tellingFirst } from './telling-tests.ts';
import { mergeReports } from './test-runs.ts';
import type { WarmBaseline, WarmRunner } from './warm/warm-runner.ts';

/** What is run of a candidate in warm processes, and which test files need a cold run besides. */
export interface FastPlan {
  /** Ids of tests, best first. */
  readonly tests: readonly string[];
  /** Ids of tests that are kept out of the reward: run only when all others pass. */
  readonly heldOut: readonly string[];
  /** Test files that may notice the edit and cannot be run warm. */
  readonly coldFiles: readonly string[];
}

type Texts = ReadonlyMap<string, string | undefined>;

interface Opened {
  readonly runner: WarmRunner;
  readonly baseline: WarmBaseline;
  /** Test files whose tests ended here as they did cold. */
  trusted: ReadonlySet<string>;
}

/**
 * Tests in warm processes. A test file is run there only if each of its tests ended as in the cold run of the untouched
 * snapshot; all others stay with the cold run.
 */
export class FastPath {
  readonly #runners: readonly WarmRunner[];
  /** Once a process has loaded the snapshot and has work for a while, or all of it is done or has failed. */
  readonly loaded: Promise<void>;
  #whenLoaded = (): void => undefined;
  #opened: readonly Opened[] = [];
  #trusted: ReadonlySet<string> = new Set();
  #coverage: Coverage | undefined;
  #coldFiles: readonly string[] = [];
  #passing: ReadonlySet<string> = new Set();
  /** How often a test ended a candidate, so that those that find most are run first. */
  readonly #kills = new Map<string, number>();

  constructor(runners: readonly WarmRunner[]) {
    this.#runners = runners;
    this.loaded = new Promise((resolve) => {
      this.#whenLoaded = resolve;
    });
  }

  /** Loads the untouched snapshot everywhere and measures it. Never throws for what the project does. */
  async open(limitSeconds: number, signal: CancelSignal): Promise<void> {
    const opened: Opened[] = [];
    const whenLoaded = this.#whenLoaded;
    try {
      for (const runner of this.#runners) {
        const baseline = await runner.open({ limitSeconds, coverage: true, signal, whenLoaded });
        opened.push({ runner, baseline, trusted: new Set() });
      }
    } finally {
      whenLoaded();
    }
    this.#opened = opened;
    this.#coverage = joined(opened.flatMap(({ baseline }) => baseline.coverage ?? []));
  }

  /** Compares with the cold run; from here on it is known what may be run warm. */
  settle(cold: TestReport, flaky: readonly string[]): void {
    const unsteady = new Set(flaky);
    const statuses = new Map(cold.results.map((test) => [test.id, test.status]));
    for (const opened of this.#opened) {
      const { results, fileErrors } = opened.baseline;
      const files = new Set(results.map((test) => test.file));
      const differs = new Set([
        ...results
          .filter((test) => !unsteady.has(test.id) && statuses.get(test.id) !== test.status)
          .map((test) => test.file),
        ...fileErrors.map((error) => error.file),
      ]);
      const known = new Set(results.map((test) => test.id));
      for (const test of cold.results) if (!known.has(test.id)) differs.add(test.file);
      opened.trusted = new Set([...files].filter((file) => !differs.has(file)));
    }
    const trusted = new Set(this.#opened.flatMap((opened) => [...opened.trusted]));
    this.#trusted = trusted;
    const passing = cold.results.filter((test) => test.status === 'passed' && !unsteady.has(test.id));
    this.#passing = new Set(passing.map((test) => test.id));
    this.#coldFiles = [...new Set(passing.map((test) => test.file))].filter((file) => !trusted.has(file));
  }

  /** How the tests of the untouched snapshot ended when the processes were opened. */
  get untouched(): readonly TestResult[] {
    return this.#opened.flatMap(({ baseline }) => baseline.results);
  }

  /** Test files with a test that never ends; a cold run of them does not end either. */
  get endless(): readonly string[] {
    return this.#opened.flatMap(({ baseline }) => baseline.endless ?? []);
  }

  /** Whether any test is run warm. */
  get isOpen(): boolean {
    return this.#opened.some(({ trusted }) => trusted.size > 0);
  }

  /** Test files that are run warm. */
  get trusted(): ReadonlySet<string> {
    return this.#trusted;
  }

  /** Test files that are left to the cold run, with the reason, for people. */
  get left(): readonly { readonly file: string; readonly reason: string }[] {
    const reasons = new Map(
      this.#opened.flatMap(({ baseline }) => baseline.unsupported.map(({ file, reason }) => [file, reason])),
    );
    return this.#coldFiles.map((file) => ({
      file,
      reason: reasons.get(file) ?? 'its tests end otherwise in a warm process',
    }));
  }

  /** What each test ran, of all runners; undefined when nothing was measured. */
  get coverage(): Coverage | undefined {
    return this.#coverage;
  }

  /** The same, of test files alone whose tests ended here as they did cold: others may have run something else. */
  get trustedCoverage(): Coverage | undefined {
    const { coverage, trusted } = this;
    if (coverage === undefined) return undefined;
    const tests = new Map([...coverage.tests].filter(([id]) => trusted.has(fileOf(id))));
    const load = new Map([...coverage.load].filter(([file]) => trusted.has(file)));
    return { ...coverage, tests, load };
  }

  /**
   * Seconds that a candidate's tests are expected to take. Tests of a target end most candidates before any other
   * test runs; without one about half of the candidates need them all.
   */
  expectedSeconds({ tests, heldOut }: FastPlan, target: Target): number {
    const first = new Set(target.tests);
    const all = this.#untouchedSeconds([...tests, ...heldOut]);
    if (first.size === 0) return all / 2;
    const own = this.#untouchedSeconds(tests.filter((id) => first.has(id)));
    return own + (all - own) / 10;
  }

  #untouchedSeconds(tests: readonly string[]): number {
    return this.#opened.reduce((sum, { runner, trusted }) => {
      const own = tests.filter((id) => trusted.has(fileOf(id)));
      return sum + (runner.untouchedSeconds?.(own) ?? 0);
    }, 0);
  }

  /** Undefined when the target itself cannot be seen in a warm process. */
  plan(candidate: Candidate, target: Target, passingFiles: readonly string[]): FastPlan | undefined {
    const { trusted, coverage } = this;
    if (trusted.size === 0 || target.files.length > 0) return undefined;
    if (target.tests.some((id) => !trusted.has(fileOf(id)))) return undefined;
    const covering = coverage === undefined ? undefined : coveringTests(coverage, candidate.edits);
    const noticing = [...this.#passing].filter(
      (id) => trusted.has(fileOf(id)) && (covering?.kind !== 'known' || covering.tests.has(id)),
    );
    const wanted = new Set(target.tests);
    // Stable: tests of one file stay together but for those that find most.
    const rest = noticing
      .filter((id) => !wanted.has(id))
      .toSorted((a, b) => (this.#kills.get(b) ?? 0) - (this.#kills.get(a) ?? 0));
    const kept = heldOutOf(rest);
    return {
      tests: [
        ...tellingFirst(target.tests, covering?.kind === 'known' ? covering.tests : undefined, coverage),
        ...rest.filter((id) => !kept.has(id)),
      ],
      heldOut: [...kept],
      coldFiles: passingFiles.filter((file) => !trusted.has(file)),
    };
  }

  /** Tests that run warm: those of the target first, then those that may notice a candidate, then the others of their files. */
  nearest(candidate: Candidate, target: Target): readonly string[] {
    const plan = this.plan(candidate, target, []);
    if (plan === undefined) return [];
    const first = [...plan.tests, ...plan.heldOut];
    const files = new Set(first.map(fileOf));
    return [...new Set([...first, ...[...this.#passing].filter((id) => files.has(fileOf(id)))])];
  }

  /**
   * Runs tests of one candidate until the first that fails, and where none does those that are held out. They go along
   * in one run where the runner can do that, so that nothing has to be loaded twice.
   */
  async run(
    texts: Texts,
    { tests, heldOut }: Pick<FastPlan, 'tests' | 'heldOut'>,
    limitSeconds: number,
    signal: CancelSignal,
  ): Promise<PlanRun> {
    const [only, ...others] = this.#opened.filter(({ trusted }) =>
      [...tests, ...heldOut].some((id) => trusted.has(fileOf(id))),
    );
    const goesAlong = others.length === 0 && only?.runner.runsLater === true;
    const later = goesAlong ? heldOut : [];
    const { report: all, cameToLater } = await this.#tests(texts, tests, later, limitSeconds, signal);
    const split = splitRun(all, tests, heldOut, cameToLater);
    if (goesAlong || heldOut.length === 0 || split.heldOut === undefined) return split;
    const { report: late } = await this.#tests(texts, heldOut, [], limitSeconds, signal);
    return late.status === 'could-not-run'
      ? { report: all }
      : { ...splitRun(late, [], heldOut, true), report: all };
  }

  async #tests(
    texts: Texts,
    tests: readonly string[],
    later: readonly string[],
    limitSeconds: number,
    signal: CancelSignal,
  ): Promise<{ readonly report: TestReport; readonly cameToLater: boolean }> {
    const reports: TestReport[] = [];
    let cameToLater = false;
    for (const { runner, trusted } of this.#opened) {
      const own = tests.filter((id) => trusted.has(fileOf(id)));
      if (own.length === 0) continue;
      const run = await runner.run({ texts, tests: own, later, bail: true, limitSeconds, signal });
      cameToLater = run.cameToLater === true;
      const failed = run.results.find((test) => test.status === 'failed');
      if (failed !== undefined) this.#kills.set(failed.id, (this.#kills.get(failed.id) ?? 0) + 1);
      reports.push({
        status: run.status,
        results: run.results,
        fileErrors: run.fileErrors,
        evidence: {
          command: [runner.name, `${own.length + later.length} tests`],
          seconds: run.seconds,
          tail: run.reason ?? '',
        },
        ...(run.reason === undefined ? {} : { reason: run.reason }),
      });
      if (run.status !== 'ran' || failed !== undefined || run.fileErrors.length > 0) break;
    }
    const [first, ...others] = reports;
    if (first === undefined) throw new Error('no warm runner has these tests');
    return { report: others.reduce(mergeReports, first), cameToLater };
  }

  /** The process that tests run in, and those of them that do; undefined where none does. */
  probing(
    tests: readonly string[],
  ): { readonly runner: WarmRunner; readonly tests: readonly string[] } | undefined {
    for (const { runner, trusted } of this.#opened) {
      const own = tests.filter((id) => trusted.has(fileOf(id)));
      if (own.length > 0) return { runner, tests: own };
    }
    return undefined;
  }

  /** What is run warm and what is not, for people and for the trace. */
  summary(): NonNullable<Survey['fastPath']> {
    const { trusted } = this;
    const tests = this.#opened.flatMap(({ baseline }) => baseline.results);
    return {
      tests: tests.filter((test) => trusted.has(test.file)).length,
      files: trusted.size,
      left: this.left,
      megabytes: Math.round(this.megabytes()),
      seconds: this.#opened.reduce((sum, { baseline }) => sum + baseline.seconds, 0),
    };
  }

  /** What the processes hold now, for people. */
  megabytes(): number {
    return this.#runners.reduce((sum, runner) => sum + runner.megabytes(), 0);
  }

  /** Ends the processes; nothing is run warm from here on. */
  close(): void {
    this.#opened = [];
    this.#trusted = new Set();
    for (const runner of this.#runners) runner.dispose();
  }
}

function fileOf(id: string): string {
  return id.slice(0, id.indexOf('::'));
}

/** What tests of several runners ran. */
function joined(all: readonly Coverage[]): Coverage | undefined {
  const [first] = all;
  if (first === undefined || all.length === 1) return first;
  return {
    statements: new Map(all.flatMap(({ statements }) => [...statements])),
    tests: new Map(all.flatMap(({ tests }) => [...tests])),
    load: new Map(all.flatMap(({ load }) => [...load])),
    loaded: new Map(all.flatMap(({ loaded }) => [...(loaded ?? [])])),
  };
}
