import { binaryOf, conditionOf, functionOf, isRead, tight } from '../shapes.ts';
import { type Change, exchange, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

function isNegation(node: SyntaxNode): boolean {
  if (node.type === 'not_operator') return true;
  return node.type === 'unary_expression' && part(node, 'operator')?.type === '!';
}

function negated(node: SyntaxNode, module: SourceModule): string {
  return module.language.not(tight(node, module));
}

/** A condition or truth value gains or loses its negation. */
export const negation: Template = function* (node, module) {
  if (isNegation(node)) {
    const argument = part(node, 'argument');
    if (argument === undefined) return;
    const inner = argument.type === 'parenthesized_expression' ? namedChildren(argument)[0] : argument;
    yield swap(module, node, textOf(module, argument), 1);
    // `!(a && b)` was meant as `!a && b`.
    const binary = inner === undefined ? undefined : binaryOf(inner, module);
    if (inner !== argument && binary !== undefined && inner !== undefined) {
      yield swap(
        module,
        node,
        `${negated(binary.left, module)}${module.text.slice(binary.left.end, inner.end)}`,
        0.4,
      );
    }
    return;
  }
  const condition = conditionOf(node, module);
  if (condition !== undefined && !isNegation(condition)) {
    yield swap(module, condition, negated(condition, module), isComparison(condition, module) ? 0.2 : 1);
  }
  const binary = binaryOf(node, module);
  if (binary !== undefined && isLogical(binary.operator.type)) {
    for (const side of [binary.left, binary.right]) {
      if (!isNegation(side) && !isComparison(side, module))
        yield swap(module, side, negated(side, module), 0.7);
    }
  }
  if (mayBeTruth(node, module)) {
    yield swap(module, node, negated(node, module), isComparison(node, module) ? 0.15 : 0.5);
  }
};

/** A place whose value may be a truth value: what is returned, kept under a name, or given by an arrow function. */
function mayBeTruth(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (
    parent === undefined ||
    !/^(identifier|member_expression|attribute|call_expression|call|comparison_operator|binary_expression)$/.test(
      node.type,
    )
  )
    return false;
  const binary = binaryOf(node, module);
  if (binary !== undefined && !isLogical(binary.operator.type) && !isComparison(node, module)) return false;
  if (parent.type === 'return_statement' && node.named) return true;
  if (parent.type === 'arrow_function' || parent.type === 'lambda') return node.field === 'body';
  return (
    (parent.type === 'pair' && node.field === 'value') ||
    (/^assignment/.test(parent.type) && node.field === 'right')
  );
}

function isLogical(operator: string): boolean {
  return operator === '&&' || operator === '||' || operator === 'and' || operator === 'or';
}

function isComparison(node: SyntaxNode, module: SourceModule): boolean {
  const operator = binaryOf(node, module)?.operator.type ?? '';
  return /^([<>]=?|[=!]==?|in|not in|is|is not)$/.test(operator);
}

/** One side of an `and` or `or` is dropped. */
export const conditionWeakened: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  if (binary === undefined || !(isLogical(binary.operator.type) || binary.operator.type === '??')) return;
  yield swap(module, node, textOf(module, binary.left), 0.6);
  yield swap(module, node, textOf(module, binary.right), 0.6);
};

/** A condition gains a part that is a condition elsewhere in the same function. */
export const conditionStrengthened: Template = function* (node, module) {
  const condition = conditionOf(node, module);
  const scope = functionOf(node, module);
  if (condition === undefined || scope === undefined) return;
  const own = textOf(module, condition);
  const parts = new Set<string>();
  for (const other of descend(scope)) {
    if (!isComparison(other, module) || textOf(module, other) === own) continue;
    if (own.includes(textOf(module, other))) continue;
    parts.add(textOf(module, other));
  }
  const { and, or } = module.language;
  const options = [...parts].slice(0, 8);
  for (const text of options) {
    const natural = 0.3 / Math.sqrt(options.length);
    yield swap(module, condition, `${tightFor(condition, and, module)} ${and} ${text}`, natural);
    yield swap(module, condition, `${tightFor(condition, or, module)} ${or} ${text}`, natural);
  }
};

function tightFor(node: SyntaxNode, operator: string, module: SourceModule): string {
  const own = binaryOf(node, module)?.operator.type ?? '';
  const loose = /^(ternary|conditional|assignment|arrow|lambda)/.test(node.type);
  return loose || (isLogical(own) && own !== operator) ? `(${textOf(module, node)})` : textOf(module, node);
}

/** `true` for `false`. */
export const booleanLiteral: Template = function* (node, module) {
  const { trueWord, falseWord } = module.language;
  if (!isRead(node) && node.field !== 'value') return;
  if (node.type === 'true') yield swap(module, node, falseWord, 1);
  if (node.type === 'false') yield swap(module, node, trueWord, 1);
};

/** The branches of a conditional expression or of an `if` with `else` change places. */
export const branches: Template = function* (node, module) {
  if (node.type === 'ternary_expression') {
    const [, yes, no] = namedChildren(node);
    if (yes && no) yield* distinct(module, yes, no, 0.8);
  } else if (node.type === 'conditional_expression') {
    const [yes, , no] = namedChildren(node);
    if (yes && no) yield* distinct(module, yes, no, 0.8);
  } else if (node.type === 'if_statement') {
    const yes = part(node, 'consequence');
    const clause = part(node, 'alternative');
    if (yes === undefined || clause?.type !== 'else_clause') return;
    const no = part(clause, 'body') ?? namedChildren(clause)[0];
    if (no !== undefined && no.type !== 'if_statement') yield* distinct(module, yes, no, 0.7);
  }
};

function* distinct(module: SourceModule, a: SyntaxNode, b: SyntaxNode, natural: number): Generator<Change> {
  if (textOf(module, a) !== textOf(module, b)) yield exchange(module, a, b, natural);
}
