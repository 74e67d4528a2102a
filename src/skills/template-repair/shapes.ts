import { type SourceModule, textOf } from './source-module.ts';
import { above, namedChildren, part, type SyntaxNode } from './tree.ts';

/** A binary expression of either language. A chained comparison (`a < b < c`) is none. */
export interface Binary {
  readonly left: SyntaxNode;
  readonly operator: SyntaxNode;
  readonly right: SyntaxNode;
}

export function binaryOf(node: SyntaxNode, { language }: SourceModule): Binary | undefined {
  if (!language.binaries.has(node.type) || node.children.length !== 3) return undefined;
  const [left, operator, right] = node.children;
  return left && operator && right ? { left, operator, right } : undefined;
}

export interface Call {
  readonly callee: SyntaxNode;
  /** The parenthesised list. */
  readonly list: SyntaxNode;
  readonly args: readonly SyntaxNode[];
}

export function callOf(node: SyntaxNode, { language }: SourceModule): Call | undefined {
  if (!language.calls.has(node.type)) return undefined;
  const callee = part(node, 'function') ?? part(node, 'constructor');
  const list = part(node, 'arguments');
  if (callee === undefined || list === undefined || list.type === 'template_string') return undefined;
  // A generator expression as the only argument has no list of its own.
  return list.type === 'generator_expression' ? undefined : { callee, list, args: namedChildren(list) };
}

export interface Member {
  readonly object: SyntaxNode;
  readonly property: SyntaxNode;
}

export function memberOf(node: SyntaxNode, { language }: SourceModule): Member | undefined {
  if (!language.members.has(node.type)) return undefined;
  const object = part(node, 'object');
  const property = part(node, 'property') ?? part(node, 'attribute');
  return object && property ? { object, property } : undefined;
}

/** The condition of an `if`, `while`, `for`, `elif` or conditional expression, without its parentheses. */
export function conditionOf(node: SyntaxNode, { language }: SourceModule): SyntaxNode | undefined {
  if (node.type === 'conditional_expression') return namedChildren(node)[1];
  let condition = part(node, 'condition');
  if (node.type === 'if_clause') condition = namedChildren(node)[0];
  // The condition of `for (;;)` is a bare semicolon.
  if (condition === undefined || !condition.named || condition.type === 'empty_statement') return undefined;
  if (language.indented) return condition;
  const wrapped = condition.type === 'parenthesized_expression' || condition.type === 'expression_statement';
  return wrapped ? namedChildren(condition)[0] : condition;
}

/** Whether a statement leaves its block: what stands behind it is never reached. */
export function isExit({ type }: SyntaxNode): boolean {
  return /^(return|break|continue|throw|raise)_statement$/.test(type);
}

/** Whether the node stands as a statement of its own in a block. */
export function isStatement(node: SyntaxNode, { language }: SourceModule): boolean {
  return node.named && node.parent !== undefined && language.blocks.has(node.parent.type);
}

export function functionOf(node: SyntaxNode, { language }: SourceModule): SyntaxNode | undefined {
  return above(node, language.functions);
}

const LOOSE = new Set([
  'binary_expression',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'not_operator',
  'ternary_expression',
  'conditional_expression',
  'arrow_function',
  'lambda',
  'assignment_expression',
  'await_expression',
  'await',
  'as_expression',
  'satisfies_expression',
]);

/** The node's text, in parentheses where another operator beside it could tear it apart. */
export function tight(node: SyntaxNode, module: SourceModule): string {
  return LOOSE.has(node.type) ? `(${textOf(module, node)})` : textOf(module, node);
}

const WRITES = new Set([
  'assignment_expression',
  'augmented_assignment_expression',
  'assignment',
  'augmented_assignment',
]);

/** Whether the node is what an assignment or a declaration writes to. */
export function isWritten(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (parent.type === 'update_expression') return true;
  if (node.field === 'left' && (WRITES.has(parent.type) || parent.type.startsWith('for_'))) return true;
  if (node.field === 'name' && parent.type === 'variable_declarator') return true;
  return /pattern/.test(parent.type) && isWritten(parent);
}

/** Whether the node is an expression that is read: an argument, operand, condition, returned or assigned value. */
export function isRead(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === undefined || !node.named || isWritten(node)) return false;
  if (node.field === 'name' || node.field === 'property' || node.field === 'attribute') return false;
  if (node.field === 'parameter' || node.field === 'type' || node.field === 'label' || node.field === 'key')
    return false;
  return !/parameter|import|export_specifier|pattern|type|class_heritage|decorator|enum/.test(parent.type);
}
