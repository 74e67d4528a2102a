import { binaryOf } from './shapes.ts';
import { indentOf, type SourceModule, textOf } from './source-module.ts';
import { namedChildren, type SyntaxNode } from './tree.ts';

/** Parts of one kind that stand one after the other, where one may have been forgotten. */
export interface Listing {
  readonly items: readonly SyntaxNode[];
  /** What is put before an item that follows another. */
  readonly between: string;
  /** All parts name something of the same thing, so that others beside them count against it. */
  readonly isWhole: boolean;
}

const LISTS =
  /^(?:object|object_pattern|array|arguments|dictionary|argument_list|tuple|list|set|array_pattern|pattern_list|expression_list)$/;
const SETS = /^(?:expression_statement|assignment|assignment_expression)$/;
const MOST_ITEMS = 40;

/** What a node lists: the entries of a literal, the arguments of a call, the operands of `and` and `or`, what a block sets. */
export function* listingsIn(node: SyntaxNode, module: SourceModule): Generator<Listing> {
  if (LISTS.test(node.type)) {
    const items = namedChildren(node).filter(({ type }) => type !== 'for_in_clause');
    if (items.length > MOST_ITEMS) return;
    yield { items, between: `,${gapOf(items, module)}`, isWhole: true };
    return;
  }
  const binary = binaryOf(node, module);
  if (binary !== undefined && /^(?:&&|\|\||and|or)$/.test(binary.operator.type)) {
    const sign = binary.operator.type;
    if (node.parent !== undefined && binaryOf(node.parent, module)?.operator.type === sign) return;
    const indent = lineBefore(binary.operator, module);
    const items = [...operands(node, sign, module)];
    yield { items, between: indent === undefined ? ` ${sign} ` : `${indent}${sign} `, isWhole: true };
    return;
  }
  if (SETS.test(node.type) && node.parent !== undefined && module.language.blocks.has(node.parent.type)) {
    const all = namedChildren(node.parent);
    const at = all.indexOf(node);
    const before = all[at - 1];
    if (before !== undefined && SETS.test(before.type)) return;
    let end = at;
    while (all[end] !== undefined && SETS.test(all[end]?.type ?? '') && end - at < MOST_ITEMS) end += 1;
    const indent = indentOf(module, node);
    if (indent === undefined) return;
    yield { items: all.slice(at, end), between: `\n${indent}`, isWhole: false };
  }
}

function* operands(node: SyntaxNode, sign: string, module: SourceModule): Generator<SyntaxNode> {
  const binary = binaryOf(node, module);
  if (binary?.operator.type !== sign) {
    yield node;
    return;
  }
  yield* operands(binary.left, sign, module);
  yield binary.right;
}

/** What stands between items: a space, or a new line and its indentation. */
function gapOf(items: readonly SyntaxNode[], module: SourceModule): string {
  const last = items.at(-1);
  return (last === undefined ? undefined : lineBefore(last, module)) ?? ' ';
}

function lineBefore(node: SyntaxNode, module: SourceModule): string | undefined {
  const indent = indentOf(module, node);
  return indent === undefined ? undefined : `\n${indent}`;
}

/** A statement's end with the semicolon that the grammar may leave out. */
export function endOf(item: SyntaxNode, module: SourceModule): number {
  return module.text[item.end] === ';' ? item.end + 1 : item.end;
}

/** The words of an item that may be names of members: identifiers, and texts that could be one. */
export function wordsOf(item: SyntaxNode, module: SourceModule): ReadonlySet<string> {
  return new Set(textOf(module, item).match(/[A-Za-z_$#][\w$]*/g) ?? []);
}
