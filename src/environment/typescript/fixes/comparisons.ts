import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ofCulprit } from './conversions.ts';
import { ancestor, edit, type Place, tight } from './place.ts';

const OF_OPERANDS = new Set([2362, 2363, 2365, 2367, 2678, 2447]);
const UNKNOWN = new Set([18046, 2571]);
const NOT_ITERABLE = new Set([2488, 2461, 2495, 2548, 2549, 2763]);

/** Operands that do not go together, loops over what cannot be gone through, and errors of an unknown kind. */
export function* comparisons(place: Place): Iterable<CodeFix> {
  if (OF_OPERANDS.has(place.code)) yield* operands(place);
  if (UNKNOWN.has(place.code)) yield* unknowns(place);
  if (NOT_ITERABLE.has(place.code)) yield* iterations(place);
}

function* operands(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const clause = ancestor(node, api.isCaseClause);
  if (place.code === 2678 && clause !== undefined) {
    const wanted = checker.getTypeAtLocation(clause.parent.parent.expression);
    yield* made(place, clause.expression, wanted);
    return;
  }
  const isBinary = (each: ts.Node): each is ts.BinaryExpression => api.isBinaryExpression(each);
  const binary = ancestor(node, isBinary);
  if (binary === undefined) return;
  const { left, right } = binary;
  const [leftType, rightType] = [checker.getTypeAtLocation(left), checker.getTypeAtLocation(right)];
  if (place.code === 2367) {
    // What is written is a slip more often than what is read.
    yield* made(place, right, leftType);
    yield* made(place, left, rightType);
    return;
  }
  const number = checker.getNumberType?.() ?? leftType;
  for (const side of [left, right]) {
    const base = checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(side));
    if ((base.flags & api.TypeFlags.NumberLike) === 0) yield* made(place, side, number);
  }
}

function made(place: Place, node: ts.Expression, wanted: ts.Type): Iterable<CodeFix> {
  const actual = place.checker.getTypeAtLocation(node);
  // A union of which nothing is left by what came before says nothing of what was meant.
  const base = place.api.isStringLiteralLike(node)
    ? declaredType(place, node, wanted)
    : place.checker.getBaseTypeOfLiteralType(wanted);
  return ofCulprit(place, { node, actual, wanted: base, write: (text) => [node, text] });
}

/** The type of the other side as it was declared: here it is narrowed to what is left. */
function declaredType({ api, checker }: Place, node: ts.Node, narrowed: ts.Type): ts.Type {
  const { parent } = node;
  if (!api.isBinaryExpression(parent)) return narrowed;
  const other = parent.left === node ? parent.right : parent.left;
  const symbol = checker.getSymbolAtLocation(other);
  if (symbol?.valueDeclaration === undefined) return narrowed;
  const declared = checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration);
  return narrowed.isUnion() || narrowed.isStringLiteral() ? narrowed : declared;
}

/** What is caught may be anything. */
function* unknowns(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  const access = node.parent;
  if (access === undefined || !api.isPropertyAccessExpression(access) || !api.isIdentifier(node)) return;
  const name = node.text;
  const read = access.getText(file);
  if (access.name.text !== 'message' && access.name.text !== 'stack' && access.name.text !== 'name') return;
  const told = `${name} instanceof Error ? ${read} : String(${name})`;
  const isWhole =
    api.isPropertyAssignment(access.parent) ||
    api.isReturnStatement(access.parent) ||
    api.isVariableDeclaration(access.parent);
  yield edit(place, { name: 'narrow', description: 'Look whether it is an error', fit: 0.9 }, [
    access,
    isWhole ? told : `(${told})`,
  ]);
}

function* iterations(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  if (!api.isExpression(node)) return;
  const text = node.getText(file);
  const loop = ancestor(node, api.isForOfStatement);
  const takesPairs = loop !== undefined && /^(?:const|let|var)\s*\[/.test(loop.initializer.getText(file));
  const order = takesPairs ? ['entries', 'values', 'keys'] : ['values', 'keys', 'entries'];
  for (const [index, way] of order.entries())
    yield edit(
      place,
      { name: 'iterate', description: `Go through its ${way}`, fit: index === 0 ? 0.9 : 0.5 },
      [node, `Object.${way}(${text})`],
    );
  yield edit(place, { name: 'default', description: 'Take an empty list where there is none', fit: 0.5 }, [
    node,
    `${tight(place, node)} ?? []`,
  ]);
}
