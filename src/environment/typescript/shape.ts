import type { Node } from '../../syntax/syntax.ts';

const FUNCTIONS = new Set([
  ...['function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration'],
  ...['arrow_function', 'method_definition'],
]);
const GIVES_TO_PROPERTY = /\bthis\s*\.\s*([\w$#]+)[^=;\n]*=(?!=)/g;
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
    if (node.childForFieldName('return_type') !== null) return true;
    if (makesProperty(node, `${body.text}\n${added}`)) continue;
    if (isSilent(node)) return true;
    replaced ??= root.text.slice(start, end);
    const touchesReturn = /\b(?:return|yield)\b/.test(added) || /\b(?:return|yield)\b/.test(replaced);
    if (!touchesReturn && !GENERATORS.test(node.type) && !returnsSomething(body)) return true;
  }
  return false;
}

/**
 * Whether a property takes its type from what this text gives to it: its class states neither a type for it nor a first
 * value. In a constructor that is so in TypeScript as well, elsewhere in JavaScript alone.
 */
function makesProperty(node: Node, text: string): boolean {
  const fields = node.parent?.type === 'class_body' ? node.parent.namedChildren : [];
  const isStated = (name: string): boolean =>
    fields.some(
      (field) =>
        (field?.childForFieldName('name') ?? field?.childForFieldName('property'))?.text === name &&
        (field?.childForFieldName('type') ?? field?.childForFieldName('value') ?? null) !== null,
    );
  return [...text.matchAll(GIVES_TO_PROPERTY)].some(([, name = '']) => !isStated(name));
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
