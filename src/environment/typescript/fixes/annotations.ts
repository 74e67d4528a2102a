import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ancestor, edit, editAt, isAssignable, type Place } from './place.ts';

const IMPLICIT_ANY = new Set([7006, 7031, 7019]);

/** Types that are missing, too wide for what they index, or at odds with the type that they come from. */
export function* annotations(place: Place): Iterable<CodeFix> {
  if (IMPLICIT_ANY.has(place.code)) yield* parameters(place);
  if (place.code === 7053) yield* keys(place);
  if (place.code === 2314 || place.code === 2707) yield* typeArguments(place);
  if (place.code === 2749) yield* queries(place);
  if (place.code === 2416) yield* overrides(place);
  if (place.code === 2344) yield* constraints(place);
  if (place.code === 2322 || place.code === 2345) yield* widened(place);
}

/** The type that the callers pass. */
function* parameters(place: Place): Iterable<CodeFix> {
  const { api, checker, program, service, relative } = place;
  const parameter = ancestor(place.node, api.isParameter);
  const owner = parameter?.parent;
  if (parameter === undefined || owner === undefined || parameter.type !== undefined) return;
  const isVariable = owner.parent !== undefined && api.isVariableDeclaration(owner.parent);
  const name = isVariable ? (owner.parent as ts.VariableDeclaration).name : owner.name;
  if (name === undefined) return;
  const index = owner.parameters.indexOf(parameter);
  const types = new Set<string>();
  for (const { fileName, textSpan } of service.getReferencesAtPosition(
    place.file.fileName,
    name.getStart(place.file),
  ) ?? []) {
    const file = program.getSourceFile(fileName);
    if (file === undefined || relative(fileName) === undefined) continue;
    const call = callAt(place, file, textSpan.start);
    const argument = call?.arguments?.[index];
    if (argument === undefined) continue;
    const type = checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(argument));
    types.add(checker.typeToString(type, parameter, api.TypeFormatFlags.NoTruncation));
  }
  if (types.size === 0 || types.size > 3) return;
  const text = [...types].join(' | ');
  // What is not known here, and what lets everything through, is no type to write down.
  if (/\bany\b|\bnever\b|import\(|\.\.\./.test(text)) return;
  const end = parameter.initializer === undefined ? parameter.end : parameter.name.end;
  const isBare =
    api.isArrowFunction(owner) && owner.parameters.length === 1 && !owner.getText(place.file).startsWith('(');
  const about = {
    name: 'annotate',
    description: `Say that \`${parameter.name.getText(place.file)}\` is \`${text}\``,
    fit: 0.9,
  };
  if (!isBare) yield edit(place, about, [[end, end], `: ${text}`]);
}

function callAt(
  place: Place,
  file: ts.SourceFile,
  at: number,
): ts.CallExpression | ts.NewExpression | undefined {
  const { api } = place;
  let found: ts.CallExpression | ts.NewExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > at || node.end < at) return;
    if ((api.isCallExpression(node) || api.isNewExpression(node)) && node.expression.end >= at) found = node;
    api.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** An index that any text may be, where the keys are known. */
function* keys(place: Place): Iterable<CodeFix> {
  const { api, checker, file } = place;
  const access = ancestor(place.node, api.isElementAccessExpression);
  if (access === undefined) return;
  const object = checker.getTypeAtLocation(access.expression);
  const names = checker.getPropertiesOfType(object).map((each) => each.name);
  const index = access.argumentExpression;
  const symbol = checker.getSymbolAtLocation(index);
  const declaration = symbol?.valueDeclaration;
  const known = aliasesOf(place, names);
  const choices = [
    ...known.map((text) => ({ text, fit: 0.95 })),
    ...(api.isIdentifier(access.expression)
      ? [{ text: `keyof typeof ${access.expression.text}`, fit: 0.8 }]
      : []),
  ];
  if (declaration !== undefined && (api.isParameter(declaration) || api.isVariableDeclaration(declaration))) {
    for (const { text, fit } of choices) {
      if (declaration.type !== undefined && declaration.getSourceFile() === file)
        yield edit(place, { name: 'key', description: `Say that it is \`${text}\``, fit }, [
          declaration.type,
          text,
        ]);
    }
  }
  const holder = checker.getSymbolAtLocation(access.expression)?.valueDeclaration;
  const values = new Set(
    names.map((name) => {
      const property = object.getProperty(name);
      return property === undefined
        ? 'unknown'
        : checker.typeToString(
            checker.getBaseTypeOfLiteralType(checker.getTypeOfSymbolAtLocation(property, access)),
          );
    }),
  );
  const [value] = values;
  if (
    holder !== undefined &&
    api.isVariableDeclaration(holder) &&
    holder.type === undefined &&
    values.size === 1
  ) {
    yield* editAt(
      place,
      { name: 'record', description: 'Let any text be a key', fit: 0.45 },
      holder.getSourceFile(),
      [holder.name.end, holder.name.end],
      `: Readonly<Record<string, ${value}>>`,
    );
  }
}

/** Names of the file's types that stand for exactly these texts. */
function aliasesOf({ api, checker, file }: Place, names: readonly string[]): readonly string[] {
  return file.statements.flatMap((statement) => {
    if (!api.isTypeAliasDeclaration(statement) || statement.typeParameters !== undefined) return [];
    const type = checker.getTypeFromTypeNode(statement.type);
    const members = type.isUnion() ? type.types : [type];
    const isOfNames = members.every((each) => each.isStringLiteral() && names.includes(each.value));
    return isOfNames ? [statement.name.text] : [];
  });
}

const SIMPLE_TYPES = ['string', 'number', 'boolean', 'unknown'] as const;

/** A generic type without its arguments: those that are in scope, and simple ones. */
function* typeArguments(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  const reference = ancestor(node, api.isTypeReferenceNode);
  if (reference === undefined || reference.typeArguments !== undefined) return;
  const owner = ancestor(reference, api.isFunctionLike);
  const own = (owner?.typeParameters ?? []).map((each) => each.name.text);
  const beside = owner?.getText(file) ?? '';
  for (const name of [...own, ...SIMPLE_TYPES]) {
    const isBeside = new RegExp(`\\b${name}\\b`).test(beside);
    const fit = name === 'unknown' ? 0.3 : isBeside ? 0.9 : 0.4;
    yield edit(place, { name: 'type-argument', description: `Say what it holds: \`${name}\``, fit }, [
      [reference.end, reference.end],
      `<${name}>`,
    ]);
  }
}

function* queries(place: Place): Iterable<CodeFix> {
  const start = place.node.getStart(place.file);
  yield edit(place, { name: 'typeof', description: 'Take the type of the value', fit: 1 }, [
    [start, start],
    'typeof ',
  ]);
}

/** A method whose result is not what its interface or base class says. */
function* overrides(place: Place): Iterable<CodeFix> {
  const { api, checker, node, file } = place;
  const member = ancestor(node, (each): each is ts.ClassElement => api.isClassElement(each));
  const owner = ancestor(node, api.isClassLike);
  if (member?.name === undefined || owner === undefined) return;
  const name = member.name.getText(file);
  for (const clause of owner.heritageClauses ?? []) {
    for (const base of clause.types) {
      const property = checker.getTypeAtLocation(base).getProperty(name);
      if (property === undefined) continue;
      const type = checker.getTypeOfSymbolAtLocation(property, member);
      const about = { name: 'as-in-base', description: `As \`${base.getText(file)}\` says`, fit: 0.9 };
      const [signature] = type.getCallSignatures();
      if (api.isMethodDeclaration(member) && signature !== undefined) {
        if (member.type !== undefined)
          yield edit(place, about, [member.type, checker.typeToString(signature.getReturnType(), member)]);
        const theirs = signature.parameters.map((each) => checker.getTypeOfSymbolAtLocation(each, member));
        const changes = member.parameters.flatMap((own, index): (readonly [ts.Node, string])[] => {
          const wanted = theirs[index];
          return own.type === undefined || wanted === undefined
            ? []
            : [[own.type, checker.typeToString(wanted, member)]];
        });
        if (changes.length > 0) yield edit(place, about, ...changes);
      }
      if (api.isPropertyDeclaration(member) && member.type !== undefined)
        yield edit(place, about, [member.type, checker.typeToString(type, member)]);
    }
  }
}

/** A type parameter that must be limited before it may stand for another. */
function* constraints(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  if (!api.isTypeReferenceNode(node) && !api.isIdentifier(node)) return;
  const symbol = checker.getTypeAtLocation(node).symbol;
  const parameter = symbol?.declarations?.find(api.isTypeParameterDeclaration);
  const wanted = /constraint '(.+)'/.exec(place.diagnostic.message)?.[1];
  if (parameter === undefined || parameter.constraint !== undefined || wanted === undefined) return;
  yield edit(
    place,
    { name: 'constraint', description: `Limit \`${parameter.name.text}\` to \`${wanted}\``, fit: 0.9 },
    [[parameter.name.end, parameter.name.end], ` extends ${wanted}`],
  );
}

/** The type that is declared, where the value is right. The last thing to try: it promises less than before. */
function* widened(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const statement = ancestor(node, api.isReturnStatement);
  const owner = statement === undefined ? undefined : ancestor(statement, api.isFunctionLike);
  if (statement?.expression === undefined || owner?.type === undefined) return;
  const actual = checker.getTypeAtLocation(statement.expression);
  const wanted = checker.getTypeFromTypeNode(owner.type);
  const text = owner.type.getText(place.file);
  const sure = checker.getNonNullableType(actual);
  if (sure === actual || !isAssignable(place, sure, wanted)) return;
  const nothing = (actual.isUnion() ? actual.types : []).some(
    (each) => (each.flags & api.TypeFlags.Null) !== 0,
  )
    ? 'null'
    : 'undefined';
  yield edit(place, { name: 'widen', description: `Say that it may be ${nothing}`, fit: 0.5 }, [
    owner.type,
    `${text} | ${nothing}`,
  ]);
}
