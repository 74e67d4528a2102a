import { createHash } from 'node:crypto';
import type { CancelSignal, Candidate, Survey, Target, TestReport } from '../loop/types.ts';
import type { CheckRungs } from './check-rungs.ts';
import type { ColdTests } from './cold-tests.ts';
import type { ConfiguredRunner } from './configured/index.ts';
import type { FastPath, FastPlan } from './fast-path.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';
import { relevantTests } from './relevant-tests.ts';
import { mergeReports } from './test-runs.ts';
import type { Types } from './types.ts';
import type { UnderWay } from './under-way.ts';

/** About what types and integrity take of one candidate; tests that take longer are run after them. */
const TYPES_SECONDS = 0.1;

type Texts = ReadonlyMap<string, string | undefined>;

/** Tells candidates apart by what they make of the files, whoever proposed them. */
export function contentKey(texts: Texts, target: Target): string {
  const hash = createHash('sha256').update(JSON.stringify(target));
  for (const [path, text] of texts) hash.update(JSON.stringify([path, text?.length])).update(text ?? '');
  return hash.digest('base64');
}

/** A candidate that is under way. */
export interface Ascent {
  readonly candidate: Candidate;
  readonly target: Target;
  readonly survey: Survey;
  readonly climb: Climb;
  readonly texts: Texts;
  /** Climbs the rung of integrity; false when the candidate cheats. */
  isHonest(): Promise<boolean>;
  readonly signal: CancelSignal;
}

export interface SearchPathOptions {
  readonly snapshot: Snapshot;
  readonly fast: FastPath | undefined;
  readonly types: Types;
  readonly checks: CheckRungs;
  readonly cold: ColdTests;
  readonly configured: readonly ConfiguredRunner[];
  /** Is told of candidates until their types are looked at. */
  readonly underWay: UnderWay;
}

/**
 * The rungs of the search that follow parsing: types, and the tests that may notice the edit. Tests run in a warm
 * process where there is one that can be trusted with them, and by their own runner otherwise.
 */
export class SearchPath {
  readonly #options: SearchPathOptions;

  constructor(options: SearchPathOptions) {
    this.#options = options;
  }

  async climb(ascent: Ascent): Promise<void> {
    const come = this.#options.underWay.enter();
    try {
      await this.#climb(ascent, come);
    } finally {
      come();
    }
  }

  async #climb(ascent: Ascent, come: () => void): Promise<void> {
    const { candidate, target, survey, signal, climb, texts } = ascent;
    const { fast, snapshot } = this.#options;
    // Both read more than a warm test runs, so they come after it, and before a cold one.
    const types = async (): Promise<boolean> => {
      const { checks } = this.#options;
      if (!(await ascent.isHonest()) || (await checks.climb(climb, 'parse', texts, signal)) === false)
        return false;
      come();
      const compiles =
        (await checks.climb(climb, 'types', texts, signal)) ??
        (await this.#options.types.search(climb, { texts, target: climb.typeTarget }, signal));
      return compiles && (!climb.isAboutLint || (await checks.climb(climb, 'lint', texts, signal)) !== false);
    };
    const suites = this.#options.configured.filter((runner) =>
      candidate.edits.some((edit) => runner.covers(edit.path)),
    );
    const files = [
      ...relevantTests(survey, snapshot, candidate, target),
      // Tests of which nobody knows the file are run by running all of their command's.
      ...(target.tests.length + target.files.length > 0 ? [] : suites.map(({ suite }) => suite)),
    ];
    const plan = fast?.plan(candidate, target, files);
    if (fast === undefined || plan === undefined) {
      if ((await types()) && !signal.aborted) await this.#cold(ascent, files);
      return;
    }
    // In a warm process tests are mostly cheaper than types, unless errors of the compiler are what is to go away.
    const testsFirst = fast.expectedSeconds(plan, target) < TYPES_SECONDS;
    if (testsFirst && climb.typeTarget.diagnostics.length === 0) {
      const held = await this.#warm(ascent, fast, plan);
      if (held === 'ended' || signal.aborted || !(await types())) return;
      await this.#rest(ascent, plan, held, files);
    } else if (await types()) {
      const held = await this.#warm(ascent, fast, plan);
      if (held !== 'ended') await this.#rest(ascent, plan, held, files);
    }
  }

  /**
   * Runs what can be run warm. A failure is recorded and ends the climb; so does a pass, unless cold files are to
   * follow: then it is held until they have run. `cold`: the process could not run them.
   */
  async #warm(
    { climb, texts, signal }: Ascent,
    fast: FastPath,
    plan: FastPlan,
  ): Promise<TestReport | 'recorded' | 'nothing' | 'cold' | 'ended'> {
    if (signal.aborted) return 'ended';
    if (plan.tests.length === 0) return 'nothing';
    const { report, heldOut } = await fast.run(texts, plan, this.#options.cold.limitSeconds, signal);
    if (signal.aborted) return 'ended';
    if (report.status === 'could-not-run') return 'cold';
    const stopped = report.fileErrors.length > 0 || report.results.some((test) => test.status === 'failed');
    const tests = new Set(stopped ? report.results.map((test) => test.id) : plan.tests);
    const { status, detail } = climb.judge(report, { tests });
    if (status === 'passed' && heldOut !== undefined) climb.heldOut(heldOut);
    if (status === 'passed' && plan.coldFiles.length > 0) return report;
    return climb.rung('tests', status, detail, startOf(report), report) ? 'recorded' : 'ended';
  }

  /** What is left for the project's own runner. */
  async #rest(
    ascent: Ascent,
    plan: FastPlan,
    held: TestReport | 'recorded' | 'nothing' | 'cold',
    files: readonly string[],
  ): Promise<void> {
    if (held === 'recorded' || ascent.signal.aborted) return;
    if (held === 'cold') await this.#cold(ascent, files);
    else if (held === 'nothing') await this.#cold(ascent, plan.coldFiles);
    else await this.#cold(ascent, plan.coldFiles, { report: held, tests: plan.tests });
  }

  /** Tests by their own runner, judged together with what a warm run found. */
  async #cold(
    { climb, texts, survey, signal }: Ascent,
    files: readonly string[],
    held?: { readonly report: TestReport; readonly tests: readonly string[] },
  ): Promise<void> {
    if (files.length === 0) {
      climb.rung('tests', 'not-covered', 'no test runs the changed code', performance.now());
      return;
    }
    const report = await this.#options.cold.inPooledCopy(texts, files, signal);
    if (report === undefined || signal.aborted) return;
    const ids = (survey.tests?.results ?? []).filter((test) => files.includes(test.file));
    const tests = new Set([...ids.map((test) => test.id), ...(held?.tests ?? [])]);
    const all = held === undefined ? report : mergeReports(held.report, report);
    climb.tests('tests', all, startOf(all), { tests });
  }
}

/** When a run would have begun that ends now, had it not waited for its turn. */
function startOf({ evidence }: TestReport): number {
  return performance.now() - evidence.seconds * 1000;
}
