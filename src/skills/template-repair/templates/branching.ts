import { atomsAt } from '../atoms.ts';
import { linesOf, reindent } from '../lines.ts';
import { endsTyped } from '../place.ts';
import { declaredIn, usesIn } from '../scope.ts';
import { conditionOf, functionOf, isExit, isStatement } from '../shapes.ts';
import {
  indentOf,
  newline,
  type SourceModule,
  short,
  swap,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, namedChildren, part, type SyntaxNode } from '../tree.ts';

/** `while` for `if` and the other way round; `else if` for `if`; `of` for `in`. */
export const otherKeyword: Template = function* (node, module) {
  const keyword = node.children[0];
  if (keyword === undefined) return;
  if (node.type === 'if_statement' && part(node, 'alternative') === undefined && keyword.type === 'if') {
    yield { ...swap(module, keyword, 'while', 0.5), label: '`if` → `while`' };
    const siblings = node.parent === undefined ? [] : namedChildren(node.parent);
    const before = siblings[siblings.indexOf(node) - 1];
    const follows = before?.type === 'if_statement' && !hasElse(before);
    if (follows && indentOf(module, node) !== undefined) {
      if (module.language.indented) yield { ...swap(module, keyword, 'elif', 1), label: '`if` → `elif`' };
      else yield { ...swap(module, keyword, 'else if', 1), label: '`if` → `else if`' };
    }
  }
  if (node.type === 'while_statement') yield { ...swap(module, keyword, 'if', 0.5), label: '`while` → `if`' };
  if (node.type === 'elif_clause') yield { ...swap(module, keyword, 'if', 0.6), label: '`elif` → `if`' };
  if (node.type === 'else_clause' && namedChildren(node)[0]?.type === 'if_statement')
    yield { ...swap(module, keyword, newline(module), 0.6), label: '`else if` → `if`' };
  if (node.type === 'for_in_statement' && !module.language.indented) {
    const word = part(node, 'operator');
    if (word?.type === 'in') yield { ...swap(module, word, 'of', 1), label: '`in` → `of`' };
  }
};

function hasElse(node: SyntaxNode): boolean {
  const last = node.children.findLast(({ field }) => field === 'alternative');
  if (last?.type !== 'else_clause') return false;
  const inner = namedChildren(last)[0];
  return inner?.type === 'if_statement' ? hasElse(inner) : true;
}

/** A branch is always taken: what stands in it stands in its place. */
export const unguarded: Template = function* (node, module) {
  if (node.type !== 'if_statement' || !isStatement(node, module)) return;
  if (node.children.some(({ field }) => field === 'alternative')) return;
  const body = part(node, 'consequence');
  const lines = linesOf(node, module);
  const indent = indentOf(module, node);
  if (body === undefined || lines === undefined || indent === undefined) return;
  const inside = module.language.blocks.has(body.type) ? namedChildren(body) : [body];
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || isExit(last)) return;
  const deeper = indentOf(module, first);
  const end = module.text[last.end] === ';' ? last.end + 1 : last.end;
  const raw = module.text.slice(first.start, end);
  const text = deeper === undefined ? raw : reindent(raw, deeper, indent);
  yield {
    replacements: [{ start: node.start, end: node.end, text }],
    label: `always \`${short(raw)}\``,
    natural: 1,
  };
};

const MOST_GUARDED = 3;
const WORD = /[A-Za-z_$][\w$]*/g;

/** Several statements in a row are done only under a condition. */
export const guardedRun: Template = function* (node, module) {
  if (!isStatement(node, module) || functionOf(node, module) === undefined || node.parent === undefined)
    return;
  const indent = indentOf(module, node);
  if (indent === undefined || /declaration|definition|^import/.test(node.type)) return;
  const siblings = namedChildren(node.parent);
  const at = siblings.indexOf(node);
  for (let count = 2; count <= MOST_GUARDED; count += 1) {
    const run = siblings.slice(at, at + count);
    const last = run.at(-1);
    if (run.length < count || last === undefined || run.some((each) => !mayBeGuarded(each, module))) return;
    // What follows may need what a block would hide, or the function ends without a value.
    const after = siblings.slice(at + count);
    if (endsTyped(last, module) || run.some((each) => isNeeded(each, after, module))) continue;
    const end = module.text[last.end] === ';' ? last.end + 1 : last.end;
    const raw = module.text.slice(node.start, end);
    const words = new Set(raw.match(WORD) ?? []);
    const step = indent.includes('\t') ? '\t' : module.language.indented ? '    ' : '  ';
    const line = newline(module);
    const body = reindent(`${indent}${raw}`, indent, indent + step);
    for (const [condition, fit] of atomsAt(node, module)) {
      const head = module.language.indented ? `if ${condition}:${line}` : `if (${condition}) {${line}`;
      const tail = module.language.indented ? '' : `${line}${indent}}`;
      yield {
        replacements: [{ start: node.start, end, text: `${head}${body}${tail}` }],
        label: `${count} statements only if \`${condition}\``,
        natural: fit * ((condition.match(WORD) ?? []).some((word) => words.has(word)) ? 1 : 0.25),
      };
    }
  }
};

function mayBeGuarded(node: SyntaxNode, module: SourceModule): boolean {
  return (
    /^(expression_statement|return_statement|if_statement|for_|while_|throw_|raise_|break_|continue_)/.test(
      node.type,
    ) &&
    indentOf(module, node) !== undefined &&
    !/^['"`]/.test(textOf(module, node))
  );
}

function isNeeded(node: SyntaxNode, after: readonly SyntaxNode[], module: SourceModule): boolean {
  const scope = functionOf(node, module) ?? module.root;
  const own = declaredIn(scope, module).filter(
    ({ at, parameter }) => !parameter && at >= node.start && at < node.end,
  );
  return after.some((later) => own.some(({ text }) => usesIn(later, module).has(text)));
}

/** The condition of a loop or of an early exit that asks for two sizes: `len(xs) <= 1` for `len(xs) == 0`. */
export const smallSize: Template = function* (node, module) {
  const condition = conditionOf(node, module);
  if (condition === undefined || above(condition, module.language.functions) === undefined) return;
  const own = textOf(module, condition);
  const asked =
    /^not ([\w.]+)$/.exec(own)?.[1] ??
    /^len\(([\w.]+)\) == 0$/.exec(own)?.[1] ??
    /^!?([\w.]+)\.length(?: === 0)?$/.exec(own)?.[1];
  if (asked !== undefined) yield swap(module, condition, `${module.language.length(asked)} <= 1`, 1);
  const number = /^([\w.]+) (===?) ([01])$/.exec(own);
  if (number !== null) {
    yield swap(module, condition, `${number[1]} <= ${number[3]}`, 0.6);
    if (number[3] === '0') yield swap(module, condition, `${number[1]} <= 1`, 1);
  }
};
