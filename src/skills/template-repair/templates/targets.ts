import { namesAt, readableAt } from '../scope.ts';
import { binaryOf, callOf, functionOf, isStatement, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

const PLACES = /^(subscript|subscript_expression|member_expression|attribute)$/;
const MOST_TARGETS = 10;

/** A value is kept in another place: `best[v] = …` for `edges[u, v] = …`. Names alone are for other templates. */
export const assignedTarget: Template = function* (node, module) {
  if (!/^(augmented_)?assignment/.test(node.type)) return;
  const left = part(node, 'left');
  const scope = functionOf(node, module);
  if (left === undefined || scope === undefined || !/^(identifier|subs|member|attr)/.test(left.type)) return;
  const own = textOf(module, left);
  const type = typeOf(left, module);
  for (const [rank, text] of placesIn(scope, type, module)
    .filter((each) => each !== own)
    .entries()) {
    if (rank < MOST_TARGETS)
      yield swap(module, left, text, (PLACES.test(left.type) ? 1 : 0.4) / (1 + 0.3 * rank));
  }
};

/** Entries and members that a function reads or writes, of a type that is not another. */
function placesIn(scope: SyntaxNode, type: string, module: SourceModule): readonly string[] {
  const found = new Set<string>();
  for (const node of descend(scope)) {
    if (!PLACES.test(node.type) || node.field === 'function' || node.end - node.start > 50) continue;
    if (node.children.some(({ type: kind }) => kind === 'slice')) continue;
    if (compatible(type, typeOf(node, module))) found.add(textOf(module, node));
  }
  return [...found];
}

/** The greater or the lesser of what is kept and what is new: `best = max(best, x)` for `best = x`. */
export const keptExtreme: Template = function* (node, module) {
  if (!/^assignment/.test(node.type)) return;
  const left = part(node, 'left');
  const right = part(node, 'right');
  const scope = functionOf(node, module);
  if (left === undefined || right === undefined || scope === undefined) return;
  if (!/^(identifier|subs|member|attr)/.test(left.type) || right.end - right.start > 80) return;
  const [own, value] = [textOf(module, left), textOf(module, right)];
  if (!/^(|number)$/.test(typeOf(left, module)) || !/^(|number)$/.test(typeOf(right, module))) return;
  if (/^(Math\.)?(max|min)\(/.test(value) || own === value) return;
  if (/^(true|false|null|none|undefined|string|list|array|dictionary|object)$/.test(right.type)) return;
  const known = left.type !== 'identifier' || isKept(left, node, module);
  if (!known) return;
  const prefix = module.language.indented ? '' : 'Math.';
  for (const name of ['max', 'min'] as const)
    yield swap(module, right, `${prefix}${name}(${own}, ${value})`, 0.8);
  yield swap(module, right, `${prefix}max(0, ${value})`, 0.4);
};

/** What is kept goes on from itself: `loan.due = loan.due + days` for `loan.due = today + days`. */
export const carriedOn: Template = function* (node, module) {
  if (!/^assignment/.test(node.type)) return;
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined || !/^(identifier|subs|member|attr)/.test(left.type)) return;
  const own = textOf(module, left);
  if (textOf(module, right).includes(own) || (left.type === 'identifier' && !isKept(left, node, module)))
    return;
  for (const [place, natural] of beginningsIn(right, module))
    if (
      compatible(typeOf(left, module), typeOf(place, module)) &&
      !/^(string|list|array|tuple)$/.test(place.type)
    )
      yield swap(module, place, own, natural);
};

/** What a sum, difference or product is made of, and what a method is called of, with how natural another is there. */
function* beginningsIn(right: SyntaxNode, module: SourceModule): Generator<readonly [SyntaxNode, number]> {
  const binary = binaryOf(right, module);
  if (binary !== undefined && /^[-+*/]$/.test(binary.operator.type)) {
    yield [binary.left, 1];
    if (/^[+*]$/.test(binary.operator.type)) yield [binary.right, 0.5];
  }
  const call = callOf(right, module);
  const receiver = call === undefined ? undefined : memberOf(call.callee, module)?.object;
  if (receiver !== undefined && /^(identifier|member_expression|attribute)$/.test(receiver.type))
    yield [receiver, 0.5];
}

/** Whether a name has a value before. */
function isKept(left: SyntaxNode, node: SyntaxNode, module: SourceModule): boolean {
  const own = textOf(module, left);
  return readableAt(node.start, namesAt(node, module)).some(({ text }) => text === own);
}

const PUTS = /^(update|extend|append|add|push|concat)$/;

/** What puts one thing into another was to take its place, or the other way round: `a = b` for `a.update(b)`. */
export const putOrAssigned: Template = function* (node, module) {
  if (!isStatement(node, module) || node.type !== 'expression_statement') return;
  const inner = namedChildren(node)[0];
  const call = inner === undefined ? undefined : callOf(inner, module);
  const member = call === undefined ? undefined : memberOf(call.callee, module);
  const [argument, ...others] = call?.args ?? [];
  if (inner !== undefined && member !== undefined && argument !== undefined && others.length === 0) {
    if (!PUTS.test(textOf(module, member.property)) || argument.type === 'spread_element') return;
    if (!module.language.indented && member.object.type === 'identifier' && isConstant(member.object, module))
      return;
    yield swap(module, inner, `${textOf(module, member.object)} = ${textOf(module, argument)}`, 1);
    return;
  }
  if (inner === undefined || !/^assignment/.test(inner.type)) return;
  const left = part(inner, 'left');
  const right = part(inner, 'right');
  if (left === undefined || right === undefined || !/^(identifier|subs|member|attr)/.test(left.type)) return;
  const type = typeOf(left, module) || typeOf(right, module);
  const own = textOf(module, left);
  const value = textOf(module, right);
  const ways = !/^(|list|record)$/.test(type) ? [] : module.language.puts(value, own);
  for (const way of ways) yield swap(module, inner, way, type === '' ? 0.2 : 0.5);
};

function isConstant(node: SyntaxNode, module: SourceModule): boolean {
  const own = textOf(module, node);
  return namesAt(node, module).some(
    ({ text, constant, type }) => text === own && (constant || typeOfText(type, module) === 'number'),
  );
}

/** A number times itself, as in what a square is compared with: `x * x` for `x`. */
export const squared: Template = function* (node, module) {
  const { parent } = node;
  if (node.type !== 'identifier' || parent === undefined || !module.language.binaries.has(parent.type))
    return;
  if (!/^(|number)$/.test(typeOf(node, module))) return;
  const operator = part(parent, 'operator')?.type ?? parent.children[1]?.type ?? '';
  if (!/^([-+]|[<>]=?)$/.test(operator)) return;
  const own = textOf(module, node);
  yield swap(module, node, `${own} * ${own}`, typeOf(node, module) === 'number' ? 1 : 0.5);
};
