import type { Node } from '../../syntax/syntax.ts';

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

/** Copies a tree. Comments are left out: no template reads or edits them. */
export function copyTree(root: Node): SyntaxNode {
  const cursor = root.walk();
  const copy = (parent: SyntaxNode | undefined): SyntaxNode => {
    const children: SyntaxNode[] = [];
    const node: SyntaxNode = {
      type: cursor.nodeType,
      named: cursor.nodeIsNamed,
      start: cursor.startIndex,
      end: cursor.endIndex,
      field: cursor.currentFieldName ?? '',
      parent,
      children,
    };
    if (cursor.gotoFirstChild()) {
      do {
        if (cursor.nodeType === 'comment') continue;
        const child = copy(node);
        const before = children.at(-1);
        // `is not` and `not in` arrive as two tokens of the same type.
        if (before !== undefined && child.type.includes(' ') && before.type === child.type) {
          children[children.length - 1] = { ...before, end: child.end };
        } else children.push(child);
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return node;
  };
  const tree = copy(undefined);
  cursor.delete();
  return tree;
}

/** The node and everything below it, in source order. */
export function* descend(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of node.children) yield* descend(child);
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
