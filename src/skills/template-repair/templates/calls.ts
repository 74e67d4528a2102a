import { namesAt } from '../scope.ts';
import { callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { exchange, insert, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';

/** Functions whose arguments are alike in any order, or whose order nobody confuses. */
const ORDER_IS_CLEAR =
  /(^|\.)(max|min|isinstance|print|log|error|hypot|set|enumerate|map|reduce|replace|join)$/;

/** Two arguments of a call change places. */
export const argumentOrder: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined) return;
  const plain = call.args.filter((arg) => arg.type !== 'keyword_argument');
  const clear = ORDER_IS_CLEAR.test(textOf(module, call.callee)) ? 0.1 : 1;
  const { functions } = module.language;
  for (const [index, a] of plain.entries()) {
    for (const b of plain.slice(index + 1)) {
      if (textOf(module, a) === textOf(module, b)) continue;
      const neighbours = plain[index + 1] === b ? 1 : 0.4;
      const callback = functions.has(a.type) || functions.has(b.type) ? 0.1 : 1;
      yield exchange(module, a, b, neighbours * callback * clear);
    }
  }
};

/** An argument is dropped, or a variable in scope is added at the end. */
export const argumentCount: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined) return;
  const last = call.args.at(-1);
  for (const [index, argument] of call.args.entries()) {
    const next = call.args[index + 1];
    const before = call.args[index - 1];
    const start = next === undefined && before !== undefined ? before.end : argument.start;
    const end = next === undefined ? argument.end : next.start;
    const label = `without argument \`${textOf(module, argument)}\``;
    yield { replacements: [{ start, end, text: '' }], label, natural: argument === last ? 0.4 : 0.15 };
  }
  const scope = functionOf(node, module);
  if (scope === undefined) return;
  const given = new Set(call.args.map((arg) => textOf(module, arg)));
  const names = namesAt(node, module).filter(
    (n) => n.kind === 'value' && n.distance <= 1 && !given.has(n.text) && n.at < node.start,
  );
  const at = last?.end ?? call.list.start + 1;
  // A call of a function with a name of its own is the one that forgets arguments; methods of the library rarely do.
  const own = call.callee.type === 'identifier' ? 0.5 : 0.15;
  for (const name of names.slice(0, 8)) {
    yield insert(
      at,
      `${last === undefined ? '' : ', '}${name.text}`,
      `with argument \`${name.text}\``,
      own / Math.sqrt(names.length),
    );
  }
};

/** `await` before a call in an asynchronous function. */
export const missingAwait: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined || node.type === 'new_expression' || /^await/.test(node.parent?.type ?? '')) return;
  const scope = functionOf(node, module);
  if (scope?.children[0]?.type !== 'async' && !scope?.children.some((child) => child.type === 'async'))
    return;
  const text = `await ${textOf(module, node)}`;
  const isReceiver = node.field === 'object' || (node.field === 'value' && node.parent?.type === 'subscript');
  const natural = /^(Math|Number|String|Object|JSON|console|print|len|str|int)\b/.test(
    textOf(module, call.callee),
  )
    ? 0.1
    : 1;
  yield {
    ...swap(module, node, isReceiver ? `(${text})` : text, natural),
    label: `await \`${textOf(module, call.callee)}(…)\``,
  };
};

const CHANGES_IN_PLACE =
  /^(sort|reverse|splice|fill|push|pop|shift|unshift|append|extend|remove|insert|clear|update)$/;

/** A list or record is copied before it is changed, kept or handed on. */
export const missingCopy: Template = function* (node, module) {
  if (
    !/^(identifier|member_expression|attribute|subscript|subscript_expression)$/.test(node.type) ||
    !isRead(node)
  )
    return;
  const natural = needsCopy(node);
  if (natural === 0) return;
  const text = textOf(module, node);
  const python = module.language.name === 'python';
  const receiver = node.field === 'object';
  const ways = python
    ? receiver
      ? [`list(${text})`]
      : [`list(${text})`, `${text}[:]`, `${text}.copy()`, `dict(${text})`]
    : receiver
      ? [`[...${text}]`, `${text}.slice()`]
      : [`[...${text}]`, `{ ...${text} }`, `${text}.slice()`];
  for (const [rank, way] of ways.entries()) yield swap(module, node, way, natural / (1 + rank));

  function needsCopy(at: SyntaxNode): number {
    const { parent } = at;
    if (parent === undefined) return 0;
    const member = memberOf(parent, module);
    if (member !== undefined && member.object === at) {
      const method = textOf(module, member.property);
      return CHANGES_IN_PLACE.test(method) ? (/^(sort|reverse|splice)$/.test(method) ? 1 : 0.1) : 0;
    }
    if (parent.type === 'return_statement') return 0.3;
    if (parent.type === 'variable_declarator' || /^assignment/.test(parent.type)) return 0.4;
    if (at.field === 'right' && parent.type === 'for_statement') return 0.4;
    if (parent.type === 'for_in_statement') return 0.3;
    const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
    const callee = call === undefined ? '' : textOf(module, call.callee);
    if (call !== undefined && parent === call.list)
      return /\.(push|append|set|unshift)$/.test(callee) ? 0.5 : 0.15;
    return parent.type === 'pair' ? 0.15 : 0;
  }
};

/** `sort` told to compare numbers, `parseInt` told its radix, `sorted` told its direction. */
export const missingOption: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined) return;
  const callee = textOf(module, call.callee);
  const only = call.args.length === 0;
  const inside = call.list.start + 1;
  if (module.language.name === 'script') {
    if (only && /\.(sort|toSorted)$/.test(callee)) {
      yield insert(inside, '(a, b) => a - b', 'compare numbers', 1);
      yield insert(inside, '(a, b) => b - a', 'compare numbers, highest first', 0.5);
      yield insert(inside, '(a, b) => a.localeCompare(b)', 'compare texts', 0.3);
    }
    const [first, second] = call.args;
    if (/(^|\.)parseInt$/.test(callee) && first !== undefined && second === undefined) {
      yield insert(first.end, ', 10', 'radix 10', 1);
    }
    if (/(^|\.)map$/.test(callee) && first !== undefined && textOf(module, first) === 'parseInt') {
      yield swap(module, first, '(text) => parseInt(text, 10)', 1);
    }
    if (/\.(flat|join)$/.test(callee) && only)
      yield insert(inside, /flat$/.test(callee) ? 'Infinity' : "''", 'with its option', 0.5);
    return;
  }
  const end = call.list.end - 1;
  const comma = only ? '' : ', ';
  if (/(^|\.)(sorted|sort)$/.test(callee) && !/reverse/.test(textOf(module, call.list))) {
    yield insert(end, `${comma}reverse=True`, 'highest first', 0.7);
  }
  const argument = namedChildren(call.list)[0];
  if (callee === 'round' && call.args.length === 1 && argument !== undefined)
    yield insert(argument.end, ', 2', 'two digits', 0.5);
  if (callee === 'enumerate' && call.args.length === 1 && argument !== undefined)
    yield insert(argument.end, ', 1', 'count from 1', 0.7);
};
