import type { PackageFacts } from '../../protocol.ts';
import type { TreeBuilder } from '../builder.ts';
import type { FileTests } from '../file-tests.ts';
import type { Interop, ModuleState, Provided } from '../loader.ts';
import type { Alias } from '../resolve.ts';
import type { Around } from '../run-tree.ts';

/** How one runner's tests are built and run. One object for the process, one `FileSession` for each file loaded. */
export interface DialectSession {
  readonly aliases: readonly Alias[];
  readonly conditions: readonly string[];
  readonly extensions: readonly string[];
  readonly interop: Interop;
  /** Absolute paths of files to load before each test file. */
  readonly setupFiles: readonly string[];
  /** Places from which the runner's own packages are found. */
  readonly dependencies: readonly string[];
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

/** Says why not in a person's words by throwing an `Unsupported`. */
export type OpenDialect = (facts: PackageFacts) => Promise<DialectSession>;
