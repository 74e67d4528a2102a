import type { Node } from '../../syntax/syntax.ts';

const FUNCTIONS = new Set([
  ...['function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration'],
  ...['arrow_function', 'method_definition'],
]);
const GENERATORS = /^generator_function/;

/**
 * Whether an edit of this range leaves every type as it was for other files: it lies within the body of a function that
 * states what it returns, or that returns nothing. What such a body computes is nobody else's business.
 * @param added the text that is put in
 */
export function staysInside(root: Node, start: number, end: number, added: string): boolean {
  let node: Node | null = root.descendantForIndex(start, Math.max(start, end - 1));
  let replaced: string | undefined;
  for (; node !== null; node = node.parent) {
    const body = node.childForFieldName('body');
    if (!FUNCTIONS.has(node.type) || body?.type !== 'statement_block') continue;
    if (body.startIndex >= start || end >= body.endIndex) continue;
    if (node.childForFieldName('return_type') !== null || isSilent(node)) return true;
    replaced ??= root.text.slice(start, end);
    const touchesReturn = /\b(?:return|yield)\b/.test(added) || /\b(?:return|yield)\b/.test(replaced);
    if (!touchesReturn && !GENERATORS.test(node.type) && !returnsSomething(body)) return true;
  }
  return false;
}

/** A constructor or a setter returns nothing. */
function isSilent(node: Node): boolean {
  if (node.type !== 'method_definition') return false;
  return (
    node.childForFieldName('name')?.text === 'constructor' ||
    node.children.some((child) => child?.type === 'set')
  );
}

/** Whether the function itself, and not one in it, has a `return` with a value. */
function returnsSomething(body: Node): boolean {
  return body.namedChildren.some((child) => {
    if (child === null || FUNCTIONS.has(child.type) || child.type.startsWith('class')) return false;
    if (child.type === 'return_statement') return child.namedChildCount > 0;
    return returnsSomething(child);
  });
}
