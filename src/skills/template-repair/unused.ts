import type { Replacement } from '../../loop/types.ts';
import { declaredIn } from './scope.ts';
import { functionOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, type SyntaxNode } from './tree.ts';

/**
 * How much likelier an edit is that reads what nothing reads: a variable or an import is written to be used, so that
 * one without a use is often where the slip went; a parameter may be there for the callers' sake.
 */
const WEIGHT = { variable: 6, parameter: 3 } as const;

const WORD = /[A-Za-z_$][\w$]*/g;

const unused = new WeakMap<SyntaxNode, ReadonlyMap<string, number>>();

/** The factor for an edit in a function by whether it puts in a name that is declared there, or above, and never read. */
export function unusedWeight(
  scope: SyntaxNode,
  replacements: readonly Replacement[],
  module: SourceModule,
): number {
  const names = unusedAt(scope, module);
  if (names.size === 0) return 1;
  const words = replacements.flatMap(({ text }) => text.match(WORD) ?? []);
  return Math.max(1, ...words.map((word) => names.get(word) ?? 1));
}

/**
 * Whether an edit takes away the last use of a parameter or variable of its function. Code reads what it declares before
 * it has a slip, so that such an edit is seldom the right one: it makes the tests pass by doing less.
 */
export function leavesUnused(
  scope: SyntaxNode,
  replacements: readonly Replacement[],
  module: SourceModule,
): boolean {
  if (scope === module.root) return false;
  const uses = usesIn(scope, module);
  const gone = countsIn(replacements.map(({ start, end }) => module.text.slice(start, end)).join('\n'));
  const put = countsIn(replacements.map(({ text }) => text).join('\n'));
  return [...gone].some(([word, count]) => (uses.get(word) ?? 0) - count + (put.get(word) ?? 0) === 1);
}

const used = new WeakMap<SyntaxNode, ReadonlyMap<string, number>>();

/** How often a function names what it declares, the declaration included; only what is used at all. */
function usesIn(scope: SyntaxNode, module: SourceModule): ReadonlyMap<string, number> {
  const known = used.get(scope);
  if (known !== undefined) return known;
  const counts = countsIn(textOf(module, scope));
  const uses = new Map<string, number>();
  for (const { text, kind } of declaredIn(scope, module)) {
    const count = counts.get(text) ?? 0;
    if (kind === 'value' && isMeant(text) && count > 1) uses.set(text, count);
  }
  used.set(scope, uses);
  return uses;
}

function isMeant(name: string): boolean {
  return !/^_|^(?:self|cls|this|args|kwargs)$/.test(name);
}

function unusedAt(scope: SyntaxNode, module: SourceModule): ReadonlyMap<string, number> {
  const known = unused.get(scope);
  if (known !== undefined) return known;
  const outer = scope === module.root ? undefined : (functionOf(scope, module) ?? module.root);
  const names = new Map(outer === undefined ? importsOf(module) : unusedAt(outer, module));
  const counts = countsIn(textOf(module, scope));
  for (const { text, parameter, kind } of declaredIn(scope, module)) {
    // An inner name hides the outer one, used or not.
    names.delete(text);
    if (
      kind === 'value' &&
      isMeant(text) &&
      counts.get(text) === 1 &&
      (scope !== module.root || isOwn(text, module))
    )
      names.set(text, parameter ? WEIGHT.parameter : WEIGHT.variable);
  }
  unused.set(scope, names);
  return names;
}

/** What a file exports is read elsewhere; without a word for it, as in Python, nobody can tell. */
function isOwn(name: string, { text, language }: SourceModule): boolean {
  return (
    !language.indented && !new RegExp(`\\bexport\\b[^\\n]*\\b${name.replaceAll('$', '\\$')}\\b`).test(text)
  );
}

/** Names that the file imports and does not mention again. */
function importsOf(module: SourceModule): ReadonlyMap<string, number> {
  const counts = countsIn(module.text);
  const names = new Map<string, number>();
  for (const node of descend(module.root)) {
    if (!/^import_/.test(node.type)) continue;
    for (const inner of descend(node)) {
      const name = textOf(module, inner);
      if (inner.type === 'identifier' && counts.get(name) === 1) names.set(name, WEIGHT.variable);
    }
  }
  return names;
}

function countsIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
