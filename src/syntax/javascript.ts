import { noteExport, noteImport, requiredModule, unquote } from './javascript-modules.ts';
import type { LanguageTable, OutlineBuilder, Scope } from './outline.ts';
import type { Node } from './syntax.ts';

const FUNCTIONS = new Set(['arrow_function', 'function_expression', 'function', 'generator_function']);
const TEST = /^(?:it|test|specify)(?:\.|$)/;
const SUITE = /^(?:describe|suite|context)(?:\.|$)/;
const HOOK = /^(?:before|beforeEach|beforeAll|setup|suiteSetup)$/;

/** How TypeScript, TSX and JavaScript are read; their grammars share the node types used here. */
export const JAVASCRIPT: LanguageTable = {
  statements: new Set([
    'expression_statement',
    'lexical_declaration',
    'variable_declaration',
    'return_statement',
    'if_statement',
    'for_statement',
    'for_in_statement',
    'while_statement',
    'do_statement',
    'switch_statement',
    'throw_statement',
    'try_statement',
    'public_field_definition',
    'field_definition',
    'enum_declaration',
  ]),
  blocks: new Set(['statement_block', 'class_body']),
  defaults: new Set(['required_parameter', 'optional_parameter', 'assignment_pattern']),
  skipped: new Set([
    'import_statement',
    'interface_declaration',
    'type_alias_declaration',
    'comment',
    'type_annotation',
  ]),
  note,
};

function note(node: Node, scope: Scope, into: OutlineBuilder): Scope | undefined {
  switch (node.type) {
    case 'import_statement':
      noteImport(node, into);
      return undefined;
    case 'export_statement':
      noteExport(node, into);
      return scope;
    case 'function_declaration':
    case 'generator_function_declaration':
      define(node, node, 'function', scope, into);
      return { ...scope, owner: '', local: true };
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'class': {
      const name = define(node, node, 'class', scope, into) ?? scope.owner;
      return { ...scope, owner: name };
    }
    case 'interface_declaration':
    case 'type_alias_declaration':
    case 'enum_declaration':
      define(node, node, node.type === 'enum_declaration' ? 'variable' : 'type', scope, into);
      return scope;
    case 'method_definition':
      define(node, node, 'function', scope, into);
      return { ...scope, owner: '', local: true };
    case 'public_field_definition':
    case 'field_definition':
      noteField(node, scope, into);
      return scope;
    case 'variable_declarator':
      return noteVariable(node, scope, into);
    case 'pair': {
      const value = node.childForFieldName('value');
      if (value !== null && FUNCTIONS.has(value.type)) {
        push(node.childForFieldName('key')?.text, node, 'function', scope.owner, into);
      }
      return scope;
    }
    case 'assignment_expression':
      noteAssignment(node, scope, into);
      return scope;
    case 'arrow_function':
    case 'function_expression':
    case 'function':
      return { ...scope, owner: '', local: true };
    case 'call_expression':
      return noteCall(node, scope, into);
    case 'member_expression':
      return noteMember(node, scope, into);
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier':
      into.uses.push({ name: node.text, object: '', at: node.startIndex });
      return undefined;
    case 'comment':
      return undefined;
    default:
      return scope;
  }
}

function push(
  name: string | undefined,
  node: Node,
  kind: 'function' | 'class' | 'variable' | 'type',
  owner: string,
  into: OutlineBuilder,
): void {
  if (name === undefined || name === '') return;
  into.definitions.push({ name: unquote(name), owner, kind, start: node.startIndex, end: node.endIndex });
}

function define(
  named: Node,
  node: Node,
  kind: 'function' | 'class' | 'variable' | 'type',
  scope: Scope,
  into: OutlineBuilder,
): string | undefined {
  const name = named.childForFieldName('name')?.text;
  push(name, node, kind, scope.owner, into);
  return name;
}

function noteField(node: Node, scope: Scope, into: OutlineBuilder): void {
  const name = node.childForFieldName('name') ?? node.childForFieldName('property');
  const value = node.childForFieldName('value');
  const kind = value !== null && FUNCTIONS.has(value.type) ? 'function' : 'variable';
  push(name?.text, node, kind, scope.owner, into);
}

function noteVariable(node: Node, scope: Scope, into: OutlineBuilder): Scope {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  const from = value === null ? undefined : requiredModule(value);
  if (from !== undefined && name !== null) {
    if (name.type === 'identifier') into.imports.push({ local: name.text, imported: '*', from });
    for (const part of name.type === 'object_pattern' ? name.namedChildren : []) {
      if (part?.type === 'shorthand_property_identifier_pattern') {
        into.imports.push({ local: part.text, imported: part.text, from });
      } else if (part?.type === 'pair_pattern') {
        const local = part.childForFieldName('value')?.text ?? '';
        into.imports.push({ local, imported: part.childForFieldName('key')?.text ?? '', from });
      }
    }
    return scope;
  }
  const isFunction = value !== null && FUNCTIONS.has(value.type);
  if (isFunction || !scope.local) {
    const whole = node.parent?.namedChildCount === 1 ? node.parent : node;
    for (const bound of name?.type === 'identifier' ? [name.text] : boundNames(name)) {
      push(bound, whole, isFunction ? 'function' : 'variable', scope.owner, into);
    }
  }
  return value?.type === 'object' && name?.type === 'identifier' ? { ...scope, owner: name.text } : scope;
}

function boundNames(pattern: Node | null): string[] {
  const types = ['identifier', 'shorthand_property_identifier_pattern'];
  return pattern?.descendantsOfType(types).flatMap((node) => (node === null ? [] : [node.text])) ?? [];
}

/** `exports.total = …`, `Cart.prototype.total = function …`, `module.exports = …`. */
function noteAssignment(node: Node, scope: Scope, into: OutlineBuilder): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left?.type !== 'member_expression' || right === null || scope.local) return;
  if (left.text === 'module.exports') {
    if (right.type === 'identifier') into.defaultName = right.text;
    else if (FUNCTIONS.has(right.type) || right.type === 'class') {
      into.defaultName = right.childForFieldName('name')?.text ?? 'default';
      push(into.defaultName, right, right.type === 'class' ? 'class' : 'function', '', into);
    }
    return;
  }
  const object = left.childForFieldName('object')?.text ?? '';
  const exported = object === 'exports' || object === 'module.exports';
  if (!exported && !FUNCTIONS.has(right.type)) return;
  const owner = exported ? '' : object.replace(/\.prototype$/, '');
  const name = left.childForFieldName('property')?.text;
  push(name, node, FUNCTIONS.has(right.type) ? 'function' : 'variable', owner, into);
}

function noteCall(node: Node, scope: Scope, into: OutlineBuilder): Scope {
  const callee = node.childForFieldName('function');
  const args = node.childForFieldName('arguments');
  if (callee === null || args === null) return scope;
  const name = callee.text.slice(0, 40);
  const range = { start: node.startIndex, end: node.endIndex };
  const around = { scope: scope.suite, groups: scope.groups };
  if (HOOK.test(name)) into.tests.push({ kind: 'hook', title: '', ...range, ...around });
  const first = args.firstNamedChild;
  const literal = first === null ? undefined : literalOf(first);
  if (literal !== undefined && TEST.test(name))
    into.tests.push({ kind: 'test', title: literal, ...range, ...around });
  // A table of `each` is no title; what has one has a body as well.
  const isSuite =
    SUITE.test(name) && args.namedChildren.some((arg) => arg !== null && FUNCTIONS.has(arg.type));
  if (first === null || !isSuite) return scope;
  const title = literal ?? nameOf(first);
  return { ...scope, suite: range, groups: [...scope.groups, { title, start: range.start }] };
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a text in quotes says; undefined for anything else. */
function literalOf(node: Node): string | undefined {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined;
  return unquote(node.text).replace(/\\([^ux\d])/g, (_, letter: string) => ESCAPED[letter] ?? letter);
}

/** A class or function as a title stands for its name; anything else for what only a run knows. */
function nameOf(node: Node): string {
  const name = node.text.replace(/\.name$/, '');
  if (/^[\w$]+$/.test(name)) return name;
  return `\${${/^[^{}\n]{1,40}$/.test(node.text) ? node.text : '…'}}`;
}

function noteMember(node: Node, scope: Scope, into: OutlineBuilder): Scope | undefined {
  const object = node.childForFieldName('object');
  const property = node.childForFieldName('property');
  if (object === null || property === null) return scope;
  const plain = object.type === 'identifier' || object.type === 'this';
  into.uses.push({ name: property.text, object: plain ? object.text : '?', at: property.startIndex });
  return scope;
}
