import { linesOf, reindent } from '../lines.ts';
import { isStatement } from '../shapes.ts';
import { type Change, indentOf, type SourceModule, short, type Template, textOf } from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';

/**
 * What must happen however a `try` ends is moved into its `finally`: from its body, or from a handler; or a `finally` is made
 * of what undoes the statement before the work between them, or of what stands behind the `try`, which a failure never comes to.
 */
export const finallyMoved: Template = function* (node, module) {
  if (node.type === 'try_statement') {
    yield* behindTry(node, module);
    yield* neverReached(node, module);
  }
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

/** What undoes, clears or ends something. */
const CLEARS =
  /^(?:del |delete )|\.(?:delete|remove|discard|pop|clear|close|release|end|stop|finish|unlock|abort|destroy|dispose)\w*\(|^clear\w+\(|(?:=|=== ) ?(?:None|null|undefined|false|False|0|\[\]|\{\})(?:;|$)|(?:-=|--)/;

/** What a failure passes by in the body of a `try`, and no failing test runs, belongs into the `finally` that is there. */
function* neverReached(attempt: SyntaxNode, module: SourceModule): Generator<Change> {
  const body = part(attempt, 'body');
  for (const node of body === undefined ? [] : namedChildren(body)) {
    if (node.type !== 'expression_statement' || !CLEARS.test(textOf(module, node))) continue;
    const [lines, own] = [linesOf(node, module), indentOf(module, node)];
    if (lines !== undefined && own !== undefined) yield* intoFinally(node, attempt, lines, own, module);
  }
}

/** A failure that is caught and thrown on passes by what stands behind. */
function* behindTry(attempt: SyntaxNode, module: SourceModule): Generator<Change> {
  if (namedChildren(attempt).some(({ type }) => type === 'finally_clause')) return;
  const siblings = namedChildren(attempt.parent ?? attempt);
  const node = siblings[siblings.indexOf(attempt) + 1];
  if (node === undefined || !/^(?:expression|delete)_statement$/.test(node.type)) return;
  const own = indentOf(module, attempt);
  const lines = linesOf(node, module);
  if (own === undefined || lines === undefined || !CLEARS.test(textOf(module, node))) return;
  if (module.text.slice(attempt.end, lines.start).trim() !== '') return;
  const last = deeper(module.text.slice(lines.start, lines.end), own, module);
  yield {
    replacements: [
      {
        start: attempt.end,
        end: lines.end,
        text: module.language.indented ? `\n${own}finally:\n${last}` : ` finally {\n${last}${own}}\n`,
      },
    ],
    label: `\`${short(textOf(module, node))}\` in a \`finally\``,
    natural: 1,
  };
}

function deeper(text: string, own: string, module: SourceModule): string {
  const step = own.includes('\t') ? '\t' : module.language.indented ? '    ' : '  ';
  return text.replaceAll(/^(?=.*\S)/gm, step);
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
    const work = module.text.slice(from.start, lines.start);
    const after = siblings[at + 1];
    const leaves = after?.type === 'return_statement' ? linesOf(after, module) : undefined;
    const end = leaves?.end ?? lines.end;
    const kept = leaves === undefined ? '' : module.text.slice(leaves.start, leaves.end);
    const last = module.text.slice(lines.start, lines.end);
    const body = `${deeper(work, own, module)}${deeper(kept, own, module)}`;
    const ending = deeper(last, own, module);
    const text = module.language.indented
      ? `${own}try:\n${body}${own}finally:\n${ending}`
      : `${own}try {\n${body}${own}} finally {\n${ending}${own}}\n`;
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
