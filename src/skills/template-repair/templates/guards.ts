import { type Name, parametersOf } from '../scope.ts';
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
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

const MOST_EXITS = 5;

/** An early return where a parameter is missing, empty or zero: an absent guard or base case. */
export const missingGuard: Template = function* (node, module) {
  const scope = functionOf(node, module);
  const body = scope === undefined ? undefined : part(scope, 'body');
  if (scope === undefined || body === undefined || node.parent !== body || !isStatement(node, module)) return;
  const statements = namedChildren(body);
  const documented =
    statements[0]?.type === 'expression_statement' && namedChildren(statements[0])[0]?.type === 'string';
  const first = statements[documented ? 1 : 0];
  if (first !== node) return;
  for (const parameter of parametersOf(scope, module)) {
    if (/^(self|cls|this)$/.test(parameter.text)) continue;
    for (const [condition, fit] of conditionsFor(parameter, scope, module)) {
      const exits = exitsOf(scope, parameter, module);
      for (const [rank, exit] of exits.entries())
        yield guard(node, module, condition, exit, fit / (1 + rank));
    }
  }
};

/** A round of a loop is skipped when its element is missing. */
export const missingSkip: Template = function* (node, module) {
  const loop = node.parent?.parent;
  if (loop === undefined || !module.language.loops.has(loop.type) || part(loop, 'body') !== node.parent)
    return;
  const element = part(loop, 'left');
  const name = element === undefined ? undefined : [...descend(element)].find((n) => n.type === 'identifier');
  if (name === undefined || !isStatement(node, module) || namedChildren(node.parent ?? node)[0] !== node)
    return;
  const text = textOf(module, name);
  const absent = module.language.name === 'python' ? `${text} is None` : `${text} === undefined`;
  for (const condition of [module.language.not(text), absent])
    yield guard(node, module, condition, `continue`, 0.3);
};

function guard(
  first: SyntaxNode,
  module: SourceModule,
  condition: string,
  exit: string,
  natural: number,
): Change {
  const indent = indentOf(module, first);
  const line = newline(module);
  const text = module.language.guard(condition, exit, indent ?? '', line);
  const behind = indent === undefined ? ' ' : `${line}${indent}`;
  return insert(
    first.start,
    `${text}${behind}`,
    `\`${exit}\` if \`${condition}\``,
    indent === undefined && line === '' ? 0 : natural,
  );
}

/** How a parameter may be missing, judged by how it is used. */
function conditionsFor(
  name: Name,
  scope: SyntaxNode,
  module: SourceModule,
): ReadonlyArray<readonly [string, number]> {
  const text = name.text;
  const use = usage(text, scope, module);
  if (module.language.name === 'python') {
    if (use === 'list')
      return [
        [`not ${text}`, 1],
        [`len(${text}) <= 1`, 0.4],
        [`${text} is None`, 0.4],
      ];
    if (use === 'number')
      return [
        [`${text} == 0`, 0.8],
        [`${text} <= 0`, 0.5],
        [`${text} <= 1`, 0.6],
        [`${text} < 0`, 0.4],
      ];
    return [
      [`not ${text}`, 0.7],
      [`${text} is None`, 0.5],
      [`${text} == 0`, 0.3],
    ];
  }
  if (use === 'list')
    return [
      [`${text}.length === 0`, 1],
      [`${text}.length <= 1`, 0.4],
      [`!${text}`, 0.4],
    ];
  if (use === 'number')
    return [
      [`${text} === 0`, 0.8],
      [`${text} <= 0`, 0.5],
      [`${text} <= 1`, 0.6],
      [`${text} < 0`, 0.4],
    ];
  return [
    [`!${text}`, 0.7],
    [`${text} === undefined`, 0.4],
    [`${text} === null`, 0.3],
  ];
}

function usage(name: string, scope: SyntaxNode, module: SourceModule): 'list' | 'number' | 'other' {
  const declaredType = parametersOf(scope, module).find((parameter) => parameter.text === name)?.type ?? '';
  if (/\[\]$|^(readonly )?(Array|ReadonlyArray|list|List|Sequence|string|str)\b/.test(declaredType))
    return 'list';
  if (/^(number|int|float|bigint)\b/.test(declaredType)) return 'number';
  let numeric = false;
  for (const node of descend(scope)) {
    if (node.type !== 'identifier' || textOf(module, node) !== name || node.parent === undefined) continue;
    const { parent } = node;
    const around = textOf(module, parent);
    if (
      around === `${name}.length` ||
      (around === `(${name})` &&
        /^len\(|^sorted\(|^sum\(|^max\(|^min\(/.test(textOf(module, parent.parent ?? parent)))
    )
      return 'list';
    if (/subscript/.test(parent.type) && node === parent.children[0]) return 'list';
    if (node.field === 'right' && /^for_/.test(parent.type)) return 'list';
    if (/^(binary_expression|binary_operator|comparison_operator)$/.test(parent.type)) numeric = true;
  }
  return numeric ? 'number' : 'other';
}

/** What to return early: what the function returns elsewhere when it is simple, then neutral values. */
function exitsOf(scope: SyntaxNode, parameter: Name, module: SourceModule): readonly string[] {
  const exits: string[] = [];
  const add = (value: string): void => {
    const exit = value === '' ? 'return' : `return ${value}`;
    if (!exits.includes(exit)) exits.push(exit);
  };
  let returnsValue = false;
  for (const node of descend(scope)) {
    if (node.type !== 'return_statement' || functionOf(node, module) !== scope) continue;
    const value = namedChildren(node)[0];
    if (value !== undefined) returnsValue = true;
    if (
      value !== undefined &&
      /^(number|integer|float|true|false|none|null|undefined|string|array|list|object|dictionary)$/.test(
        value.type,
      ) &&
      value.end - value.start <= 12
    ) {
      add(textOf(module, value));
    }
  }
  if (!returnsValue) {
    add('');
    return exits;
  }
  const type = part(scope, 'return_type');
  const annotation = type === undefined ? '' : textOf(module, type);
  if (/undefined/.test(annotation)) add('undefined');
  if (/null/.test(annotation)) add('null');
  if (/\[\]|Array|list|List/.test(annotation)) add('[]');
  if (/\bnumber\b|\bint\b|\bfloat\b/.test(annotation)) add('0');
  if (/\bstring\b|\bstr\b/.test(annotation)) add("''");
  if (/\bboolean\b|\bbool\b/.test(annotation)) add(module.language.falseWord);
  const neutral =
    module.language.name === 'python'
      ? ['None', '0', '[]', '1', "''", 'False']
      : ['0', 'undefined', '[]', "''", '1', 'null', 'false'];
  if (annotation === '') for (const value of neutral) add(value);
  add(parameter.text);
  if (/number|int/.test(annotation)) add('1');
  return exits.slice(0, MOST_EXITS + 1);
}
