import type { Replacement } from '../../loop/types.ts';
import { grammarOf, type Syntax } from '../../syntax/syntax.ts';
import type { AwaitedError } from './awaited-errors.ts';
import { type LanguageTable, languageOf } from './language.ts';
import { copyTree, descend, type SyntaxNode } from './tree.ts';

/** One file as the templates see it. */
export interface SourceModule {
  readonly path: string;
  readonly text: string;
  readonly language: LanguageTable;
  readonly root: SyntaxNode;
  /** How often each name and literal is written in the file. */
  readonly words: ReadonlyMap<string, number>;
  /** Other files of the project in the same language, nearest first: where code can be borrowed from. */
  readonly neighbours: readonly SourceModule[];
}

/** A small edit that a template proposes, not yet weighed against the others. */
export interface Change {
  readonly replacements: readonly Replacement[];
  /** For a person, for example "`<` → `<=`". */
  readonly label: string;
  /** 0..1: how natural the result looks, among the changes of one template. */
  readonly natural: number;
  /** How much more often than an ordinary edit it passes by accident, where that is not what its template's do. */
  readonly accident?: number;
  /** Equal for edits that are one slip in several places, where their texts do not tell it. */
  readonly slip?: string;
}

/**
 * How much more often than an ordinary edit one passes that gives the one result which a test expects, and so passes
 * that test by the way it is made: so much that it is no more than a question where nothing else speaks for it. Our own
 * guess.
 */
export const FITTED = 200;

/** What one of the failing tests says of it. */
export interface Failure {
  readonly expected: string;
  readonly actual: string;
  /** An error that it waits for in vain; then there is nothing to compare. */
  readonly raises?: AwaitedError;
}

/** Proposes changes at one node. Pure and deterministic. */
export type Template = (
  node: SyntaxNode,
  module: SourceModule,
  failures?: readonly Failure[],
) => Iterable<Change>;

/**
 * Parses a file; undefined when no grammar ships for it.
 * @param neighbours may be filled later
 */
export async function readModule(
  path: string,
  text: string,
  syntax: Syntax,
  neighbours: readonly SourceModule[] = [],
): Promise<SourceModule | undefined> {
  const grammar = grammarOf(path);
  if (grammar === undefined) return undefined;
  const language = languageOf(grammar);
  const root = await syntax.withTree(path, text, (tree) => copyTree(tree, language));
  if (root === undefined) return undefined;
  const words = new Map<string, number>();
  for (const node of descend(root)) {
    if (node.children.length > 0) continue;
    const word = text.slice(node.start, node.end);
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return { path, text, language, root, words, neighbours };
}

export function textOf(module: SourceModule, node: SyntaxNode): string {
  return module.text.slice(node.start, node.end);
}

/** Whether a file is JavaScript or TypeScript. */
export function isScript({ path }: SourceModule): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

/** Replaces a node. */
export function swap(module: SourceModule, node: SyntaxNode, text: string, natural: number): Change {
  const label = `\`${short(textOf(module, node))}\` → \`${short(text)}\``;
  return { replacements: [{ start: node.start, end: node.end, text }], label, natural };
}

/** Exchanges two nodes that do not overlap; the first comes first. */
export function exchange(module: SourceModule, a: SyntaxNode, b: SyntaxNode, natural: number): Change {
  return {
    replacements: [
      { start: a.start, end: a.end, text: textOf(module, b) },
      { start: b.start, end: b.end, text: textOf(module, a) },
    ],
    label: `\`${short(textOf(module, a))}\` ↔ \`${short(textOf(module, b))}\``,
    natural,
  };
}

/** Inserts text at an offset. */
export function insert(at: number, text: string, label: string, natural: number): Change {
  return { replacements: [{ start: at, end: at, text }], label, natural };
}

/** White space before a node on its line; undefined when other code stands before it. */
export function indentOf(module: SourceModule, node: SyntaxNode): string | undefined {
  const before = module.text.slice(module.text.lastIndexOf('\n', node.start - 1) + 1, node.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The line ending of the file. */
export function newline(module: SourceModule): string {
  return module.text.includes('\r\n') ? '\r\n' : '\n';
}

/** One line of at most 40 characters, for a person. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}
