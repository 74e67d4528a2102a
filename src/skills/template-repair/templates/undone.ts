import { escaped } from '../../../syntax/escaped.ts';
import { before, behind } from '../lines.ts';
import { functionOf, isExit, isStatement } from '../shapes.ts';
import { type Change, indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, type SyntaxNode } from '../tree.ts';

/** Places where what was done may be undone. */
const MOST_PLACES = 4;

/** What a statement does, and what takes it back. */
interface Undoing {
  readonly texts: readonly string[];
  /** What shows that it is taken back somewhere. */
  readonly known: RegExp;
  /** A flag or a depth, which says by itself that something is under way. */
  readonly isState: boolean;
}

/**
 * What a function notes while it is at work is not taken back when it is done: a path that a recursion goes, a depth, a flag
 * that says it is busy.
 */
export const undone: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  const undoing = undoingOf(textOf(module, node).replace(/;$/, ''), module);
  const around = textOf(module, scope);
  if (undoing === undefined || undoing.known.test(around)) return;
  const name = namedChildren(scope).find(({ field }) => field === 'name');
  const own = name === undefined ? undefined : textOf(module, name);
  const isRecursive = own !== undefined && around.split(`${own}(`).length > 2;
  const waits = /\b(?:await|yield)\b/.test(module.text.slice(node.end, scope.end));
  if (!isRecursive && !(undoing.isState && waits)) return;
  for (const text of undoing.texts)
    yield* atEnds(node, scope, `${text}${module.language.terminator}`, module, isRecursive ? 1 : 0.6);
};

function undoingOf(text: string, { language }: SourceModule): Undoing | undefined {
  const { indented, trueWord, falseWord } = language;
  const put = /^([\w.#]+)\.(add|append|push)\(([^\n]{1,40})\)$/.exec(text);
  if (put !== null) {
    const [, holder = '', method, item = ''] = put;
    const texts =
      method !== 'add'
        ? [`${holder}.pop()`]
        : indented
          ? [`${holder}.discard(${item})`, `${holder}.remove(${item})`]
          : [`${holder}.delete(${item})`];
    const known = new RegExp(
      `${escaped(holder)}(?:\\.(?:pop|discard|remove|delete|splice|clear)\\(|\\.length ?[-=])`,
    );
    return { texts, known, isState: method === 'add' };
  }
  const counted = /^([\w.#]+) ([-+])= (\w+)$/.exec(text) ?? /^([\w.#]+)(\+|-)\2$/.exec(text);
  if (counted !== null) {
    const [, holder = '', sign, amount = '1'] = counted;
    const other = sign === '+' ? '-' : '+';
    const known = new RegExp(`${escaped(holder)}(?: \\${other}=|\\${other}\\${other})`);
    return { texts: [`${holder} ${other}= ${amount}`], known, isState: holder.includes('.') };
  }
  const [, flag, value] = /^([\w.#]+(?:\[[^\]\n]{1,30}\])*) = (\w+)$/.exec(text) ?? [];
  if (flag === undefined || (value !== trueWord && value !== falseWord) || !/[.[]/.test(flag))
    return undefined;
  const other = value === trueWord ? falseWord : trueWord;
  return { texts: [`${flag} = ${other}`], known: new RegExp(`${escaped(flag)} = ${other}`), isState: true };
}

/** Before what the function gives back after that, and at the end of its own block. */
function* atEnds(
  node: SyntaxNode,
  scope: SyntaxNode,
  text: string,
  module: SourceModule,
  natural: number,
): Generator<Change> {
  const returns = [...descend(scope)].filter(
    (each) => each.type === 'return_statement' && each.start > node.end && functionOf(each, module) === scope,
  );
  for (const [rank, each] of returns.toReversed().slice(0, MOST_PLACES).entries())
    if (indentOf(module, each) !== undefined) yield before(each, text, module, natural / (1 + 0.5 * rank));
  const last = node.parent === undefined ? undefined : namedChildren(node.parent).at(-1);
  const loop = above(node, module.language.loops);
  for (const end of new Set([
    last,
    loop === undefined ? undefined : namedChildren(loop.parent ?? loop).at(-1),
  ]))
    if (end !== undefined && end !== node && !isExit(end)) yield behind(end, text, module, natural);
}
