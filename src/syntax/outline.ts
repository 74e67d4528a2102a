import { JAVA } from './java.ts';
import { JAVASCRIPT } from './javascript.ts';
import { PYTHON } from './python.ts';
import { stretchesOf } from './stretches.ts';
import { type Grammar, grammarOf, type Node, type Syntax } from './syntax.ts';

/** A named piece of code. Offsets are into the file's text. */
export interface Definition {
  readonly name: string;
  /** The class or object it belongs to; empty at top level. */
  readonly owner: string;
  readonly kind: 'function' | 'class' | 'variable' | 'type';
  readonly start: number;
  readonly end: number;
}

/** A name that the code mentions. */
export interface Use {
  readonly name: string;
  /** What stands before the dot; empty without one, `?` when it is not a name. */
  readonly object: string;
  readonly at: number;
}

/** A name bound to something in another file; a re-export counts as one. */
export interface Import {
  /** Empty when every name of the module is meant (`export *`, `import *`). */
  readonly local: string;
  /** `*` for the whole module, `default` for its default export. */
  readonly imported: string;
  readonly from: string;
}

/** What tests stand in: a call of `describe` or its like, or a class. */
export interface TestGroup {
  /** As a runner reports it; `${…}` for one that is made at run time. */
  readonly title: string;
  readonly start: number;
}

/** A test, or a part of a test file that runs before its tests. */
export interface TestCase {
  readonly kind: 'test' | 'hook';
  /** The title or function name; empty for a hook. */
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** Outermost first. */
  readonly groups: readonly TestGroup[];
  /** A hook runs for the tests within this range. */
  readonly scope: { readonly start: number; readonly end: number };
}

/** A statement, or what of it lies outside the blocks it holds: the smallest thing a fault is looked for in. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The grammar's node type of the statement. */
  readonly type: string;
}

/** The plain facts of one file, read from its syntax tree. Lists are in order of position. */
export interface Outline {
  readonly definitions: readonly Definition[];
  readonly uses: readonly Use[];
  readonly imports: readonly Import[];
  readonly tests: readonly TestCase[];
  readonly stretches: readonly Stretch[];
  /** The name that the default export carries. */
  readonly defaultName?: string;
}

/** What a language adds to the outline when the walk meets a node. */
export interface OutlineBuilder {
  readonly definitions: Definition[];
  readonly uses: Use[];
  readonly imports: Import[];
  readonly tests: TestCase[];
  defaultName?: string;
}

/** Where the walk is. */
export interface Scope {
  readonly owner: string;
  /** Inside a function's body, where variables are local. */
  readonly local: boolean;
  /** The suite or class around, for hooks. */
  readonly suite: { readonly start: number; readonly end: number };
  /** The suites or classes around, for tests; outermost first. */
  readonly groups: readonly TestGroup[];
}

/** How one language is read. */
export interface LanguageTable {
  readonly statements: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
  /** Parameters with a default value. */
  readonly defaults: ReadonlySet<string>;
  /** Nodes that hold no repairable code: imports, types, comments. */
  readonly skipped: ReadonlySet<string>;
  /** Adds what the node says and returns the scope of its children, or undefined to leave them out. */
  note(node: Node, scope: Scope, into: OutlineBuilder): Scope | undefined;
}

const TABLES: Readonly<Record<Grammar, LanguageTable>> = {
  typescript: JAVASCRIPT,
  tsx: JAVASCRIPT,
  javascript: JAVASCRIPT,
  python: PYTHON,
  java: JAVA,
};

/** Reads the outline of a file; undefined when no grammar ships for its path. */
export async function readOutline(syntax: Syntax, path: string, text: string): Promise<Outline | undefined> {
  const grammar = grammarOf(path);
  if (grammar === undefined) return undefined;
  const table = TABLES[grammar];
  return syntax.withTree(path, text, (root) => {
    const into: OutlineBuilder = { definitions: [], uses: [], imports: [], tests: [] };
    const visit = (node: Node, scope: Scope): void => {
      const inner = table.note(node, scope, into);
      if (inner === undefined) return;
      for (const child of node.namedChildren) if (child !== null) visit(child, inner);
    };
    visit(root, { owner: '', local: false, suite: { start: 0, end: text.length }, groups: [] });
    into.uses.sort((a, b) => a.at - b.at);
    return { ...into, stretches: stretchesOf(root, text, table) };
  });
}
