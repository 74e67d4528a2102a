import { functionOf, isStatement } from '../shapes.ts';
import {
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

/** Whole lines of a statement that stands alone on them; undefined when it shares a line. */
function linesOf(node: SyntaxNode, module: SourceModule): { start: number; end: number } | undefined {
  if (indentOf(module, node) === undefined) return undefined;
  const start = module.text.lastIndexOf('\n', node.start - 1) + 1;
  const rest = module.text.indexOf('\n', node.end);
  const end = rest === -1 ? module.text.length : rest + 1;
  return /^[\s;]*$/.test(module.text.slice(node.end, end)) ? { start, end } : undefined;
}

const EXPENDABLE =
  /^(expression_statement|break_statement|continue_statement|return_statement|if_statement|raise_statement|throw_statement)$/;

/** A statement is removed. */
export const statementRemoved: Template = function* (node, module) {
  if (!isStatement(node, module) || !EXPENDABLE.test(node.type)) return;
  const siblings = node.parent === undefined ? [] : namedChildren(node.parent);
  const lines = linesOf(node, module);
  if (lines === undefined) return;
  const label = `without \`${short(textOf(module, node))}\``;
  const empty = siblings.length === 1 && module.language.name === 'python';
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

/** A statement changes places with the next one. */
export const statementOrder: Template = function* (node, module) {
  if (!isStatement(node, module) || node.parent === undefined) return;
  const siblings = namedChildren(node.parent);
  const next = siblings[siblings.indexOf(node) + 1];
  if (next === undefined || /^(import|export|function|class)/.test(node.type + next.type)) return;
  const natural =
    /^expression_statement$/.test(node.type) || next.type === 'expression_statement' ? 0.8 : 0.2;
  yield {
    replacements: [
      { start: node.start, end: node.end, text: textOf(module, next) },
      { start: next.start, end: next.end, text: textOf(module, node) },
    ],
    label: `\`${short(textOf(module, next))}\` before \`${short(textOf(module, node))}\``,
    natural,
  };
};

/** The last statement of a loop or branch moves behind it, or the statement behind a loop moves in. */
export const statementMoved: Template = function* (node, module) {
  if (!isStatement(node, module)) return;
  const block = node.parent;
  const owner = block?.parent;
  const lines = linesOf(node, module);
  if (block === undefined || owner === undefined || lines === undefined) return;
  const text = module.text.slice(lines.start, lines.end);
  const siblings = namedChildren(block);
  const holder = owner.type === 'else_clause' || owner.type === 'elif_clause' ? owner.parent : owner;
  const nested = module.language.loops.has(owner.type) || /^(if_statement|else_clause)$/.test(owner.type);
  const outer = holder === undefined ? undefined : linesOf(holder, module);
  const outerIndent = holder === undefined ? undefined : indentOf(module, holder);
  const ownIndent = indentOf(module, node) ?? '';
  if (
    nested &&
    siblings.at(-1) === node &&
    siblings.length > 1 &&
    outer !== undefined &&
    outerIndent !== undefined
  ) {
    const moved = reindent(text, ownIndent, outerIndent);
    yield {
      replacements: [
        { ...lines, text: '' },
        {
          start: outer.end,
          end: outer.end,
          text: moved.endsWith('\n') ? moved : `${newline(module)}${moved}`,
        },
      ],
      label: `\`${short(text)}\` behind the ${module.language.loops.has(owner.type) ? 'loop' : 'branch'}`,
      natural: 0.7,
    };
  }
  const before = siblings[siblings.indexOf(node) - 1];
  if (before === undefined || !module.language.loops.has(before.type)) return;
  const body = part(before, 'body');
  const last = body === undefined ? undefined : namedChildren(body).at(-1);
  const inner = last === undefined ? undefined : indentOf(module, last);
  const innerLines = last === undefined ? undefined : linesOf(last, module);
  if (inner === undefined || innerLines === undefined) return;
  const moved = reindent(text, ownIndent, inner);
  yield {
    replacements: [
      {
        start: innerLines.end,
        end: innerLines.end,
        text: moved.endsWith('\n') ? moved : `${moved}${newline(module)}`,
      },
      { ...lines, text: '' },
    ],
    label: `\`${short(text)}\` into the loop`,
    natural: 0.7,
  };
};

function reindent(text: string, from: string, to: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}

/** `return` before a call or value that is dropped, or a variable returned at the end. */
export const missingReturn: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined) return;
  if (node.type === 'expression_statement' && isStatement(node, module)) {
    const inner = namedChildren(node)[0];
    if (inner === undefined || /^(assignment|augmented_assignment|update_expression|string)/.test(inner.type))
      return;
    const last = node.parent !== undefined && namedChildren(node.parent).at(-1) === node;
    const recursive = textOf(module, inner).startsWith(`${textOf(module, part(scope, 'name') ?? inner)}(`);
    yield insert(
      node.start,
      'return ',
      `return \`${short(textOf(module, inner))}\``,
      recursive ? 1 : last ? 0.7 : 0.3,
    );
  }
};

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
    return;
  }
  if (!isStatement(node, module) || node.parent === undefined) return;
  const block = node.parent;
  if (namedChildren(block).at(-1) !== node || /^(return|break|continue|throw|raise)/.test(node.type)) return;
  const loop = above(block, new Set([...language.loops, ...language.functions]));
  const indent = indentOf(module, node);
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
  yield insert(
    node.end,
    `${lead}break${language.terminator}`,
    `\`break\` after \`${short(textOf(module, node))}\``,
    0.5,
  );
  yield insert(
    node.end,
    `${lead}continue${language.terminator}`,
    `\`continue\` after \`${short(textOf(module, node))}\``,
    0.5,
  );
};
