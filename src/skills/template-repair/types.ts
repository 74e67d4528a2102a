import { aliasOf } from './aliases.ts';
import type { BasicType } from './language.ts';
import { namesAt } from './scope.ts';
import { binaryOf, callOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from './tree.ts';

/** A basic type, the name of one of the project's own, or empty where nothing is known. */
export type Type = string;

const BASIC: ReadonlySet<string> = new Set<BasicType>([
  'number',
  'string',
  'boolean',
  'list',
  'record',
  'function',
  'nothing',
]);

const BY_NODE: Readonly<Record<string, BasicType>> = {
  number: 'number',
  integer: 'number',
  float: 'number',
  update_expression: 'number',
  string: 'string',
  template_string: 'string',
  concatenated_string: 'string',
  true: 'boolean',
  false: 'boolean',
  not_operator: 'boolean',
  comparison_operator: 'boolean',
  null: 'nothing',
  none: 'nothing',
  undefined: 'nothing',
  array: 'list',
  list: 'list',
  tuple: 'list',
  set: 'list',
  list_comprehension: 'list',
  set_comprehension: 'list',
  object: 'record',
  dictionary: 'record',
  dictionary_comprehension: 'record',
  arrow_function: 'function',
  function_expression: 'function',
  lambda: 'function',
};

const inferred = new WeakMap<SyntaxNode, Type>();

/** What is known of an expression's type from literals, annotations, operators and well-known functions. */
export function typeOf(node: SyntaxNode, module: SourceModule): Type {
  let type = inferred.get(node);
  if (type === undefined) {
    // A name whose first value mentions itself must not go round for ever.
    inferred.set(node, '');
    type = infer(node, module);
    inferred.set(node, type);
  }
  return type;
}

function infer(node: SyntaxNode, module: SourceModule): Type {
  const known = BY_NODE[node.type];
  if (known !== undefined) return known;
  if (node.type === 'identifier') return typeOfName(node, module);
  if (/^(parenthesized|non_null)_expression$/.test(node.type)) {
    const inner = namedChildren(node)[0];
    return inner === undefined ? '' : typeOf(inner, module);
  }
  if (/^unary/.test(node.type)) return part(node, 'operator')?.type === '!' ? 'boolean' : 'number';
  const binary = binaryOf(node, module);
  if (binary !== undefined) return typeOfBinary(binary.operator.type, binary.left, binary.right, module);
  if (node.type === 'ternary_expression' || node.type === 'conditional_expression') {
    const [first, second, third] = namedChildren(node);
    const [yes, no] = node.type === 'ternary_expression' ? [second, third] : [first, third];
    return yes && no ? common(typeOf(yes, module), typeOf(no, module)) : '';
  }
  const call = callOf(node, module);
  if (call !== undefined) return typeOfCall(node, call.callee, module);
  const member = memberOf(node, module);
  if (member !== undefined) {
    const name = textOf(module, member.property);
    if (/^(length|size)$/.test(name) && !module.language.indented) return 'number';
    return fieldTypes(module).get(name) ?? '';
  }
  return '';
}

function typeOfName(node: SyntaxNode, module: SourceModule): Type {
  const own = textOf(module, node);
  const name = namesAt(node, module).find(({ text }) => text === own);
  if (name === undefined) return '';
  return name.kind === 'function' ? 'function' : typeOfText(name.type, module);
}

function typeOfBinary(operator: string, left: SyntaxNode, right: SyntaxNode, module: SourceModule): Type {
  if (/^([<>]=?|[=!]==?|in|not in|is|is not|instanceof)$/.test(operator)) return 'boolean';
  if (/^(&&|\|\||and|or|\?\?)$/.test(operator)) return common(typeOf(left, module), typeOf(right, module));
  const [a, b] = [typeOf(left, module), typeOf(right, module)];
  if (operator === '+') return a === 'string' || b === 'string' ? 'string' : common(a, b);
  // Python repeats lists and formats texts with the operators of numbers.
  if (/^[*%|&-]$/.test(operator) && module.language.indented)
    return a === 'number' && b === 'number' ? a : '';
  return 'number';
}

function typeOfCall(node: SyntaxNode, callee: SyntaxNode, module: SourceModule): Type {
  if (node.type === 'new_expression') {
    const name = textOf(module, callee);
    return typeOfText(name, module) || name;
  }
  const member = memberOf(callee, module);
  const name = textOf(module, member?.property ?? callee);
  const isOwn = member === undefined || /^(this|self)$/.test(textOf(module, member.object));
  const declared = isOwn ? signatures(module).get(name) : undefined;
  if (declared !== undefined) return typeOfText(declared.result, module);
  return module.language.results.get(name) ?? '';
}

/** Aliases of aliases are followed so far. */
const MOST_ALIASES = 3;

/** The type that an annotation names, by itself or by an alias; empty when it leaves several, or any. */
export function typeOfText(annotation: string, module: SourceModule, depth = 0): Type {
  const { language } = module;
  const text = annotation
    .replace(/^:\s*/, '')
    .replace(/\s*\|\s*(undefined|null|None)\b/g, '')
    .replace(/^(Optional|Readonly)[[<](.*)[\]>]$/, '$2')
    .trim();
  if (text === '' || BASIC.has(text)) return text;
  if (/\[\]$/.test(text)) return 'list';
  if (/^(any|unknown|object|Any|T[A-Z]?\w*|[A-Z]|this|Self)$/.test(text) || /[|&?]/.test(text)) return '';
  const basic = language.basic(text);
  if (basic !== undefined || !/^[A-Z]\w*$/.test(text)) return basic ?? '';
  const alias = depth < MOST_ALIASES ? aliasOf(text, module) : undefined;
  // What an alias leaves open is still known by its own name.
  return (alias === undefined ? '' : typeOfText(alias, module, depth + 1)) || text;
}

function common(a: Type, b: Type): Type {
  return a === b ? a : '';
}

/** Whether a value of one type can stand where one of the other does; yes where too little is known. */
export function compatible(a: Type, b: Type): boolean {
  if (a === '' || b === '' || a === b || a === 'nothing' || b === 'nothing') return true;
  // An own name may be an alias of a basic type.
  return !BASIC.has(a) || !BASIC.has(b);
}

/** Whether two annotations of lists name the same elements; yes where one of them is no such list. */
export function sameElements(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.replace(/^(:|readonly)\s*/g, '').trim());
  return one === other || !(one?.endsWith('[]') && other?.endsWith('[]'));
}

/** What a declared function takes and gives, as it is written. */
export interface Signature {
  readonly parameters: readonly {
    readonly text: string;
    readonly type: string;
    readonly optional: boolean;
  }[];
  readonly rest: boolean;
  readonly result: string;
}

const declared = new WeakMap<SourceModule, ReadonlyMap<string, Signature>>();

/** The functions and methods that a file declares, by name; names that it declares twice are left out. */
export function signatures(module: SourceModule): ReadonlyMap<string, Signature> {
  let found = declared.get(module);
  if (found === undefined) {
    const all = new Map<string, Signature>();
    const twice = new Set<string>();
    for (const node of descend(module.root)) {
      if (!module.language.functions.has(node.type)) continue;
      const holder = node.parent?.type === 'variable_declarator' ? node.parent : node;
      const name = part(holder, 'name');
      if (name === undefined) continue;
      const text = textOf(module, name);
      if (all.has(text)) twice.add(text);
      all.set(text, signatureOf(node, module));
    }
    for (const name of twice) all.delete(name);
    found = all;
    declared.set(module, found);
  }
  return found;
}

function signatureOf(node: SyntaxNode, module: SourceModule): Signature {
  const list = part(node, 'parameters');
  const result = part(node, 'return_type');
  const one = part(node, 'parameter');
  const written = list === undefined ? (one === undefined ? [] : [one]) : namedChildren(list);
  const parameters = written
    .map((parameter) => {
      const text = textOf(module, parameter);
      return {
        text: /^[\w$]+/.exec(text)?.[0] ?? text,
        type: /^[^=]*?:\s*([^=]+)/.exec(text)?.[1]?.trim() ?? '',
        optional: /[=?]/.test(text),
      };
    })
    .filter(({ text }) => !/^(self|cls)$/.test(text));
  return {
    parameters,
    rest: written.some((parameter) => /^(\.\.\.|\*)/.test(textOf(module, parameter))),
    result: result === undefined ? '' : textOf(module, result).replace(/^(:|->)\s*/, ''),
  };
}

/** The signature of what is called, where this file or a neighbour declares it. */
export function signatureFor(callee: SyntaxNode, module: SourceModule): Signature | undefined {
  const name = textOf(module, memberOf(callee, module)?.property ?? callee);
  for (const file of [module, ...module.neighbours]) {
    const signature = signatures(file).get(name);
    if (signature !== undefined) return signature;
  }
  return undefined;
}

const fields = new WeakMap<SourceModule, ReadonlyMap<string, Type>>();

/** The types of the fields that the file's classes and interfaces declare; a name with several types has none. */
export function fieldTypes(module: SourceModule): ReadonlyMap<string, Type> {
  let found = fields.get(module);
  if (found === undefined) {
    const all = new Map<string, Type>();
    for (const node of descend(module.root)) {
      if (
        !/^(property_signature|public_field_definition|required_parameter|field_declaration)$/.test(node.type)
      )
        continue;
      const holder = part(node, 'declarator') ?? node;
      const name = part(holder, 'name') ?? part(holder, 'pattern');
      const written = part(node, 'type');
      const value = part(holder, 'value');
      if (name === undefined || (written === undefined && value === undefined)) continue;
      const text = textOf(module, name);
      const shown = value === undefined ? '' : (BY_NODE[value.type] ?? '');
      const type = written === undefined ? shown : typeOfText(textOf(module, written), module);
      const before = all.get(text);
      all.set(text, before === undefined || before === type ? type : '');
    }
    found = all;
    fields.set(module, found);
  }
  return found;
}
