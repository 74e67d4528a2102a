import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { lastName } from './conversions.ts';
import { ancestor, edit, editAt, indentAt, isAssignable, newlineOf, type Place } from './place.ts';
import { defaultsOf, namesAt, valuesOf } from './values.ts';
import { distance, similarity } from './words.ts';

const MISSING = new Set([2741, 2739, 2740, 2345, 2322]);
const UNKNOWN_PROPERTY = new Set([2353, 2561, 2345, 2322, 2769]);

/** Object literals that lack a property, or have one that their type does not know. */
export function* objects(place: Place): Iterable<CodeFix> {
  const literal = literalAt(place);
  if (literal === undefined) return;
  const { api, checker } = place;
  const wanted = checker.getContextualType(literal);
  if (wanted === undefined) return;
  const target = checker.getAwaitedType(wanted) ?? wanted;
  const object = checker.getNonNullableType(target);
  const has = new Set(literal.properties.map((each) => each.name?.getText(place.file) ?? ''));
  const lacking = checker
    .getPropertiesOfType(object)
    .filter((each) => (each.flags & api.SymbolFlags.Optional) === 0 && !has.has(each.name));
  if (MISSING.has(place.code) && lacking.length > 0) yield* added(place, literal, object, lacking);
  if (UNKNOWN_PROPERTY.has(place.code)) yield* renamed(place, literal, object, has);
}

function literalAt(place: Place): ts.ObjectLiteralExpression | undefined {
  const { api, node } = place;
  if (api.isObjectLiteralExpression(node)) return node;
  const within = (each: ts.Node | undefined): ts.ObjectLiteralExpression | undefined => {
    if (each === undefined) return undefined;
    if (api.isObjectLiteralExpression(each)) return each;
    if (api.isParenthesizedExpression(each) || api.isReturnStatement(each)) return within(each.expression);
    return undefined;
  };
  const { parent } = node;
  if (api.isReturnStatement(node)) return within(node.expression);
  if (parent !== undefined && api.isVariableDeclaration(parent)) return within(parent.initializer);
  if (parent !== undefined && api.isPropertyAssignment(parent) && parent.name === node)
    return within(parent.initializer) ?? parent.parent;
  if (parent !== undefined && api.isBinaryExpression(parent) && parent.left === node)
    return within(parent.right);
  return ancestor(node, api.isObjectLiteralExpression);
}

/** All that lacks at once: each from a value at hand that fits it best, then from what stands for nothing. */
function* added(
  place: Place,
  literal: ts.ObjectLiteralExpression,
  object: ts.Type,
  lacking: readonly ts.Symbol[],
): Iterable<CodeFix> {
  const { checker, file } = place;
  for (const { name, type } of namesAt(place, literal)) {
    if (!isAssignable(place, type, object) || literal.getText(file).includes(`...${name}`)) continue;
    const open = literal.getStart(file) + 1;
    const separator = literal.properties.length === 0 ? '' : ',';
    yield edit(place, { name: 'spread', description: `Keep what else \`${name}\` has`, fit: 0.85 }, [
      [open, open],
      ` ...${name}${separator}`,
    ]);
  }
  const choices = lacking.map((symbol) => {
    const type = checker.getTypeOfSymbolAtLocation(symbol, literal);
    const own = valuesOf(place, literal, type, symbol.name);
    const empty = defaultsOf(place, literal, type).map(({ text, fit }) => ({ text, fit: 0.55 * fit }));
    return { name: symbol.name, values: [...own, ...empty].toSorted((a, b) => b.fit - a.fit).slice(0, 4) };
  });
  // The best of each together, then each with its second best.
  const best = choices.map(({ name, values }) => ({ name, value: values[0] }));
  const sets = [best];
  for (const [index, { name, values }] of choices.entries())
    for (const value of values.slice(1)) sets.push(best.with(index, { name, value }));
  for (const set of sets) {
    if (set.some(({ value }) => value === undefined)) continue;
    const texts = set.map(({ name, value }) => (value?.text === name ? name : `${name}: ${value?.text}`));
    const fit = set.reduce((product, { value }) => product * (value?.fit ?? 0), 1) ** (1 / set.length);
    const description = `Add ${texts.map((each) => `\`${each}\``).join(', ')}`;
    yield edit(place, { name: 'add-property', description, fit }, insertion(place, literal, texts));
  }
}

function insertion(
  { file, text }: Place,
  literal: ts.ObjectLiteralExpression,
  texts: readonly string[],
): readonly [readonly [number, number], string] {
  const last = literal.properties.at(-1);
  if (last === undefined) {
    const open = literal.getStart(file);
    return [[open, literal.end], `{ ${texts.join(', ')} }`];
  }
  const isSpread = text.slice(literal.getStart(file), literal.end).includes('\n');
  const separator = isSpread ? `,${newlineOf(text)}${indentAt(text, last.getStart(file))}` : ', ';
  return [[last.end, last.end], `${separator}${texts.join(separator)}`];
}

/** The property under a name that the type knows, or the type with the property. */
function* renamed(
  place: Place,
  literal: ts.ObjectLiteralExpression,
  object: ts.Type,
  has: ReadonlySet<string>,
): Iterable<CodeFix> {
  const { api, checker, file } = place;
  const known = checker.getPropertiesOfType(object);
  const names = new Set(known.map(({ name }) => name));
  for (const property of literal.properties) {
    const written = property.name?.getText(file) ?? '';
    if (property.name === undefined || names.has(written) || !api.isIdentifier(property.name)) continue;
    const value = api.isPropertyAssignment(property) ? property.initializer : property.name;
    const type = checker.getTypeAtLocation(value);
    for (const symbol of known) {
      if (
        has.has(symbol.name) ||
        !isAssignable(place, type, checker.getTypeOfSymbolAtLocation(symbol, literal))
      )
        continue;
      const isWanted = (symbol.flags & api.SymbolFlags.Optional) === 0;
      const isTypo = distance(symbol.name, written) <= 2;
      const fit = isWanted ? 0.9 : isTypo ? 0.9 : 0.6 * similarity(symbol.name, written);
      const text = api.isShorthandPropertyAssignment(property) ? `${symbol.name}: ${written}` : symbol.name;
      yield edit(
        place,
        { name: 'rename-property', description: `Call the property \`${symbol.name}\``, fit },
        [property.name, text],
      );
    }
    yield* declared(place, object, written, checker.typeToString(checker.getBaseTypeOfLiteralType(type)));
  }
}

/** Declares a property in the type itself, as its others are, so that what was valid stays so. */
function* declared(place: Place, object: ts.Type, name: string, type: string): Iterable<CodeFix> {
  const { api } = place;
  if (/\bany\b|\bunknown\b/.test(type)) return;
  for (const declaration of object.symbol?.declarations ?? []) {
    if (!api.isInterfaceDeclaration(declaration) && !api.isTypeLiteralNode(declaration)) continue;
    const last = declaration.members.at(-1);
    if (last === undefined) continue;
    const file = declaration.getSourceFile();
    const readonly = last.getText(file).startsWith('readonly ') ? 'readonly ' : '';
    const newline = newlineOf(file.text) + indentAt(file.text, last.getStart(file));
    const end = /[;,]$/.test(last.getText(file)) ? '' : ';';
    for (const [mark, fit] of [
      ['?', 0.6],
      ['', 0.5],
    ] as const) {
      yield* editAt(
        place,
        {
          name: 'declare-property',
          description: `Declare \`${name}${mark}: ${type}\` in \`${object.symbol.name}\``,
          fit,
        },
        file,
        [last.end, last.end],
        `${end}${newline}${readonly}${name}${mark}: ${type};`,
      );
    }
  }
}

/** A property that is read and that the type does not know, with the type that the place wants or that is given to it. */
export function* unknownMember(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file } = place;
  if (place.code !== 2339 && place.code !== 2551 && place.code !== 2550) return;
  const access = node.parent;
  if (access === undefined || !api.isPropertyAccessExpression(access) || access.name !== node) return;
  const type = checker.getTypeAtLocation(access.expression);
  const object = checker.getNonNullableType(type);
  const written = access.name.text;
  const isCalled = api.isCallExpression(access.parent) && access.parent.expression === access;
  for (const symbol of checker.getPropertiesOfType(object)) {
    const alike = similarity(symbol.name, written);
    const member = checker.getTypeOfSymbolAtLocation(symbol, access);
    const isFunction = member.getCallSignatures().length > 0;
    if (isCalled !== isFunction || !/^[\w$]+$/.test(symbol.name)) continue;
    const near = distance(symbol.name.toLowerCase(), written.toLowerCase()) <= 2 ? 0.25 : 0;
    yield edit(
      place,
      {
        name: 'other-member',
        description: `Read \`${symbol.name}\` of \`${lastName(access.expression.getText(file))}\``,
        fit: Math.min(1, 0.15 + 0.65 * alike + near),
      },
      [access.name, symbol.name],
    );
  }
  const awaited = checker.getAwaitedType(type);
  if (awaited?.getProperty(written) !== undefined && awaited !== type)
    yield edit(place, { name: 'await', description: 'Wait for it', fit: 0.8 }, [
      access.expression,
      `(await ${access.expression.getText(file)})`,
    ]);
  const wanted = checker.getContextualType(access);
  const told =
    givenTo(place, object, written) ?? (wanted === undefined ? undefined : checker.typeToString(wanted));
  const isCondition =
    api.isIfStatement(access.parent) ||
    api.isArrowFunction(access.parent) ||
    api.isPrefixUnaryExpression(access.parent);
  const guess = told ?? (isCondition ? 'boolean' : undefined);
  if (!isCalled && guess !== undefined) yield* declared(place, object, written, guess);
}

/** The type of what an object literal of this type gives to a property that the type lacks. */
function givenTo(place: Place, object: ts.Type, name: string): string | undefined {
  const { api, checker, file } = place;
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    if (api.isObjectLiteralExpression(node)) {
      const known = checker
        .getPropertiesOfType(object)
        .filter((each) => (each.flags & api.SymbolFlags.Optional) === 0);
      const names = new Set(node.properties.map((each) => each.name?.getText(file)));
      const property = node.properties.find((each) => each.name?.getText(file) === name);
      if (property !== undefined && known.every((each) => names.has(each.name))) {
        const value = api.isPropertyAssignment(property) ? property.initializer : property;
        found ??= checker.typeToString(checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(value)));
      }
    }
    api.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
