import type { Node } from '../../syntax/syntax.ts';
import type { LanguageTable } from './language.ts';

/** A syntax node as plain data, so that templates are pure functions and nothing outlives the parser's memory. */
export interface SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** The part it plays in its parent, for example `condition`. */
  readonly field: string;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

type Draft = { -readonly [Key in keyof SyntaxNode]: SyntaxNode[Key] } & { children: SyntaxNode[] };

/** Copies a tree, with the language's aliases applied. Comments are left out: no template reads or edits them. */
export function copyTree(root: Node, { aliases }: Pick<LanguageTable, 'aliases'>): SyntaxNode {
  const cursor = root.walk();
  const types = aliases?.types ?? {};
  const copy = (parent: Draft | undefined, parentType: string): Draft => {
    const { nodeType, startIndex: start, endIndex: end } = cursor;
    const given = cursor.currentFieldName ?? '';
    const field = aliases?.fields[parentType]?.[given] ?? given;
    const node: Draft = {
      type: types[nodeType] ?? nodeType,
      named: cursor.nodeIsNamed,
      start,
      end,
      field,
      parent,
      children: [],
    };
    if (cursor.gotoFirstChild()) {
      do {
        if ((types[cursor.nodeType] ?? cursor.nodeType) === 'comment') continue;
        const child = copy(node, nodeType);
        const before = node.children.at(-1);
        // `is not` and `not in` arrive as two tokens of the same type.
        if (before !== undefined && child.type.includes(' ') && before.type === child.type) {
          node.children[node.children.length - 1] = { ...before, end: child.end };
        } else node.children.push(child);
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    if (aliases?.flatCall === nodeType) giveCallee(node);
    if (aliases?.compound === nodeType && part(node, 'operator')?.type !== '=') {
      node.type = 'augmented_assignment_expression';
    }
    return node;
  };
  const tree = copy(undefined, '');
  cursor.delete();
  return tree;
}

/** Puts the receiver and name of a call under one callee: `a.b(c)` is a call of `a.b`. */
function giveCallee(call: Draft): void {
  const at = call.children.findIndex((child) => child.field === 'arguments');
  const head = call.children.slice(0, at);
  const name = head.at(-1);
  if (at <= 0 || name === undefined) return;
  if (head.length === 1) {
    (name as Draft).field = 'function';
    return;
  }
  const callee: Draft = {
    type: 'member_expression',
    named: true,
    start: call.start,
    end: name.end,
    field: 'function',
    parent: call,
    children: head,
  };
  for (const child of head) (child as Draft).parent = callee;
  (name as Draft).field = 'property';
  call.children.splice(0, at, callee);
}

/** The node and everything below it, in source order. */
export function* descend(node: SyntaxNode): Generator<SyntaxNode> {
  // By hand, since a generator inside a generator for each level is slow in deep trees.
  const open: SyntaxNode[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index -= 1) {
      const child = at.children[index];
      if (child !== undefined) open.push(child);
    }
  }
}

/** The child that plays a part, for example the `condition` of an `if`. */
export function part(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The children that the grammar names; no punctuation or keywords. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

/** The nearest node above (not the node itself) of one of the types. */
export function above(node: SyntaxNode, types: ReadonlySet<string>): SyntaxNode | undefined {
  let at = node.parent;
  while (at !== undefined && !types.has(at.type)) at = at.parent;
  return at;
}
