import { namesAt, readableAt } from '../scope.ts';
import { callOf, functionOf, memberOf, tight } from '../shapes.ts';
import { type Change, insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { fieldTypes } from '../types.ts';

/** Fields by which something is put in order at most; those that the function reads first. */
const MOST_FIELDS = 6;
const ORDERS = /(?:^|\.)(?:sorted|sort|toSorted|min|max|groupby|nlargest|nsmallest|sort_values)$/;

/** What is put in order by the wrong thing: a key is missing, is turned round, or says nothing where two are equal. */
export const sortKey: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined || !ORDERS.test(textOf(module, call.callee))) return;
  // The greater of two is seldom chosen by a key.
  const values = call.args.filter(({ type }) => type !== 'keyword_argument');
  if (/(?:min|max)$/.test(textOf(module, call.callee)) && values.length > 1) return;
  const fields = fieldsNear(node, module);
  if (module.language.indented) {
    const key = call.args.find((arg) => arg.type === 'keyword_argument' && nameOf(arg, module) === 'key');
    const value = key === undefined ? undefined : part(key, 'value');
    if (value !== undefined) yield* otherKeys(value, fields, module);
    else yield* newKeys(call.list, call.args, fields, module);
    return;
  }
  if (!/(?:^|\.)(?:sort|toSorted)$/.test(textOf(module, call.callee))) return;
  const [comparator] = call.args;
  if (comparator === undefined) yield* comparators(call.list, fields);
  else yield* ties(comparator, fields, module);
};

function nameOf(argument: SyntaxNode, module: SourceModule): string {
  const name = part(argument, 'name');
  return name === undefined ? '' : textOf(module, name);
}

/** How an element may be read: `.name` or `["name"]`, as the function does, then as the file does. */
function fieldsNear(node: SyntaxNode, module: SourceModule): readonly string[] {
  const found = new Set<string>();
  for (const root of [functionOf(node, module) ?? module.root, module.root]) {
    for (const each of descend(root)) {
      const member = memberOf(each, module);
      if (
        member !== undefined &&
        each.field !== 'function' &&
        !/^(?:self|this)$/.test(textOf(module, member.object))
      )
        found.add(`.${textOf(module, member.property)}`);
      const key = /^subscript/.test(each.type) ? (part(each, 'subscript') ?? part(each, 'index')) : undefined;
      if (key?.type === 'string') found.add(`[${textOf(module, key)}]`);
    }
  }
  for (const name of fieldTypes(module).keys()) found.add(`.${name}`);
  return [...found].filter((field) => !/^\.(?:length|size)$/.test(field)).slice(0, MOST_FIELDS);
}

function* newKeys(
  list: SyntaxNode,
  args: readonly SyntaxNode[],
  fields: readonly string[],
  module: SourceModule,
): Generator<Change> {
  const keys = [
    'len',
    'lambda item: item[1]',
    'str.lower',
    'lambda item: (-item[1], item[0])',
    ...fields.map((field) => `lambda item: item${field}`),
    'lambda item: item[0]',
    'lambda item: -item',
    'int',
    'str',
    'abs',
    ...readableAt(list.start, namesAt(list, module))
      .filter(({ kind }) => kind === 'function')
      .map(({ text }) => text)
      .slice(0, 4),
  ];
  const keyword = args.find((arg) => arg.type === 'keyword_argument');
  for (const [rank, key] of [...new Set(keys)].entries()) {
    const natural = 1 / (1 + 0.25 * rank);
    const label = `in the order of \`${key}\``;
    if (keyword !== undefined) yield insert(keyword.start, `key=${key}, `, label, natural);
    else
      yield insert(
        args.at(-1)?.end ?? list.start + 1,
        `${args.length === 0 ? '' : ', '}key=${key}`,
        label,
        natural,
      );
  }
}

function* otherKeys(key: SyntaxNode, fields: readonly string[], module: SourceModule): Generator<Change> {
  if (key.type !== 'lambda') {
    const own = textOf(module, key);
    for (const other of ['len', 'str.lower', 'str', 'int', 'abs'])
      if (other !== own) yield swap(module, key, other, 0.4);
    return;
  }
  const body = part(key, 'body');
  const parameters = part(key, 'parameters');
  if (body === undefined || parameters === undefined) return;
  const name = textOf(module, parameters);
  const own = textOf(module, body);
  if (!/^\w+$/.test(name)) return;
  const others = [`${name}[0]`, `${name}[1]`, ...fields.map((field) => `${name}${field}`), name];
  const isTuple = body.type === 'tuple';
  if (!isTuple) yield swap(module, body, own.startsWith('-') ? own.slice(1) : `-${tight(body, module)}`, 1);
  for (const [index, item] of (isTuple ? namedChildren(body) : []).entries()) {
    const text = textOf(module, item);
    yield swap(
      module,
      item,
      text.startsWith('-') ? text.slice(1) : `-${tight(item, module)}`,
      1 / (1 + 0.3 * index),
    );
  }
  if (isTuple && own.startsWith('('))
    yield swap(
      module,
      body,
      `(${namedChildren(body)
        .toReversed()
        .map((item) => textOf(module, item))
        .join(', ')})`,
      0.6,
    );
  for (const [rank, other] of [...new Set(others)].entries()) {
    if (own.includes(other) && other !== name) continue;
    const natural = 1 / (1 + 0.3 * rank);
    if (isTuple) yield insert(body.end - 1, `, ${other}`, `then by \`${other}\``, natural);
    else {
      yield swap(module, body, `(${own}, ${other})`, natural);
      yield swap(module, body, `(${other}, ${own})`, 0.6 * natural);
      yield swap(module, body, `(-${tight(body, module)}, ${other})`, 0.6 * natural);
    }
  }
}

function* comparators(list: SyntaxNode, fields: readonly string[]): Generator<Change> {
  for (const [rank, field] of fields.entries()) {
    if (!field.startsWith('.')) continue;
    for (const [other, text] of [
      `(a, b) => a${field} - b${field}`,
      `(a, b) => a${field}.localeCompare(b${field})`,
      `(a, b) => b${field} - a${field}`,
    ].entries())
      yield insert(list.start + 1, text, `in the order of \`${field}\``, 0.7 / (1 + 0.3 * (rank + other)));
  }
}

/** What decides between two that a comparison finds equal, or the other way round. */
function* ties(comparator: SyntaxNode, fields: readonly string[], module: SourceModule): Generator<Change> {
  const body = part(comparator, 'body');
  const names = /^\(?\s*(\w+)(?:\s*:[^,]+)?,\s*(\w+)/.exec(textOf(module, comparator));
  if (comparator.type !== 'arrow_function' || body === undefined || names === null) return;
  const returned = body.type === 'statement_block' ? namedChildren(body).at(-1) : undefined;
  const value =
    returned?.type === 'return_statement'
      ? namedChildren(returned)[0]
      : returned === undefined
        ? body
        : undefined;
  const [, a = '', b = ''] = names;
  if (value === undefined) return;
  const own = textOf(module, value);
  yield swap(module, value, `-(${own})`, 0.4);
  const sides = [
    ...fields
      .filter((field) => field.startsWith('.') && !own.includes(field))
      .flatMap((field) => [
        `${a}${field}.localeCompare(${b}${field})`,
        `${a}${field} - ${b}${field}`,
        `${b}${field} - ${a}${field}`,
      ]),
    ...(own.includes(`${a}.localeCompare`) ? [] : [`${a}.localeCompare(${b})`]),
  ];
  for (const [rank, side] of sides.entries())
    yield insert(value.end, ` || ${side}`, `then by \`${side}\``, 1 / (1 + 0.2 * rank));
}
