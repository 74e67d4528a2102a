import { functionOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, part, type SyntaxNode } from './tree.ts';

/** A name that can be read at a place. */
export interface Name {
  readonly text: string;
  readonly kind: 'value' | 'function';
  /** 0 for the innermost function, 1 for the next, … */
  readonly distance: number;
  readonly parameter: boolean;
  /** Where it is declared. */
  readonly at: number;
  /** What is known of its type: as annotated, or as its first value shows. Empty when unknown. */
  readonly type: string;
}

const declared = new WeakMap<SyntaxNode, readonly Name[]>();

/** Names that can be read at a node: parameters and variables of its functions, then those of the file. */
export function namesAt(node: SyntaxNode, module: SourceModule): readonly Name[] {
  const names = new Map<string, Name>();
  let distance = 0;
  for (
    let scope: SyntaxNode | undefined = functionOf(node, module) ?? module.root;
    scope !== undefined;
    scope = scope === module.root ? undefined : (functionOf(scope, module) ?? module.root)
  ) {
    for (const name of declaredIn(scope, module)) {
      if (!names.has(name.text)) names.set(name.text, { ...name, distance });
    }
    distance += 1;
  }
  return [...names.values()];
}

/** Names that a function (or the file) declares itself, not those of the functions inside it. */
export function declaredIn(scope: SyntaxNode, module: SourceModule): readonly Name[] {
  let names = declared.get(scope);
  if (names === undefined) {
    names = [...declarations(scope, scope, module)];
    declared.set(scope, names);
  }
  return names;
}

/** Parameters of a function, in order. */
export function parametersOf(scope: SyntaxNode, module: SourceModule): readonly Name[] {
  return declaredIn(scope, module).filter((name) => name.parameter);
}

function* declarations(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Name> {
  const { language } = module;
  const parent = node.parent;
  if (node !== scope && (language.functions.has(node.type) || language.classes.has(node.type))) {
    const name = part(node, 'name');
    if (name !== undefined && !node.type.startsWith('method'))
      yield nameAt(name, module, 'function', false, '');
    return;
  }
  const parameterList = /^(formal_parameters|parameters|lambda_parameters)$/.test(node.type);
  if (parameterList || (node.field === 'parameter' && parent === scope)) {
    for (const child of parameterList ? node.children : [node]) yield* bound(child, module, true);
    return;
  }
  if (
    node.field === 'left' &&
    parent !== undefined &&
    /^(assignment|for_statement|for_in_statement|for_in_clause)$/.test(parent.type)
  ) {
    yield* bound(node, module, false, parent.type === 'assignment' ? typeOfValue(part(parent, 'right')) : '');
    return;
  }
  if (node.type === 'variable_declarator') {
    const name = part(node, 'name');
    const value = part(node, 'value');
    if (name !== undefined) {
      const isFunction = value !== undefined && language.functions.has(value.type);
      const type = annotated(node, module) || typeOfValue(value);
      if (isFunction && name.type === 'identifier') yield nameAt(name, module, 'function', false, '');
      else yield* bound(name, module, false, type);
    }
    if (value !== undefined) yield* declarations(value, scope, module);
    return;
  }
  for (const child of node.children) yield* declarations(child, scope, module);
}

function* bound(node: SyntaxNode, module: SourceModule, parameter: boolean, type = ''): Generator<Name> {
  if (!node.named) return;
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern') {
    yield nameAt(node, module, 'value', parameter, type);
    return;
  }
  if (/^(member_expression|attribute|subscript|subscript_expression|this)$/.test(node.type)) return;
  const known = annotated(node, module);
  for (const child of node.children) {
    // Types and default values bind nothing.
    if (
      child.field === 'type' ||
      child.field === 'value' ||
      child.field === 'key' ||
      child.field === 'right'
    ) {
      if (!(child.field === 'value' && node.type === 'pair_pattern')) continue;
    }
    if (child.type === 'type_annotation') continue;
    yield* bound(child, module, parameter, known || (node.children.length === 1 ? type : ''));
  }
}

function annotated(node: SyntaxNode, module: SourceModule): string {
  const type = part(node, 'type');
  return type === undefined ? '' : textOf(module, type).replace(/^:\s*/, '');
}

function typeOfValue(value: SyntaxNode | undefined): string {
  if (value === undefined) return '';
  if (/^(number|integer|float)$/.test(value.type)) return 'number';
  if (/^(string|template_string)$/.test(value.type)) return 'string';
  if (/^(true|false)$/.test(value.type)) return 'boolean';
  return /^(array|list|object|dictionary)$/.test(value.type) ? value.type : '';
}

function nameAt(
  node: SyntaxNode,
  module: SourceModule,
  kind: Name['kind'],
  parameter: boolean,
  type: string,
): Name {
  return { text: textOf(module, node), kind, distance: 0, parameter, at: node.start, type };
}

const used = new WeakMap<SyntaxNode, ReadonlyMap<string, number>>();

/** How often each identifier stands inside a node. */
export function usesIn(node: SyntaxNode, module: SourceModule): ReadonlyMap<string, number> {
  const known = used.get(node);
  if (known !== undefined) return known;
  const uses = new Map<string, number>();
  for (const leaf of descend(node)) {
    if (leaf.type !== 'identifier') continue;
    const text = textOf(module, leaf);
    uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  used.set(node, uses);
  return uses;
}
