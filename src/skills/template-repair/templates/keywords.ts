import { callOf } from '../shapes.ts';
import { insert, type SourceModule, type Template, textOf } from '../source-module.ts';
import { descend, part, type SyntaxNode } from '../tree.ts';

/** Keywords of the library that are given together. */
const FAMILIES: ReadonlyArray<readonly string[]> = [
  ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'],
  ['weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'],
];
const MOST = 8;

/** An argument that is given by name is missing: `hour=0` beside `minute=0`, or one that other calls give. */
export const missingKeyword: Template = function* (node, module) {
  const call = module.language.indented ? callOf(node, module) : undefined;
  if (call === undefined) return;
  const given = new Map<string, SyntaxNode>();
  for (const argument of call.args) {
    const name = argument.type === 'keyword_argument' ? part(argument, 'name') : undefined;
    if (name !== undefined) given.set(textOf(module, name), argument);
  }
  const [first] = given.values();
  const last = call.args.at(-1);
  const added = new Map<string, number>();
  for (const family of FAMILIES) {
    const known = family.filter((name) => given.has(name));
    const value = known
      .map((name) => part(given.get(name) ?? node, 'value'))
      .find((each) => each !== undefined);
    if (value === undefined || value.end - value.start > 20) continue;
    const ends = known.map((name) => family.indexOf(name));
    for (const [at, name] of family.entries()) {
      const far = Math.min(...ends.map((end) => Math.abs(end - at)));
      if (far > 0) added.set(`${name}=${textOf(module, value)}`, 1 / far);
    }
  }
  for (const text of otherKeywords(node, new Set(given.keys()), module))
    added.set(text, Math.max(added.get(text) ?? 0, 0.6));
  let rank = 0;
  for (const [text, natural] of [...added].toSorted((a, b) => b[1] - a[1]).slice(0, MOST)) {
    const share = natural / (1 + 0.2 * rank);
    rank += 1;
    const end = last?.end ?? call.list.start + 1;
    if (first !== undefined) yield insert(first.start, `${text}, `, `with \`${text}\` first`, 0.8 * share);
    yield insert(end, last === undefined ? text : `, ${text}`, `with \`${text}\``, share);
  }
};

/** What other calls of the same function in the file give by name. */
function otherKeywords(
  node: SyntaxNode,
  given: ReadonlySet<string>,
  module: SourceModule,
): ReadonlySet<string> {
  const callee = textOf(module, callOf(node, module)?.callee ?? node);
  const found = new Set<string>();
  for (const [name, argument] of keywordsIn(module).get(callee.slice(callee.lastIndexOf('.') + 1)) ?? [])
    if (!given.has(name)) found.add(argument);
  return found;
}

const known = new WeakMap<SourceModule, ReadonlyMap<string, readonly (readonly [string, string])[]>>();

/** By the last name of what is called: the short arguments that are given by name. */
function keywordsIn(
  module: SourceModule,
): ReadonlyMap<string, readonly (readonly [name: string, argument: string])[]> {
  let found = known.get(module);
  if (found === undefined) {
    const all = new Map<string, (readonly [string, string])[]>();
    for (const argument of descend(module.root)) {
      if (argument.type !== 'keyword_argument' || argument.end - argument.start > 40) continue;
      const holder = argument.parent?.parent;
      const callee = holder === undefined ? undefined : part(holder, 'function');
      const name = part(argument, 'name');
      if (callee === undefined || name === undefined) continue;
      const text = textOf(module, callee);
      const key = text.slice(text.lastIndexOf('.') + 1);
      const list = all.get(key) ?? [];
      list.push([textOf(module, name), textOf(module, argument)]);
      all.set(key, list);
    }
    found = all;
    known.set(module, found);
  }
  return found;
}
