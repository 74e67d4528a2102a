import type { Node } from '../../../syntax/syntax.ts';
import { GUARDS } from './names.ts';

/** Methods that the process knows where they are the engine's own: they change nothing and call nobody. */
const PURE_METHODS: ReadonlySet<string> = new Set([
  ...['at', 'charAt', 'charCodeAt', 'codePointAt', 'startsWith', 'endsWith', 'includes', 'indexOf'],
  ...['lastIndexOf', 'slice', 'substring', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase'],
  ...['has', 'get', 'hasOwn', 'hasOwnProperty', 'is', 'isArray', 'test'],
  ...['isFinite', 'isInteger', 'isNaN', 'isSafeInteger'],
  ...['abs', 'ceil', 'floor', 'round', 'trunc', 'sign', 'min', 'max', 'pow', 'sqrt'],
]);
const AS_THEY_ARE = new Set(['this', 'true', 'false', 'null', 'undefined']);
const COMPARING = new Set(['===', '!==', '&&', '||', '??']);
const COMPUTING = new Set([
  ...['+', '-', '*', '/', '%', '**', '<', '<=', '>', '>=', '==', '!='],
  ...['|', '&', '^', '<<', '>>', '>>>'],
]);
const JOINING = new Set(['&&', '||']);
const CONVERTING = new Set(['-', '+', '~']);
/** Names that mean something else, or nothing, in some functions. */
const NO_NAMES = new Set([
  ...['arguments', 'eval', 'await', 'yield', 'let', 'static', 'enum', 'async'],
  ...['implements', 'interface', 'package', 'private', 'protected', 'public'],
]);

/**
 * An expression as code that gives the same value and throws where it would do anything else: where it would run an
 * accessor, a conversion of an object or a function of the project. Undefined where its words alone speak against it.
 */
export function guarded(node: Node): string | undefined {
  try {
    return codeOf(node);
  } catch (error) {
    if (error instanceof Impure) return undefined;
    throw error;
  }
}

class Impure extends Error {}

function codeOf(node: Node): string {
  return isChain(node) ? `${GUARDS}.ended(${write(node)})` : write(node);
}

/** Whether it ends a chain that `?.` may leave: the whole chain is undefined then. */
function isChain(node: Node): boolean {
  if (!['member_expression', 'subscript_expression', 'call_expression'].includes(node.type)) return false;
  if (node.children.some((child) => child?.type === 'optional_chain')) return true;
  const head = node.childForFieldName('object') ?? node.childForFieldName('function');
  return head !== null && isChain(head);
}

function write(node: Node): string {
  if (node.hasError || node.children.some((child) => child?.type === 'comment')) throw new Impure();
  if (AS_THEY_ARE.has(node.type)) return node.text;
  switch (node.type) {
    case 'identifier':
      if (NO_NAMES.has(node.text)) throw new Impure();
      return node.text;
    case 'number':
      if (/^0[\d_]/.test(node.text)) throw new Impure();
      return node.text;
    case 'string':
      if (/\\[\d\r\n]/.test(node.text)) throw new Impure();
      return node.text;
    case 'template_string':
      return template(node);
    case 'parenthesized_expression':
    case 'non_null_expression':
      return `(${codeOf(only(node))})`;
    case 'as_expression':
    case 'satisfies_expression':
      return `(${codeOf(named(node, 0))})`;
    case 'member_expression':
      return member(node);
    case 'subscript_expression': {
      const [object, index] = [node.childForFieldName('object'), node.childForFieldName('index')];
      return `${GUARDS}.get(${objectOf(node, object)},${GUARDS}.plain(${codeOf(there(index))}))`;
    }
    case 'unary_expression':
      return unary(node);
    case 'binary_expression':
      return binary(node);
    case 'ternary_expression': {
      const parts = ['condition', 'consequence', 'alternative'].map((name) => node.childForFieldName(name));
      const [condition, consequence, alternative] = parts.map((part) => `(${codeOf(there(part))})`);
      return `(${condition}?${consequence}:${alternative})`;
    }
    case 'call_expression':
      return call(node);
    default:
      throw new Impure();
  }
}

function template(node: Node): string {
  let text = '';
  let from = node.startIndex;
  for (const child of node.namedChildren) {
    if (child?.type === 'escape_sequence' && /^\\[\d\r\n]/.test(child.text)) throw new Impure();
    if (child?.type !== 'template_substitution') continue;
    text += node.text.slice(from - node.startIndex, child.startIndex - node.startIndex);
    text += `\${${GUARDS}.plain(${codeOf(only(child))})}`;
    from = child.endIndex;
  }
  return text + node.text.slice(from - node.startIndex);
}

function member(node: Node): string {
  const property = there(node.childForFieldName('property'));
  const object = objectOf(node, node.childForFieldName('object'));
  // What a private name stands for is seen in the class alone; whoever asks has looked for accessors there.
  if (property.type === 'private_property_identifier') return `${GUARDS}.there(${object}).${property.text}`;
  return `${GUARDS}.get(${object},${JSON.stringify(property.text)})`;
}

function objectOf(node: Node, object: Node | null): string {
  const given = there(object);
  if (given.type === 'super' || given.type === 'number') throw new Impure();
  const text = write(given);
  const isOptional = node.children.some((child) => child?.type === 'optional_chain');
  return isOptional ? `${GUARDS}.optional(${text})` : text;
}

function unary(node: Node): string {
  const operator = node.childForFieldName('operator')?.text ?? '';
  const argument = there(node.childForFieldName('argument'));
  const value = codeOf(argument);
  if (operator === '!' || operator === 'void') return `(${operator}(${value}))`;
  if (operator === 'typeof') return `(typeof (${value}))`;
  if (CONVERTING.has(operator)) return `(${operator}(${GUARDS}.plain(${value})))`;
  throw new Impure();
}

function binary(node: Node): string {
  const operator = node.childForFieldName('operator')?.text ?? '';
  const [left, right] = [there(node.childForFieldName('left')), there(node.childForFieldName('right'))];
  // These are no code without brackets, which would be lost here.
  if (operator === '??' && [left, right].some((side) => JOINING.has(operatorOf(side)))) throw new Impure();
  if (JOINING.has(operator) && [left, right].some((side) => operatorOf(side) === '??')) throw new Impure();
  if (operator === '**' && left.type === 'unary_expression') throw new Impure();
  // A private name may stand here alone.
  const [a, b] = [codeOf(left), codeOf(right)];
  if (COMPARING.has(operator)) return `((${a})${operator}(${b}))`;
  if (COMPUTING.has(operator)) return `(${GUARDS}.plain(${a})${operator} ${GUARDS}.plain(${b}))`;
  if (operator === 'in') return `${GUARDS}.has(${GUARDS}.plain(${a}),${b})`;
  if (operator === 'instanceof') return `${GUARDS}.isOf(${a},${b})`;
  throw new Impure();
}

function call(node: Node): string {
  const callee = there(node.childForFieldName('function'));
  const property = callee.childForFieldName('property');
  if (node.children.some((child) => child?.type === 'optional_chain')) throw new Impure();
  if (node.childForFieldName('type_arguments') !== null) throw new Impure();
  if (callee.type !== 'member_expression' || !PURE_METHODS.has(property?.text ?? '')) throw new Impure();
  const args = there(node.childForFieldName('arguments'));
  if (args.type !== 'arguments') throw new Impure();
  const values = args.namedChildren.map((child) => codeOf(there(child)));
  const object = objectOf(callee, callee.childForFieldName('object'));
  return `${GUARDS}.call(${object},${JSON.stringify(property?.text)},[${values.join(',')}])`;
}

function operatorOf(node: Node): string {
  return node.type === 'binary_expression' ? (node.childForFieldName('operator')?.text ?? '') : '';
}

function there(node: Node | null | undefined): Node {
  if (node === null || node === undefined) throw new Impure();
  return node;
}

function only(node: Node): Node {
  if (node.namedChildCount !== 1) throw new Impure();
  return named(node, 0);
}

function named(node: Node, index: number): Node {
  return there(node.namedChild(index));
}
