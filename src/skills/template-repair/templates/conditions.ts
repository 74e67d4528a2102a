import { atomsAt } from '../atoms.ts';
import { binaryOf, conditionOf, functionOf, isRead, tight } from '../shapes.ts';
import { type Change, exchange, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { typeOf, typeOfText } from '../types.ts';

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
  if (!/^(|boolean)$/.test(typeOf(node, module))) return false;
  if (parent.type === 'return_statement' && node.named) {
    const scope = functionOf(node, module);
    const result = scope === undefined ? undefined : part(scope, 'return_type');
    return (
      result === undefined ||
      /^(|boolean)$/.test(typeOfText(textOf(module, result).replace(/^->\s*/, ''), module))
    );
  }
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

const MAY_FAIL = /[.[(]|\bawait\b/;

/** What a branch ends, or begins, is asked first whether it is so: `active and` where the branch says `active = False`. */
export const askedFirst: Template = function* (node, module) {
  const condition = /^(if_statement|elif_clause)$/.test(node.type) ? conditionOf(node, module) : undefined;
  const body = part(node, 'consequence');
  if (condition === undefined || body === undefined) return;
  const { and, not, trueWord, falseWord } = module.language;
  const own = textOf(module, condition);
  const text = textOf(module, body);
  for (const [, flag = '', value] of text.matchAll(
    /(?<!(?:const|let|var) )(?<![\w.#])([\w.#]+) = (\w+);?(?=\s|$)/g,
  )) {
    if ((value !== trueWord && value !== falseWord) || own.includes(flag)) continue;
    const holds = value === falseWord ? flag : not(flag);
    yield swap(module, condition, `${holds} ${and} ${tightFor(condition, and, module)}`, 1);
    yield swap(module, condition, `${tightFor(condition, and, module)} ${and} ${holds}`, 0.8);
  }
};

/** A condition gains a part: one of the function, file or project, or what a guard commonly asks. */
export const conditionStrengthened: Template = function* (node, module) {
  const condition = conditionAt(node, module);
  if (condition === undefined) return;
  const own = textOf(module, condition);
  const { and, or } = module.language;
  // What can neither fail nor do anything may be asked before or after: once is enough.
  const minds = MAY_FAIL.test(own);
  const asked = new Set(
    [...descend(condition)].filter((n) => n.type === 'identifier').map((n) => textOf(module, n)),
  );
  for (const [text, fit] of atomsAt(condition, module)) {
    if (own.includes(text) || text === own) continue;
    // A part that speaks of the same things is likelier than one that does not.
    const words = text.match(/[\w$]+/g) ?? [];
    const natural = fit * (words.some((word) => asked.has(word)) ? 1 : 0.5);
    const [both, either] = [tightFor(condition, and, module), tightFor(condition, or, module)];
    yield swap(module, condition, `${both} ${and} ${text}`, natural);
    yield swap(module, condition, `${either} ${or} ${text}`, 0.8 * natural);
    if (!minds) continue;
    yield swap(module, condition, `${text} ${and} ${both}`, 0.6 * natural);
    yield swap(module, condition, `${text} ${or} ${either}`, 0.4 * natural);
  }
};

/** A whole condition is another one. */
export const conditionReplaced: Template = function* (node, module) {
  const condition = conditionAt(node, module);
  if (condition === undefined) return;
  const own = textOf(module, condition);
  for (const [text, fit] of atomsAt(condition, module)) {
    if (text !== own) yield swap(module, condition, text, fit);
  }
};

/** What decides: the condition of a statement, or what a function for `filter` and its like returns. */
function conditionAt(node: SyntaxNode, module: SourceModule): SyntaxNode | undefined {
  const condition = conditionOf(node, module);
  if (condition !== undefined) return condition;
  const { parent } = node;
  if (parent === undefined || !node.named) return undefined;
  const gives =
    parent.type === 'return_statement' ||
    (node.field === 'body' &&
      /^(arrow_function|lambda)$/.test(parent.type) &&
      node.type !== 'statement_block');
  return gives && typeOf(node, module) === 'boolean' ? node : undefined;
}

/** How a value's absence or emptiness is asked: by its truth, against nothing, or by its length. */
export const presence: Template = function* (node, module) {
  const { absent, present, empty, filled } = module.language;
  const subject = tested(node, module);
  if (subject === undefined) return;
  const { of, holds } = subject;
  const type = typeOf(of, module);
  const text = textOf(module, of);
  // A record of the project's own is there or not; it is neither empty nor a length.
  const emptiness = /^(|list|string)$/.test(type) ? (holds ? filled(text) : empty(text)) : [];
  const numeric = type === '' || type === 'number' ? (holds ? [`${text} > 0`] : [`${text} <= 0`]) : [];
  const ways = [...(holds ? present(text) : absent(text)), ...emptiness, ...numeric];
  const own = textOf(module, node);
  let rank = 0;
  for (const way of new Set(ways)) {
    if (way === own) continue;
    yield swap(module, node, way, 1 / (1 + 0.4 * rank));
    rank += 1;
  }
};

/** What a condition asks the presence of, and whether it holds when it is there. */
function tested(
  node: SyntaxNode,
  module: SourceModule,
): { readonly of: SyntaxNode; readonly holds: boolean } | undefined {
  const binary = binaryOf(node, module);
  if (binary !== undefined && /^([=!]==?|is|is not)$/.test(binary.operator.type)) {
    const right = binary.right;
    const nothing = /^(null|none|undefined)$/.test(right.type) || /^(''|"")$/.test(textOf(module, right));
    return nothing ? { of: binary.left, holds: /^(!|is not)/.test(binary.operator.type) } : undefined;
  }
  if (
    !/^(identifier|member_expression|attribute|call|call_expression|subscript|subscript_expression|unary_expression|not_operator)$/.test(
      node.type,
    )
  )
    return undefined;
  const { parent } = node;
  if (parent === undefined) return undefined;
  const holder = parent.type === 'parenthesized_expression' ? parent.parent : parent;
  if (isKept(node, module)) return undefined;
  const decides =
    (holder !== undefined && conditionOf(holder, module) === node) ||
    isLogical(binaryOf(parent, module)?.operator.type ?? '');
  if (!decides) return undefined;
  if (!isNegation(node)) return { of: node, holds: true };
  const of = part(node, 'argument');
  return of === undefined || of.type === 'parenthesized_expression' ? undefined : { of, holds: false };
}

/** Whether an `and` or `or` around a node is there for its value, as in `given || 3`. */
function isKept(node: SyntaxNode, module: SourceModule): boolean {
  let at = node;
  while (at.parent !== undefined && isLogical(binaryOf(at.parent, module)?.operator.type ?? ''))
    at = at.parent;
  if (at === node) return false;
  return /^(pair|arguments|argument_list|variable_declarator|assignment|assignment_expression)$/.test(
    at.parent?.type ?? '',
  );
}

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
