import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { culpritsOf } from './culprit.ts';
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
import { defaultsOf } from './values.ts';

/** Statements, cases and properties that are in the wrong order or run on, and operators for bits among truth values. */
export function* statements(place: Place): Iterable<CodeFix> {
  const { code } = place;
  if (code === 2448 || code === 2449) yield* declaredTooLate(place);
  if (code === 7029) yield* runsOn(place);
  if (code === 2783) yield* overwritten(place);
  if (code === 2447 || code === 2322 || code === 2345) yield* bits(place);
  if (code === 5076) yield* mixed(place);
  if (code === 2339) yield* memberOfSome(place);
}

/** The declaration moves before the first statement that needs it. */
function* declaredTooLate(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file, text } = place;
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== file) return;
  const moved = statementOf(place, declaration);
  const isBeside = (each: ts.Node): each is ts.Statement =>
    each.parent === moved?.parent && api.isStatement(each);
  const before = ancestor(node, isBeside);
  if (moved === undefined || before === undefined || before.pos >= moved.pos) return;
  const at = before.getStart(file);
  const written = text.slice(moved.getStart(file), moved.end);
  yield edit(
    place,
    { name: 'move', description: `Declare \`${node.getText(file)}\` before it is used`, fit: 0.9 },
    [[at, at], `${written}${newlineOf(text)}${indentAt(text, at)}`],
    [[moved.getFullStart(), moved.end], ''],
  );
}

/** A case that runs into the next one ends. */
function* runsOn(place: Place): Iterable<CodeFix> {
  const { api, file, text } = place;
  const clause = ancestor(place.node, api.isCaseOrDefaultClause);
  const last = clause?.statements.at(-1);
  if (last === undefined) return;
  const inner = api.isBlock(last) ? (last.statements.at(-1) ?? last) : last;
  const gap = `${newlineOf(text)}${indentAt(text, inner.getStart(file))}`;
  yield edit(place, { name: 'break', description: 'End the case', fit: 0.9 }, [
    [inner.end, inner.end],
    `${gap}break;`,
  ]);
}

/** A property that a spread after it overwrites comes last. */
function* overwritten(place: Place): Iterable<CodeFix> {
  const { api, file } = place;
  const property = ancestor(place.node, api.isObjectLiteralElementLike);
  const literal = property?.parent;
  if (property === undefined || literal === undefined || !api.isObjectLiteralExpression(literal)) return;
  const index = literal.properties.indexOf(property);
  const next = literal.properties[index + 1];
  const last = literal.properties.at(-1);
  if (next === undefined || last === undefined) return;
  const name = property.name?.getText(file) ?? '';
  const gone: readonly [number, number] = [property.getStart(file), next.getStart(file)];
  yield edit(
    place,
    { name: 'last', description: `Let \`${name}\` be what is said here`, fit: 0.9 },
    [gone, ''],
    [[last.end, last.end], `, ${property.getText(file)}`],
  );
  yield edit(
    place,
    { name: 'removeOverwritten', description: `Leave \`${name}\` to what follows`, fit: 0.5 },
    [gone, ''],
  );
}

/** `&` and `|` for `&&` and `||`; the result is told to be a number where a truth value is wanted. */
function* bits(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file } = place;
  const among =
    place.code === 2447
      ? [ancestor(node, api.isBinaryExpression)]
      : culpritsOf(place).map((each) => each.node);
  for (const binary of among) {
    if (binary === undefined || !api.isBinaryExpression(binary)) continue;
    const { left, operatorToken } = binary;
    const text = operatorToken.getText(file);
    const meant = text === '&' ? '&&' : text === '|' ? '||' : undefined;
    if (meant === undefined || (checker.getTypeAtLocation(left).flags & api.TypeFlags.BooleanLike) === 0)
      continue;
    yield edit(place, { name: 'logical', description: `Write \`${meant}\` for \`${text}\``, fit: 0.9 }, [
      operatorToken,
      meant,
    ]);
  }
}

/** `??` beside `||` or `&&` says which comes first. */
function* mixed(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  const isMixed = (each: ts.Node): each is ts.BinaryExpression =>
    api.isBinaryExpression(each) && api.isBinaryExpression(each.parent);
  const inner = ancestor(node, isMixed) ?? ancestor(node, api.isBinaryExpression);
  if (inner === undefined) return;
  const sides = [inner, inner.left, inner.right].filter(api.isBinaryExpression);
  for (const side of sides)
    yield edit(
      place,
      {
        name: 'parentheses',
        description: `Say that \`${side.getText(file)}\` comes first`,
        fit: side === inner ? 0.6 : 0.8,
      },
      [side, `(${side.getText(file)})`],
    );
}

/** A member that only some of a union have is read where it is there. */
function* memberOfSome(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file, text } = place;
  const access = node.parent;
  if (access === undefined || !api.isPropertyAccessExpression(access) || access.name !== node) return;
  const type = checker.getTypeAtLocation(access.expression);
  if (!type.isUnion() || !type.types.some((each) => each.getProperty(access.name.text) !== undefined)) return;
  const object = tight(place, access.expression);
  const condition = `'${access.name.text}' in ${object}`;
  const owner = functionOf(place, access);
  const returned = owner === undefined ? undefined : returnTypeOf(place, owner);
  const wanted = api.isReturnStatement(access.parent) ? returned : checker.getContextualType(access);
  for (const { text: otherwise, fit } of wanted === undefined
    ? []
    : defaultsOf(place, access, wanted, 'part')) {
    const choice = `(${condition} ? ${access.getText(file)} : ${otherwise})`;
    yield edit(
      place,
      { name: 'narrow', description: `Take ${otherwise} where there is none`, fit: 0.4 * fit },
      [access, choice],
    );
  }
  const statement = statementOf(place, access);
  if (statement === undefined || returned === undefined) return;
  const at = statement.getStart(file);
  for (const { text: otherwise, fit } of defaultsOf(place, access, returned, 'result')) {
    const guard = `if (!(${condition})) return ${otherwise};${newlineOf(text)}${indentAt(text, at)}`;
    yield edit(
      place,
      { name: 'guard', description: `Return ${otherwise} where there is none`, fit: 0.5 * fit },
      [[at, at], guard],
    );
  }
}
