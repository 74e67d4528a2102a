import { escaped } from '../../../syntax/escaped.ts';
import { usesIn } from '../scope.ts';
import { functionOf } from '../shapes.ts';
import { swap, type Template, textOf } from '../source-module.ts';
import { above, part } from '../tree.ts';

/** By what a variable starts from, how a loop adds to it: an operator, and another way to say the same. */
const GATHERS: ReadonlyArray<readonly [start: RegExp, operator: string]> = [
  [/^(?:0|0\.0|0n|""|''|``)$/, '+='],
  [/^(?:set\(\)|frozenset\(\)|\{\}|dict\(\)|Counter\(\))$/, '|='],
  [/^(?:\[\]|list\(\))$/, '+='],
];

/** A loop gives a variable that starts empty another value in each round, where it was to gather all of them. */
export const gathered: Template = function* (node, module) {
  if (!/^assignment/.test(node.type)) return;
  const { indented, loops, operators, or, and } = module.language;
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const equals = node.children.find(({ type }) => type === '=');
  const loop = above(node, loops);
  const scope = functionOf(node, module);
  if (left?.type !== 'identifier' || right === undefined || equals === undefined) return;
  if (loop === undefined || scope === undefined || loop.start < scope.start) return;
  const [name, value] = [textOf(module, left), textOf(module, right)];
  const ahead = module.text.slice(scope.start, loop.start);
  const declared = new RegExp(`(?<![\\w$.])${escaped(name)}(?:: [^=\\n]+)? = ([^\\n;]+)`, 'g');
  const start = [...ahead.matchAll(declared)].at(-1)?.[1]?.trim();
  if (start === undefined || usesIn(right, module).has(name)) return;
  // What each round reads is what the one before has left, and no sum.
  const natural = (usesIn(loop, module).get(name) ?? 0) > 1 ? 0.3 : 1;
  if (/^(?:true|false|True|False)$/.test(start)) {
    // Whatever is written as plain truth says the same either way.
    if (/^(?:true|false|True|False)$/.test(value)) return;
    const [joint, short] = /^f/i.test(start) ? [or, '||='] : [and, '&&='];
    const operand = / (?:or|and|if|[|&?]{1,2}) /.test(value) ? `(${value})` : value;
    if (!indented && operators.has(short)) yield swap(module, equals, short, natural);
    else yield swap(module, right, `${name} ${joint} ${operand}`, natural);
    return;
  }
  const operator = GATHERS.find(([starts]) => starts.test(start))?.[1];
  if (operator === undefined || !operators.has(operator)) return;
  const isList = start.startsWith('[') || start === 'list()';
  const elements = /^\[[^[\]]*\]$/.test(value) ? value.slice(1, -1) : undefined;
  if (isList && elements === undefined)
    yield swap(module, node, `${name}.${indented ? 'append' : 'push'}(${value})`, 0.7 * natural);
  if (!isList || indented) yield swap(module, equals, operator, natural);
  else yield swap(module, node, `${name}.push(${elements ?? `...${value}`})`, natural);
};
