import { linesOf, reindent } from '../lines.ts';
import { isStatement } from '../shapes.ts';
import { type Change, indentOf, type SourceModule, short, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';

/**
 * What must happen however a `try` ends is moved into its `finally`: from its body, or from a handler; or a `finally` is made
 * of what undoes the statement before the work between them.
 */
export const finallyMoved: Template = function* (node, module) {
  if (node.type !== 'expression_statement' || !isStatement(node, module) || node.parent === undefined) return;
  const lines = linesOf(node, module);
  const own = indentOf(module, node);
  if (lines === undefined || own === undefined) return;
  const holder = node.parent.parent;
  const attempt = holder?.type === 'try_statement' ? holder : holder?.parent;
  if (attempt?.type === 'try_statement') yield* intoFinally(node, attempt, lines, own, module);
  yield* finallyMade(node, lines, own, module);
};

type Lines = { readonly start: number; readonly end: number };

function* intoFinally(
  node: SyntaxNode,
  attempt: SyntaxNode,
  lines: Lines,
  own: string,
  module: SourceModule,
): Generator<Change> {
  const clause = namedChildren(attempt).find(({ type }) => type === 'finally_clause');
  const block = clause === undefined ? undefined : namedChildren(clause)[0];
  if (clause === undefined || block === undefined || node.parent?.parent === clause) return;
  if (namedChildren(node.parent ?? node).length < 2) return;
  const inside = namedChildren(block);
  const [first, last] = [inside[0], inside.at(-1)];
  const [top, bottom] = [first, last].map((each) => (each === undefined ? undefined : linesOf(each, module)));
  const indent = first === undefined ? undefined : indentOf(module, first);
  if (top === undefined || bottom === undefined || indent === undefined) return;
  const raw = module.text.slice(lines.start, lines.end);
  const text = reindent(raw, own, indent);
  const label = `\`${short(raw)}\` into \`finally\``;
  for (const [at, natural] of [
    [top.start, 1],
    [bottom.end, 0.8],
  ] as const)
    yield {
      replacements: [
        { ...lines, text: '' },
        { start: at, end: at, text },
      ],
      label,
      natural,
    };
}

const UNDONE: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/\bacquire\(/, /\brelease\(/],
  [/\bopen\w*\(/, /\bclose\w*\(/],
  [/\bconnect\(/, /\b(?:disconnect|close)\(/],
  [/\block\(/, /\bunlock\(/],
  [/\bstart\w*\(/, /\b(?:stop|end)\w*\(/],
  [/\bbegin\w*\(/, /\bend\w*\(/],
  [/\benter\w*\(/, /\b(?:leave|exit)\w*\(/],
  [/\bpush\w*\(/, /\bpop\w*\(/],
  [/= [tT]rue\b/, /= [fF]alse\b/],
  [/\+\+|\+= 1\b/, /--|-= 1\b/],
  [/\badd\(/, /\b(?:delete|remove|discard)\(/],
];

/** Between what opens something and what closes it, the work may fail. */
function* finallyMade(node: SyntaxNode, lines: Lines, own: string, module: SourceModule): Generator<Change> {
  const siblings = namedChildren(node.parent ?? node);
  const at = siblings.indexOf(node);
  const closes = textOf(module, node);
  for (let index = at - 2; index >= Math.max(0, at - 4); index -= 1) {
    const opening = siblings[index];
    const next = siblings[index + 1];
    const opens = opening === undefined ? '' : textOf(module, opening);
    const isUndone = UNDONE.some(([one, other]) => one.test(opens) && other.test(closes));
    if (opening === undefined || next === undefined || !isUndone || targetOf(opens) !== targetOf(closes))
      continue;
    const from = linesOf(next, module);
    if (from === undefined) continue;
    const step = own.includes('\t') ? '\t' : module.language.indented ? '    ' : '  ';
    const deeper = (text: string): string => text.replaceAll(/^(?=.*\S)/gm, step);
    const work = module.text.slice(from.start, lines.start);
    const after = siblings[at + 1];
    const leaves = after?.type === 'return_statement' ? linesOf(after, module) : undefined;
    const end = leaves?.end ?? lines.end;
    const kept = leaves === undefined ? '' : module.text.slice(leaves.start, leaves.end);
    const last = module.text.slice(lines.start, lines.end);
    const body = `${deeper(work)}${deeper(kept)}`;
    const text = module.language.indented
      ? `${own}try:\n${body}${own}finally:\n${deeper(last)}`
      : `${own}try {\n${body}${own}} finally {\n${deeper(last)}${own}}\n`;
    // A constant declared inside could not be read behind it.
    if (leaves === undefined && !module.language.indented && /^\s*(?:const|let)\b/m.test(work)) continue;
    yield {
      replacements: [{ start: from.start, end, text }],
      label: `\`${short(closes)}\` in a \`finally\` of its own`,
      natural: 1,
    };
    return;
  }
}

/** What a statement does something with, without what it does. */
function targetOf(text: string): string {
  return /^(?:await )?([\w.$#[\]]*?)(?:\.?\w+\(|\s*(?:[-+]?=|\+\+|--))/.exec(text)?.[1] ?? text;
}
