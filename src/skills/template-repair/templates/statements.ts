import { behind, linesOf } from '../lines.ts';
import { endsTyped } from '../place.ts';
import { namesAt, parametersOf, readableAt } from '../scope.ts';
import { functionOf, isExit, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  insert,
  newline,
  type SourceModule,
  short,
  swap,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

const EXPENDABLE =
  /^(expression_statement|break_statement|continue_statement|return_statement|if_statement|raise_statement|throw_statement)$/;

/** A statement is removed. */
export const statementRemoved: Template = function* (node, module) {
  if (!isStatement(node, module) || !EXPENDABLE.test(node.type)) return;
  const siblings = node.parent === undefined ? [] : namedChildren(node.parent);
  const lines = linesOf(node, module);
  if (lines === undefined || endsTyped(node, module)) return;
  const label = `without \`${short(textOf(module, node))}\``;
  const empty = siblings.length === 1 && module.language.indented;
  if (empty) yield { ...swap(module, node, 'pass', 0.3), label };
  else {
    const natural = node.type === 'if_statement' || node.type === 'return_statement' ? 0.3 : 0.6;
    yield { replacements: [{ ...lines, text: '' }], label, natural };
  }
};

/** A statement is written a second time. */
export const statementRepeated: Template = function* (node, module) {
  if (!isStatement(node, module) || node.type !== 'expression_statement') return;
  const lines = linesOf(node, module);
  if (lines === undefined || !module.text.slice(lines.start, lines.end).endsWith('\n')) return;
  const text = module.text.slice(lines.start, lines.end);
  yield insert(lines.end, text, `\`${short(text)}\` twice`, 0.3);
};

/** `return` before a value that is dropped, or a variable returned where a function ends without a value. */
export const missingReturn: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined) return;
  const { terminator, self } = module.language;
  const result = part(scope, 'return_type');
  const annotation = result === undefined ? '' : textOf(module, result).replace(/^(:|->)\s*/, '');
  if (/^(void|None)$/.test(annotation)) return;
  const wanted = typeOfText(annotation, module);
  if (node.type === 'expression_statement') {
    const inner = namedChildren(node)[0];
    if (inner === undefined || /^string$/.test(inner.type)) return;
    if (!compatible(wanted, typeOf(inner, module))) return;
    const last = node.parent !== undefined && namedChildren(node.parent).at(-1) === node;
    if (!/^(assignment|augmented_assignment|update_expression)/.test(inner.type)) {
      const recursive = textOf(module, inner).startsWith(`${textOf(module, part(scope, 'name') ?? inner)}(`);
      const natural = recursive ? 1 : last ? 0.7 : 0.3;
      const label = `return \`${short(textOf(module, inner))}\``;
      if (inner.type === 'parenthesized_expression') {
        yield swap(module, inner, `return ${textOf(module, inner).slice(1, -1).trim()}`, natural);
      } else yield insert(node.start, 'return ', label, natural);
    }
  }
  const body = part(scope, 'body');
  if (
    !isStatement(node, module) ||
    body === undefined ||
    node.parent !== body ||
    namedChildren(body).at(-1) !== node
  )
    return;
  if (/^(return|throw|raise)_statement$/.test(node.type)) return;
  const names = readableAt(node.end, namesAt(node, module)).filter(
    (n) =>
      n.kind === 'value' &&
      n.distance === 0 &&
      !n.parameter &&
      compatible(wanted, typeOfText(n.type, module)),
  );
  // What is made first is what a function is for more often than what is made on the way.
  for (const [rank, name] of names.entries()) {
    yield behind(node, `return ${name.text}${terminator}`, module, 0.9 / (1 + 0.5 * rank));
  }
  if (above(scope, module.language.classes) !== undefined && /^(|this|Self|[A-Z]\w*)$/.test(annotation)) {
    yield behind(node, `return ${self.slice(0, -1)}${terminator}`, module, 0.7);
  }
  for (const parameter of parametersOf(scope, module)) {
    if (!compatible(wanted, typeOfText(parameter.type, module))) continue;
    yield behind(node, `return ${parameter.text}${terminator}`, module, 0.4);
  }
  // What a search gives that found nothing.
  const { falseWord, trueWord, nothing, neutral } = module.language;
  for (const [rank, value] of [falseWord, trueWord, nothing, '-1', '0', neutral.list[0] ?? '[]'].entries()) {
    const type =
      value === nothing ? 'nothing' : /^-?\d/.test(value) ? 'number' : rank < 2 ? 'boolean' : 'list';
    if (type === 'nothing' ? annotation.includes(nothing) : compatible(wanted, type))
      yield behind(node, `return ${value}${terminator}`, module, 0.3);
  }
};

/** What a function plainly answers, and the other answer where it says yes or no. */
function answersOf(node: SyntaxNode, module: SourceModule): ReadonlySet<string> {
  const { trueWord, falseWord } = module.language;
  const scope = functionOf(node, module);
  const text = scope === undefined ? '' : textOf(module, scope);
  const answers = [...text.matchAll(ANSWER)].map(([, value = '']) => value);
  const isAsked = answers.includes(trueWord) || answers.includes(falseWord);
  return new Set(isAsked ? [...answers, falseWord, trueWord] : answers);
}

const ANSWER = /\breturn (true|false|True|False|null|None|undefined|-1|0)\b/g;

/** `break` or `continue` at the end of a block in a loop, one for the other, or neither. */
export const loopExit: Template = function* (node, module) {
  const { language } = module;
  if (node.type === 'break_statement' || node.type === 'continue_statement') {
    const [from, to] = node.type === 'break_statement' ? ['break', 'continue'] : ['continue', 'break'];
    const keyword = node.children[0];
    if (keyword === undefined) return;
    yield { ...swap(module, keyword, to, 1), label: `\`${from}\` → \`${to}\`` };
    yield {
      ...swap(module, keyword, 'return', 0.2),
      label: `\`${from}\` → \`return\``,
    };
    const terminator = module.text[node.end - 1] === ';' ? ';' : '';
    for (const value of answersOf(node, module))
      yield swap(module, node, `return ${value}${terminator}`, 0.4);
    return;
  }
  if (!isStatement(node, module) || node.parent === undefined) return;
  const block = node.parent;
  if (namedChildren(block).at(-1) !== node || isExit(node)) return;
  const loop = above(block, new Set([...language.loops, ...language.functions]));
  const indent = indentOf(module, node);
  yield* leftEarly(node, module);
  if (
    loop === undefined ||
    !language.loops.has(loop.type) ||
    part(loop, 'body') === block ||
    indent === undefined
  ) {
    const isCase = /^switch_(case|default)$/.test(block.type);
    if (isCase && indent !== undefined)
      yield insert(node.end, `${newline(module)}${indent}break;`, 'missing `break`', 1);
    return;
  }
  const lead = `${newline(module)}${indent}`;
  // What a search has found is kept, and the search is over.
  const found = /^\w+ ?=(?!=)/.test(textOf(module, node)) ? 1 : 0.5;
  yield insert(
    node.end,
    `${lead}break${language.terminator}`,
    `\`break\` after \`${short(textOf(module, node))}\``,
    found,
  );
  yield insert(
    node.end,
    `${lead}continue${language.terminator}`,
    `\`continue\` after \`${short(textOf(module, node))}\``,
    0.5,
  );
};

/** A function that gives nothing is over behind the last statement of a branch. */
function* leftEarly(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const scope = functionOf(node, module);
  const holder = node.parent?.parent;
  if (scope === undefined || holder === undefined || !/^(if_statement|else_clause)$/.test(holder.type))
    return;
  if (indentOf(module, node) === undefined || /\breturn\s+[^\s;}]/.test(textOf(module, scope))) return;
  yield behind(node, `return${module.language.terminator}`, module, 0.5);
}
