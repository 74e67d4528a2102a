import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import { changeBetween, rangeBetween } from './change.ts';

/** The grammars that ship. */
export type Grammar = 'typescript' | 'tsx' | 'javascript' | 'python' | 'java';

const GRAMMAR_BY_EXTENSION: Readonly<Record<string, Grammar>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  java: 'java',
};

/** The grammar for a path by its extension, or undefined when none ships. */
export function grammarOf(path: string): Grammar | undefined {
  return GRAMMAR_BY_EXTENSION[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/** Where the WebAssembly files lie: the runtime and one file per grammar. */
export interface GrammarFiles {
  /** Absolute path of `web-tree-sitter.wasm`'s file. */
  readonly runtime: string;
  /** Absolute folder with `tree-sitter-<grammar>.wasm`. */
  readonly folder: string;
}

export interface ErrorCounts {
  readonly before: number;
  readonly after: number;
}

interface KeptTree {
  readonly text: string;
  readonly tree: Tree;
  readonly errors: number;
}

/** Trees of files that are being edited again and again; a few megabytes each for large ones. */
const KEPT_TREES = 16;

/**
 * Parses source text with tree-sitter. Grammars load on first use, since each costs a few megabytes.
 * A tree belongs to the caller, who frees it with `tree.delete()`; `withTree` does that for a scope.
 */
export class Syntax {
  readonly #files: GrammarFiles;
  readonly #parsers = new Map<Grammar, Promise<Parser>>();
  readonly #kept = new Map<string, KeptTree>();
  static #runtime: Promise<void> | undefined;

  constructor(files: GrammarFiles) {
    this.#files = files;
  }

  /** Runs `use` on the tree of `text` and frees the tree; undefined when no grammar ships for the path. */
  async withTree<T>(path: string, text: string, use: (root: Node) => T): Promise<T | undefined> {
    const grammar = grammarOf(path);
    if (grammar === undefined) return undefined;
    const tree = (await this.#parser(grammar)).parse(text);
    if (tree === null) return undefined;
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  }

  /**
   * Error nodes before and after an edit; undefined when no grammar ships for the path. The tree of the text before is
   * kept, so that only what changed is parsed for each of many edits of one file.
   */
  errorsOf(path: string, before: string, after: string): Promise<ErrorCounts | undefined> {
    return this.#edited(path, before, after, (root, { errors }) => ({
      before: errors,
      after: countErrors(root),
    }));
  }

  /** Runs `use` on the tree of the text after an edit, of which only what changed is parsed, and frees the tree. */
  afterEdit<T>(path: string, before: string, after: string, use: (root: Node) => T): Promise<T | undefined> {
    return this.#edited(path, before, after, use);
  }

  async #edited<T>(
    path: string,
    before: string,
    after: string,
    use: (root: Node, kept: KeptTree) => T,
  ): Promise<T | undefined> {
    const found = await this.#keptTree(path, before);
    if (found === undefined) return undefined;
    const { kept, parser } = found;
    const edited = kept.tree.copy();
    edited.edit(changeBetween(before, after));
    const tree = parser.parse(after, edited);
    edited.delete();
    if (tree === null) return undefined;
    try {
      return use(tree.rootNode, kept);
    } finally {
      tree.delete();
    }
  }

  /** Runs `use` on the tree of the text before an edit, with the range that the edit replaces and the text that it adds. */
  async beforeEdit<T>(
    path: string,
    before: string,
    after: string,
    use: (root: Node, start: number, end: number, added: string) => T,
  ): Promise<T | undefined> {
    const found = await this.#keptTree(path, before);
    if (found === undefined) return undefined;
    const { start, end, newEnd } = rangeBetween(before, after);
    return use(found.kept.tree.rootNode, start, end, after.slice(start, newEnd));
  }

  async #keptTree(
    path: string,
    text: string,
  ): Promise<{ readonly kept: KeptTree; readonly parser: Parser } | undefined> {
    const grammar = grammarOf(path);
    if (grammar === undefined) return undefined;
    const parser = await this.#parser(grammar);
    const known = this.#kept.get(path);
    const kept = known?.text === text ? known : this.#keep(path, text, parser);
    return kept === undefined ? undefined : { kept, parser };
  }

  #keep(path: string, text: string, parser: Parser): KeptTree | undefined {
    const tree = parser.parse(text);
    if (tree === null) return undefined;
    this.#kept.get(path)?.tree.delete();
    this.#kept.delete(path);
    const kept = { text, tree, errors: countErrors(tree.rootNode) };
    this.#kept.set(path, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_TREES && oldest !== undefined) {
      this.#kept.get(oldest)?.tree.delete();
      this.#kept.delete(oldest);
    }
    return kept;
  }

  #parser(grammar: Grammar): Promise<Parser> {
    let parser = this.#parsers.get(grammar);
    if (parser === undefined) {
      parser = this.#load(grammar);
      this.#parsers.set(grammar, parser);
    }
    return parser;
  }

  async #load(grammar: Grammar): Promise<Parser> {
    Syntax.#runtime ??= Parser.init({ locateFile: () => this.#files.runtime });
    await Syntax.#runtime;
    const bytes = await readFile(join(this.#files.folder, `tree-sitter-${grammar}.wasm`));
    const parser = new Parser();
    parser.setLanguage(await Language.load(bytes));
    return parser;
  }
}

/** Number of error and missing nodes. Compare before and after: valid files may have some. */
export function countErrors(root: Node): number {
  if (!root.hasError) return 0;
  let count = 0;
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) count += 1;
    if (!node.hasError) return;
    for (const child of node.children) if (child !== null) visit(child);
  };
  visit(root);
  return count;
}

export type { Node };
