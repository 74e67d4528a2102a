import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ancestor, edit, editAt, functionOf, isAssignable, type Place } from './place.ts';
import { defaultsOf, namesAt } from './values.ts';
import { similarity } from './words.ts';

/** Declarations without a first value, made twice, never used, not to be changed, or not as an interface says. */
export function* declarations(place: Place): Iterable<CodeFix> {
  const { code } = place;
  if (code === 2564 || code === 2454) yield* firstValues(place);
  if (code === 2540 || code === 2542) yield* writable(place);
  if (code === 2451 || code === 2300) yield* again(place);
  if (code === 6133 || code === 6196) yield* unused(place);
  if (code === 2420 || code === 2515 || code === 2654 || code === 2655 || code === 2741)
    yield* membersByName(place);
  if (code === 2377) yield* superCalls(place);
}

function* firstValues(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const declaration =
    ancestor(node, api.isPropertyDeclaration) ?? checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== place.file) return;
  const isField = api.isPropertyDeclaration(declaration);
  if (!(isField || api.isVariableDeclaration(declaration)) || declaration.initializer !== undefined) return;
  const type = checker.getTypeAtLocation(declaration.name);
  const at = declaration.type?.end ?? declaration.name.end;
  for (const { text, fit } of defaultsOf(place, node, type)) {
    yield edit(place, { name: 'first-value', description: `Begin with \`${text}\``, fit: 0.2 + fit }, [
      [at, at],
      ` = ${text}`,
    ]);
  }
}

/** What is assigned to may be changed. */
function* writable(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const name = api.isPropertyAccessExpression(node) ? node.name : node;
  for (const declaration of checker.getSymbolAtLocation(name)?.declarations ?? []) {
    const modifiers = api.canHaveModifiers(declaration) ? (api.getModifiers(declaration) ?? []) : [];
    const modifier = modifiers.find((each) => each.kind === api.SyntaxKind.ReadonlyKeyword);
    const file = declaration.getSourceFile();
    if (modifier === undefined) continue;
    const start = modifier.getStart(file);
    const end = start + (/^readonly\s*/.exec(file.text.slice(start))?.[0].length ?? 8);
    yield* editAt(
      place,
      { name: 'writable', description: `Let \`${name.getText(place.file)}\` be changed`, fit: 0.7 },
      file,
      [start, end],
      '',
    );
  }
}

/** The second declaration of a name becomes an assignment, or gets a name of its own. */
function* again(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  if (!api.isIdentifier(node)) return;
  const scope = functionOf(place, node) ?? file;
  const same: ts.VariableDeclaration[] = [];
  const visit = (each: ts.Node): void => {
    if (api.isVariableDeclaration(each) && api.isIdentifier(each.name) && each.name.text === node.text)
      same.push(each);
    api.forEachChild(each, visit);
  };
  visit(scope);
  const [first, second] = same;
  if (first === undefined || second === undefined) return;
  const list = second.parent;
  if (
    second.initializer !== undefined &&
    api.isVariableDeclarationList(list) &&
    list.declarations.length === 1
  ) {
    yield edit(place, { name: 'assign', description: `Give \`${node.text}\` a new value`, fit: 0.6 }, [
      [list.getStart(file), second.name.getStart(file)],
      '',
    ]);
  }
  const uses: ts.Identifier[] = [];
  const collect = (each: ts.Node): void => {
    if (api.isIdentifier(each) && each.text === node.text && each.pos > second.end) uses.push(each);
    api.forEachChild(each, collect);
  };
  collect(scope);
  const taken = new Set(namesAt(place, second).map(({ name }) => name));
  const name = [
    `${node.text}2`,
    `other${node.text[0]?.toUpperCase() ?? ''}${node.text.slice(1)}`,
    'number',
    'result',
  ].find((each) => !taken.has(each));
  if (name === undefined) return;
  yield edit(
    place,
    { name: 'rename', description: `Call the second \`${name}\``, fit: 0.7 },
    [second.name, name],
    ...uses.map((each): readonly [ts.Node, string] => [each, name]),
  );
}

/** What nothing reads may have been meant where another name of its type is read twice. */
function* unused(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const isName = api.isIdentifier(node) ? node : undefined;
  const name =
    isName ?? (api.isVariableDeclaration(node) && api.isIdentifier(node.name) ? node.name : undefined);
  const owner = name === undefined ? undefined : functionOf(place, name);
  if (
    name === undefined ||
    owner?.body === undefined ||
    ancestor(name, api.isImportDeclaration) !== undefined
  )
    return;
  const type = checker.getTypeAtLocation(name);
  const reads: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    const { parent } = each;
    const isRead =
      api.isIdentifier(each) &&
      each.pos > name.end &&
      !(api.isPropertyAccessExpression(parent) && parent.name === each) &&
      !(api.isVariableDeclaration(parent) && parent.name === each);
    if (isRead) reads.push(each);
    api.forEachChild(each, visit);
  };
  visit(owner.body);
  for (const read of reads) {
    const other = checker.getTypeAtLocation(read);
    if (!isAssignable(place, checker.getBaseTypeOfLiteralType(type), checker.getBaseTypeOfLiteralType(other)))
      continue;
    const times = reads.filter((each) => each.text === read.text).length;
    yield edit(
      place,
      {
        name: 'use',
        description: `Use \`${name.text}\` for \`${read.text}\``,
        fit: times > 1 ? 0.8 : 0.4,
      },
      [read, name.text],
    );
  }
}

/** A member that is there under nearly the name that its interface wants. */
function* membersByName(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const owner = ancestor(node, api.isClassLike);
  if (owner === undefined) return;
  const own = owner.members.flatMap((member) =>
    member.name !== undefined && api.isIdentifier(member.name) ? [member.name] : [],
  );
  const names = new Set(own.map(({ text }) => text));
  for (const base of (owner.heritageClauses ?? []).flatMap((clause) => [...clause.types])) {
    for (const wanted of checker.getPropertiesOfType(checker.getTypeAtLocation(base))) {
      if (names.has(wanted.name)) continue;
      for (const name of own) {
        const alike = similarity(name.text, wanted.name);
        if (alike < 0.7) continue;
        const uses = usesOfMember(place, name, owner).map((each): readonly [ts.Node, string] => [
          each,
          wanted.name,
        ]);
        yield edit(
          place,
          { name: 'rename-member', description: `Call \`${name.text}\` \`${wanted.name}\``, fit: alike },
          [name, wanted.name],
          ...uses,
        );
      }
    }
  }
}

function usesOfMember({ api }: Place, name: ts.Identifier, owner: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    const isUse =
      api.isPropertyAccessExpression(node) &&
      node.expression.kind === api.SyntaxKind.ThisKeyword &&
      node.name.text === name.text;
    if (isUse && api.isIdentifier(node.name)) found.push(node.name);
    api.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}

/** The call of the base class, with the parameters that it asks for by name. */
function* superCalls(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file, text } = place;
  const maker = ancestor(node, api.isConstructorDeclaration);
  const owner = ancestor(node, api.isClassLike);
  const base = owner?.heritageClauses?.find((each) => each.token === api.SyntaxKind.ExtendsKeyword)?.types[0];
  if (maker?.body === undefined || base === undefined) return;
  const own = maker.parameters.flatMap(({ name }) => (api.isIdentifier(name) ? [name.text] : []));
  for (const signature of checker.getTypeAtLocation(base.expression).getConstructSignatures()) {
    const args = signature.parameters.map((each) => own.find((name) => name === each.name));
    const given = args.slice(0, args.findLastIndex((each) => each !== undefined) + 1);
    if (given.length === 0 || given.includes(undefined)) continue;
    const at = maker.body.getStart(file) + 1;
    const first = maker.body.statements[0];
    const gap = first === undefined ? ' ' : text.slice(at, first.getStart(file));
    const about = {
      name: 'super',
      description: `Call the base class with ${given.join(', ')}`,
      fit: 0.9,
    };
    yield edit(place, about, [[at, at], `${gap}super(${given.join(', ')});`]);
  }
}
