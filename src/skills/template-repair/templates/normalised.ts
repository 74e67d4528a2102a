import { before } from '../lines.ts';
import { parametersOf } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import { type Template, textOf } from '../source-module.ts';
import { namedChildren, part } from '../tree.ts';
import { typeOfText } from '../types.ts';

const MOST_WAYS = 6;

/** What is given to a function is put into the form that it works on first: `number = abs(number)`, `name = name.trim()`. */
export const normalised: Template = function* (node, module) {
  const scope = functionOf(node, module);
  const body = scope === undefined ? undefined : part(scope, 'body');
  if (scope === undefined || body === undefined || node.parent !== body || !isStatement(node, module)) return;
  const statements = namedChildren(body);
  const isText = namedChildren(statements[0] ?? body)[0]?.type === 'string';
  const first = statements[isText ? 1 : 0];
  const at = statements.indexOf(node) - statements.indexOf(first ?? node);
  if (at < 0 || at > 1) return;
  const { wraps, suffixes, terminator } = module.language;
  const text = textOf(module, body);
  let rank = 0;
  for (const { text: name, type } of parametersOf(scope, module)) {
    if (/^(self|cls|this)$/.test(name) || !new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text))
      continue;
    const basic = typeOfText(type, module);
    const ways = [
      ...(wraps[basic as ''] ?? [])
        .filter((way) => !/^(\[|len|sum|bool|enumerate)|Boolean/.test(way))
        .slice(0, MOST_WAYS),
      ...(suffixes[basic as ''] ?? [])
        .filter((way) => /^\.\w+\(\)$/.test(way))
        .map((way) => `$${way}`)
        .slice(0, 3),
    ];
    for (const way of ways) {
      yield before(
        node,
        `${name} = ${way.replace('$', () => name)}${terminator}`,
        module,
        1 / (1 + at) / (1 + 0.2 * rank),
      );
      rank += 1;
    }
  }
};
