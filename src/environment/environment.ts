import { availableParallelism } from 'node:os';
import { SEARCH_TRUST } from '../loop/beliefs.ts';
import type { Environment, Sources, TypeChecker } from '../loop/ports.ts';
import type { CancelSignal, Candidate, Credence, Observation, Survey, Target, Task } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { type AppliedEdits, applyEdits } from './apply-edits.ts';
import { ColdTests } from './cold-tests.ts';
import { confirmCold } from './confirmation.ts';
import { type FileChange, unifiedDiff } from './diff.ts';
import { FastPath } from './fast-path.ts';
import { type Copy, makeCopy } from './isolation/copy.ts';
import { type Lease, sweepLeftovers, takeLease } from './isolation/lease.ts';
import { inTheWay } from './isolation/links.ts';
import { endCommandsOf } from './isolation/process.ts';
import { type Overlay, Snapshot } from './isolation/snapshot.ts';
import { Climb } from './ladder.ts';
import { parseRung } from './parse-rung.ts';
import { type Detection, detectRunners } from './runners/index.ts';
import { contentKey, SearchPath } from './search-path.ts';
import { takeSurvey } from './survey.ts';
import { typesRung } from './types-rung.ts';
import { loadTypescript } from './typescript/load.ts';
import { isTypeChecked, TypescriptChecker } from './typescript/type-checker.ts';
import { type WarmPrograms, warmRunners } from './warm-runners.ts';

export interface EnvironmentOptions {
  /** Absolute path of the workspace, symbolic links resolved. */
  readonly folder: string;
  readonly overlays: readonly Overlay[];
  readonly trusted: boolean;
  readonly syntax: Syntax;
  /** Absolute path of a `typescript.js` for projects that have none of their own. */
  readonly fallbackTypescript?: string | undefined;
  /** Programs of the fast path; without them every test is run cold. */
  readonly programs?: WarmPrograms | undefined;
  readonly signal: CancelSignal;
}

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

class RealEnvironment implements WorkspaceEnvironment {
  readonly parallelism: number;
  readonly sources: Sources;
  readonly typeChecker: TypescriptChecker | undefined;
  readonly #options: EnvironmentOptions;
  readonly #lease: Lease;
  readonly #snapshot: Snapshot;
  readonly #release: () => void;
  readonly #detection: Detection;
  readonly #cold: ColdTests;
  readonly #fast: FastPath | undefined;
  readonly #search: SearchPath;
  /** Observations by content: what is proposed twice is checked once. */
  readonly #known = new Map<string, Observation>();
  readonly #diagnosed = new Map<string, ReturnType<TypeChecker['diagnose']>>();
  #survey: Survey | undefined;

  constructor(options: EnvironmentOptions, lease: Lease, snapshot: Snapshot, release: () => void) {
    this.#options = options;
    this.#lease = lease;
    this.#snapshot = snapshot;
    const slots = Math.max(1, Math.min(2, availableParallelism()));
    // Many candidates fall on a cheap rung: twice as many under way keep every slot for tests busy.
    this.parallelism = 2 * slots;
    this.#release = release;
    this.sources = snapshot;
    const needsTypes = options.trusted && snapshot.list().some(isTypeChecked);
    const typescript = needsTypes
      ? loadTypescript(options.folder, options.trusted, options.fallbackTypescript)
      : undefined;
    this.typeChecker = typescript === undefined ? undefined : new TypescriptChecker(typescript, snapshot);
    this.#detection = options.trusted
      ? detectRunners(options.folder, snapshot)
      : { kind: 'found', runners: [] };
    const runners = this.#detection.kind === 'found' ? this.#detection.runners : [];
    this.#cold = new ColdTests(runners, snapshot, lease, slots);
    this.#fast = this.#makeFastPath();
    this.#search = new SearchPath({
      snapshot,
      fast: this.#fast,
      types: async ({ climb, texts, target }) => this.#types(climb, texts, target),
      cold: this.#cold,
    });
  }

  #makeFastPath(): FastPath | undefined {
    let copy: Copy | undefined;
    const runners = warmRunners({
      runners: this.#cold.runners,
      programs: this.#options.programs ?? {},
      sources: this.#snapshot,
      syntax: this.#options.syntax,
      lease: this.#lease,
      copy: () => {
        copy ??= makeCopy(this.#snapshot, this.#lease);
        return copy;
      },
    });
    return runners.length === 0 ? undefined : new FastPath(runners);
  }

  async survey(task: Task, signal: CancelSignal): Promise<Survey> {
    const opened = this.#fast?.open(task.budget.seconds / 2, signal);
    const survey = await takeSurvey({
      task,
      snapshot: this.#snapshot,
      runners: this.#cold.runners,
      obstacle: this.#detection.kind === 'none' ? this.#detection.obstacle : undefined,
      checker: this.typeChecker,
      trusted: this.#options.trusted,
      runTests: (files) => this.#cold.untouched(files, task.budget.seconds, signal),
      signal,
    });
    const began = performance.now();
    await opened;
    if (survey.tests?.status === 'ran') this.#fast?.settle(survey.tests, survey.flaky);
    const fastPath = this.#fast?.summary();
    this.#survey = {
      ...survey,
      ...(fastPath === undefined ? {} : { fastPath }),
      seconds: survey.seconds + (performance.now() - began) / 1000,
    };
    return this.#survey;
  }

  trustSearchPath(credence: Credence): void {
    if (credence < SEARCH_TRUST) this.#fast?.close();
  }

  async evaluate(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    const { survey, climb, texts } = await this.#start(candidate, target);
    if (texts === undefined) return climb.observation();
    const key = contentKey(texts, target);
    const known = this.#known.get(key);
    if (known !== undefined) return { ...known, candidate: candidate.id };
    await this.#search.climb({ candidate, target, survey, climb, texts, signal });
    const observation = climb.observation();
    if (!signal.aborted) this.#known.set(key, observation);
    return observation;
  }

  async confirm(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    const { climb, texts } = await this.#start(candidate, target);
    if (texts === undefined || !this.#types(climb, texts, target) || signal.aborted)
      return climb.observation();
    const unsteady = await this.#cold.inFreshCopy(texts, signal, (candidate) =>
      confirmCold(
        climb,
        { candidate, untouched: (files) => this.#cold.inPooledCopy(new Map(), files, signal) },
        signal,
      ),
    );
    this.#setAside(unsteady);
    return climb.observation();
  }

  #setAside(unsteady: readonly string[]): void {
    const survey = this.#survey;
    if (survey === undefined || unsteady.length === 0) return;
    this.#survey = { ...survey, flaky: [...new Set([...survey.flaky, ...unsteady])] };
    if (survey.tests?.status === 'ran') this.#fast?.settle(survey.tests, this.#survey.flaky);
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
    this.#fast?.close();
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
    return {
      survey,
      climb,
      texts: (await parseRung(climb, this.#options.syntax, this.#snapshot, texts)) ? texts : undefined,
    };
  }

  #types(climb: Climb, texts: ReadonlyMap<string, string | undefined>, target: Target): boolean {
    return typesRung(climb, this.typeChecker, this.#diagnosed, texts, target);
  }
}

function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
