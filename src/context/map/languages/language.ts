import type { TaggedImport } from '../tags.ts';

/** How the map reads one language. */
export interface MapLanguage {
  /** The grammar's file is `tree-sitter-<grammar>.wasm`. */
  readonly grammar: string;
  readonly extensions: readonly string[];
  /**
   * A tree-sitter query. A definition is captured as its kind (`@function`, `@class`, `@type`, `@variable`) with its
   * `@name`; `@member` is a name used after a dot, `@import` a whole import statement. Where names are not bound by
   * imports, `@ref` is a name used by itself; where they are, what is used is counted among the identifiers.
   */
  readonly query: string;
  /** What the text of an import statement binds. */
  readonly imports: (statement: string) => readonly TaggedImport[];
  /**
   * Whether a name used by itself can only mean what the file defines or imports. Elsewhere (packages, headers,
   * namespaces) it may mean what any file of the workspace defines.
   */
  readonly namesAreImported: boolean;
}
