import { binaryOf, isRead, tight } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';
import { typeOf } from '../types.ts';

/** Where a value is given, and nothing is decided by it. */
const GIVEN =
  /^(return_statement|arrow_function|variable_declarator|assignment|assignment_expression|arguments|argument_list|keyword_argument|pair|template_substitution|interpolation|parenthesized_expression|binary_expression|binary_operator|lambda|expression_statement)$/;
const DECIDES = /^(if|elif|while|do|for|ternary|conditional|assert)/;
/** What is known to be a number is 0 more often than a text is empty. */
const NATURAL: Readonly<Record<string, number>> = { number: 1, string: 0.7, '': 0.6, list: 0.2 };

/** A default that stands for what is missing replaces what is nought or empty too: `rate || usual` for `rate ?? usual`. */
export const falsyDefault: Template = function* (node, module) {
  if (!isRead(node) || node.parent === undefined) return;
  const { indented, operators } = module.language;
  const binary = binaryOf(node, module);
  if (binary !== undefined && /^(?:\|\||or)$/.test(binary.operator.type)) {
    const { left, right, operator } = binary;
    const natural = givesValue(node) ? doubtOf(left, right, module) : 0;
    if (natural === 0) return;
    if (indented)
      yield swap(
        module,
        node,
        `${tight(right, module)} if ${tight(left, module)} is None else ${tight(left, module)}`,
        natural,
      );
    else if (operators.has('??')) yield swap(module, operator, '??', natural);
    return;
  }
  if (!/^(?:ternary|conditional)_expression$/.test(node.type)) return;
  const [first, second, third] = namedChildren(node);
  const [condition, value, other] = indented ? [second, first, third] : [first, second, third];
  if (condition === undefined || value === undefined || other === undefined) return;
  const own = textOf(module, condition);
  if (own !== textOf(module, value)) return;
  const natural = doubtOf(value, other, module);
  if (natural === 0) return;
  if (indented) yield swap(module, condition, `${own} is not None`, natural);
  else if (operators.has('??')) yield swap(module, node, `${own} ?? ${tight(other, module)}`, natural);
};

/** Whether the value goes somewhere, and is no part of a condition. */
function givesValue(node: SyntaxNode): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (DECIDES.test(parent.type)) return at.field !== 'condition' && !/^(?:if|elif|while)/.test(parent.type);
    if (!GIVEN.test(parent.type)) return false;
    if (!/^(?:parenthesized_expression|binary_)/.test(parent.type)) return true;
  }
  return false;
}

/** How likely it is that the first may be nought or empty on purpose; 0 for truth values. */
function doubtOf(left: SyntaxNode, right: SyntaxNode, module: SourceModule): number {
  const types = [typeOf(left, module), typeOf(right, module)];
  if (types.some((type) => /^(boolean|function)$/.test(type))) return 0;
  if (isComputed(left, module)) return 0;
  return NATURAL[types[0] ?? ''] ?? 0.4;
}

/** Whether a value, or one in a chain of defaults, is computed here: a difference of 0 is how an order goes on to the next key. */
function isComputed(node: SyntaxNode, module: SourceModule): boolean {
  const binary = binaryOf(node, module);
  if (binary === undefined) return false;
  if (!/^(?:\|\||or)$/.test(binary.operator.type)) return true;
  return isComputed(binary.left, module) || isComputed(binary.right, module);
}
