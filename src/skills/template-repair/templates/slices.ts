import { expectedAt } from '../place.ts';
import { type Name, namesAt, readableAt } from '../scope.ts';
import { binaryOf, callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { exchange, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { typeOf, typeOfText } from '../types.ts';

const SLICED = /^(identifier|member_expression|attribute)$/;
const MOST_BOUNDS = 5;

/** A part of a list or text was meant and not the whole: `items[k:]` for `items`. */
export const slicePart: Template = function* (node, module) {
  const { parent } = node;
  if (!SLICED.test(node.type) || parent === undefined || !isRead(node)) return;
  if (/^(function|constructor|object|left|name)$/.test(node.field) || /^subscript/.test(parent.type)) return;
  const scope = functionOf(node, module);
  if (scope === undefined) return;
  const own = textOf(module, node);
  const type = typeOf(node, module);
  const certain = /^(list|string)$/.test(type) ? 1 : type === '' && isSequence(own, scope, module) ? 0.7 : 0;
  if (certain === 0 || !/^(|list|string)$/.test(expectedAt(node, module))) return;
  const iterated = node.field === 'right' && /^for_/.test(parent.type);
  const natural = certain * (iterated || /^(arguments|argument_list)$/.test(parent.type) ? 1 : 0.5);
  const { indented } = module.language;
  for (const [rank, bound] of ['1', ...boundsAt(node, scope, module)].entries()) {
    const fit = natural / (1 + 0.3 * rank);
    yield swap(module, node, indented ? `${own}[${bound}:]` : `${own}.slice(${bound})`, fit);
    if (bound !== '1')
      yield swap(module, node, indented ? `${own}[:${bound}]` : `${own}.slice(0, ${bound})`, 0.7 * fit);
  }
  yield swap(module, node, indented ? `${own}[:-1]` : `${own}.slice(0, -1)`, 0.5 * natural);
};

/** Whether a function takes a name's length, indexes it or goes through it. */
function isSequence(name: string, scope: SyntaxNode, module: SourceModule): boolean {
  const text = textOf(module, scope);
  return text.includes(`${name}[`) || text.includes(module.language.length(name));
}

/** Numbers of the function that may say where a part begins or ends. */
function boundsAt(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): readonly string[] {
  const text = textOf(module, scope);
  const isNumber = ({ type, text: name }: Name): boolean => {
    const known = typeOfText(type, module);
    if (known !== '') return known === 'number';
    const word = name.replaceAll('$', '\\$');
    return new RegExp(`[-+<>:\\[]=? ?${word}\\b(?![\\w([])|\\b${word} ?[-+<>:\\]]`).test(text);
  };
  return readableAt(node.start, namesAt(node, module))
    .filter((name) => name.kind === 'value' && name.distance === 0 && isNumber(name))
    .map((name) => name.text)
    .filter((name) => name !== textOf(module, node))
    .slice(0, MOST_BOUNDS);
}

/** Two indices change places: `grid[x][y]` for `grid[y][x]`, `table[i, j]` for `table[j, i]`. */
export const indexOrder: Template = function* (node, module) {
  if (!/^subscript/.test(node.type)) return;
  const own = node.children.filter(({ field }) => field === 'subscript' || field === 'index');
  for (const [at, second] of own.entries()) {
    const first = own[at - 1];
    if (first !== undefined && textOf(module, first) !== textOf(module, second))
      yield exchange(module, first, second, 1);
  }
  const inner = part(node, 'object') ?? part(node, 'value');
  const [index] = own;
  if (inner === undefined || index === undefined || own.length > 1 || !/^subscript/.test(inner.type)) return;
  const before = inner.children.find(({ field }) => field === 'subscript' || field === 'index');
  if (before === undefined || textOf(module, before) === textOf(module, index)) return;
  if ([before, index].some(({ type }) => /^(slice|string)$/.test(type))) return;
  yield exchange(module, before, index, 0.8);
};

/** A part that begins before the first counts from the end instead: `items[max(0, i - n):i]` for `items[i - n:i]`. */
export const clampedSlice: Template = function* (node, module) {
  const { parent } = node;
  if (parent === undefined || !startsWithDifference(node, module)) return;
  const own = textOf(module, node);
  if (module.language.indented) {
    if (parent.type === 'slice' && parent.children[0] === node) yield swap(module, node, `max(0, ${own})`, 1);
    return;
  }
  const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
  const method = call === undefined ? undefined : memberOf(call.callee, module)?.property;
  if (call?.args[0] !== node || method === undefined || textOf(module, method) !== 'slice') return;
  yield swap(module, node, `Math.max(0, ${own})`, 1);
};

/** Whether it is a difference, or a sum that begins with one. */
function startsWithDifference(node: SyntaxNode, module: SourceModule): boolean {
  const binary = binaryOf(node, module);
  if (binary === undefined || !/^[-+]$/.test(binary.operator.type)) return false;
  return binary.operator.type === '-' || startsWithDifference(binary.left, module);
}
