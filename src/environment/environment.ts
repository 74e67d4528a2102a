import { availableParallelism } from 'node:os';
import type { Environment, Sources, TypeChecker } from '../loop/ports.ts';
import type {
  CancelSignal,
  Candidate,
  Observation,
  Survey,
  Target,
  Task,
  TestReport,
} from '../loop/types.ts';
import { countErrors, type Syntax } from '../syntax/syntax.ts';
import { type AppliedEdits, applyEdits } from './apply-edits.ts';
import { type FileChange, unifiedDiff } from './diff.ts';
import { type Copy, CopyPool, makeCopy } from './isolation/copy.ts';
import { type Lease, sweepLeftovers, takeLease } from './isolation/lease.ts';
import { inTheWay } from './isolation/links.ts';
import { endCommandsOf } from './isolation/process.ts';
import { type Overlay, Snapshot } from './isolation/snapshot.ts';
import { Climb } from './ladder.ts';
import { relevantTests } from './relevant-tests.ts';
import { type Detection, detectRunners, type TestRunner } from './runners/index.ts';
import { takeSurvey } from './survey.ts';
import { runTests } from './test-runs.ts';
import { typesRung } from './types-rung.ts';
import { loadTypescript } from './typescript/load.ts';
import { isTypeChecked, TypescriptChecker } from './typescript/type-checker.ts';

export interface EnvironmentOptions {
  /** Absolute path of the workspace, symbolic links resolved. */
  readonly folder: string;
  readonly overlays: readonly Overlay[];
  readonly trusted: boolean;
  readonly syntax: Syntax;
  /** Absolute path of a `typescript.js` for projects that have none of their own. */
  readonly fallbackTypescript?: string | undefined;
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

/** A run may take four times as long as the untouched one did; a candidate that takes longer most likely loops. */
const PATIENCE = { factor: 4, floorSeconds: 10, firstRunSeconds: 600 };

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
  readonly #copies: CopyPool;
  readonly #diagnosed = new Map<string, ReturnType<TypeChecker['diagnose']>>();
  #survey: Survey | undefined;
  #suiteSeconds: number | undefined;

  constructor(options: EnvironmentOptions, lease: Lease, snapshot: Snapshot, release: () => void) {
    this.#options = options;
    this.#lease = lease;
    this.#snapshot = snapshot;
    const slots = Math.max(1, Math.min(2, availableParallelism()));
    this.#copies = new CopyPool(snapshot, lease, slots);
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
  }

  get #runners(): readonly TestRunner[] {
    return this.#detection.kind === 'found' ? this.#detection.runners : [];
  }

  async survey(task: Task, signal: CancelSignal): Promise<Survey> {
    this.#survey = await takeSurvey({
      task,
      snapshot: this.#snapshot,
      runners: this.#runners,
      obstacle: this.#detection.kind === 'none' ? this.#detection.obstacle : undefined,
      checker: this.typeChecker,
      trusted: this.#options.trusted,
      runTests: (files) => this.#baseline(files, task.budget.seconds, signal),
      signal,
    });
    return this.#survey;
  }

  async evaluate(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    return this.#climb(candidate, target, signal, async (climb, texts) => {
      const files = relevantTests(this.#survey, this.#snapshot, candidate, target);
      const began = performance.now();
      if (files.length === 0) {
        climb.rung('tests', 'could-not-check', 'no test of this project covers the change', began);
        return;
      }
      const report = await this.#copies.lend(texts, (copy) => this.#run(copy, files, signal));
      if (report !== undefined && !signal.aborted) climb.tests('tests', report, began, files);
    });
  }

  async confirm(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation> {
    return this.#climb(candidate, target, signal, async (climb, texts) => {
      const copy = makeCopy(this.#snapshot, this.#lease);
      try {
        copy.put(texts);
        const began = performance.now();
        const report = await this.#run(copy, undefined, signal);
        if (signal.aborted) return;
        if (report === undefined) {
          climb.rung('tests', 'could-not-check', 'no test runner here', began);
          climb.rung('suite', 'could-not-check', 'no test runner here', began);
        } else if (climb.tests('tests', report, began)) climb.tests('suite', report, began);
      } finally {
        copy.dispose();
      }
    });
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
    this.#release();
  }

  #apply(candidate: Candidate): AppliedEdits {
    return applyEdits(this.#snapshot, candidate.edits, (path) => inTheWay(this.#snapshot.origin, path));
  }

  /** The rungs that both paths share, cheapest first; `tests` climbs the rest. */
  async #climb(
    candidate: Candidate,
    target: Target,
    signal: CancelSignal,
    tests: (climb: Climb, texts: ReadonlyMap<string, string | undefined>) => Promise<void>,
  ): Promise<Observation> {
    if (this.#survey === undefined) throw new Error('survey() comes before any candidate');
    const climb = new Climb(candidate, this.#survey, target);
    const began = performance.now();
    const applied = this.#apply(candidate);
    if (applied.kind === 'refused') {
      climb.rung('apply', 'failed', applied.reason, began);
      return climb.observation();
    }
    climb.rung(
      'apply',
      'passed',
      `${applied.texts.size} file${applied.texts.size === 1 ? '' : 's'} changed`,
      began,
    );
    if (!(await this.#parse(climb, applied.texts))) return climb.observation();
    if (!typesRung(climb, this.typeChecker, this.#diagnosed, applied.texts, target))
      return climb.observation();
    if (!signal.aborted) await tests(climb, applied.texts);
    return climb.observation();
  }

  async #parse(climb: Climb, texts: ReadonlyMap<string, string | undefined>): Promise<boolean> {
    const began = performance.now();
    let checked = 0;
    for (const [path, text] of texts) {
      if (text === undefined) continue;
      const after = await this.#options.syntax.withTree(path, text, countErrors);
      if (after === undefined) continue;
      checked += 1;
      // A valid file may hold an error node, so only a rise says something.
      const before =
        (await this.#options.syntax.withTree(path, this.#snapshot.read(path) ?? '', countErrors)) ?? 0;
      if (after > before) return climb.rung('parse', 'failed', `${path} no longer parses`, began);
    }
    return checked > 0
      ? climb.rung('parse', 'passed', 'parses', began)
      : climb.rung('parse', 'could-not-check', 'no grammar for these files', began);
  }

  async #baseline(
    files: readonly string[] | undefined,
    budgetSeconds: number,
    signal: CancelSignal,
  ): Promise<TestReport | undefined> {
    if (this.#runners.length === 0) return undefined;
    const limitSeconds =
      this.#suiteSeconds === undefined ? Math.min(PATIENCE.firstRunSeconds, budgetSeconds) : this.#limit();
    const report = await this.#copies.lend(new Map(), (copy) => this.#run(copy, files, signal, limitSeconds));
    if (files === undefined && report?.status === 'ran') this.#suiteSeconds = report.evidence.seconds;
    return report;
  }

  #run(
    copy: Copy,
    files: readonly string[] | undefined,
    signal: CancelSignal,
    limitSeconds = this.#limit(),
  ): Promise<TestReport | undefined> {
    return runTests(this.#runners, {
      root: copy.folder,
      lease: this.#lease.folder,
      ...(files === undefined ? {} : { files }),
      limitSeconds,
      signal,
    });
  }

  #limit(): number {
    return Math.max(PATIENCE.floorSeconds, PATIENCE.factor * (this.#suiteSeconds ?? 0) + 5);
  }
}

function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
