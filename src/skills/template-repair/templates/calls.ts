import { callOf, functionOf, memberOf } from '../shapes.ts';
import { exchange, insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import type { SyntaxNode } from '../tree.ts';
import { compatible, signatures, typeOf, typeOfText } from '../types.ts';

/** Functions whose arguments are alike in any order, or whose order nobody confuses. */
const ORDER_IS_CLEAR =
  /(^|\.)(max|min|isinstance|print|log|error|hypot|set|enumerate|map|reduce|replace|join)$/;

function declares(callee: SyntaxNode, module: SourceModule): boolean {
  return signatures(module).has(textOf(module, memberOf(callee, module)?.property ?? callee));
}

/** Whether an argument can stand at a place of a function that the file declares; undefined when it is not known. */
function fitsDeclared(
  callee: SyntaxNode,
  at: number,
  argument: SyntaxNode,
  module: SourceModule,
): boolean | undefined {
  const signature = signatures(module).get(textOf(module, memberOf(callee, module)?.property ?? callee));
  const parameter = signature?.parameters[at];
  if (parameter === undefined) return undefined;
  return compatible(typeOfText(parameter.type, module), typeOf(argument, module));
}

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
      if (!compatible(typeOf(a, module), typeOf(b, module)) && declares(call.callee, module)) {
        // Exchanged kinds are wrong where the declaration says so now, and right where it says so after.
        if (fitsDeclared(call.callee, index, b, module) === false) continue;
      }
      const callback = functions.has(a.type) || functions.has(b.type) ? 0.1 : 1;
      yield exchange(module, a, b, neighbours * callback * clear);
    }
  }
};

const EITHER_WAY =
  /^(localeCompare|compareTo|startsWith|endsWith|startswith|endswith|includes|issubset|issuperset|isSubsetOf|isSupersetOf|difference|concat|has|contains|join|isdisjoint|indexOf|find|equals)$/;

/** What is asked and what it is asked of change places: `a.localeCompare(b)` becomes `b.localeCompare(a)`. */
export const receiverOrder: Template = function* (node, module) {
  const call = callOf(node, module);
  const member = call === undefined ? undefined : memberOf(call.callee, module);
  const [argument, ...others] = call?.args ?? [];
  if (member === undefined || argument === undefined || others.length > 0) return;
  if (
    !/^(identifier|member_expression|attribute|subscript\w*|string|call|call_expression)$/.test(argument.type)
  )
    return;
  if (
    !EITHER_WAY.test(textOf(module, member.property)) ||
    /^(this|self)$/.test(textOf(module, member.object))
  )
    return;
  if (textOf(module, argument) === textOf(module, member.object)) return;
  const isCompared = /compare/i.test(textOf(module, member.property)) ? 1 : 0.5;
  yield exchange(module, member.object, argument, isCompared);
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

/** An option that calls of well-known functions forget: `sort` told to compare numbers, `parseInt` its radix. */
export const missingOption: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined) return;
  const callee = textOf(module, call.callee);
  const end = call.args.at(-1)?.end ?? call.list.start + 1;
  for (const option of module.language.options) {
    if (!option.callee.test(callee) || !option.arguments.includes(call.args.length)) continue;
    for (const [rank, text] of option.add.entries()) {
      if (textOf(module, call.list).includes(text)) continue;
      yield insert(end, `${call.args.length === 0 ? '' : ', '}${text}`, `with \`${text}\``, 1 / (1 + rank));
    }
  }
  const [first] = call.args;
  if (/(^|\.)map$/.test(callee) && first !== undefined && textOf(module, first) === 'parseInt') {
    yield swap(module, first, '(text) => parseInt(text, 10)', 1);
  }
};
