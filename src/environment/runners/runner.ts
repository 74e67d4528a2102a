import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal, Language, Obstacle, TestReport } from '../../loop/types.ts';
import type { Isolation } from '../isolation/isolate.ts';
import type { NamedTest } from './named-test.ts';
import type { ScriptCall } from './script.ts';

/** One run of some or all tests, in an isolated copy. */
export interface RunRequest {
  /** Absolute path of the workspace within the copy. */
  readonly root: string;
  /** The temporary folder that the run may write to; reports go there. */
  readonly lease: string;
  /** Workspace-relative test files; the whole suite when absent. */
  readonly files?: readonly string[];
  /**
   * Of these files only these tests, with others of the same name, where the runner can choose. It may report the rest as
   * skipped.
   */
  readonly only?: readonly NamedTest[];
  /** Stop at the first failing test, where the runner can. */
  readonly bail?: boolean;
  readonly limitSeconds: number;
  readonly signal: CancelSignal;
  /** What confines the run; nothing unless told. */
  readonly isolation?: Isolation;
}

/** A test runner that the project uses, and how to talk to it. */
export interface TestRunner {
  readonly name: string;
  readonly language: Language;
  /** Workspace-relative. */
  readonly testFiles: readonly string[];
  run(request: RunRequest): Promise<TestReport>;
  /** Set for the runners of Node's world: what a warm process needs to run the same tests. */
  readonly node?: {
    readonly name: 'vitest' | 'jest' | 'mocha' | 'node:test';
    readonly within: string;
    readonly call: ScriptCall | undefined;
  };
  /** Set for the runners of Python's world, likewise. */
  readonly python?: PythonRunnerPlan;
}

/** How a Python project runs its tests. */
export interface PythonRunnerPlan {
  readonly kind: 'pytest' | 'unittest';
  /** The interpreter. */
  readonly python: string;
  /** Of every run, however it is started. */
  readonly options: readonly string[];
  /** Workspace-relative folder of the project; empty for the root. */
  readonly within: string;
}

/** How a package runs its tests with Node. */
export interface NodeRunnerPlan {
  /** Workspace-relative folder of the package; empty for the root. */
  readonly within: string;
  readonly testFiles: readonly string[];
  readonly language: Language;
  /** The call in the package's own test script. */
  readonly call: ScriptCall | undefined;
}

/** What a detector looks at. */
export interface Project {
  /** Absolute path of the workspace; packages are looked up from here. */
  readonly folder: string;
  readonly sources: Sources;
  /** Workspace-relative folder of the package in question; empty for the root. */
  readonly within: string;
}

export type Detection =
  | { readonly kind: 'found'; readonly runners: readonly TestRunner[] }
  | { readonly kind: 'none'; readonly obstacle: Obstacle };
