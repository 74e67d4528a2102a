import { namesAt, readableAt } from '../scope.ts';
import { binaryOf, type Call, callOf, functionOf, memberOf, tight } from '../shapes.ts';
import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { typeOf, typeOfText } from '../types.ts';

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
    const sum = node.parent === undefined ? undefined : binaryOf(node.parent, module);
    if (value === 1 && sum?.right === node && /^[+-]$/.test(sum.operator.type) && node.parent !== undefined) {
      // `x - 0` is written `x`.
      yield swap(module, node.parent, textOf(module, sum.left), natural);
      return;
    }
    if (value > 0) yield swap(module, node, String(value - 1), natural);
    else if (!isNegative) yield swap(module, node, '-1', 0.6);
    return;
  }
  if (!/^(|number)$/.test(typeOf(node, module))) return;
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
    if (
      /(^|\.)(range|slice|substring|substr|splice|fill|at|charAt|randint|randrange|repeat|subList|nth)$/.test(
        callee,
      )
    )
      return 0.9;
    return isCountable(node, module) ? 0.3 : 0;
  }
  const binary = binaryOf(parent, module);
  if (binary !== undefined) {
    if (/^[<>]=?$/.test(binary.operator.type)) return node === binary.right ? 0.6 : 0.35;
    if (/^[=!]==?$/.test(binary.operator.type)) return isCountable(node, module) ? 0.25 : 0;
    if (/^[*/%]|\/\/$/.test(binary.operator.type)) return isCountable(node, module) ? 0.25 : 0;
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
  if (text !== '2') yield swap(module, node, '2', 0.15);
  if (/^\d{1,8}$/.test(text)) {
    yield swap(module, node, String(Number(text) * 2), 0.1);
    yield swap(module, node, String(Math.floor(Number(text) / 2)), 0.1);
    if (text !== '0') yield swap(module, node, String(Number(text) * 10), 0.1);
  }
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
    // Counted from the other end.
    for (const bound of namedChildren(node))
      if (!/^unary/.test(bound.type)) yield swap(module, bound, `-${tight(bound, module)}`, 0.5);
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
      const bound = textOf(module, first);
      const turned = text.startsWith(':') ? `${bound}:` : `:${bound}`;
      yield swap(module, node, turned, 0.7);
      // As many are left out at the other end.
      const other = counted(bound, first, module);
      yield swap(module, node, text.startsWith(':') ? `${other}:` : `:${other}`, 0.7);
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
    // As many are left out at the other end, or as many of it are taken.
    const other = counted(textOf(module, from), from, module);
    if (isOneEnded(call, module)) {
      yield swap(module, from, `0, ${other}`, 0.7);
      yield swap(module, from, other, 0.5);
    }
    return;
  }
  if (textOf(module, from) === '0' && isOneEnded(call, module)) {
    const other = counted(textOf(module, to), to, module);
    yield swap(module, call.list, `(${other})`, 0.5);
    if (/^unary/.test(to.type)) yield swap(module, to, other, 0.4);
  }
  yield { ...swap(module, call.list, `(${textOf(module, from)})`, 0.7) };
  // A length is given where an end is wanted.
  yield swap(module, to, `${textOf(module, from)} + ${textOf(module, to)}`, 0.7);
  yield swap(module, to, `-${tight(to, module)}`, 0.3);
};

/** Counted from the other end: `-1` for `1`, `1` for `-1`. */
function counted(bound: string, node: SyntaxNode, module: SourceModule): string {
  return bound.startsWith('-') ? bound.slice(1) : `-${tight(node, module)}`;
}

/** Whether a call takes a part whose bounds may count from the end, as `slice` does and `substring` does not. */
function isOneEnded({ callee }: Call, module: SourceModule): boolean {
  return textOf(module, callee).endsWith('.slice');
}

/** A bound moved by more than one: by a number or length that the function knows, or by another of its numbers. */
export const boundMoved: Template = function* (node, module) {
  if (integerOf(node, module) !== undefined || !/^(|number)$/.test(typeOf(node, module))) return;
  const natural = boundary(node, module);
  const scope = functionOf(node, module);
  if (natural === 0 || scope === undefined) return;
  const own = textOf(module, node);
  const amounts = new Map<string, number>();
  for (const leaf of descend(scope)) {
    const value = integerOf(leaf, module);
    if (value !== undefined && value > 1) amounts.set(String(value), 0.6);
    if (/^(string_fragment|string_content)$/.test(leaf.type) && leaf.end - leaf.start > 1) {
      amounts.set(String(leaf.end - leaf.start), 0.5);
    }
  }
  for (const { text, type, distance, at, kind } of readableAt(node.start, namesAt(node, module))) {
    if (kind !== 'value' || distance > 0 || at > node.start || text === own) continue;
    const basic = typeOfText(type, module);
    if (basic === 'number' || basic === '') amounts.set(text, basic === '' ? 0.4 : 0.7);
    if (basic === 'list' || basic === 'string') amounts.set(module.language.length(text), 0.5);
  }
  if (!amounts.has('2')) amounts.set('2', 0.3);
  const product = /^([*/%]|\/\/)$/.test(binaryOf(node.parent ?? node, module)?.operator.type ?? '');
  for (const [amount, fit] of amounts) {
    for (const sign of ['-', '+']) {
      const moved = `${tight(node, module)} ${sign} ${amount}`;
      yield swap(module, node, product ? `(${moved})` : moved, natural * fit * (sign === '-' ? 1 : 0.7));
    }
  }
};

/** What an index counts from: the first, the last, the one before or after. */
export const indexPlace: Template = function* (node, module) {
  if (!/^subscript/.test(node.type)) return;
  const object = part(node, 'object') ?? part(node, 'value');
  const index = part(node, 'index') ?? part(node, 'subscript');
  if (object === undefined || index === undefined || /^(slice|string|template_string)$/.test(index.type))
    return;
  if (typeOf(index, module) === 'string') return;
  const list = textOf(module, object);
  if (list.length > 40) return;
  const { length, last } = module.language;
  const end = last(list).slice(list.length + 1, -1);
  const ways = [end, '0', `${length(list)} - 1`, `${length(list)} - 1 - ${tight(index, module)}`, '1'];
  const own = textOf(module, index);
  for (const [rank, way] of [...new Set(ways)].entries()) {
    if (way !== own) yield swap(module, index, way, 1 / (1 + rank));
  }
};
