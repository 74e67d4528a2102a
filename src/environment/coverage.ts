/** Which statements of the untouched snapshot each test ran. Statements are named by their index in their file. */
export interface Coverage {
  /** Statements of each measured file, sorted by start; offsets into the snapshot's text, nested ones included. */
  readonly statements: ReadonlyMap<string, readonly { readonly start: number; readonly end: number }[]>;
  /** By test id, then by file: indices of the statements that ran during the test, ascending. */
  readonly tests: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** By test file, then by file: what ran while it loaded, before any of its tests. */
  readonly load: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** By test file: every file of the workspace that was loaded for it, where that is known. */
  readonly loaded?: ReadonlyMap<string, readonly string[]>;
}
