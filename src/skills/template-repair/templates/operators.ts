import { namesAt, readableAt } from '../scope.ts';
import { binaryOf, tight } from '../shapes.ts';
import { type Change, exchange, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { typeOf, typeOfText } from '../types.ts';

/** Replacements for an operator, most natural first. */
type Table = Readonly<Record<string, readonly string[]>>;

const COMPARISON: Table = {
  '<': ['<=', '>', '>=', 'equal', 'unequal'],
  '<=': ['<', '>=', '>', 'equal', 'unequal'],
  '>': ['>=', '<', '<=', 'equal', 'unequal'],
  '>=': ['>', '<=', '<', 'equal', 'unequal'],
  '===': ['!==', '>=', '<=', '>', '<'],
  '!==': ['===', '<', '>', '<=', '>='],
  '==': ['!=', '>=', '<=', '>', '<'],
  '!=': ['==', '<', '>', '<=', '>='],
  in: ['not in', '=='],
  'not in': ['in', '!='],
};

const IDENTITY: Table = {
  is: ['==', 'is not'],
  'is not': ['!=', 'is'],
  '==': ['===', 'is'],
  '!=': ['!==', 'is not'],
};

const ARITHMETIC: Table = {
  '+': ['-', '*', '/', '%'],
  '-': ['+', '/', '*', '%'],
  '*': ['/', '+', '**', '-', '%'],
  '/': ['*', '//', '%', '-'],
  '//': ['/', '%', '*'],
  '%': ['/', '//', '*', '+', '-'],
  '**': ['*'],
  '<<': ['>>'],
  '>>': ['<<', '>>>'],
  '>>>': ['>>'],
  '&': ['|', '^'],
  '|': ['&', '^'],
  '^': ['&', '|'],
};

const LOGICAL: Table = {
  '&&': ['||'],
  '||': ['&&', '??'],
  '??': ['||'],
  and: ['or'],
  or: ['and'],
};

const ASSIGNMENT: Table = {
  '+=': ['-=', '=', '*='],
  '-=': ['+=', '=', '/='],
  '*=': ['/=', '+=', '=', '**='],
  '/=': ['*=', '//=', '-=', '='],
  '//=': ['/='],
  '%=': ['/='],
  '|=': ['&=', '='],
  '&=': ['|=', '='],
  '||=': ['??=', '&&='],
  '&&=': ['||='],
  '??=': ['||='],
};

/** Orders what has none: truth values, records and what is missing are not compared by size. */
const UNORDERED = /^(boolean|record|nothing|function)$/;

function* swaps(table: Table, operator: SyntaxNode, module: SourceModule): Generator<Change> {
  const { language } = module;
  const options = Object.hasOwn(table, operator.type) ? (table[operator.type] ?? []) : [];
  const binary = operator.parent === undefined ? undefined : binaryOf(operator.parent, module);
  const types = binary === undefined ? [] : [typeOf(binary.left, module), typeOf(binary.right, module)];
  for (const [rank, option] of options.entries()) {
    const text = option === 'equal' ? language.equal : option === 'unequal' ? language.unequal : option;
    if (!language.operators.has(text)) continue;
    if (/^[<>]=?$/.test(text) && types.some((type) => UNORDERED.test(type))) continue;
    if (/^([-*/%]|\*\*|\/\/)$/.test(text) && !language.indented && types.includes('string')) continue;
    // `??` and `>>>` are seldom written by mistake: they are the more careful of the two.
    const usual = /^(?:\?\?|>>>$)/.test(operator.type) ? 0.2 : 1 / (1 + rank);
    // What is looked for in a collection is seldom the whole of it.
    const natural = /\bin$/.test(operator.type) && !/\bin$/.test(text) ? 0.1 : usual;
    yield swap(module, operator, text, natural);
  }
}

const among = (table: Table): Template =>
  function* (node, module) {
    if (!module.language.binaries.has(node.type)) return;
    for (const child of node.children) {
      if (child.field === 'operator' || child.field === 'operators') yield* swaps(table, child, module);
    }
  };

/** `<` for `<=`, `===` for `!==`, and their like. */
export const comparison = among(COMPARISON);
/** `is` for `==`, `==` for `===`. */
export const identity = among(IDENTITY);
/** `+` for `-`, `/` for `//`, and their like. */
export const arithmetic = among(ARITHMETIC);
const STRICTNESS: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** Both ends of an interval at once: `a < x && x < b` becomes `a <= x && x <= b`; who slips at one slips at the other. */
export const bothEnds: Template = function* (node, module) {
  const operators = module.language.binaries.has(node.type) ? comparisonsIn(node, module) : [];
  const [first, second] = operators;
  if (first === undefined || second === undefined || operators.length > 2) return;
  const [one, other] = [STRICTNESS[first.type], STRICTNESS[second.type]];
  if (one === undefined || other === undefined) return;
  // One end is open and the other closed on purpose, mostly; where both are alike they were meant to be.
  const isAlike = first.type.endsWith('=') === second.type.endsWith('=');
  yield {
    ...swap(module, first, one, isAlike ? 1 : 0.3),
    label: `\`${first.type}\` → \`${one}\` and \`${second.type}\` → \`${other}\``,
    replacements: [
      { start: first.start, end: first.end, text: one },
      { start: second.start, end: second.end, text: other },
    ],
  };
};

/** The operators of a chain of comparisons, or of the two comparisons that a logical operator joins. */
function comparisonsIn(node: SyntaxNode, module: SourceModule): readonly SyntaxNode[] {
  const own = node.children.filter(({ field }) => field === 'operator' || field === 'operators');
  if (!own.every(({ type }) => Object.hasOwn(LOGICAL, type))) return own;
  return node.children.flatMap((side) => {
    if (!side.named) return [];
    const inner =
      side.type === 'parenthesized_expression' ? (side.children.find(({ named }) => named) ?? side) : side;
    if (!module.language.binaries.has(inner.type)) return [];
    return inner.children.filter(({ field }) => field === 'operator' || field === 'operators');
  });
}

/** `&&` for `||`, `||` for `??`. */
export const logical = among(LOGICAL);

/** `+=` for `-=`, `=` for `+=`, `++` for `--`. */
export const assignment: Template = function* (node, module) {
  if (/^augmented_assignment/.test(node.type)) {
    const operator = part(node, 'operator');
    if (operator !== undefined) yield* swaps(ASSIGNMENT, operator, module);
  } else if (node.type === 'update_expression') {
    const operator = part(node, 'operator');
    if (operator === undefined) return;
    yield swap(module, operator, operator.type === '++' ? '--' : '++', 1);
    yield* longerSteps(node, operator, module);
  } else if (/^assignment/.test(node.type)) {
    const left = part(node, 'left');
    const right = part(node, 'right');
    const equals = node.children.find((child) => child.type === '=');
    if (left === undefined || right === undefined || equals === undefined) return;
    if (!/^(identifier|member_expression|attribute|subscript)/.test(left.type)) return;
    // An entry that starts empty is mostly meant to start once.
    const startsEmpty = /^(?:\{\s*\}|\[\s*\]|new (?:Map|Set)\(\)|0)$/.test(textOf(module, right));
    const once = /^subscript/.test(left.type) && startsEmpty ? 0.8 : 0.1;
    if (module.language.operators.has('??=')) yield swap(module, equals, '??=', once);
    const type = typeOf(right, module);
    if (/^(boolean|nothing|record|function)$/.test(type)) return;
    yield swap(module, equals, '+=', 0.6);
    if (type === '' || type === 'number') {
      yield swap(module, equals, '-=', 0.25);
      yield swap(module, equals, '*=', 0.15);
    }
  }
};

/** A count goes on by more than one: by a number of the function. */
function* longerSteps(node: SyntaxNode, operator: SyntaxNode, module: SourceModule): Generator<Change> {
  const argument = part(node, 'argument');
  if (argument === undefined) return;
  const steps = readableAt(node.start, namesAt(node, module))
    .filter(
      ({ type, distance, kind }) =>
        kind === 'value' && distance === 0 && typeOfText(type, module) === 'number',
    )
    .map(({ text }) => text);
  for (const [rank, step] of ['2', ...steps].slice(0, 6).entries()) {
    const own = textOf(module, argument);
    if (step !== own)
      yield swap(module, node, `${own} ${operator.type.charAt(0)}= ${step}`, 0.4 / (1 + 0.2 * rank));
  }
}

const ORDERED = new Set(['-', '/', '//', '%', '**', '<', '<=', '>', '>=', '+', '<<', '>>', 'in']);

/** The operands of an operator that minds their order change places. */
export const operandOrder: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  if (binary === undefined || !ORDERED.has(binary.operator.type)) return;
  const { left, right, operator } = binary;
  if (textOf(module, left) === textOf(module, right)) return;
  // Adding numbers is the same either way; joining texts or lists is not.
  if (operator.type === '+' && [left, right].some((side) => typeOf(side, module) === 'number')) return;
  const natural = operator.type === '+' ? 0.15 : /[<>]/.test(operator.type) ? 0.3 : 0.8;
  const plain = exchange(module, left, right, natural);
  const replacements = [
    { start: left.start, end: left.end, text: tight(right, module) },
    { start: right.start, end: right.end, text: tight(left, module) },
  ];
  yield { ...plain, replacements };
};

const WRAPPING = new Set(['+', '-', '*', '/', '//', '%']);

/** One operand of an arithmetic expression is dropped: `n` for `n - size`. */
export const operandDropped: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  if (binary === undefined || !/^([-+*/%]|\*\*|\/\/)$/.test(binary.operator.type)) return;
  yield swap(module, node, textOf(module, binary.left), 0.7);
  if (binary.operator.type !== '-') yield swap(module, node, textOf(module, binary.right), 0.3);
};

/** Parentheses that bind the operands the other way: `a + b / c` becomes `(a + b) / c`. */
export const precedence: Template = function* (node, module) {
  const outer = binaryOf(node, module);
  if (outer === undefined || !WRAPPING.has(outer.operator.type)) return;
  const text = (from: number, to: number): string => module.text.slice(from, to);
  // Along the inner edges, so that `a - b * c / d` also becomes `(a - b) * c / d`.
  for (let at = binaryOf(outer.left, module); at !== undefined; at = binaryOf(at.right, module)) {
    if (!WRAPPING.has(at.operator.type)) break;
    const regrouped = `${text(node.start, at.right.start)}(${text(at.right.start, node.end)})`;
    yield swap(module, node, regrouped, at.operator.type === outer.operator.type ? 0.4 : 0.7);
  }
  for (let at = binaryOf(outer.right, module); at !== undefined; at = binaryOf(at.left, module)) {
    if (!WRAPPING.has(at.operator.type)) break;
    yield swap(module, node, `(${text(node.start, at.left.end)})${text(at.left.end, node.end)}`, 0.7);
  }
  for (const side of [outer.left, outer.right]) {
    if (side.type !== 'parenthesized_expression') continue;
    const bare = text(side.start + 1, side.end - 1);
    yield swap(module, side, bare, 0.4);
  }
};
