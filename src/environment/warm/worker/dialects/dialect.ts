import type { TreeBuilder } from '../builder.ts';
import type { FileTests } from '../file-tests.ts';
import type { ImportRules, ModuleState, Provided } from '../loader.ts';
import type { Alias } from '../resolve.ts';
import type { Around } from '../run-tree.ts';

/** How one runner's tests are built and run. One object for the process, one `FileSession` for each file loaded. */
export interface DialectSession extends ImportRules {
  readonly aliases: readonly Alias[];
  /** Absolute folders in which bare names are looked up before packages. */
  readonly modulePaths?: readonly string[];
  readonly conditions: readonly string[];
  readonly extensions: readonly string[];
  /** Absolute paths of files to load before each test file. */
  readonly setupFiles: readonly string[];
  /** Whether all files share one state of the project, as they do in the runner itself. */
  readonly sharesState: boolean;
  /** Why a test file cannot be run here; undefined when nothing speaks against it. */
  unsupported(text: string): string | undefined;
  /** Starts a file: what its imports of the runner give, and the globals it sees. */
  file(path: string, builder: TreeBuilder, state: ModuleState): FileSession;
}

export type FileSession = {
  readonly provided: Provided;
  readonly globals: Readonly<Record<string, unknown>>;
  /** Called with what each set-up file exports, after it was loaded. */
  setUp?(path: string, exported: Readonly<Record<string, unknown>>): unknown;
  /** Waits for what the file still does when it is loaded. */
  collect?(): Promise<void>;
  /** Takes back what the file changed outside of its own state. */
  close?(): void;
} & (
  | {
      /** For tests in the builder's tree, which are run by us. */
      readonly around: Around;
    }
  | {
      readonly around?: undefined;
      /** For tests that another runner runs, or that show only as they run; asked for when the file is loaded. */
      tests(file: string, exported: Readonly<Record<string, unknown>>): FileTests;
    }
);
