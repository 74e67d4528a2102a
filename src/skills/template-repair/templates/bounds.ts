import { fitsPlace } from '../place.ts';
import { type Name, namesAt, readableAt } from '../scope.ts';
import { binaryOf, callOf, conditionOf, functionOf, isRead, memberOf, tight } from '../shapes.ts';
import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, type SyntaxNode } from '../tree.ts';
import { fieldTypes, typeOf, typeOfText } from '../types.ts';

const NUMERIC =
  /^(identifier|member_expression|attribute|subscript|subscript_expression|call|call_expression|binary_expression|binary_operator|parenthesized_expression)$/;
/** Where a whole value stands. */
const PLACE =
  /^(arguments|argument_list|return_statement|pair|tuple|list|array|arrow_function|variable_declarator|keyword_argument)$|^assignment/;
const LONGEST = 80;
const MOST_BOUNDS = 8;

/** A number is held within a bound that the function knows: `min(value, high)` for `value`. */
export const bounded: Template = function* (node, module) {
  if (!NUMERIC.test(node.type) || !isWhole(node, module)) return;
  const own = textOf(module, node);
  if (/^(Math\.)?(min|max)\(/.test(own)) {
    yield* boundedMore(node, module);
    return;
  }
  const prefix = module.language.indented ? '' : 'Math.';
  const certain = typeOf(node, module) === 'number' ? 1 : 0.5;
  // One of several values in a row is bounded by what the condition compares, and by nothing else.
  const bounds = /^(tuple|list|array)$/.test(node.parent?.type ?? '') ? comparedAround : boundsAt;
  for (const [rank, bound] of bounds(node, module).entries()) {
    const natural = certain / (1 + 0.25 * rank);
    for (const name of ['min', 'max'] as const) {
      yield swap(module, node, `${prefix}${name}(${own}, ${bound})`, natural);
      yield swap(module, node, `${prefix}${name}(${bound}, ${own})`, natural);
    }
  }
};

/** What is held at one end is held at the other as well. */
function* boundedMore(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const call = callOf(node, module);
  if (call === undefined) return;
  const own = textOf(module, node);
  const callee = textOf(module, call.callee);
  const other = callee.endsWith('min') ? callee.replace('min', 'max') : callee.replace('max', 'min');
  for (const [rank, bound] of boundsAt(node, module).entries()) {
    if (call.args.some((arg) => textOf(module, arg) === bound)) continue;
    yield swap(module, node, `${other}(${bound}, ${own})`, 0.6 / (1 + 0.25 * rank));
    yield swap(module, node, `${other}(${own}, ${bound})`, 0.6 / (1 + 0.25 * rank));
  }
}

/** Whether a value stands here by itself, and may be a number. */
function isWhole(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (parent === undefined || !isRead(node) || node.end - node.start > LONGEST) return false;
  if (/^(function|constructor|object|left|name)$/.test(node.field) || !PLACE.test(parent.type)) return false;
  if (!/^(|number)$/.test(typeOf(node, module)) || !fitsPlace('number', node, module)) return false;
  const binary = binaryOf(node, module);
  return binary === undefined || /^([-+*/%]|\/\/|\*\*)$/.test(binary.operator.type);
}

/** Numbers that the function and the file know by name. */
function boundsAt(node: SyntaxNode, module: SourceModule): readonly string[] {
  const own = textOf(module, node);
  const isNumber = ({ type }: Name): boolean => typeOfText(type, module) === 'number';
  const all = readableAt(node.start, namesAt(node, module)).filter(
    ({ kind, text }) => kind === 'value' && text !== own && !/^(self|cls|this)$/.test(text),
  );
  const names = [
    ...all.filter((name) => name.distance === 0 && isNumber(name)),
    ...all.filter(({ distance, parameter, type }) => distance === 0 && parameter && type === ''),
    ...all.filter((name) => name.distance > 0 && isNumber(name)),
    ...all.filter(({ distance, parameter, type }) => distance === 0 && !parameter && type === ''),
  ].map(({ text }) => text);
  const scope = functionOf(node, module) ?? module.root;
  const members = [...descend(scope)]
    .filter((each) => memberOf(each, module) !== undefined && each.field !== 'function')
    .filter((each) => each.end - each.start <= 30 && /^(|number)$/.test(typeOf(each, module)))
    .map((each) => textOf(module, each))
    .filter((text) => /^(this|self)\./.test(text) && !own.includes(text));
  const found = [...new Set([...names, ...members])].slice(0, MOST_BOUNDS);
  return [...new Set([...comparedAround(node, module), ...found.slice(0, 3), '0', '1', ...found.slice(3)])];
}

/** What the condition around a place compares with: what is put in its stead is to be no less, or no more. */
function comparedAround(node: SyntaxNode, module: SourceModule): readonly string[] {
  const own = textOf(module, node);
  const branch = above(node, new Set(['if_statement']));
  const condition = branch === undefined ? undefined : conditionOf(branch, module);
  if (condition === undefined || condition.end > node.start) return [];
  return [...descend(condition)].flatMap((each) => {
    const binary = binaryOf(each, module);
    if (binary === undefined || !/^[<>]=?$/.test(binary.operator.type)) return [];
    const sides = [binary.left, binary.right].filter((side) =>
      /^(subscript|member|attribute|call)/.test(side.type),
    );
    return sides.map((side) => textOf(module, side)).filter((text) => text !== own && text.length <= 30);
  });
}

const FACTORS = ['2', '100', '1000', '60', '10'];
const MOST_FACTORS = 8;

/** A factor, a divisor or a modulus is missing: `(i + 1) % n` for `i + 1`, `price * count` for `price`. */
export const scaled: Template = function* (node, module) {
  if (!NUMERIC.test(node.type) || !isReckoned(node, module)) return;
  const certain = typeOf(node, module) === 'number' ? 1 : 0.5;
  const own = tight(node, module);
  const bare = textOf(module, node);
  const isIndex = /^(index|subscript)$/.test(node.field) || /^subscript/.test(node.parent?.type ?? '');
  const { indented, length } = module.language;
  for (const [rank, size] of sizesAt(node, module).entries())
    yield swap(module, node, `${own} % ${size}`, ((isIndex ? 1.5 : 0.3) * certain) / (1 + 0.3 * rank));
  if (isIndex) return;
  for (const [rank, other] of factorsAt(node, module).entries()) {
    const natural = certain / (1 + 0.2 * rank);
    if (bare === other || bare.includes(length(other))) continue;
    yield swap(module, node, `${own} * ${other}`, natural);
    yield swap(module, node, `${own} / ${other}`, 0.6 * natural);
    if (indented) yield swap(module, node, `${own} // ${other}`, 0.5 * natural);
    if (/^\d/.test(other)) yield swap(module, node, `${own} % ${other}`, 0.4 * natural);
  }
};

/** Whether a number stands here that something may be reckoned with. */
function isReckoned(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (parent === undefined || !isRead(node) || node.end - node.start > 40) return false;
  if (/^(function|constructor|object|left|name)$/.test(node.field)) return false;
  if (!/^(|number)$/.test(typeOf(node, module)) || !fitsPlace('number', node, module)) return false;
  const own = binaryOf(node, module)?.operator.type ?? '';
  if (own !== '' && !/^[-+]$/.test(own)) return false;
  const outer = binaryOf(parent, module)?.operator.type;
  // What is left of a sum or a difference is a sum of its own; what is right of it is a part.
  if (outer !== undefined) return /^[-+]$/.test(outer) && (node.field === 'left' || own === '');
  return (
    PLACE.test(parent.type) ||
    /^augmented_assignment/.test(parent.type) ||
    /^(index|subscript)$/.test(node.field)
  );
}

/** Lengths of what the function indexes or measures. */
function sizesAt(node: SyntaxNode, module: SourceModule): readonly string[] {
  const { length } = module.language;
  const holder = node.parent?.children[0];
  const indexed = holder !== undefined && holder !== node && /^subscript/.test(node.parent?.type ?? '');
  const own = indexed ? [length(textOf(module, holder))] : [];
  const names = readableAt(node.start, namesAt(node, module)).filter(
    ({ kind, text }) => kind === 'value' && !/^(self|cls|this)$/.test(text),
  );
  const numbers = names
    .filter(({ type, distance, text }) => {
      const isNamed = /size|count|length|capacity|modul|^n$|^mod$|^m$/i.test(text);
      return typeOfText(type, module) === 'number' ? distance === 0 || isNamed : type === '' && isNamed;
    })
    .map(({ text }) => text);
  const lists = names
    .filter(({ type, distance, text }) => {
      const basic = typeOfText(type, module);
      const isList = basic === 'list' || basic === 'string';
      return distance === 0 && (isList || module.text.includes(length(text)));
    })
    .map(({ text }) => length(text));
  const bare = textOf(module, node);
  return [...new Set([...own, ...lists, ...numbers])].filter((text) => text !== bare).slice(0, 5);
}

function factorsAt(node: SyntaxNode, module: SourceModule): readonly string[] {
  const own = textOf(module, node);
  const found: string[] = [];
  // The other fields of the same object: a price has its quantity.
  const object = memberOf(node, module)?.object;
  if (object !== undefined) {
    const receiver = textOf(module, object);
    for (const each of descend(module.root)) {
      const member = memberOf(each, module);
      if (member === undefined || each.field === 'function') continue;
      if (!/^(|number)$/.test(typeOf(each, module))) continue;
      const other = `${receiver}.${textOf(module, member.property)}`;
      if (other !== own && !found.includes(other)) found.push(other);
      if (found.length >= 4) break;
    }
    for (const [name, type] of fieldTypes(module)) {
      const other = `${receiver}.${name}`;
      if (type === 'number' && other !== own && !found.includes(other) && found.length < 6) found.push(other);
    }
  }
  const scope = functionOf(node, module) ?? module.root;
  const names = readableAt(node.start, namesAt(node, module))
    .filter(({ kind, text, type, distance }) => {
      if (kind !== 'value' || text === own || /^(self|cls|this)$/.test(text)) return false;
      const isNumber = typeOfText(type, module) === 'number';
      return distance === 0 ? isNumber : isNumber && /^[A-Z][A-Z_\d]*$/.test(text);
    })
    .map(({ text }) => text);
  const literals = [...descend(scope)]
    .filter(({ type }) => module.language.numbers.has(type))
    .map((each) => textOf(module, each))
    .filter((text) => !/^[01]$/.test(text));
  return [...new Set([...found, ...names, ...literals, ...FACTORS])].slice(0, MOST_FACTORS);
}
