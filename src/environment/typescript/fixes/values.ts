import type ts from 'typescript';
import { ancestor, functionOf, isAssignable, isVague, type Place } from './place.ts';
import { similarity } from './words.ts';

/** A text that gives a value, and how well it fits, in 0..1. */
export interface Value {
  readonly text: string;
  readonly fit: number;
}

interface Named {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly type: ts.Type;
  /** Declared in the function around, rather than further out. */
  readonly isLocal: boolean;
}

/** Names of the project that can be read at a node. */
export function namesAt(place: Place, node: ts.Node): readonly Named[] {
  const { api, checker, file } = place;
  const around = functionOf(place, node);
  return checker.getSymbolsInScope(node, api.SymbolFlags.Value).flatMap((symbol) => {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (declaration === undefined || declaration.getSourceFile() !== file) return [];
    const isVariable = api.isVariableDeclaration(declaration);
    // A variable is not there before its declaration, nor within its own first value.
    if (isVariable && functionOf(place, declaration) === around && declaration.end > node.pos) return [];
    const type = checker.getTypeOfSymbolAtLocation(symbol, node);
    const isLocal = around !== undefined && declaration.pos >= around.pos && declaration.end <= around.end;
    return [{ name: symbol.name, symbol, type, isLocal }];
  });
}

/** Names, members of this, and fields of what has a name, whose values may stand where a type is wanted. */
export function valuesOf(place: Place, node: ts.Node, wanted: ts.Type, called: string): readonly Value[] {
  const { api, checker } = place;
  const found: Value[] = [];
  const add = (text: string, name: string, type: ts.Type, nearness: number): void => {
    if (isVague(place, type) || !isAssignable(place, type, wanted)) return;
    found.push({ text, fit: nearness * (0.25 + 0.75 * similarity(name, called)) });
  };
  for (const { name, type, isLocal } of namesAt(place, node)) {
    const nearness = isLocal ? 0.9 : 0.5;
    add(name, name, type, nearness);
    if (!isLocal) continue;
    for (const field of fieldsOf(place, type, node)) {
      // Only a field that says what it is may come from somewhere else.
      if (similarity(field.name, called) >= 0.6) add(`${name}.${field.name}`, field.name, field.type, 0.85);
    }
  }
  const owner = ancestor(node, api.isClassLike);
  if (owner !== undefined) {
    const own = checker.getTypeAtLocation(owner);
    for (const field of fieldsOf(place, own, node)) add(`this.${field.name}`, field.name, field.type, 0.8);
  }
  return found.toSorted((a, b) => b.fit - a.fit);
}

const MOST_FIELDS = 60;

/** Fields and methods of the project's own types, with their types; of others a few. */
export function fieldsOf(
  { api, checker }: Place,
  type: ts.Type,
  node: ts.Node,
): readonly { readonly name: string; readonly type: ts.Type }[] {
  const primitive =
    api.TypeFlags.StringLike |
    api.TypeFlags.NumberLike |
    api.TypeFlags.BooleanLike |
    api.TypeFlags.BigIntLike;
  if ((type.flags & primitive) !== 0) return [];
  return checker
    .getPropertiesOfType(checker.getNonNullableType(type))
    .filter(({ name }) => /^[\w$]+$/.test(name))
    .slice(0, MOST_FIELDS)
    .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbolAtLocation(symbol, node) }));
}

/**
 * Values of a type that stand for nothing.
 * @param what `result`: what the function gives back, of which its comment may say what it is when there is nothing
 */
export function defaultsOf(
  place: Place,
  node: ts.Node,
  wanted: ts.Type,
  what: 'result' | 'part' = 'part',
): readonly Value[] {
  const { api, checker } = place;
  const { TypeFlags } = api;
  const members = wanted.isUnion() ? wanted.types : [wanted];
  const has = (flags: ts.TypeFlags): boolean => members.some((each) => (each.flags & flags) !== 0);
  const found: Value[] = [];
  const said = what === 'result' ? hintsIn(place, node) : new Set<string>();
  const fits = (text: string, fit: number): void => {
    found.push({ text, fit: said.has(text) ? 1 : fit });
  };
  for (const member of members) {
    if (member.isStringLiteral()) fits(quote(place, member.value), 0.35);
    if (member.isNumberLiteral()) fits(String(member.value), 0.35);
  }
  if (has(TypeFlags.Undefined)) fits('undefined', 0.8);
  if (has(TypeFlags.Null)) fits('null', 0.75);
  if (has(TypeFlags.String)) {
    fits("''", 0.6);
    for (const text of said)
      if (/^'.+'$/.test(text)) found.push({ text: quote(place, text.slice(1, -1)), fit: 0.95 });
  }
  if (has(TypeFlags.Number)) {
    for (const [text, fit] of [
      ['0', 0.6],
      ['-1', 0.2],
      ['1', 0.2],
    ] as const)
      fits(text, fit);
    for (const text of said) if (/^-?\d+(\.\d+)?$/.test(text)) found.push({ text, fit: 0.9 });
  }
  if (has(TypeFlags.BooleanLike)) {
    fits('false', 0.6);
    fits('true', 0.3);
  }
  for (const member of members) {
    if ((member.flags & TypeFlags.Object) === 0) continue;
    const name = member.symbol?.name ?? '';
    if (checker.isArrayType(member) || checker.isTupleType(member) || /^(Iterable|ReadonlyArray)$/.test(name))
      fits('[]', 0.6);
    else if (/^(Readonly)?(Map|Set)$/.test(name)) fits(`new ${name.replace('Readonly', '')}()`, 0.6);
    else if (
      checker.getPropertiesOfType(member).every((each) => (each.flags & api.SymbolFlags.Optional) !== 0)
    )
      fits('{}', 0.5);
  }
  const seen = new Set<string>();
  return found
    .toSorted((a, b) => b.fit - a.fit)
    .filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
}

/** Values that the comment of the function names: what it gives when there is nothing. */
function hintsIn(place: Place, node: ts.Node): ReadonlySet<string> {
  const { api, file } = place;
  const owner = functionOf(place, node);
  const holder = owner === undefined ? undefined : (ancestor(owner, api.isVariableStatement) ?? owner);
  const comment = holder === undefined ? '' : place.text.slice(holder.getFullStart(), holder.getStart(file));
  const hints = new Set<string>();
  for (const [, word = ''] of comment.matchAll(/[`'"]([^`'"\s]{1,30})[`'"]/g)) hints.add(`'${word}'`);
  for (const [text] of comment.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?!\w)/g)) hints.add(text);
  for (const [text] of comment.matchAll(/\b(?:undefined|null|true|false)\b/g)) hints.add(text);
  if (/\bempty (?:text|string)\b/i.test(comment)) hints.add("''");
  if (/\bempty (?:list|array)\b/i.test(comment)) hints.add('[]');
  if (/\b(?:zero|nought)\b/i.test(comment)) hints.add('0');
  return hints;
}

/** A text as the file quotes its texts. */
export function quote({ text }: Place, value: string): string {
  const double = text.split('"').length > text.split("'").length;
  const mark = double ? '"' : "'";
  return `${mark}${value.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`)}${mark}`;
}
