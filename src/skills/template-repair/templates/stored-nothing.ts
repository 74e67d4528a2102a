import { conditionOf, isStatement } from '../shapes.ts';
import { type Change, type SourceModule, short, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';

const FETCHED = /^(?:(?:const|let|var) )?(\w+)(?:: [^=\n]+)? = ((?:await )?[\w.#$]+)\.get\(([^(),\n]+)\);?$/;
/** A value of its own that stands for "not there", and for nothing that anyone keeps. */
const SENTINEL = /^(\w+)(?:: [^=\n]+)? = object\(\)$/m;

/**
 * What was kept is taken for not there, since it is nothing, or empty, itself: `if key not in entries` for
 * `if entries.get(key) is None`, or with a value of its own for what is not there where the file has one.
 */
export const storedNothing: Template = function* (node, module) {
  if (node.type !== 'if_statement' || !isStatement(node, module)) return;
  const condition = conditionOf(node, module);
  const siblings = namedChildren(node.parent ?? node);
  const fetching = siblings[siblings.indexOf(node) - 1];
  if (condition === undefined || fetching === undefined) return;
  const [, name, holder, key] = FETCHED.exec(textOf(module, fetching)) ?? [];
  if (name === undefined || holder === undefined || key === undefined) return;
  const asked = askedOf(condition, name, module);
  if (asked === undefined) return;
  const { indented } = module.language;
  const { target, absent } = asked;
  const there = indented
    ? `${key} ${absent ? 'not in' : 'in'} ${holder}`
    : `${absent ? '!' : ''}${holder}.has(${key})`;
  yield swap(module, target, there, 1);
  const [, sentinel] = (indented ? SENTINEL.exec(module.text) : null) ?? [];
  if (sentinel !== undefined) yield withSentinel(fetching, target, { name, key, absent }, sentinel, module);
};

/** Whether a condition asks that a variable is nothing, or that it is something; undefined where it asks neither. */
function askedOf(
  condition: SyntaxNode,
  name: string,
  module: SourceModule,
): { readonly target: SyntaxNode; readonly absent: boolean } | undefined {
  const target = condition.type === 'parenthesized_expression' ? namedChildren(condition)[0] : condition;
  if (target === undefined) return undefined;
  const text = textOf(module, target);
  const nothing = '(?:None|undefined|null)';
  if (new RegExp(`^(?:${name} (?:is|===?) ${nothing}|not ${name}|!${name})$`).test(text))
    return { target, absent: true };
  if (new RegExp(`^(?:${name} (?:is not|!==?) ${nothing}|${name})$`).test(text))
    return { target, absent: false };
  return undefined;
}

function withSentinel(
  fetching: SyntaxNode,
  target: SyntaxNode,
  { name, key, absent }: { readonly name: string; readonly key: string; readonly absent: boolean },
  sentinel: string,
  module: SourceModule,
): Change {
  const end = fetching.start + textOf(module, fetching).lastIndexOf(')');
  const text = `${name} ${absent ? 'is' : 'is not'} ${sentinel}`;
  return {
    replacements: [
      { start: end, end, text: `, ${sentinel}` },
      { start: target.start, end: target.end, text },
    ],
    label: `\`${sentinel}\` for what has no \`${short(key)}\``,
    natural: 1.2,
  };
}
