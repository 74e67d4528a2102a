import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { edit, functionOf, indentAt, isAssignable, newlineOf, type Place, returnTypeOf } from './place.ts';
import { defaultsOf, quote, type Value, valuesOf } from './values.ts';

const NO_RETURN = new Set([2355, 2366, 7030, 2322, 2345]);

/** Functions that end without the value they promise. */
export function* returns(place: Place): Iterable<CodeFix> {
  if (!NO_RETURN.has(place.code)) return;
  const owner = ownerAt(place);
  if (owner?.body === undefined || !place.api.isBlock(owner.body)) return;
  const wanted = returnTypeOf(place, owner);
  yield* ofLastStatement(place, owner.body, wanted);
  yield* ofCases(place, owner.body, wanted);
  if (NO_RETURN.has(place.code) && place.code !== 2322 && place.code !== 2345)
    yield* atEnd(place, owner.body, wanted);
}

/** The error stands at the annotation of what is returned, at the name, or at one of the ways out. */
function ownerAt(place: Place): ts.FunctionLikeDeclaration | undefined {
  const { api } = place;
  for (let node: ts.Node | undefined = place.node; node !== undefined; node = node.parent) {
    if (api.isFunctionLike(node) && 'body' in node) return node as ts.FunctionLikeDeclaration;
  }
  return functionOf(place, place.node);
}

function* ofLastStatement(place: Place, body: ts.Block, wanted: ts.Type | undefined): Iterable<CodeFix> {
  const { api, checker, file } = place;
  const last = body.statements.at(-1);
  if (last === undefined) return;
  if (api.isExpressionStatement(last) && !api.isStringLiteralLike(last.expression)) {
    const type = checker.getTypeAtLocation(last.expression);
    if (wanted !== undefined && !isAssignable(place, type, wanted)) return;
    const start = last.getStart(file);
    yield edit(place, { name: 'return', description: 'Return what the last line works out', fit: 0.95 }, [
      [start, start],
      'return ',
    ]);
  }
}

/** Returns at the end: a variable of the function that was made for it, or what stands for nothing. */
function* atEnd(place: Place, body: ts.Block, wanted: ts.Type | undefined): Iterable<CodeFix> {
  const { api, checker, file, text } = place;
  const last = body.statements.at(-1);
  const at = last?.end ?? body.getStart(file) + 1;
  const indent =
    last === undefined ? `${indentAt(text, body.getStart(file))}  ` : indentAt(text, last.getStart(file));
  const put = (expression: string, fit: number): CodeFix =>
    edit(place, { name: 'return', description: `Return \`${expression}\` at the end`, fit }, [
      [at, at],
      `${newlineOf(text)}${indent}return${expression === '' ? '' : ` ${expression}`};`,
    ]);
  if (wanted === undefined) {
    yield put('undefined', 0.9);
    return;
  }
  for (const statement of body.statements) {
    if (!api.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      if (!api.isIdentifier(name) || !isAssignable(place, checker.getTypeAtLocation(name), wanted)) continue;
      yield put(name.text, 0.9);
    }
  }
  for (const { text: value, fit } of [
    ...defaultsOf(place, last ?? body, wanted, 'result'),
    ...parameters(place, body, wanted),
  ])
    yield put(value, 0.85 * fit);
}

function parameters(place: Place, body: ts.Block, wanted: ts.Type): readonly Value[] {
  const owner = functionOf(place, body.statements[0] ?? body);
  return (owner?.parameters ?? []).flatMap(({ name }) =>
    place.api.isIdentifier(name) && isAssignable(place, place.checker.getTypeAtLocation(name), wanted)
      ? [{ text: name.text, fit: 0.5 }]
      : [],
  );
}

/** A switch that leaves a member of its union out gets the case; one is written like its neighbours. */
function* ofCases(place: Place, body: ts.Block, wanted: ts.Type | undefined): Iterable<CodeFix> {
  const { api, checker, file, text } = place;
  const last = body.statements.at(-1);
  if (last === undefined || !api.isSwitchStatement(last)) return;
  const type = checker.getTypeAtLocation(last.expression);
  const members = (type.isUnion() ? type.types : [type]).flatMap((each) =>
    each.isStringLiteral() ? [each.value] : [],
  );
  const known = new Set(
    last.caseBlock.clauses.flatMap((clause) =>
      api.isCaseClause(clause) && api.isStringLiteralLike(clause.expression) ? [clause.expression.text] : [],
    ),
  );
  const left = members.filter((each) => !known.has(each));
  const clause = last.caseBlock.clauses.at(-1);
  if (left.length === 0 || clause === undefined) return;
  const indent = indentAt(text, clause.getStart(file));
  const inner =
    clause.statements[0] === undefined ? `${indent}  ` : indentAt(text, clause.statements[0].getStart(file));
  const newline = newlineOf(text);
  const values =
    wanted === undefined
      ? []
      : [...valuesOf(place, clause, wanted, left[0] ?? ''), ...defaultsOf(place, clause, wanted, 'result')];
  for (const { text: value, fit } of values.slice(0, 8)) {
    const cases = left.map((each) => `${newline}${indent}case ${quote(place, each)}:`).join('');
    yield edit(
      place,
      {
        name: 'case',
        description: `Return \`${value}\` for ${left.map((each) => quote(place, each)).join(', ')}`,
        fit: 0.5 + 0.4 * fit,
      },
      [[clause.end, clause.end], `${cases}${newline}${inner}return ${value};`],
    );
  }
}
