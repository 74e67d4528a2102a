import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ancestor, edit, functionOf, isAssignable, isVague, type Place } from './place.ts';
import { fieldsOf, namesAt } from './values.ts';
import { distance, similarity } from './words.ts';

const UNKNOWN_NAME = new Set([2304, 2552, 2663, 2662, 18004, 2503]);

/** A name that is not there: one that is, as it is written or as it is used. */
export function* names(place: Place): Iterable<CodeFix> {
  const { api, checker, file } = place;
  const node = api.isShorthandPropertyAssignment(place.node) ? place.node.name : place.node;
  if (!UNKNOWN_NAME.has(place.code) || !api.isIdentifier(node)) return;
  const written = node.text;
  const isShorthand = api.isShorthandPropertyAssignment(node.parent);
  const write = (text: string): string => (isShorthand ? `${written}: ${text}` : text);
  const wanted = isShorthand ? shorthandType(place, node) : checker.getContextualType(node);
  const suits = (type: ts.Type): boolean =>
    wanted === undefined || isVague(place, wanted) || isAssignable(place, type, wanted);
  const call = api.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
  const used = functionOf(place, node)?.getText(file) ?? '';
  for (const { name, type, isLocal } of namesAt(place, node)) {
    if (!suits(type) || !isCalledAs(call, type) || name === written) continue;
    const near = distance(name.toLowerCase(), written.toLowerCase()) <= 2 ? 0.3 : 0;
    // A parameter or variable that nothing reads yet was meant for something.
    const isIdle = used.split(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`)).length <= 2 ? 0.15 : 0;
    const fit = Math.min(1, (isLocal ? 0.3 : 0.2) + 0.5 * similarity(name, written) + near + isIdle);
    yield edit(place, { name: 'other-name', description: `Write \`${name}\` for \`${written}\``, fit }, [
      node,
      write(name),
    ]);
    if (!isLocal) continue;
    for (const field of fieldsOf(place, type, node)) {
      if (field.name === written && suits(field.type))
        yield edit(place, { name: 'member', description: `Take \`${written}\` from \`${name}\``, fit: 0.8 }, [
          node,
          write(`${name}.${written}`),
        ]);
    }
  }
  const owner = ancestor(node, api.isClassLike);
  for (const member of owner?.members ?? []) {
    const name = member.name?.getText(file);
    if (name !== written && name !== `#${written}`) continue;
    const isStatic = api.getCombinedModifierFlags(member) & api.ModifierFlags.Static;
    const holder = isStatic !== 0 ? (owner?.name?.text ?? 'this') : 'this';
    yield edit(place, { name: 'member', description: `Take it from \`${holder}\``, fit: 0.9 }, [
      node,
      write(`${holder}.${name}`),
    ]);
  }
}

/** Whether what is called takes so many arguments, and what is not called is no function. */
function isCalledAs(call: ts.CallExpression | undefined, type: ts.Type): boolean {
  const signatures = type.getCallSignatures();
  if (call === undefined) return signatures.length === 0;
  const given = call.arguments.length;
  return signatures.some(({ parameters, declaration }) => {
    const hasRest = declaration?.parameters?.some(
      (each) => 'dotDotDotToken' in each && each.dotDotDotToken !== undefined,
    );
    return given <= parameters.length || hasRest === true;
  });
}

function shorthandType({ checker }: Place, node: ts.Identifier): ts.Type | undefined {
  const object = checker.getContextualType(node.parent.parent as ts.ObjectLiteralExpression);
  const property = object?.getProperty(node.text);
  return property === undefined ? undefined : checker.getTypeOfSymbolAtLocation(property, node);
}

/** A static member through an instance. */
export function* staticMember(place: Place): Iterable<CodeFix> {
  const { api, node } = place;
  const access = node.parent;
  if (place.code !== 2576 || access === undefined || !api.isPropertyAccessExpression(access)) return;
  const type = place.checker.getTypeAtLocation(access.expression);
  const owner = type.symbol?.name ?? ancestor(node, api.isClassLike)?.name?.text;
  if (owner === undefined) return;
  yield edit(place, { name: 'member', description: `Take it from the class \`${owner}\``, fit: 1 }, [
    access.expression,
    owner,
  ]);
}
