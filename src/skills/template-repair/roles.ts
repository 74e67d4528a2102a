import { binaryOf, callOf, functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, type SyntaxNode } from './tree.ts';

/**
 * What a place asks of the name that stands there: to be a number, to be indexed, to have a member, … A cheap stand-in
 * for types, which also works where there are none.
 */
function roleOf(node: SyntaxNode, module: SourceModule): string {
  const { parent } = node;
  if (parent === undefined) return '';
  const member = memberOf(parent, module);
  if (member?.object === node) return `has .${textOf(module, member.property)}`;
  if (/^(update_expression|augmented_assignment)/.test(parent.type)) return 'number';
  if (/^subscript/.test(parent.type)) return parent.children[0] === node ? 'indexed' : 'index';
  if (/^(for_in_statement|for_statement|for_in_clause)$/.test(parent.type))
    return node.field === 'right' ? 'iterated' : '';
  const binary = binaryOf(parent, module);
  if (binary !== undefined) {
    if (/^([<>]=?|[-*/%+]|\*\*|\/\/)$/.test(binary.operator.type)) return 'number';
    if (/^(in|not in)$/.test(binary.operator.type)) return node === binary.left ? 'element' : 'iterated';
    return '';
  }
  const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
  if (call === undefined || call.list !== parent) return '';
  const callee = textOf(module, call.callee);
  return callee === 'len' ? 'has .length' : `argument ${call.args.indexOf(node)} of ${callee}`;
}

const known = new WeakMap<SyntaxNode, ReadonlyMap<string, ReadonlySet<string>>>();

/** The roles that each name plays in the function around a node. */
function rolesAround(node: SyntaxNode, module: SourceModule): ReadonlyMap<string, ReadonlySet<string>> {
  let scope = functionOf(node, module) ?? module.root;
  for (let outer = functionOf(scope, module); outer !== undefined; outer = functionOf(outer, module))
    scope = outer;
  let roles = known.get(scope);
  if (roles === undefined) {
    const collected = new Map<string, Set<string>>();
    for (const leaf of descend(scope)) {
      const role = leaf.type === 'identifier' ? roleOf(leaf, module) : '';
      if (role === '') continue;
      const name = textOf(module, leaf);
      const set = collected.get(name) ?? new Set();
      collected.set(name, set.add(role));
    }
    roles = collected;
    known.set(scope, roles);
  }
  return roles;
}

/** 0..1: how well a name fits a place, by the roles that it plays elsewhere in the function. */
export function fits(name: string, node: SyntaxNode, module: SourceModule): number {
  const wanted = roleOf(node, module);
  const roles = rolesAround(node, module).get(name);
  if (wanted === '' || roles === undefined || roles.size === 0) return 0.7;
  if (roles.has(wanted)) return 1;
  const own = rolesAround(node, module).get(textOf(module, node));
  return own !== undefined && [...own].some((role) => roles.has(role)) ? 0.8 : 0.35;
}

/**
 * Whether a name would meet itself: on the other side of an operator or assignment, as another argument, or as what
 * its own method is called with.
 */
export function meetsItself(name: string, node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (
    !/^(binary|boolean|comparison|arguments|argument_list|assignment|variable_declarator)/.test(parent.type)
  )
    return false;
  const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
  const receiver = call?.list === parent ? memberOf(call.callee, module)?.object : undefined;
  if (receiver !== undefined && textOf(module, receiver) === name) return true;
  return parent.children.some((other) => other !== node && textOf(module, other) === name);
}
