import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** The grammars that ship. */
export type Grammar = 'typescript' | 'tsx' | 'javascript' | 'python';

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

/**
 * Parses source text with tree-sitter. Grammars load on first use, since each costs a few megabytes.
 * A tree belongs to the caller, who frees it with `tree.delete()`; `withTree` does that for a scope.
 */
export class Syntax {
  readonly #files: GrammarFiles;
  readonly #parsers = new Map<Grammar, Promise<Parser>>();
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
