import { callOf, functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, part, type SyntaxNode } from './tree.ts';

/** A name that can be read at a place. */
export interface Name {
  readonly text: string;
  readonly kind: 'value' | 'function';
  /** 0 for the innermost function, 1 for the next, … */
  readonly distance: number;
  readonly parameter: boolean;
  /** It is declared as never written again. */
  readonly constant: boolean;
  /** Where it is declared, and where the block ends that it can be read in. */
  readonly at: number;
  readonly until: number;
  /** What is known of its type: as annotated, or as its first value shows. Empty when unknown. */
  readonly type: string;
}

const declared = new WeakMap<SyntaxNode, readonly Name[]>();

const visible = new WeakMap<SyntaxNode, readonly Name[]>();

/** Names that can be read at a node: parameters and variables of its functions, then those of the file. */
export function namesAt(node: SyntaxNode, module: SourceModule): readonly Name[] {
  const innermost = functionOf(node, module) ?? module.root;
  let names = visible.get(innermost);
  if (names === undefined) {
    names = collectNames(innermost, module);
    visible.set(innermost, names);
  }
  return names;
}

function collectNames(innermost: SyntaxNode, module: SourceModule): readonly Name[] {
  const names = new Map<string, Name>();
  let distance = 0;
  for (
    let scope: SyntaxNode | undefined = innermost;
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
      yield nameAt(name, module, { kind: 'function' });
    return;
  }
  const parameterList = /^(formal_parameters|parameters|lambda_parameters)$/.test(node.type);
  if (parameterList || (node.field === 'parameter' && parent === scope)) {
    for (const child of parameterList ? node.children : [node])
      yield* bound(child, module, { parameter: true });
    return;
  }
  if (
    node.field === 'left' &&
    parent !== undefined &&
    /^(assignment|for_statement|for_in_statement|for_in_clause)$/.test(parent.type)
  ) {
    const value = part(parent, 'right');
    const type =
      parent.type === 'assignment' ? typeOfValue(value, module) : elementOf(node, value, scope, module);
    const constant = parent.children.some((child) => child.type === 'const');
    const [key, ...others] = keyOfEntries(node, value, module);
    if (key !== undefined) {
      yield* bound(key.node, module, { type: key.type, constant });
      for (const other of others) yield* bound(other.node, module, { constant });
    } else yield* bound(node, module, { type: annotated(parent, module) || type, constant });
    return;
  }
  if (node.type === 'as_pattern_target' || (node.field === 'alias' && parent?.type !== 'aliased_import')) {
    yield* bound(node, module, {});
    return;
  }
  if (node.type === 'variable_declarator') {
    const name = part(node, 'name');
    const value = part(node, 'value');
    if (name !== undefined) {
      const isFunction = value !== undefined && language.functions.has(value.type);
      const own = annotated(node, module) || (parent === undefined ? '' : annotated(parent, module));
      const type = own || typeOfValue(value, module);
      const constant = parent?.children[0]?.type === 'const';
      if (isFunction && name.type === 'identifier') yield nameAt(name, module, { kind: 'function' });
      else yield* bound(name, module, { type, constant });
    }
    if (value !== undefined) yield* declarations(value, scope, module);
    return;
  }
  if (node.type === 'import_specifier' || node.type === 'import_from_statement') {
    yield* imported(node, module);
    return;
  }
  for (const child of node.children) yield* declarations(child, scope, module);
}

/** What a file imports from another of the project, with what it is there; what a library gives is not known. */
function* imported(node: SyntaxNode, module: SourceModule): Generator<Name> {
  const names =
    node.type === 'import_specifier' ? [node] : node.children.filter(({ field }) => field === 'name');
  for (const name of names) {
    const given = part(name, 'name') ?? name;
    const text = textOf(module, given);
    for (const file of module.neighbours) {
      const there = ownNames(file).get(text);
      if (there === undefined) continue;
      const { kind, type } = there;
      yield nameAt(part(name, 'alias') ?? given, module, { kind, type, constant: true });
      break;
    }
  }
}

const own = new WeakMap<SyntaxNode, ReadonlyMap<string, Name>>();

/** What a file itself declares for all to read, by name; what it imports is left out. */
function ownNames(file: SourceModule): ReadonlyMap<string, Name> {
  let names = own.get(file.root);
  if (names === undefined) {
    const alone = { ...file, neighbours: [] };
    names = new Map([...declarations(file.root, file.root, alone)].map((name) => [name.text, name]));
    own.set(file.root, names);
  }
  return names;
}

type Known = Partial<Pick<Name, 'kind' | 'parameter' | 'type' | 'constant'>>;

function* bound(node: SyntaxNode, module: SourceModule, known: Known): Generator<Name> {
  if (!node.named) return;
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern') {
    yield nameAt(node, module, known);
    return;
  }
  if (/^(member_expression|attribute|subscript|subscript_expression|this)$/.test(node.type)) return;
  const own = annotated(node, module) || defaultType(node, module);
  for (const child of node.children) {
    // Types and default values bind nothing.
    if (
      /^(type|value|key|right)$/.test(child.field) &&
      !(child.field === 'value' && node.type === 'pair_pattern')
    )
      continue;
    if (child.type === 'type_annotation' || child.type === 'type') continue;
    const type = own || (node.children.length === 1 ? (known.type ?? '') : '');
    yield* bound(child, module, { ...known, type });
  }
}

function defaultType(node: SyntaxNode, module: SourceModule): string {
  return /parameter|assignment_pattern/.test(node.type)
    ? typeOfValue(part(node, 'value') ?? part(node, 'right'), module)
    : '';
}

function annotated(node: SyntaxNode, module: SourceModule): string {
  const type = part(node, 'type');
  return type === undefined ? '' : textOf(module, type).replace(/^:\s*/, '');
}

/** What a first value shows of a type, without looking at other names: those are being collected. */
function typeOfValue(value: SyntaxNode | undefined, module: SourceModule): string {
  if (value === undefined) return '';
  if (/^(number|integer|float)$/.test(value.type)) return 'number';
  if (/^(string|template_string|concatenated_string)$/.test(value.type)) return 'string';
  if (/^(true|false|comparison_operator|not_operator)$/.test(value.type)) return 'boolean';
  if (/^(array|list|tuple|set|list_comprehension)$/.test(value.type)) return 'list';
  if (/^(object|dictionary|dictionary_comprehension)$/.test(value.type)) return 'record';
  if (/^unary/.test(value.type)) return part(value, 'operator')?.type === '-' ? 'number' : 'boolean';
  if (value.type === 'new_expression') {
    return (part(value, 'constructor') && textOf(module, part(value, 'constructor') as SyntaxNode)) ?? '';
  }
  const call = callOf(value, module);
  const callee = call === undefined ? undefined : (memberOf(call.callee, module)?.property ?? call.callee);
  if (callee !== undefined && textOf(module, callee) === 'set') return 'set';
  if (callee !== undefined) return module.language.results.get(textOf(module, callee)) ?? '';
  const member = memberOf(value, module);
  if (member !== undefined && /^(length|size)$/.test(textOf(module, member.property))) return 'number';
  return '';
}

/** The type of what a loop gives: `number` for `of numbers` where that is `number[]`, and for `in range(…)`. */
function elementOf(
  left: SyntaxNode,
  value: SyntaxNode | undefined,
  scope: SyntaxNode,
  module: SourceModule,
): string {
  if (value === undefined || left.type === 'pattern_list' || left.type === 'array_pattern') return '';
  const own = left.parent === undefined ? '' : annotated(left.parent, module);
  if (own !== '') return own;
  if (/^range\(/.test(textOf(module, value))) return 'number';
  if (value.type !== 'identifier') return '';
  const list = part(scope, 'parameters');
  const written = new RegExp(
    `\\b${textOf(module, value).replaceAll('$', '\\$')}\\??:\\s*(?:readonly\\s+)?([\\w.]+)\\[\\]`,
  );
  return (list === undefined ? undefined : written.exec(textOf(module, list))?.[1]) ?? '';
}

/** The parts of `[key, value]` where a loop goes through entries whose keys have a known type; the key first. */
function keyOfEntries(
  left: SyntaxNode,
  value: SyntaxNode | undefined,
  module: SourceModule,
): ReadonlyArray<{ readonly node: SyntaxNode; readonly type: string }> {
  if (value === undefined || !/^(array_pattern|pattern_list|tuple_pattern)$/.test(left.type)) return [];
  const text = textOf(module, value);
  const type = /^Object\.entries\(/.test(text) ? 'string' : /^enumerate\(/.test(text) ? 'int' : undefined;
  const parts = left.children.filter(({ named }) => named);
  return type === undefined ? [] : parts.map((node, at) => ({ node, type: at === 0 ? type : '' }));
}

function nameAt(node: SyntaxNode, module: SourceModule, known: Known): Name {
  const { kind = 'value', parameter = false, type = '', constant = false } = known;
  const text = textOf(module, node);
  const until = kind === 'function' || parameter ? Number.POSITIVE_INFINITY : blockEnd(node, module);
  return { text, kind, distance: 0, parameter, constant, at: node.start, until, type };
}

/** Where the block around a declaration ends; a language without blocks of its own has one for each function. */
function blockEnd(node: SyntaxNode, { language }: SourceModule): number {
  if (language.indented) return Number.POSITIVE_INFINITY;
  let at = node.parent;
  while (at !== undefined && !language.blocks.has(at.type) && !language.loops.has(at.type)) at = at.parent;
  return at?.end ?? Number.POSITIVE_INFINITY;
}

/** Those of the names that can be read at an offset: declared before it, in a block that is still open. */
export function readableAt(offset: number, names: readonly Name[]): readonly Name[] {
  return names.filter(
    ({ at, until, parameter, kind, distance }) =>
      parameter || kind === 'function' || (offset <= until && (distance > 0 || at < offset)),
  );
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
