import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { has } from './conversions.ts';
import { culpritsOf, isAssignment } from './culprit.ts';
import {
  ancestor,
  edit,
  functionOf,
  indentAt,
  newlineOf,
  type Place,
  returnTypeOf,
  statementOf,
  tight,
} from './place.ts';
import { defaultsOf, type Value } from './values.ts';

const POSSIBLY = new Set([2531, 2532, 2533, 18047, 18048, 18049, 2721, 2722, 2723]);
const GIVEN = new Set([2322, 2345, 2769, 2488, 2538, 18047, 18048]);

/** What may be undefined or null: chained, replaced by what stands for nothing, or seen to before. */
export function* nullish(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  if (POSSIBLY.has(place.code) && api.isExpression(node)) {
    yield* chains(place, node);
    yield* guards(place, node, checker.getTypeAtLocation(node));
    return;
  }
  if (!GIVEN.has(place.code)) return;
  const given = api.isExpression(node) ? [node] : [];
  const among = [...culpritsOf(place).map((culprit) => culprit.node), ...given, ...argumentsOf(place, node)];
  for (const expression of new Set(among)) {
    const type = checker.getTypeAtLocation(expression);
    if (checker.getNonNullableType(type) !== type) yield* guards(place, expression, type);
  }
}

/** An error about no overload is told of the call as often as of the argument. */
function argumentsOf({ api }: Place, node: ts.Node): readonly ts.Expression[] {
  const call = [node, node.parent].find(
    (each) => each !== undefined && (api.isCallExpression(each) || api.isNewExpression(each)),
  );
  return call === undefined ? [] : [...((call as ts.CallExpression).arguments ?? [])];
}

function* chains(place: Place, node: ts.Expression): Iterable<CodeFix> {
  const { api, file } = place;
  const { parent } = node;
  const text = node.getText(file);
  const insert = api.isPropertyAccessExpression(parent) ? '?' : '?.';
  const isLink =
    (api.isPropertyAccessExpression(parent) ||
      api.isElementAccessExpression(parent) ||
      api.isCallExpression(parent)) &&
    parent.expression === node;
  if (isLink) {
    let whole: ts.Expression = parent;
    for (let up: ts.Node = whole.parent; isLonger(place, up, whole); up = up.parent)
      whole = up as ts.Expression;
    const holder = whole.parent;
    const isTarget =
      api.isBinaryExpression(holder) && holder.left === whole && isAssignment(api, holder.operatorToken.kind);
    const link: readonly [readonly [number, number], string] = [[node.end, node.end], insert];
    if (!isTarget) {
      yield edit(
        place,
        { name: 'optional-chain', description: `Go on only where there is a \`${text}\``, fit: 0.9 },
        link,
      );
      for (const { text: otherwise, fit } of fallbacksFor(place, whole)) {
        const isBeside = api.isBinaryExpression(holder) || api.isPrefixUnaryExpression(holder);
        const before: readonly [readonly [number, number], string] = [
          [whole.getStart(file), whole.getStart(file)],
          '(',
        ];
        const after: readonly [readonly [number, number], string] = [
          [whole.end, whole.end],
          ` ?? ${otherwise}${isBeside ? ')' : ''}`,
        ];
        const about = {
          name: 'chain-default',
          description: `Take ${otherwise} where there is no \`${text}\``,
          fit: 0.85 * fit,
        };
        yield isBeside ? edit(place, about, before, link, after) : edit(place, about, link, after);
      }
    }
  }
  const type = place.checker.getNonNullableType(place.checker.getTypeAtLocation(node));
  for (const { text: otherwise, fit } of defaultsOf(place, node, type).slice(0, 3)) {
    const about = {
      name: 'default',
      description: `Take ${otherwise} where there is no \`${text}\``,
      fit: 0.6 * fit,
    };
    const isArgument = api.isCallExpression(parent) && parent.expression !== node;
    yield edit(place, about, [node, isArgument ? `${text} ?? ${otherwise}` : `(${text} ?? ${otherwise})`]);
  }
}

function isLonger({ api }: Place, up: ts.Node, whole: ts.Expression): boolean {
  return (
    (api.isPropertyAccessExpression(up) || api.isElementAccessExpression(up) || api.isCallExpression(up)) &&
    up.expression === whole
  );
}

function fallbacksFor(place: Place, whole: ts.Expression): readonly Value[] {
  const { api, checker } = place;
  const { parent } = whole;
  if (api.isExpressionStatement(parent)) return [];
  const owner = api.isReturnStatement(parent) ? functionOf(place, parent) : undefined;
  const returned = owner === undefined ? undefined : returnTypeOf(place, owner);
  const wanted = returned ?? checker.getContextualType(whole) ?? checker.getTypeAtLocation(whole);
  return defaultsOf(place, whole, wanted, returned === undefined ? 'part' : 'result').filter(
    ({ text }) => text !== 'undefined',
  );
}

/** Sees to what is missing before the statement that needs it. */
function* guards(place: Place, node: ts.Expression, type: ts.Type): Iterable<CodeFix> {
  const { api, file, text } = place;
  const statement = statementOf(place, node);
  const owner = functionOf(place, node);
  // A call would be made twice.
  if (statement === undefined || ancestorCall(place, node) || !isWithin(owner, statement)) return;
  const name = tight(place, node);
  const [isUndefined, isNull] = [
    has(place, type, api.TypeFlags.Undefined),
    has(place, type, api.TypeFlags.Null),
  ];
  const condition =
    isUndefined && isNull ? `${name} == null` : `${name} === ${isNull ? 'null' : 'undefined'}`;
  const at = statement.getStart(file);
  const newline = newlineOf(text) + indentAt(text, at);
  const before = (exit: string, fit: number): CodeFix =>
    edit(place, { name: 'guard', description: `\`if (${condition}) ${exit}\` first`, fit }, [
      [at, at],
      `if (${condition}) ${exit};${newline}`,
    ]);
  const loop = ancestor(statement, (each): each is ts.IterationStatement =>
    api.isIterationStatement(each, false),
  );
  if (loop !== undefined && (owner === undefined || loop.pos > owner.pos)) yield before('continue', 0.7);
  if (owner === undefined) return;
  const returned = returnTypeOf(place, owner);
  const isSilent =
    returned === undefined ? !returnsValue(place, owner) : has(place, returned, api.TypeFlags.Void);
  if (isSilent) yield before('return', 0.7);
  else if (returned !== undefined)
    for (const { text: value, fit } of defaultsOf(place, node, returned, 'result'))
      yield before(`return ${value}`, 0.8 * fit);
  else yield before('return undefined', 0.5);
  yield before(`throw new Error(${quoteOf(`there is no ${name}`)})`, 0.25);
}

function isWithin(owner: ts.Node | undefined, statement: ts.Node): boolean {
  return owner === undefined || statement.pos >= owner.pos;
}

function quoteOf(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}

/** Whether an expression does something, so that it may not be written twice. */
function ancestorCall({ api }: Place, node: ts.Node): boolean {
  let acts = false;
  const visit = (each: ts.Node): void => {
    acts ||= api.isCallExpression(each) || api.isNewExpression(each) || api.isAwaitExpression(each);
    api.forEachChild(each, visit);
  };
  visit(node);
  return acts;
}

function returnsValue({ api }: Place, owner: ts.FunctionLikeDeclaration): boolean {
  let returns = owner.body !== undefined && !api.isBlock(owner.body);
  const visit = (node: ts.Node): void => {
    if (api.isFunctionLike(node)) return;
    returns ||= api.isReturnStatement(node) && node.expression !== undefined;
    api.forEachChild(node, visit);
  };
  if (owner.body !== undefined) api.forEachChild(owner.body, visit);
  return returns;
}
