import type { Environment, RecentChange } from '../loop/ports.ts';
import type { Compile, Coverage, LintFixes, Sources, TypeChecker } from '../loop/rooms.ts';
import type { CancelSignal, Candidate, Obstacle } from '../loop/types.ts';
import type { AskedTests, TestsRun } from './asked-tests.ts';
import type { FileChange } from './diff.ts';

/** The real environment: real compilers and test runners over a snapshot in isolated copies. */
export interface WorkspaceEnvironment extends Environment {
  readonly sources: Sources;
  readonly typeChecker: TypeChecker | undefined;
  /** Compilers and type checkers that are run as commands, asked about texts that are no candidate yet. */
  readonly compile: Compile;
  /** Absent where no linter of the project was found. */
  readonly lintFixes: LintFixes | undefined;
  /** Which statements each test of the untouched snapshot ran, once it was surveyed; undefined where none was measured. */
  readonly coverage: Coverage | undefined;
  /** Workspace-relative, of every runner that was found. */
  readonly testFiles: readonly string[];
  /** Who runs the tests, for a person; or why nobody does. */
  readonly runner: { readonly name: string; readonly obstacle?: Obstacle };
  /**
   * Runs tests of the untouched snapshot by the project's own runner; undefined where there is none for them. Before a survey,
   * where coverage is asked for.
   */
  runTests(asked: AskedTests, seconds: number, signal: CancelSignal): Promise<TestsRun | undefined>;
  /** Lines that were changed lately; nothing in a folder that is not trusted. */
  recent(signal: CancelSignal): Promise<readonly RecentChange[]>;
  /** The candidate as whole texts, before and after. */
  patch(candidate: Candidate): readonly FileChange[];
  /** The same snapshot and compilers, and no tests. It goes when this one goes. */
  withoutTests(): WorkspaceEnvironment;
  /** Removes every copy and ends every process. */
  dispose(): Promise<void>;
}
