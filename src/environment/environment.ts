import { SEARCH_TRUST } from '../loop/beliefs.ts';
import type { RecentChange } from '../loop/ports.ts';
import type { Compile, Coverage, LintFixes, Sources, TypeChecker } from '../loop/rooms.ts';
import type {
  CancelSignal,
  Candidate,
  Comparison,
  Credence,
  NewTest,
  Observation,
  Obstacle,
  Survey,
  Target,
  Task,
  TestReport,
} from '../loop/types.ts';
import { type AppliedEdits, applyEdits } from './apply-edits.ts';
import { type AskedTests, runAsked, type TestsRun } from './asked-tests.ts';
import { confirmCold } from './confirmation.ts';
import { change, type FileChange, unifiedDiff } from './diff.ts';
import { untouchedTests } from './endless.ts';
import { IntegrityRung } from './integrity-rung.ts';
import { type Lease, sweepLeftovers, takeLease } from './isolation/lease.ts';
import { inTheWay } from './isolation/links.ts';
import { endCommandsOf } from './isolation/process.ts';
import { Snapshot } from './isolation/snapshot.ts';
import { Climb } from './ladder.ts';
import { parseRung } from './parse-rung.ts';
import { composeParts, type EnvironmentOptions, type Parts, SLOTS } from './parts.ts';
import { isCrash } from './probe/crashes.ts';
import { Rivals } from './probe/rivals.ts';
import { recentChanges } from './recent-changes.ts';
import { onNewTest, reproduceIn, withResults } from './reproduction.ts';
import { contentKey } from './search-path.ts';
import { takeSurvey } from './survey.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';

export type { WorkspaceEnvironment } from './workspace-environment.ts';

export async function createEnvironment(options: EnvironmentOptions): Promise<WorkspaceEnvironment> {
  sweepLeftovers();
  const lease = takeLease();
  const release = (): void => {
    endCommandsOf(lease.folder);
    lease.release();
  };
  // A process that is asked to end takes its folders with it; one that is killed leaves them to the next sweep.
  process.once('exit', release);
  const dispose = (): void => {
    process.off('exit', release);
    release();
  };
  try {
    const snapshot = await Snapshot.take(options.folder, options.overlays, lease, options.signal);
    return new RealEnvironment(options, lease, snapshot, dispose);
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Candidates that are worth having under way where a warm process takes them. */
const TOGETHER = 16;

/** Tests whose calls are recorded when candidates are compared. */
const MOST_TESTS = 80;

class RealEnvironment implements WorkspaceEnvironment {
  readonly sources: Sources;
  readonly compile: Compile = (texts, signal) => this.#parts.checks.compiled(texts, signal);
  readonly #options: EnvironmentOptions;
  readonly #snapshot: Snapshot;
  readonly #lease: Lease;
  readonly #release: () => void;
  readonly #parts: Parts;
  /** Observations by content: what is proposed twice is checked once. */
  readonly #known = new Map<string, Observation>();
  readonly #rivals: Rivals;
  #survey: Survey | undefined;
  #integrity: IntegrityRung | undefined;

  constructor(
    options: EnvironmentOptions,
    lease: Lease,
    snapshot: Snapshot,
    release: () => void,
    known?: Pick<Parts, 'typeChecker' | 'types'>,
  ) {
    this.#options = options;
    this.#lease = lease;
    this.#snapshot = snapshot;
    this.#release = release;
    this.sources = snapshot;
    this.#parts = composeParts(options, snapshot, lease, known);
    this.#rivals = new Rivals(snapshot, options.syntax);
  }

  /** In a warm process many candidates are compiled at once; cold, twice the slots keep every slot busy. */
  get parallelism(): number {
    return this.#parts.fast?.isOpen === true ? TOGETHER : 2 * SLOTS;
  }

  get lintFixes(): LintFixes | undefined {
    return this.#parts.lintFixes;
  }

  get typeChecker(): TypeChecker | undefined {
    return this.#parts.typeChecker;
  }

  get coverage(): Coverage | undefined {
    return this.#parts.fast?.trustedCoverage;
  }

  get testFiles(): readonly string[] {
    return this.#parts.cold.runners.flatMap(({ testFiles }) => testFiles);
  }

  get runner(): { readonly name: string; readonly obstacle?: Obstacle } {
    const { cold, obstacle } = this.#parts;
    const name = cold.runners.map((runner) => runner.name).join(' + ');
    return { name, ...(obstacle === undefined ? {} : { obstacle }) };
  }

  runTests(asked: AskedTests, seconds: number, signal: CancelSignal): Promise<TestsRun | undefined> {
    return runAsked(this.#parts, asked, seconds, signal);
  }

  async recent(signal: CancelSignal): Promise<readonly RecentChange[]> {
    return this.#options.trusted ? recentChanges(this.#options.folder, signal) : [];
  }

  async survey(task: Task, signal: CancelSignal): Promise<Survey> {
    const { seconds } = task.budget;
    this.#parts.types.warmUp(signal);
    const opened = this.#parts.fast?.open(seconds / 2, signal);
    const survey = await takeSurvey({
      task,
      snapshot: this.#snapshot,
      runners: this.#parts.cold.runners,
      obstacle: this.#parts.obstacle,
      checks: this.#parts.checks,
      needsNetwork: () => this.#parts.cold.needsNetwork,
      // The compiler keeps this process from everything else, so that others are given their work before.
      errors: async (first, seconds, depth) => {
        const { types, fast } = this.#parts;
        const looked = depth === 'first-look' ? await types.firstLook(seconds, signal) : undefined;
        if (looked !== undefined) return looked;
        await fast?.loaded;
        return types.untouched(first, seconds, signal);
      },
      trusted: this.#options.trusted,
      runTests: (files) => untouchedTests(this.#parts, { files, opened, seconds, signal }),
      runWarm: () => Promise.resolve(opened).then(() => this.#parts.fast?.untouched ?? []),
      signal,
    });
    const began = performance.now();
    if (survey.tests?.status === 'ran') void this.#parts.types.readAhead(signal);
    await opened;
    if (survey.tests?.status === 'ran') this.#parts.fast?.settle(survey.tests, survey.flaky);
    const fastPath = this.#parts.fast?.summary();
    this.#integrity = new IntegrityRung({
      syntax: this.#options.syntax,
      snapshot: this.#snapshot,
      testFiles: this.testFiles,
      task,
      survey,
    });
    this.#survey = {
      ...survey,
      ...(fastPath === undefined ? {} : { fastPath }),
      seconds: survey.seconds + (performance.now() - began) / 1000,
    };
    return this.#survey;
  }

  trustSearchPath(credence: Credence): void {
    if (credence < SEARCH_TRUST) this.#parts.fast?.close();
  }

  async evaluate(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    const { survey, climb, texts } = await this.#start(candidate, target);
    if (texts === undefined) return climb.observation();
    const key = contentKey(texts, target);
    const known = this.#known.get(key);
    if (known !== undefined) return { ...known, candidate: candidate.id };
    const isHonest = (): Promise<boolean> => this.#isHonest(climb, texts);
    await this.#parts.search.climb({ candidate, target, survey, climb, texts, isHonest, signal });
    const observation = climb.observation();
    if (!signal.aborted) this.#known.set(key, observation);
    return observation;
  }

  async confirm(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    const { climb, texts } = await this.#start(candidate, target);
    const isSound =
      texts !== undefined &&
      (await this.#parts.checks.climb(climb, 'parse', texts, signal)) !== false &&
      (await this.#isHonest(climb, texts));
    if (isSound && !signal.aborted) this.#setAside(await confirmCold(this.#parts, climb, texts, signal));
    return climb.observation();
  }

  async reproduce(test: NewTest, signal: CancelSignal): Promise<TestReport> {
    if (this.#survey === undefined) throw new Error('survey() comes before any test');
    const report = await reproduceIn(this.#parts.cold, this.#snapshot, test, signal);
    const { added } = this.#parts.cold;
    this.#survey = withResults(this.#survey, added.has(test.path) ? report : undefined);
    this.#integrity = this.#integrity?.knowing(added, this.#survey);
    return report;
  }

  /** Climbs the rung of integrity; false when the candidate cheats. */
  async #isHonest(climb: Climb, texts: ReadonlyMap<string, string | undefined>): Promise<boolean> {
    const changes = [...texts].map(([path, after]) => change(path, this.#snapshot.read(path), after));
    return (await this.#integrity?.climb(climb, changes)) !== false;
  }

  async compare(candidates: readonly Candidate[], target: Target, signal: CancelSignal): Promise<Comparison> {
    const rivals = candidates.flatMap((candidate) => {
      const applied = this.#apply(candidate);
      return applied.kind === 'refused' ? [] : [{ candidate, id: candidate.id, texts: applied.texts }];
    });
    const { fast } = this.#parts;
    const tests =
      fast === undefined ? [] : rivals.flatMap(({ candidate }) => fast.nearest(candidate, target));
    const place = fast?.probing([...new Set([...target.tests, ...tests])].slice(0, MOST_TESTS));
    if (place === undefined) {
      const reason = 'no test of theirs runs in a process that stays';
      return { behaviours: [], inputs: 0, differences: [], seconds: 0, reason };
    }
    const statuses = this.#survey?.tests?.results ?? [];
    const green = new Set(statuses.filter(({ status }) => status === 'passed').map(({ id }) => id));
    const wanted = target.tests.map((id) => id.slice(id.indexOf('::'))).join('\n');
    const failing = statuses.filter(({ id }) => target.tests.includes(id));
    const crashed = failing.length > 0 && failing.every(isCrash);
    return this.#rivals.compare({ rivals, ...place, green, crashed, wanted }, signal);
  }

  #setAside(unsteady: readonly string[]): void {
    const survey = this.#survey;
    if (survey === undefined || unsteady.length === 0) return;
    this.#survey = { ...survey, flaky: [...new Set([...survey.flaky, ...unsteady])] };
    if (survey.tests?.status === 'ran') this.#parts.fast?.settle(survey.tests, this.#survey.flaky);
  }

  diff(candidate: Candidate): string {
    const encode = (path: string, text: string | undefined) =>
      text === undefined ? undefined : this.#snapshot.encode(path, text);
    return unifiedDiff(
      this.patch(candidate).map(({ path, before, after }) =>
        change(path, encode(path, before), encode(path, after)),
      ),
    );
  }

  patch(candidate: Candidate): readonly FileChange[] {
    const applied = this.#apply(candidate);
    if (applied.kind === 'refused') return [];
    return [...applied.texts].map(([path, after]) => change(path, this.#snapshot.read(path), after));
  }

  withoutTests(): WorkspaceEnvironment {
    const options = { ...this.#options, tests: false };
    return new RealEnvironment(options, this.#lease, this.#snapshot, () => undefined, this.#parts);
  }

  async dispose(): Promise<void> {
    this.#parts.fast?.close();
    this.#parts.types.close();
    this.#release();
  }

  #apply(candidate: Candidate): AppliedEdits {
    const taken = (path: string): string | undefined =>
      onNewTest(path, this.#parts.cold.added.keys()) ?? inTheWay(this.#snapshot.origin, path);
    return applyEdits(this.#snapshot, candidate.edits, taken);
  }

  /** The rungs that both paths share. The texts are undefined when the climb has ended. */
  async #start(
    candidate: Candidate,
    target: Target,
  ): Promise<{ survey: Survey; climb: Climb; texts: ReadonlyMap<string, string | undefined> | undefined }> {
    const survey = this.#survey;
    if (survey === undefined) throw new Error('survey() comes before any candidate');
    const climb = new Climb(candidate, survey, target, this.#parts.checks.configured);
    const began = performance.now();
    const applied = this.#apply(candidate);
    if (applied.kind === 'refused') {
      climb.rung('apply', 'failed', applied.reason, began);
      return { survey, climb, texts: undefined };
    }
    const { texts } = applied;
    climb.rung('apply', 'passed', `${texts.size} file${texts.size === 1 ? '' : 's'} changed`, began);
    const parses = await parseRung(climb, this.#options.syntax, this.#snapshot, texts);
    return { survey, climb, texts: parses ? texts : undefined };
  }
}
