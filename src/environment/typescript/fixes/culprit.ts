import type ts from 'typescript';
import { functionOf, isAssignable, isVague, type Place, returnTypeOf } from './place.ts';

/** An expression whose value is of another type than its place wants. */
export interface Culprit {
  readonly node: ts.Expression;
  readonly actual: ts.Type;
  readonly wanted: ts.Type;
  /** What is written in its place so that it becomes this text. */
  readonly write: (text: string) => readonly [where: ts.Node, text: string];
}

/** The expressions that an error of assignment may be about, the whole one first. */
export function culpritsOf(place: Place): readonly Culprit[] {
  const { api } = place;
  const first = expressionAt(place);
  if (first === undefined) return [];
  const found = [first.node];
  // Of a list that has elements of a wrong type, the compiler points at the first.
  if (api.isArrayLiteralExpression(first.node.parent)) found.push(...first.node.parent.elements);
  for (const node of found) {
    if (api.isConditionalExpression(node)) found.push(node.whenTrue, node.whenFalse);
    if (api.isParenthesizedExpression(node)) found.push(node.expression);
    if (api.isBinaryExpression(node) && isChoice(place, node)) found.push(node.left, node.right);
  }
  return found.flatMap((node) => {
    const culprit = culpritAt(place, node, first.shorthand);
    return culprit === undefined || (node !== first.node && fits(place, culprit)) ? [] : [culprit];
  });
}

function isChoice({ api }: Place, { operatorToken }: ts.BinaryExpression): boolean {
  const { SyntaxKind } = api;
  return (
    operatorToken.kind === SyntaxKind.QuestionQuestionToken || operatorToken.kind === SyntaxKind.BarBarToken
  );
}

function fits(place: Place, { actual, wanted }: Culprit): boolean {
  return isAssignable(place, actual, wanted);
}

function culpritAt(
  place: Place,
  node: ts.Expression,
  shorthand: ts.ShorthandPropertyAssignment | undefined,
): Culprit | undefined {
  const { checker } = place;
  const actual = checker.getTypeAtLocation(node);
  const wanted = wantedAt(place, node, shorthand);
  if (wanted === undefined || isVague(place, wanted)) return undefined;
  const write = (text: string): readonly [ts.Node, string] =>
    shorthand === undefined ? [node, text] : [shorthand, `${shorthand.name.text}: ${text}`];
  return { node, actual, wanted, write };
}

function wantedAt(
  place: Place,
  node: ts.Expression,
  shorthand: ts.ShorthandPropertyAssignment | undefined,
): ts.Type | undefined {
  const { api, checker } = place;
  if (shorthand !== undefined) {
    const context = checker.getContextualType(shorthand.parent);
    const object = context === undefined ? undefined : (checker.getAwaitedType(context) ?? context);
    const property = object?.getProperty(shorthand.name.text);
    return property === undefined ? undefined : checker.getTypeOfSymbolAtLocation(property, shorthand);
  }
  const { parent } = node;
  if (api.isReturnStatement(parent)) {
    const owner = functionOf(place, parent);
    const returned = owner === undefined ? undefined : returnTypeOf(place, owner);
    if (returned !== undefined) return returned;
  }
  if (api.isBinaryExpression(parent) && parent.right === node && isAssignment(api, parent.operatorToken.kind))
    return checker.getTypeAtLocation(parent.left);
  const wanted = checker.getContextualType(node);
  return wanted === undefined ? undefined : (checker.getAwaitedType(wanted) ?? wanted);
}

export function isAssignment(api: typeof ts, kind: ts.SyntaxKind): boolean {
  return kind >= api.SyntaxKind.FirstAssignment && kind <= api.SyntaxKind.LastAssignment;
}

/** The compiler points at what is assigned to as often as at what is assigned. */
function expressionAt(
  place: Place,
):
  | { readonly node: ts.Expression; readonly shorthand: ts.ShorthandPropertyAssignment | undefined }
  | undefined {
  const { api, node } = place;
  const plain = (found: ts.Expression | undefined) =>
    found === undefined ? undefined : { node: found, shorthand: undefined };
  const { parent } = node;
  if (api.isReturnStatement(node)) return plain(node.expression);
  if (api.isShorthandPropertyAssignment(node)) return { node: node.name, shorthand: node };
  if (parent === undefined) return undefined;
  if (api.isShorthandPropertyAssignment(parent)) return { node: parent.name, shorthand: parent };
  if ((api.isVariableDeclaration(parent) || api.isPropertyDeclaration(parent)) && parent.name === node)
    return plain(parent.initializer);
  if (api.isParameter(parent) && parent.name === node) return plain(parent.initializer);
  if (api.isPropertyAssignment(parent) && parent.name === node) return plain(parent.initializer);
  if (api.isBinaryExpression(parent) && parent.left === node && isAssignment(api, parent.operatorToken.kind))
    return plain(parent.right);
  if (api.isExpressionStatement(node)) return plain(node.expression);
  return api.isExpression(node) ? plain(node) : undefined;
}
