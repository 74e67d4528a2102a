import { SEARCH_TRUST } from '../loop/beliefs.ts';
import type { Environment, Sources, TypeChecker } from '../loop/ports.ts';
import type { CancelSignal, Candidate, Credence, Observation, Survey, Target, Task } from '../loop/types.ts';
import { type AppliedEdits, applyEdits } from './apply-edits.ts';
import { confirmCold } from './confirmation.ts';
import { type FileChange, unifiedDiff } from './diff.ts';
import { IntegrityRung } from './integrity-rung.ts';
import { type Lease, sweepLeftovers, takeLease } from './isolation/lease.ts';
import { inTheWay } from './isolation/links.ts';
import { endCommandsOf } from './isolation/process.ts';
import { Snapshot } from './isolation/snapshot.ts';
import { Climb } from './ladder.ts';
import { parseRung } from './parse-rung.ts';
import { composeParts, type EnvironmentOptions, type Parts, SLOTS } from './parts.ts';
import { contentKey } from './search-path.ts';
import { takeSurvey } from './survey.ts';

/** The real environment: real compilers and test runners over a snapshot in isolated copies. */
export interface WorkspaceEnvironment extends Environment {
  readonly sources: Sources;
  readonly typeChecker: TypeChecker | undefined;
  /** The candidate as whole texts, before and after. */
  patch(candidate: Candidate): readonly FileChange[];
  /** Removes every copy and ends every process. */
  dispose(): Promise<void>;
}

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

class RealEnvironment implements WorkspaceEnvironment {
  readonly sources: Sources;
  readonly #options: EnvironmentOptions;
  readonly #snapshot: Snapshot;
  readonly #release: () => void;
  readonly #parts: Parts;
  /** Observations by content: what is proposed twice is checked once. */
  readonly #known = new Map<string, Observation>();
  #survey: Survey | undefined;
  #integrity: IntegrityRung | undefined;

  constructor(options: EnvironmentOptions, lease: Lease, snapshot: Snapshot, release: () => void) {
    this.#options = options;
    this.#snapshot = snapshot;
    this.#release = release;
    this.sources = snapshot;
    this.#parts = composeParts(options, snapshot, lease);
  }

  /** In a warm process many candidates are compiled at once; cold, twice the slots keep every slot busy. */
  get parallelism(): number {
    return this.#parts.fast?.isOpen === true ? TOGETHER : 2 * SLOTS;
  }

  get typeChecker(): TypeChecker | undefined {
    return this.#parts.typeChecker;
  }

  async survey(task: Task, signal: CancelSignal): Promise<Survey> {
    this.#parts.types.warmUp(signal);
    const opened = this.#parts.fast?.open(task.budget.seconds / 2, signal);
    const survey = await takeSurvey({
      task,
      snapshot: this.#snapshot,
      runners: this.#parts.cold.runners,
      obstacle: this.#parts.obstacle,
      checks: this.#parts.checks,
      needsNetwork: () => this.#parts.cold.needsNetwork,
      errors: (first, seconds) => this.#parts.types.untouched(first, seconds, signal),
      trusted: this.#options.trusted,
      runTests: (files) => this.#parts.cold.untouched(files, task.budget.seconds, signal),
      signal,
    });
    const began = performance.now();
    await opened;
    if (survey.tests?.status === 'ran') this.#parts.fast?.settle(survey.tests, survey.flaky);
    const fastPath = this.#parts.fast?.summary();
    this.#integrity = new IntegrityRung({
      syntax: this.#options.syntax,
      snapshot: this.#snapshot,
      testFiles: this.#parts.cold.runners.flatMap((runner) => runner.testFiles),
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
    if (texts === undefined || !(await this.#checked(climb, texts, target, signal)) || signal.aborted)
      return climb.observation();
    const unsteady = await this.#parts.cold.inFreshCopy(texts, signal, (candidate) =>
      confirmCold(
        climb,
        { candidate, untouched: (files) => this.#parts.cold.inPooledCopy(new Map(), files, signal) },
        signal,
      ),
    );
    this.#setAside(unsteady ?? []);
    return climb.observation();
  }

  /** Climbs the rung of integrity; false when the candidate cheats. */
  async #isHonest(climb: Climb, texts: ReadonlyMap<string, string | undefined>): Promise<boolean> {
    const changes = [...texts].map(([path, after]) => change(path, this.#snapshot.read(path), after));
    return (await this.#integrity?.climb(climb, changes)) !== false;
  }

  /** The rungs of a confirmation before the tests. */
  async #checked(
    climb: Climb,
    texts: ReadonlyMap<string, string | undefined>,
    target: Target,
    signal: CancelSignal,
  ): Promise<boolean> {
    if ((await this.#parts.checks.climb(climb, 'parse', texts, signal)) === false) return false;
    if (!(await this.#isHonest(climb, texts))) return false;
    const types =
      (await this.#parts.checks.climb(climb, 'types', texts, signal)) ??
      (await this.#parts.types.confirm(climb, { texts, target }, signal));
    if (types) await this.#parts.checks.climb(climb, 'lint', texts, signal);
    return types;
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

  async dispose(): Promise<void> {
    this.#parts.fast?.close();
    this.#parts.types.close();
    this.#release();
  }

  #apply(candidate: Candidate): AppliedEdits {
    return applyEdits(this.#snapshot, candidate.edits, (path) => inTheWay(this.#snapshot.origin, path));
  }

  /** The rungs that both paths share. The texts are undefined when the climb has ended. */
  async #start(
    candidate: Candidate,
    target: Target,
  ): Promise<{ survey: Survey; climb: Climb; texts: ReadonlyMap<string, string | undefined> | undefined }> {
    const survey = this.#survey;
    if (survey === undefined) throw new Error('survey() comes before any candidate');
    const climb = new Climb(candidate, survey, target);
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

function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
