import { linesOf, reindent } from '../lines.ts';
import { binaryOf, callOf, conditionOf, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  newline,
  type SourceModule,
  short,
  swap,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, namedChildren, part, type SyntaxNode } from '../tree.ts';

const TURNED: Readonly<Record<string, string>> = { '<': '>=', '<=': '>=', '>': '<=', '>=': '<=' };

/** A loop that counts goes the other way: from the last to the first, or from the first to the last. */
export const loopTurned: Template = function* (node, module) {
  if (module.language.indented) yield* turnedRange(node, module);
  else if (node.type === 'for_statement') yield* turnedHead(node, module);
  else yield* turnedRound(node, module);
};

const BACKWARDS = /^(?:\[\.\.\.([^[\]]+)\]\.reverse|(.+)\.toReversed)\(\)$/s;

/** `for (const each of all)` becomes `for (const each of [...all].reverse())`, and the other way round. */
function* turnedRound(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const { parent } = node;
  if (parent?.type !== 'for_in_statement' || node.field !== 'right') return;
  if (!parent.children.some(({ type }) => type === 'of') || !module.language.optionalChains) return;
  const own = textOf(module, node);
  const [, spread, object] = BACKWARDS.exec(own) ?? [];
  const forwards = spread ?? object;
  if (forwards !== undefined) {
    yield swap(module, node, forwards, 1);
    return;
  }
  // Entries and keys are numbered from the first on: to go through them backwards is seldom meant.
  const natural = /^(?:identifier|member_expression|subscript_expression)$/.test(node.type) ? 0.4 : 0.1;
  const isNew = /\.toReversed\(/.test(module.text);
  yield swap(module, node, isNew ? `${own}.toReversed()` : `[...${own}].reverse()`, natural);
}

/** `range(a, b)` becomes `range(b - 1, a - 1, -1)`, and the other way round. */
function* turnedRange(node: SyntaxNode, module: SourceModule): Generator<Change> {
  if (!/^for_/.test(node.parent?.type ?? '') || node.field !== 'right') return;
  const call = callOf(node, module);
  if (call === undefined) {
    if (/^(identifier|attribute|call|subscript)$/.test(node.type))
      yield swap(module, node, `reversed(${textOf(module, node)})`, 0.4);
    return;
  }
  const callee = textOf(module, call.callee);
  if (callee === 'reversed' && call.args[0] !== undefined) {
    yield swap(module, node, textOf(module, call.args[0]), 1);
    return;
  }
  const texts = call.args.map((arg) => textOf(module, arg));
  if (callee !== 'range' || texts.length === 0) {
    yield swap(module, node, `reversed(${textOf(module, node)})`, 0.3);
    return;
  }
  const [from = '0', to = ''] = texts.length === 1 ? ['0', texts[0]] : texts;
  if (texts.length < 3) yield swap(module, node, `range(${less(to)}, ${less(from)}, -1)`, 1);
  else if (texts[2] === '-1') yield swap(module, node, `range(${more(to)}, ${more(from)})`, 1);
}

function less(bound: string): string {
  if (/^\d+$/.test(bound)) return String(Number(bound) - 1);
  return bound.endsWith(' + 1') ? bound.slice(0, -4) : `${bound} - 1`;
}

function more(bound: string): string {
  if (/^-?\d+$/.test(bound)) return String(Number(bound) + 1);
  return bound.endsWith(' - 1') ? bound.slice(0, -4) : `${bound} + 1`;
}

/** `for (let i = a; i < b; i++)` becomes `for (let i = b - 1; i >= a; i--)`, and the other way round. */
function* turnedHead(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const [start, condition, step] = [
    part(node, 'initializer'),
    conditionOf(node, module),
    part(node, 'increment'),
  ];
  const declared = start === undefined ? undefined : namedChildren(start)[0];
  const first = declared === undefined ? undefined : (part(declared, 'value') ?? part(declared, 'right'));
  const bound = condition === undefined ? undefined : binaryOf(condition, module);
  const sign = step === undefined ? '' : (/\+\+|--/.exec(textOf(module, step))?.[0] ?? '');
  const turned = TURNED[bound?.operator.type ?? ''];
  if (first === undefined || bound === undefined || step === undefined || sign === '' || !turned) return;
  const [from, to] = [textOf(module, first), textOf(module, bound.right)];
  const operator = bound.operator.type;
  const isStrict = !operator.endsWith('=');
  const begin = !isStrict ? to : operator === '<' ? less(to) : more(to);
  const other = textOf(module, step).replace(sign, sign === '++' ? '--' : '++');
  const put = (last: string, by: string): Change => ({
    replacements: [
      { start: first.start, end: first.end, text: begin },
      { start: bound.operator.start, end: bound.operator.end, text: by },
      { start: bound.right.start, end: bound.right.end, text: last },
      { start: step.start, end: step.end, text: other },
    ],
    label: `the loop goes ${sign === '++' ? 'down' : 'up'}`,
    natural: 1,
  });
  yield put(from, turned);
  // Counting up mostly ends before a length.
  if (operator === '>=' && from.endsWith(' - 1')) yield put(more(from), '<');
}

/**
 * What is done in the `else` of a loop's last condition is done behind the loop: a search gives up after its first round
 * where it was to look at all.
 */
export const elseBehind: Template = function* (node, module) {
  if (node.type !== 'if_statement' || !isStatement(node, module)) return;
  const { loops, functions, blocks } = module.language;
  const loop = above(node, new Set([...loops, ...functions]));
  const clause = node.children.find(({ type }) => type === 'else_clause');
  const body = clause === undefined ? undefined : (part(clause, 'body') ?? namedChildren(clause)[0]);
  if (loop === undefined || !loops.has(loop.type) || clause === undefined || body === undefined) return;
  const inside = blocks.has(body.type) ? namedChildren(body) : [body];
  const [first, last] = [inside[0], inside.at(-1)];
  const outer = linesOf(loop, module);
  const indent = indentOf(module, loop);
  if (first === undefined || last === undefined || outer === undefined || indent === undefined) return;
  if (!/^(return|raise|throw)_statement$/.test(last.type)) return;
  const before = node.children[node.children.indexOf(clause) - 1];
  if (before === undefined) return;
  const end = module.text[last.end] === ';' ? last.end + 1 : last.end;
  const raw = module.text.slice(first.start, end);
  const text = reindent(raw, indentOf(module, first) ?? indent, indent);
  yield {
    replacements: [
      { start: before.end, end: clause.end, text: '' },
      { start: outer.end, end: outer.end, text: `${indent}${text}${newline(module)}` },
    ],
    label: `\`${short(raw)}\` behind the loop`,
    natural: 1,
  };
};
