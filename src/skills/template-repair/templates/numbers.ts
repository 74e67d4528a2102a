import { binaryOf, callOf, memberOf, tight } from '../shapes.ts';
import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';

function integerOf(node: SyntaxNode, module: SourceModule): number | undefined {
  if (!module.language.numbers.has(node.type)) return undefined;
  const text = textOf(module, node);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** An integer literal one higher or lower; a bound, index or length one further or nearer. */
export const offByOne: Template = function* (node, module) {
  const value = integerOf(node, module);
  if (value !== undefined) {
    const isNegative = node.parent !== undefined && /^unary/.test(node.parent.type);
    const natural = literalDoubt(node, value, module);
    yield swap(module, node, String(value + 1), natural);
    if (value > 0) yield swap(module, node, String(value - 1), natural);
    else if (!isNegative) yield swap(module, node, '-1', 0.6);
    return;
  }
  const natural = boundary(node, module);
  if (natural > 0) yield* shifted(node, module, natural);
};

/**
 * How likely a literal is one off: a modulus, a factor, or the 0 that emptiness and remainders are compared with
 * seldom is; where it is a limit, the comparison is the likelier mistake.
 */
function literalDoubt(node: SyntaxNode, value: number, module: SourceModule): number {
  const binary = node.parent === undefined ? undefined : binaryOf(node.parent, module);
  const operator = binary?.operator.type ?? '';
  if (/^([%*/]|\/\/)$/.test(operator)) return 0.3;
  if (value === 0 && /^([=!]==?|>)$/.test(operator)) return 0.3;
  return /^[<>]=?$/.test(operator) ? 0.6 : 1;
}

/** How likely a place is to hold a bound that may be one off. */
function boundary(node: SyntaxNode, module: SourceModule): number {
  const { parent } = node;
  if (parent === undefined || !node.named) return 0;
  if (
    /^(string|template_string|array|list|object|dictionary|true|false|none|null|undefined|slice)$/.test(
      node.type,
    )
  )
    return 0;
  if (module.language.functions.has(node.type)) return 0;
  if (parent.type === 'slice') return 0.8;
  if (node.field === 'index' || (node.field === 'subscript' && parent.type === 'subscript')) return 0.7;
  if (parent.type === 'arguments' || parent.type === 'argument_list') {
    const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
    const callee = call === undefined ? '' : textOf(module, call.callee);
    if (/(^|\.)(range|slice|substring|substr|splice|fill|at|charAt|randint|randrange|repeat)$/.test(callee))
      return 0.9;
    return isCountable(node, module) ? 0.3 : 0;
  }
  const binary = binaryOf(parent, module);
  if (binary !== undefined) {
    if (/^[<>]=?$/.test(binary.operator.type)) return node === binary.right ? 0.6 : 0.35;
    if (/^[=!]==?$/.test(binary.operator.type)) return isCountable(node, module) ? 0.25 : 0;
    if (/^[*/%]|\/\/$/.test(binary.operator.type)) return isCountable(node, module) ? 0.35 : 0;
    return 0;
  }
  if (
    /^(return_statement|variable_declarator|assignment|assignment_expression|augmented_assignment_expression|augmented_assignment)$/.test(
      parent.type,
    )
  ) {
    return node.field === 'left' || node.field === 'name' ? 0 : isCountable(node, module) ? 0.3 : 0;
  }
  return 0;
}

function isCountable(node: SyntaxNode, module: SourceModule): boolean {
  if (node.type === 'identifier') return true;
  if (binaryOf(node, module) !== undefined)
    return /^[+\-*/%]/.test(binaryOf(node, module)?.operator.type ?? '');
  return (
    /(\.length|\.size)$|^len\(/.test(textOf(module, node)) ||
    memberOf(node, module) !== undefined ||
    callOf(node, module) !== undefined
  );
}

function* shifted(node: SyntaxNode, module: SourceModule, natural: number): Generator<Change> {
  const binary = binaryOf(node, module);
  const inProduct =
    node.parent !== undefined && /^([*/%]|\/\/)$/.test(binaryOf(node.parent, module)?.operator.type ?? '');
  // `x + 1` becomes `x`, not `x + 1 - 1`; the literal itself covers `x + 2`.
  if (binary !== undefined && /^[+-]$/.test(binary.operator.type) && textOf(module, binary.right) === '1') {
    yield swap(module, node, textOf(module, binary.left), natural);
    return;
  }
  for (const sign of ['-', '+']) {
    const text = `${binary !== undefined && /[?&|<>=]/.test(binary.operator.type) ? tight(node, module) : textOf(module, node)} ${sign} 1`;
    yield swap(module, node, inProduct ? `(${text})` : text, natural);
  }
}

/** A number literal replaced by one that numbers are often confused with, its negative, or one from the file. */
export const numberConstant: Template = function* (node, module) {
  if (/^unary/.test(node.type) && part(node, 'operator')?.type === '-') {
    const argument = part(node, 'argument');
    if (argument !== undefined) yield swap(module, node, textOf(module, argument), 0.4);
    return;
  }
  if (!module.language.numbers.has(node.type)) return;
  const text = textOf(module, node);
  const alreadyNegative = node.parent !== undefined && /^unary/.test(node.parent.type);
  if (!alreadyNegative && text !== '0') yield swap(module, node, `-${text}`, 0.4);
  if (text !== '0') yield swap(module, node, '0', 0.4);
  if (text !== '1') yield swap(module, node, '1', 0.4);
  if (text === '0') yield swap(module, node, '2', 0.1);
  if (/^10*$/.test(text) && text.length > 1) yield swap(module, node, `${text}0`, 0.3);
  if (/^10+$/.test(text) && text.length > 2) yield swap(module, node, text.slice(0, -1), 0.3);
  const others = [...module.words.keys()].filter((word) => /^\d+(\.\d+)?$/.test(word) && word !== text);
  for (const other of others.slice(0, 8)) {
    if (other !== '0' && other !== '1') yield swap(module, node, other, 0.3 / Math.sqrt(others.length));
  }
};

/** Where a slice or substring begins or ends: a bound left out, or both exchanged. */
export const sliceBoundary: Template = function* (node, module) {
  if (node.type === 'slice') {
    for (const bound of namedChildren(node))
      yield { ...swap(module, bound, '', 0.6), label: `without \`${textOf(module, bound)}\`` };
    const text = textOf(module, node);
    if (text.startsWith(':'))
      yield {
        replacements: [{ start: node.start, end: node.start, text: '1' }],
        label: 'slice from 1',
        natural: 0.6,
      };
    if (text.endsWith(':'))
      yield {
        replacements: [{ start: node.end, end: node.end, text: '-1' }],
        label: 'slice to -1',
        natural: 0.6,
      };
    const [first] = namedChildren(node);
    if (namedChildren(node).length === 1 && first !== undefined) {
      const turned = text.startsWith(':') ? `${textOf(module, first)}:` : `:${textOf(module, first)}`;
      yield swap(module, node, turned, 0.7);
    }
    return;
  }
  const call = callOf(node, module);
  if (call === undefined || !/\.(slice|substring|substr|splice)$/.test(textOf(module, call.callee))) return;
  const [from, to] = call.args;
  if (from === undefined) return;
  if (to === undefined) {
    yield swap(module, from, `0, ${textOf(module, from)}`, 0.7);
    yield swap(module, from, `${textOf(module, from)}, -1`, 0.3);
    return;
  }
  yield { ...swap(module, call.list, `(${textOf(module, from)})`, 0.7) };
  // A length is given where an end is wanted.
  yield swap(module, to, `${textOf(module, from)} + ${textOf(module, to)}`, 0.7);
  yield swap(module, to, `-${tight(to, module)}`, 0.3);
};
