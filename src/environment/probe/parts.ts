import type { Node } from '../../syntax/syntax.ts';

/** A node of a syntax tree, read once: asking the parser for each child again and again takes most of the time. */
export interface Part {
  readonly type: string;
  readonly isNamed: boolean;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly field: string | undefined;
  readonly children: readonly Part[];
}

/** Read as one word, whatever is in them. */
const WHOLE = /^(string|template_string|regex|number|concatenated_string)$/;

/** Everything below a node but comments. */
export function partsOf(node: Node): Part {
  return read(node, node.text, node.startIndex, undefined);
}

function read(node: Node, text: string, offset: number, field: string | undefined): Part {
  const { type, startIndex: start, endIndex: end } = node;
  const children: Part[] = [];
  if (!WHOLE.test(type)) {
    for (const [index, child] of node.children.entries()) {
      if (child === null || child.type === 'comment') continue;
      children.push(read(child, text, offset, node.fieldNameForChild(index) ?? undefined));
    }
  }
  return {
    type,
    isNamed: node.isNamed,
    text: text.slice(start - offset, end - offset),
    start,
    end,
    field,
    children,
  };
}

/** A part and all below it, in the order of the text. */
export function* within(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* within(child);
}

export function namedIn({ children }: Part): readonly Part[] {
  return children.filter(({ isNamed }) => isNamed);
}

/** An operator between two operands; undefined of anything else, and of a chain of comparisons. */
export function binaryOf({
  type,
  children,
}: Part): { readonly left: Part; readonly operator: string; readonly right: Part } | undefined {
  const [left, operator, right] = children;
  if (!/^(binary_expression|binary_operator|boolean_operator|comparison_operator)$/.test(type))
    return undefined;
  if (left === undefined || operator === undefined || right === undefined || children.length !== 3)
    return undefined;
  return { left, operator: operator.text, right };
}
