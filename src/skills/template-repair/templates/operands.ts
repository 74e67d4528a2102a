import { namesAt, readableAt } from '../scope.ts';
import { binaryOf, callOf, functionOf, memberOf } from '../shapes.ts';
import { insert, type SourceModule, short, type Template, textOf } from '../source-module.ts';
import { descend, type SyntaxNode } from '../tree.ts';
import { compatible, fieldTypes, typeOf, typeOfText } from '../types.ts';

/** Operands that are tried behind one that they are like. */
const MOST_ALIKE = 6;
/** What the function does not read elsewhere is needed less often. */
const UNREAD = 0.5;

/** A sum or difference lacks an operand like its last: `total - order.net` for `total - order.net - order.fee`. */
export const operandAlike: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  const operator = binary?.operator.type ?? '';
  if (binary === undefined || !/^[-+]$/.test(operator)) return;
  const known = textOf(module, node);
  const scope = textOf(module, functionOf(node, module) ?? module.root);
  const all = [...new Set(alike(binary.right, module))].filter((text) => !known.includes(text));
  for (const text of all.slice(0, MOST_ALIKE)) {
    const label = `\`${operator} ${short(text)}\` behind \`${short(known)}\``;
    yield insert(node.end, ` ${operator} ${text}`, label, scope.includes(text) ? 1 : UNREAD);
  }
};

/** What is made as an operand is, of something else: another member of its object, or the same of another variable. */
function* alike(operand: SyntaxNode, module: SourceModule): Generator<string> {
  const member = memberOf(operand, module);
  if (member !== undefined) {
    const object = textOf(module, member.object);
    for (const property of membersOf(object, operand, module)) yield `${object}.${property}`;
    if (member.object.type !== 'identifier') return;
    for (const name of othersLike(member.object, module)) yield `${name}.${textOf(module, member.property)}`;
    return;
  }
  const [argument, second] = callOf(operand, module)?.args ?? [];
  if (argument?.type !== 'identifier' || second !== undefined) return;
  const before = module.text.slice(operand.start, argument.start);
  const behind = module.text.slice(argument.end, operand.end);
  for (const name of othersLike(argument, module)) yield before + name + behind;
}

/** Members of an object that its file reads from it, and those of its kind that may be numbers. */
function* membersOf(object: string, operand: SyntaxNode, module: SourceModule): Generator<string> {
  for (const node of descend(functionOf(operand, module) ?? module.root)) {
    const member = node.field === 'function' ? undefined : memberOf(node, module);
    if (member !== undefined && textOf(module, member.object) === object)
      yield textOf(module, member.property);
  }
  for (const [name, type] of fieldTypes(module)) if (type === 'number') yield name;
}

/** Other variables of the function that may hold what one holds. */
function othersLike(node: SyntaxNode, module: SourceModule): readonly string[] {
  const own = textOf(module, node);
  const type = typeOf(node, module);
  return readableAt(node.start, namesAt(node, module))
    .filter(
      ({ text, kind, distance, type: declared }) =>
        text !== own && kind === 'value' && distance === 0 && compatible(type, typeOfText(declared, module)),
    )
    .map(({ text }) => text);
}
