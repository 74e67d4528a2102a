import { before, behind } from '../lines.ts';
import { declaredIn, namesAt, readableAt, usesIn } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import { indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, type SyntaxNode } from '../tree.ts';

/** Blocks of more statements are compared by none. */
const MOST_STATEMENTS = 12;
/** Files of more blocks are compared no further. */
const MOST_BLOCKS = 400;
const LONGEST_STATEMENT = 160;
/** What a block of another function, or of another class, says of one: less than one of the same function. */
const [SAME_CLASS, ELSEWHERE] = [0.7, 0.35];
/** Of the words of statements that stand for each other, at least so many are the same. */
const LEAST_ALIKE = 0.4;

/** A block, and what each of its statements looks like. */
interface Block {
  readonly statements: readonly Statement[];
  readonly scope: SyntaxNode | undefined;
  readonly home: SyntaxNode | undefined;
}

interface Statement {
  readonly node: SyntaxNode;
  /** Equal for statements that are built alike: names and literals may differ. */
  readonly shape: string;
  readonly words: readonly string[];
}

/**
 * A block lacks one statement that another has, which is built like it otherwise: where the one branch sets a state and the
 * time of it, the other sets the state alone (what was forgotten in one of several copies; after Li et al., CP-Miner, 2006).
 */
export const asBeside: Template = function* (node, module) {
  if (!isStatement(node, module) || indentOf(module, node) === undefined) return;
  const blocks = blocksOf(module);
  const own = blocks.get(node.parent?.start ?? -1);
  const at = own?.statements.findIndex((each) => each.node === node) ?? -1;
  if (own === undefined || at === -1) return;
  const proposed = new Set<string>();
  for (const model of blocks.values()) {
    const lacking = model === own ? undefined : lackingIn(own, model);
    if (lacking === undefined) continue;
    // It is put in beside the statement that this is asked for: behind it, or before the first.
    const isFirst = lacking.at === 0 && at === 0;
    if (!isFirst && lacking.at !== at + 1) continue;
    const text = fitted(lacking.statement.node, lacking.words, model, own, node, module);
    if (text === undefined || proposed.has(text)) continue;
    proposed.add(text);
    const near = model.scope === own.scope ? 1 : model.home === own.home ? SAME_CLASS : ELSEWHERE;
    yield (isFirst ? before : behind)(node, text, module, near * (0.6 + 0.6 * lacking.alike));
  }
};

const known = new WeakMap<SourceModule, ReadonlyMap<number, Block>>();

/** By where they begin. */
function blocksOf(module: SourceModule): ReadonlyMap<number, Block> {
  let found = known.get(module);
  if (found === undefined) {
    const all = new Map<number, Block>();
    for (const node of descend(module.root)) {
      if (all.size >= MOST_BLOCKS) break;
      if (!module.language.blocks.has(node.type)) continue;
      const inner = namedChildren(node).filter(
        (each) => isStatement(each, module) && !/comment/.test(each.type),
      );
      if (inner.length === 0 || inner.length > MOST_STATEMENTS) continue;
      const scope = functionOf(node, module);
      if (scope === undefined) continue;
      const home = above(scope, module.language.classes);
      all.set(node.start, { statements: inner.map((each) => read(each, module)), scope, home });
    }
    found = all;
    known.set(module, found);
  }
  return found;
}

function read(node: SyntaxNode, module: SourceModule): Statement {
  const words: string[] = [];
  let shape = '';
  for (const leaf of descend(node)) {
    if (leaf.children.length > 0) continue;
    const text = textOf(module, leaf);
    const isWord = /[\w$"'`]/.test(text) && leaf.named;
    if (isWord || /^(?:true|false|True|False|None|null|this|self)$/.test(text)) words.push(text);
    // `true` and `0` may stand where another has `false` and a name.
    shape += /^(?:true|false|True|False)$/.test(text) || isWord ? '$ ' : `${text} `;
  }
  return { node, shape, words };
}

interface Lacking {
  readonly statement: Statement;
  /** Place in the block that lacks it: before the statement that stands there. */
  readonly at: number;
  /** What words of the model are here. */
  readonly words: ReadonlyMap<string, string>;
  /** 0..1: how much the rest is alike. */
  readonly alike: number;
}

/** The one statement that a block lacks of another; undefined where it lacks none, or more. */
function lackingIn(own: Block, model: Block): Lacking | undefined {
  if (model.statements.length !== own.statements.length + 1) return undefined;
  let at = 0;
  while (at < own.statements.length && own.statements[at]?.shape === model.statements[at]?.shape) at += 1;
  const missing = model.statements[at];
  if (missing === undefined || missing.node.end - missing.node.start > LONGEST_STATEMENT) return undefined;
  if (own.statements.slice(at).some(({ shape }, index) => shape !== model.statements[at + index + 1]?.shape))
    return undefined;
  const words = new Map<string, string>();
  let [all, same] = [0, 0];
  for (const [index, { words: here }] of own.statements.entries()) {
    const there = model.statements[index < at ? index : index + 1]?.words ?? [];
    for (const [place, word] of there.entries()) {
      const other = here[place] ?? word;
      all += 1;
      if (other === word) same += 1;
      // One that stands for two here says nothing.
      words.set(word, words.has(word) && words.get(word) !== other ? word : other);
    }
  }
  const alike = all === 0 ? 0 : same / all;
  return alike < LEAST_ALIKE ? undefined : { statement: missing, at, words, alike };
}

/** A statement of another block with the words that this one has for its own; undefined where a name cannot be read here. */
function fitted(
  statement: SyntaxNode,
  words: ReadonlyMap<string, string>,
  from: Block,
  to: Block,
  place: SyntaxNode,
  module: SourceModule,
): string | undefined {
  let text = '';
  let at = statement.start;
  for (const leaf of descend(statement)) {
    const other = leaf.children.length > 0 || leaf.start < at ? undefined : words.get(textOf(module, leaf));
    if (other === undefined) continue;
    text += module.text.slice(at, leaf.start) + other;
    at = leaf.end;
  }
  text += module.text.slice(at, statement.end);
  if (text.includes('\n')) return undefined;
  if (from.scope !== undefined && from.scope !== to.scope) {
    const readable = new Set(readableAt(place.start, namesAt(place, module)).map((name) => name.text));
    const local = declaredIn(from.scope, module).map((name) => name.text);
    const used = usesIn(statement, module);
    if (local.some((name) => used.has(name) && !readable.has(words.get(name) ?? name))) return undefined;
  }
  return /[;}]$/.test(text) || module.language.indented ? text : `${text}${module.language.terminator}`;
}
