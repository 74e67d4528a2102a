import { binaryOf, callOf, functionOf, memberOf } from '../shapes.ts';
import { insert, isScript, type SourceModule, short, swap, type Template, textOf } from '../source-module.ts';
import { descend, type SyntaxNode } from '../tree.ts';
import { fieldTypes } from '../types.ts';

const MOST_TIES = 6;

/** What compares two things leaves those that are equal in one respect as they come: `|| a.name.localeCompare(b.name)`. */
export const tieBreak: Template = function* (node, module) {
  const { parent } = node;
  if (!/^(return_statement|arrow_function|parenthesized_expression)$/.test(parent?.type ?? '')) return;
  // Nought is no answer there: the next comparison is.
  const sides = isScript(module) ? comparedIn(node, module) : undefined;
  if (sides === undefined) return;
  const own = textOf(module, node);
  for (const { name, type } of fieldsOf(sides, module).slice(0, MOST_TIES)) {
    const [one, other] = [`${sides[0]}.${name}`, `${sides[1]}.${name}`];
    if (own.includes(one)) continue;
    const ties = [
      ...(type === 'string' ? [] : [`${one} - ${other}`, `${other} - ${one}`]),
      ...(type === 'number' ? [] : [`${one}.localeCompare(${other})`]),
    ];
    for (const tie of ties) yield insert(node.end, ` || ${tie}`, `\`|| ${short(tie)}\` behind`, 1);
  }
};

const MOST_WORDS = 40;

/** What decides between two things asks the same twice: `b.scored - a.scored` for the second `b.won - a.won`. */
export const comparedTwice: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  if (binary?.operator.type !== '-' || !isScript(module)) return;
  const scope = functionOf(node, module);
  if (scope === undefined) return;
  const own = textOf(module, node);
  if (textOf(module, scope).split(own).length <= 2) return;
  const [left, right] = [binary.left, binary.right].map(
    (side) => textOf(module, side).match(/\w+|\W/g) ?? [],
  );
  if (left === undefined || right === undefined || left.length !== right.length || left.length > MOST_WORDS)
    return;
  const apart = left.flatMap((word, at) => (word === right[at] ? [] : [`${word} ${right[at]}`]));
  const [one, other] = new Set(apart).size === 1 ? (apart[0]?.split(' ') ?? []) : [];
  if (one === undefined || other === undefined || !/^[a-zA-Z_]\w*$/.test(one)) return;
  for (const { name, type } of fieldsOf([one, other], module)) {
    if (own.includes(`${one}.${name}`) && own.includes(`${other}.${name}`)) continue;
    if (type !== 'string') {
      yield swap(module, node, `${one}.${name} - ${other}.${name}`, 1);
      yield swap(module, node, `${other}.${name} - ${one}.${name}`, 0.6);
    }
    if (type !== 'number') yield swap(module, node, `${one}.${name}.localeCompare(${other}.${name})`, 0.6);
  }
};

/** The names of the two things whose same member a node compares. */
function comparedIn(node: SyntaxNode, module: SourceModule): readonly [string, string] | undefined {
  const binary = binaryOf(node, module);
  const call = callOf(node, module);
  const compared =
    binary?.operator.type === '-'
      ? [binary.left, binary.right]
      : call !== undefined && call.args.length === 1
        ? [memberOf(call.callee, module), call.args[0]].map((side) =>
            side !== undefined && 'object' in side ? side.object : side,
          )
        : [];
  const [left, right] = compared.map((side) => (side === undefined ? undefined : memberOf(side, module)));
  if (left === undefined || right === undefined) return undefined;
  if (call !== undefined && !/\.localeCompare$/.test(textOf(module, call.callee))) return undefined;
  const [a, b] = [textOf(module, left.object), textOf(module, right.object)];
  const isSame = textOf(module, left.property) === textOf(module, right.property);
  return isSame && a !== b && /^\w+$/.test(a) && /^\w+$/.test(b) ? [a, b] : undefined;
}

/** Fields that the file declares or reads, with their types as far as they are known. */
function fieldsOf(
  sides: readonly [string, string],
  module: SourceModule,
): readonly { name: string; type: string }[] {
  const types = fieldTypes(module);
  const found = new Map<string, string>();
  for (const [name, type] of types) if (/^(number|string)$/.test(String(type))) found.set(name, String(type));
  for (const node of descend(module.root)) {
    const member = node.field === 'function' ? undefined : memberOf(node, module);
    const name = member === undefined ? '' : textOf(module, member.property);
    if (member !== undefined && sides.includes(textOf(module, member.object)) && !found.has(name))
      found.set(name, String(types.get(name) ?? ''));
  }
  return [...found].map(([name, type]) => ({ name, type }));
}
