import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { escaped } from '../../../syntax/escaped.ts';
import { type Culprit, culpritsOf } from './culprit.ts';
import { edit, functionOf, isAssignable, isVague, type Place, statementOf, tight } from './place.ts';
import { defaultsOf, fieldsOf, quote, type Value, valuesOf } from './values.ts';
import { similarity } from './words.ts';

const NOT_ASSIGNABLE = new Set([
  2322, 2345, 2741, 2739, 2740, 2769, 2820, 2559, 2326, 2352, 2367, 2678, 2416, 2538, 2375, 2379, 2412, 2560,
  4104,
]);

interface Idea extends Value {
  readonly name: string;
}

/** Makes the value that is given into what is wanted: the right literal, a field of it, a conversion, another name. */
export function* conversions(place: Place): Iterable<CodeFix> {
  if (!NOT_ASSIGNABLE.has(place.code)) return;
  for (const culprit of culpritsOf(place)) yield* ofCulprit(place, culprit);
}

/** Conversions of one expression, whatever the error is called. */
export function* ofCulprit(place: Place, culprit: Culprit): Iterable<CodeFix> {
  const old = culprit.node.getText(place.file);
  yield* awaitedBefore(place, culprit);
  const seen = new Set([old]);
  for (const { name, text, fit } of ideasFor(place, culprit)) {
    if (seen.has(text) || fit <= 0) continue;
    seen.add(text);
    yield edit(place, { name, description: `Write \`${text}\` for \`${old}\``, fit }, culprit.write(text));
  }
}

function* ideasFor(place: Place, culprit: Culprit): Iterable<Idea> {
  const { api, checker } = place;
  const { node, actual, wanted } = culprit;
  const plain = node.getText(place.file);
  const text = tight(place, node);
  const gives = (type: ts.Type | undefined): boolean =>
    type !== undefined && !isVague(place, type) && isAssignable(place, type, wanted);
  yield* literals(place, culprit);
  if (node.kind === api.SyntaxKind.NullKeyword && has(place, wanted, api.TypeFlags.Undefined))
    yield { name: 'undefined-for-null', text: 'undefined', fit: 1 };
  if (plain === 'undefined' && has(place, wanted, api.TypeFlags.Null))
    yield { name: 'null-for-undefined', text: 'null', fit: 1 };
  const awaited = checker.getAwaitedType(actual);
  if (awaited !== undefined && awaited !== actual) yield { name: 'await', text: `await ${text}`, fit: 0.9 };
  yield* fallbacks(place, culprit);
  yield* scalars(place, culprit);
  for (const signature of actual.getCallSignatures()) {
    if (signature.parameters.length === 0 && gives(signature.getReturnType()))
      yield { name: 'call', text: `${text}()`, fit: 0.9 };
  }
  yield* collections(place, culprit);
  const owner = functionOf(place, node)?.getText(place.file) ?? '';
  for (const field of fieldsOf(place, actual, node)) {
    if (!gives(field.type)) continue;
    const isNew = !new RegExp(`\\b${field.name.replaceAll('$', '\\$')}\\b`).test(owner);
    yield { name: 'field', text: `${text}.${field.name}`, fit: isNew ? 0.7 : 0.5 };
  }
  for (const { text: other, fit } of valuesOf(place, node, wanted, lastName(plain)))
    yield { name: 'other-name', text: other, fit: 0.8 * fit };
}

/** A variable that holds a promise is given what it promises. */
function* awaitedBefore(place: Place, { node, actual }: Culprit): Iterable<CodeFix> {
  const { api, checker, file } = place;
  if (checker.getAwaitedType(actual) === actual || !api.isIdentifier(node)) return;
  const shorthand = api.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  const declaration = shorthand?.valueDeclaration;
  if (
    declaration === undefined ||
    !api.isVariableDeclaration(declaration) ||
    declaration.getSourceFile() !== file
  )
    return;
  const value = declaration.initializer;
  if (value === undefined || functionOf(place, value) !== functionOf(place, node)) return;
  yield edit(place, { name: 'await', description: `Wait for \`${node.text}\``, fit: 1 }, [
    value,
    `await ${tight(place, value)}`,
  ]);
}

/** Other literals of a union; the one most like what is written, and one that is used nowhere yet, comes first. */
function* literals(place: Place, { node, wanted }: Culprit): Iterable<Idea> {
  const { api } = place;
  if (!api.isStringLiteralLike(node)) return;
  // The other branch has its own already.
  const beside = statementOf(place, node)?.getText(place.file) ?? '';
  for (const member of wanted.isUnion() ? wanted.types : [wanted]) {
    if (!member.isStringLiteral() || member.value === node.text) continue;
    const uses = place.text.split(new RegExp(`['"\`]${escaped(member.value)}['"\`]`)).length - 1;
    const isBeside = beside.includes(`'${member.value}'`) || beside.includes(`"${member.value}"`);
    const fit =
      (0.35 + 0.55 * similarity(member.value, node.text) + (uses <= 1 ? 0.1 : 0)) * (isBeside ? 0.5 : 1);
    yield { name: 'literal', text: quote(place, member.value), fit };
  }
}

/** What stands for a value that may be missing. */
function* fallbacks(place: Place, { node, actual, wanted }: Culprit): Iterable<Idea> {
  const { api, checker } = place;
  const sure = checker.getNonNullableType(actual);
  if (sure === actual || !isAssignable(place, sure, wanted)) return;
  const text = tight(place, node);
  const what = api.isReturnStatement(node.parent) || api.isArrowFunction(node.parent) ? 'result' : 'part';
  for (const { text: otherwise, fit } of defaultsOf(place, node, wanted, what)) {
    yield { name: 'default', text: within(place, node, `${text} ?? ${otherwise}`), fit };
  }
}

/** In parentheses where another operator stands beside it. */
function within({ api }: Place, { parent }: ts.Node, text: string): string {
  return api.isBinaryExpression(parent) && !(parent.operatorToken.kind === api.SyntaxKind.EqualsToken)
    ? `(${text})`
    : text;
}

function* scalars(place: Place, { node, actual, wanted }: Culprit): Iterable<Idea> {
  const { api, checker } = place;
  const { TypeFlags } = api;
  const text = node.getText(place.file);
  const base = checker.getBaseTypeOfLiteralType(checker.getNonNullableType(actual));
  const from = checker.typeToString(base);
  const is = (flags: ts.TypeFlags): boolean => (base.flags & flags) !== 0;
  if (has(place, wanted, TypeFlags.NumberLike)) {
    if (is(TypeFlags.StringLike)) yield { name: 'convert', text: `Number(${text})`, fit: 0.9 };
    if (is(TypeFlags.BooleanLike | TypeFlags.BigIntLike))
      yield { name: 'convert', text: `Number(${text})`, fit: 0.6 };
    if (from === 'Date') yield { name: 'convert', text: `${tight(place, node)}.getTime()`, fit: 0.9 };
  }
  if (has(place, wanted, TypeFlags.String)) {
    if (is(TypeFlags.NumberLike | TypeFlags.BigIntLike | TypeFlags.BooleanLike))
      yield { name: 'convert', text: `String(${text})`, fit: 0.9 };
    if (from === 'Date') yield { name: 'convert', text: `${tight(place, node)}.toISOString()`, fit: 0.5 };
    if (is(TypeFlags.Object)) yield { name: 'convert', text: `JSON.stringify(${text})`, fit: 0.15 };
    if (is(TypeFlags.Unknown)) {
      const told = `${text} instanceof Error ? ${tight(place, node)}.message : String(${text})`;
      yield { name: 'convert', text: told, fit: 0.7 };
      yield { name: 'convert', text: `String(${text})`, fit: 0.4 };
    }
  }
  if (has(place, wanted, TypeFlags.BooleanLike) && !is(TypeFlags.BooleanLike)) {
    yield {
      name: 'convert',
      text: `${tight(place, node)} !== undefined`,
      fit: base === actual ? 0.05 : 0.5,
    };
    yield { name: 'convert', text: `Boolean(${text})`, fit: 0.3 };
  }
  if (from === 'string' && checker.typeToString(checker.getNonNullableType(wanted)) === 'Date')
    yield { name: 'convert', text: `new Date(${text})`, fit: 0.8 };
  if (from === 'string' && checker.typeToString(checker.getNonNullableType(wanted)) === 'URL')
    yield { name: 'convert', text: `new URL(${text})`, fit: 0.8 };
  if (wanted.getCallSignatures().length > 0 && actual.getCallSignatures().length === 0)
    yield { name: 'function', text: `() => ${text}`, fit: 0.5 };
}

function* collections(place: Place, { node, actual, wanted }: Culprit): Iterable<Idea> {
  const { checker } = place;
  const text = tight(place, node);
  const element = elementOf(place, actual);
  const inner = elementOf(place, checker.getNonNullableType(wanted));
  const kind = actual.symbol?.name ?? '';
  const into = checker.getNonNullableType(wanted).symbol?.name ?? '';
  if (checker.isArrayType(actual) && element !== undefined && isAssignable(place, element, wanted)) {
    yield { name: 'element', text: `${text}[0]`, fit: 0.7 };
    yield { name: 'element', text: `${text}.at(-1)`, fit: 0.35 };
  }
  if (inner === undefined) return;
  if (isAssignable(place, actual, inner))
    yield { name: 'collect', text: `[${node.getText(place.file)}]`, fit: 0.8 };
  if (element === undefined || !isAssignable(place, element, inner)) return;
  if (/^(Readonly)?Array$/.test(into) && !checker.isArrayType(actual))
    yield { name: 'collect', text: `[...${text}]`, fit: 0.9 };
  if (/^(Readonly)?Array$/.test(into) && kind === 'ReadonlyArray')
    yield { name: 'collect', text: `[...${text}]`, fit: 0.9 };
  if (/^(Readonly)?(Set|Map)$/.test(into))
    yield {
      name: 'collect',
      text: `new ${into.replace('Readonly', '')}(${node.getText(place.file)})`,
      fit: 0.9,
    };
}

/** What iterating over a collection of the language gives, by its type argument. */
function elementOf({ checker }: Place, type: ts.Type): ts.Type | undefined {
  if (
    !/^(Readonly)?(Array|Set)$|^(Iterable|IterableIterator|ArrayIterator|SetIterator|MapIterator|Generator)$/.test(
      type.symbol?.name ?? '',
    )
  )
    return undefined;
  return checker.getTypeArguments(type as ts.TypeReference)[0];
}

/** Whether a union has a member of a kind. */
export function has({ api }: Place, type: ts.Type, flags: ts.TypeFlags): boolean {
  if (flags === api.TypeFlags.BooleanLike && (type.flags & flags) !== 0) return true;
  return (type.isUnion() ? type.types : [type]).some((each) => (each.flags & flags) !== 0);
}

export function lastName(text: string): string {
  return /([\w$]+)(?:\(\))?$/.exec(text)?.[1] ?? text;
}
