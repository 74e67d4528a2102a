import { atomsAt } from '../atoms.ts';
import { namesAt, readableAt } from '../scope.ts';
import { callOf, memberOf } from '../shapes.ts';
import { insert, type SourceModule, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { fieldTypes } from '../types.ts';

const MOST_CONDITIONS = 24;

/** Only some of what is gone through was meant: a condition is missing in a comprehension, or a `filter` before a `map`. */
export const filterAdded: Template = function* (node, module) {
  if (node.type === 'for_in_clause') {
    const around = node.parent;
    if (around === undefined || namedChildren(around).some(({ type }) => type === 'if_clause')) return;
    if (namedChildren(around).findLast(({ type }) => type === 'for_in_clause') !== node) return;
    const left = part(node, 'left');
    if (left === undefined) return;
    for (const [text, natural] of conditionsOn(left, around, node, module))
      yield insert(node.end, ` if ${text}`, `only if \`${text}\``, natural);
    return;
  }
  const call = callOf(node, module);
  const member = call === undefined ? undefined : memberOf(call.callee, module);
  const [callback] = call?.args ?? [];
  if (member === undefined || callback?.type !== 'arrow_function') return;
  if (!/^(map|flatMap|reduce|forEach|some|every|find)$/.test(textOf(module, member.property))) return;
  const list = part(callback, 'parameters');
  const parameters = list === undefined ? [part(callback, 'parameter')] : namedChildren(list);
  const isReduce = textOf(module, member.property) === 'reduce';
  const left = parameters[isReduce ? 1 : 0];
  if (left === undefined) return;
  const name = part(left, 'pattern') ?? left;
  const written = name.type === 'identifier' ? textOf(module, name) : `(${textOf(module, name)})`;
  for (const [text, natural] of conditionsOn(name, callback, node, module))
    yield insert(
      member.object.end,
      `.filter((${written.replace(/^\(|\)$/g, '')}) => ${text})`,
      `only if \`${text}\``,
      0.6 * natural,
    );
};

/** Conditions on what a round is about: its members, what the file asks of others like it, whether it is there. */
function conditionsOn(
  left: SyntaxNode,
  around: SyntaxNode,
  place: SyntaxNode,
  module: SourceModule,
): ReadonlyArray<readonly [string, number]> {
  const names = [...descend(left)].filter(({ type }) => /identifier/.test(type));
  const found = new Map<string, number>();
  const add = (text: string, natural: number): void => {
    if (text.length <= 70) found.set(text, Math.max(found.get(text) ?? 0, natural));
  };
  const { language } = module;
  const readable = new Set(readableAt(place.start, namesAt(place, module)).map(({ text }) => text));
  for (const name of names) {
    const text = textOf(module, name);
    for (const [atom, natural] of atomsAt(place, module)) if (mentions(atom, text)) add(atom, natural);
    for (const present of language.present(text)) add(present, 0.4);
    add(text, 0.4);
    add(language.not(text), 0.2);
    add(`${text} > 0`, 0.3);
    if (names.length > 1) continue;
    // The same members that the file asks of others.
    for (const each of descend(module.root)) {
      const member = memberOf(each, module);
      if (
        member === undefined ||
        each.field === 'function' ||
        /^(self|this)$/.test(textOf(module, member.object))
      )
        continue;
      const own = `${text}.${textOf(module, member.property)}`;
      const type = fieldTypes(module).get(textOf(module, member.property)) ?? '';
      const wanted = textOf(module, member.property);
      if (readable.has(wanted)) add(`${own} ${language.equal} ${wanted}`, 1);
      if (type === 'boolean' || type === '') add(own, 0.5);
      if (type === 'boolean' || type === '') add(language.not(own), 0.4);
      if (type === 'number' || type === '') add(`${own} > 0`, type === '' ? 0.25 : 0.5);
      if (type !== 'boolean') add(language.present(own)[0] ?? own, 0.25);
    }
    for (const own of [...found.keys()]) if (textOf(module, around).includes(own)) found.delete(own);
  }
  return [...found].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_CONDITIONS);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}

/** All was meant, and not only some: the condition of a comprehension is left out. */
export const filterDropped: Template = function* (node, module) {
  if (node.type !== 'if_clause') return;
  const before = node.parent?.children[(node.parent?.children.indexOf(node) ?? 0) - 1];
  if (before === undefined) return;
  yield {
    replacements: [{ start: before.end, end: node.end, text: '' }],
    label: `without \`${textOf(module, node)}\``,
    natural: 1,
  };
};
