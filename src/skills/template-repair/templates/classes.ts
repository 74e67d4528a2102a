import { parametersOf } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  insert,
  newline,
  type SourceModule,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

/** A method that stands for one of its parent class does not do what that one does. */
export const missingSuper: Template = function* (node, module) {
  const method = functionOf(node, module);
  const owner = method === undefined ? undefined : above(method, module.language.classes);
  const body = method === undefined ? undefined : part(method, 'body');
  if (method === undefined || owner === undefined || body === undefined) return;
  if (!isStatement(node, module) || node.parent !== body || /\bsuper\b/.test(textOf(module, method))) return;
  const base = baseOf(owner, module);
  const name = textOf(module, part(method, 'name') ?? method);
  if (base === undefined || name.length > 60) return;
  const statements = namedChildren(body);
  const isFirst = statements[0] === node;
  const isLast = statements.at(-1) === node;
  if (!isFirst && !isLast) return;
  const own = parametersOf(method, module)
    .map(({ text }) => text)
    .filter((text) => !/^(?:self|cls|this)$/.test(text));
  const { terminator, indented } = module.language;
  const callee = indented ? `super().${name}` : name === 'constructor' ? 'super' : `super.${name}`;
  for (const [rank, given] of argumentsFor(base, name, own, module).entries()) {
    const text = `${callee}(${given.join(', ')})${terminator}`;
    const natural = 1 / (1 + 0.5 * rank);
    const indent = indentOf(module, node);
    if (indent === undefined) return;
    const line = newline(module);
    if (isFirst) yield insert(node.start, `${text}${line}${indent}`, `\`${text}\` first`, natural);
    else if (!/^return/.test(node.type) && !/^(?:constructor|__init__)$/.test(name))
      yield insert(node.end, `${line}${indent}${text}`, `\`${text}\` last`, 0.7 * natural);
  }
};

interface Base {
  readonly node: SyntaxNode;
  readonly module: SourceModule;
}

/** The first parent class, where it is declared; undefined where there is none. */
function baseOf(owner: SyntaxNode, module: SourceModule): Base | 'elsewhere' | undefined {
  const heritage =
    part(owner, 'superclasses') ?? namedChildren(owner).find(({ type }) => type === 'class_heritage');
  const first =
    heritage === undefined ? undefined : /\w+(?=[,)<\s]*[^.]*$)/.exec(textOf(module, heritage))?.[0];
  const named =
    heritage === undefined ? undefined : /(?:\(|extends\s+)([\w.]+)/.exec(textOf(module, heritage))?.[1];
  const name = named ?? first;
  if (name === undefined || /^(?:object|ABC|Protocol|Enum|TypedDict|NamedTuple)$/.test(name))
    return undefined;
  for (const file of [module, ...module.neighbours])
    for (const node of descend(file.root))
      if (file.language.classes.has(node.type) && textOf(file, part(node, 'name') ?? node) === name)
        return { node, module: file };
  return 'elsewhere';
}

/** What a method of the parent takes, by the names of what there is; nothing where it has no such method. */
function argumentsFor(
  base: Base | 'elsewhere',
  name: string,
  own: readonly string[],
  module: SourceModule,
): readonly (readonly string[])[] {
  if (base === 'elsewhere') return own.length === 0 ? [[]] : [own, [], own.slice(0, 1)];
  const method = [...descend(base.node)].find(
    (node) =>
      base.module.language.functions.has(node.type) &&
      textOf(base.module, part(node, 'name') ?? node) === name &&
      above(node, module.language.classes) === base.node,
  );
  if (method === undefined) return [];
  const taken = parametersOf(method, base.module)
    .map(({ text }) => text)
    .filter((text) => !/^(?:self|cls|this)$/.test(text));
  const same = taken.filter((text) => own.includes(text));
  const all = [same, own.slice(0, taken.length), []];
  return all.filter((given, index) => all.findIndex((other) => other.join() === given.join()) === index);
}

const MUTABLE = /^(?:\[.*\]|\{.*\}|(?:list|dict|set|defaultdict|Counter|deque)\(.*\))$/s;

/** What all objects of a class share is made anew for each: `items = []` in a class of Python. */
export const sharedAttribute: Template = function* (node, module) {
  if (!module.language.indented || node.type !== 'assignment') return;
  const [name, value] = [part(node, 'left'), part(node, 'right')];
  const owner = node.parent?.parent?.parent;
  if (owner?.type !== 'class_definition' || name?.type !== 'identifier' || value === undefined) return;
  if (!MUTABLE.test(textOf(module, value))) return;
  const making = namedChildren(part(owner, 'body') ?? owner).find(
    (each) =>
      each.type === 'function_definition' && textOf(module, part(each, 'name') ?? each) === '__init__',
  );
  const body = making === undefined ? undefined : part(making, 'body');
  const last = body === undefined ? undefined : namedChildren(body).at(-1);
  const indent = last === undefined ? undefined : indentOf(module, last);
  const set = `self.${textOf(module, name)} = ${textOf(module, value)}`;
  const line = newline(module);
  if (last !== undefined && indent !== undefined) {
    yield insert(last.end, `${line}${indent}${set}`, `\`${set}\` for each object`, 1);
    return;
  }
  const own = indentOf(module, node.parent ?? node);
  if (making !== undefined || own === undefined) return;
  const text = `${line}${line}${own}def __init__(self):${line}${own}    ${set}`;
  yield insert(node.end, text, `\`${set}\` for each object`, 1);
};

/** A method is read as a property, or needs no object: what stands above it in Python. */
export const missingDecorator: Template = function* (node, module) {
  const method = functionOf(node, module);
  const body = method === undefined ? undefined : part(method, 'body');
  if (!module.language.indented || method?.type !== 'function_definition' || body === undefined) return;
  if (node.parent !== body || namedChildren(body)[0] !== node) return;
  const around = method.parent;
  const decorated = around?.type === 'decorated_definition' ? around : undefined;
  if ((decorated ?? method).parent?.parent?.type !== 'class_definition') return;
  const indent = indentOf(module, decorated ?? method);
  const [first, ...others] = parametersOf(method, module).map(({ text }) => text);
  const line = newline(module);
  const name = textOf(module, part(method, 'name') ?? method);
  if (indent === undefined || /^__/.test(name)) return;
  const above = (decorator: string, natural: number): Change =>
    insert(
      (decorated ?? method).start,
      `${decorator}${line}${indent}`,
      `\`${decorator}\` of \`${name}\``,
      natural,
    );
  if (decorated !== undefined) {
    const [own] = namedChildren(decorated);
    if (own?.type === 'decorator' && namedChildren(decorated).length === 2)
      yield {
        replacements: [{ start: own.start, end: method.start, text: '' }],
        label: `without \`${textOf(module, own)}\``,
        natural: 0.5,
      };
    return;
  }
  if (first === 'self' && others.length === 0) yield above('@property', 0.6);
  if (first === 'cls') yield above('@classmethod', 3);
  else if (first !== 'self') yield above('@staticmethod', 3);
};
