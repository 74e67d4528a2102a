import { before, behind, linesOf, reindent } from '../lines.ts';
import { fitsPlace } from '../place.ts';
import { renamed, renamingsFor } from '../rename.ts';
import { functionOf, isExit, isRead, isStatement, tight } from '../shapes.ts';
import { indentOf, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

/** Statements that may be borrowed: short ones that do something. */
const BORROWED =
  /^(expression_statement|return_statement|if_statement|break_statement|continue_statement|throw_statement|raise_statement|assignment)$/;
const LONGEST_STATEMENT = 240;
const MOST_STATEMENTS = 40;
const LONGEST_EXPRESSION = 60;
const MOST_EXPRESSIONS = 60;

interface Donor {
  readonly node: SyntaxNode;
  readonly module: SourceModule;
  /** 0..1: nearer code lends more often. Most of what patches need stands in the same file (Martinez et al., 2014). */
  readonly near: number;
}

/** What may be borrowed: how it is told, and how much of it is kept. */
interface Kind {
  readonly fits: (node: SyntaxNode, file: SourceModule) => boolean;
  readonly most: number;
  readonly byRoot: WeakMap<SyntaxNode, ReadonlyMap<string, SyntaxNode>>;
  readonly byScope: WeakMap<SyntaxNode, readonly Donor[]>;
}

/** Pieces of the same function, then of the same file, then of other files; each text once. */
function donorsFor(scope: SyntaxNode, module: SourceModule, kind: Kind): readonly Donor[] {
  let donors = kind.byScope.get(scope);
  if (donors === undefined) {
    const found = new Map<string, Donor>();
    const take = (root: SyntaxNode, file: SourceModule, near: number): void => {
      for (const [text, node] of piecesBelow(root, file, kind)) {
        if (found.size >= kind.most) return;
        if (!found.has(text)) found.set(text, { node, module: file, near });
      }
    };
    take(scope, module, 1);
    take(module.root, module, 0.35);
    for (const file of module.neighbours) take(file.root, file, 0.12);
    donors = [...found.values()];
    kind.byScope.set(scope, donors);
  }
  return donors;
}

function piecesBelow(root: SyntaxNode, file: SourceModule, kind: Kind): ReadonlyMap<string, SyntaxNode> {
  let found = kind.byRoot.get(root);
  if (found === undefined) {
    const all = new Map<string, SyntaxNode>();
    for (const node of descend(root)) {
      if (all.size >= kind.most) break;
      if (node === root || !kind.fits(node, file)) continue;
      const text = textOf(file, node).replace(/\s+/g, ' ');
      if (!all.has(text)) all.set(text, node);
    }
    found = all;
    kind.byRoot.set(root, found);
  }
  return found;
}

const STATEMENTS: Kind = {
  fits: (node, file) =>
    BORROWED.test(node.type) &&
    node.end - node.start <= LONGEST_STATEMENT &&
    isStatement(node, file) &&
    namedChildren(node)[0]?.type !== 'string' &&
    linesOf(node, file) !== undefined,
  most: MOST_STATEMENTS,
  byRoot: new WeakMap(),
  byScope: new WeakMap(),
};

/** A statement of the project stands here too, with its names made to fit. */
export const donorStatement: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module)) return;
  const indent = indentOf(module, node);
  if (indent === undefined) return;
  const siblings = namedChildren(node.parent ?? node);
  const isLast = siblings.at(-1) === node;
  const ends = isExit(node);
  const after = siblings[siblings.indexOf(node) + 1];
  for (const donor of donorsFor(scope, module, STATEMENTS)) {
    const leaves = isExit(donor.node);
    if (!mayJump(donor.node, node, module, donor.module)) continue;
    for (const [index, renaming] of renamingsFor(donor.node, donor.module, node, module).entries()) {
      const own = donor.module === module && donor.node.start >= scope.start && donor.node.end <= scope.end;
      // The same statement twice in one place does nothing new; under other names it is what was forgotten.
      const again = own && renaming.size === 0 ? 0.5 : 1;
      const apart = !own && isConstructor(donor.node, donor.module) && !isConstructor(node, module);
      const natural = (donor.near * again * (apart ? SETS_UP : 1)) / (1 + 0.15 * index);
      const raw = renamed(donor.node, renaming, donor.module);
      const text = reindent(raw, indentOf(donor.module, donor.node) ?? '', indent);
      const full =
        /[;}]$/.test(text) || module.language.indented ? text : `${text}${module.language.terminator}`;
      const same = (other: SyntaxNode | undefined): boolean =>
        other !== undefined && textOf(module, other).trim() === full.trim();
      if (same(node) || same(after)) continue;
      // What leaves the block can only be its last statement.
      if (!leaves && !same(siblings[siblings.indexOf(node) - 1])) yield before(node, full, module, natural);
      if (isLast && !ends) yield behind(node, full, module, natural);
    }
  }
};

const MOST_COUNTERPARTS = 4;
const COUNTERPARTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\+=/, '-='],
  [/-=/, '+='],
  [/\+\+/, '--'],
  [/--/, '++'],
  [/\.push\(/, '.unshift('],
  [/\.add\((?=[^,]*\))/, '.delete('],
  [/\.append\(.*\)/, '.pop()'],
  [/\.push\(.*\)/, '.pop()'],
  [/\.add\(/, '.discard('],
  [/\b[tT]rue\b/, ''],
  [/\b[fF]alse\b/, ''],
];

/**
 * The counterpart of a statement of the same function is missing: what was opened is not closed, what was counted up
 * not counted down, a state that others ask for not set.
 */
export const counterpart: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  const siblings = namedChildren(node.parent ?? node);
  const isLast = siblings.at(-1) === node;
  const ends = isExit(node);
  for (const donor of donorsFor(scope, module, STATEMENTS)) {
    if (donor.near < 1 || donor.node.type !== 'expression_statement') continue;
    const [renaming] = renamingsFor(donor.node, donor.module, node, module);
    const own = textOf(module, donor.node);
    if (renaming === undefined || renaming.size > 0 || own.includes('\n')) continue;
    for (const [rank, text] of counterpartsOf(donor.node, own, scope, module).entries()) {
      const full =
        /[;}]$/.test(text) || module.language.indented ? text : `${text}${module.language.terminator}`;
      const natural = 1 / (1 + 0.3 * rank);
      yield before(node, full, module, (ends || siblings.length === 1 ? 1 : 0.5) * natural);
      if (isLast && !ends) yield behind(node, full, module, natural);
    }
  }
};

/** What undoes a statement, or does the same with another text that the function knows. */
function counterpartsOf(
  donor: SyntaxNode,
  own: string,
  scope: SyntaxNode,
  module: SourceModule,
): readonly string[] {
  const { trueWord, falseWord, indented } = module.language;
  const found: string[] = [];
  for (const [pattern, text] of COUNTERPARTS) {
    if (!pattern.test(own) || (indented && /\+\+|--|unshift|delete/.test(text))) continue;
    const other = text === '' ? (/[tT]rue/.test(pattern.source) ? falseWord : trueWord) : text;
    found.push(own.replace(pattern, other));
  }
  const literal = [...descend(donor)].filter(({ type }) => type === 'string').at(-1);
  if (literal !== undefined) {
    const texts = [...descend(scope)]
      .filter(({ type }) => type === 'string')
      .map((each) => textOf(module, each));
    for (const text of new Set(texts)) {
      if (text === textOf(module, literal)) continue;
      const [head, tail] = [literal.start - donor.start, literal.end - donor.start];
      found.push(own.slice(0, head) + text + own.slice(tail));
    }
  }
  return [...new Set(found)].slice(0, MOST_COUNTERPARTS);
}

/** What a constructor does is done once: anywhere else it throws away what there is. */
const SETS_UP = 0.1;

function isConstructor(node: SyntaxNode, module: SourceModule): boolean {
  const scope = functionOf(node, module);
  const name = scope === undefined ? undefined : part(scope, 'name');
  return name !== undefined && /^(?:constructor|__init__)$/.test(textOf(module, name));
}

/** Whether what a piece leaves is there: a loop for `break` and `continue`, a result of the declared type. */
function mayJump(piece: SyntaxNode, place: SyntaxNode, module: SourceModule, from: SourceModule): boolean {
  const { loops, functions } = module.language;
  const inLoop = loops.has(above(place, new Set([...loops, ...functions]))?.type ?? '');
  const scope = functionOf(place, module);
  const written = scope === undefined ? undefined : part(scope, 'return_type');
  const result = written === undefined ? '' : textOf(module, written).replace(/^(:|->)\s*/, '');
  for (const node of descend(piece)) {
    if (/^(break|continue)_statement$/.test(node.type) && !inLoop) return false;
    if (node.type !== 'return_statement') continue;
    const value = namedChildren(node)[0];
    if (/^void\b/.test(result) && value !== undefined) return false;
    if (
      value === undefined
        ? !/^(|void|None)$/.test(result)
        : !compatible(typeOfText(result, module), typeOf(value, from))
    )
      return false;
  }
  return true;
}

const LENT =
  /^(binary_\w+|comparison_operator|boolean_operator|member_expression|attribute|subscript\w*|call\w*|number|integer|float|string|unary_\w+|not_operator|true|false|null|none|undefined|template_string)$/;

const EXPRESSIONS: Kind = {
  fits: (node, file) =>
    node.end - node.start <= LONGEST_EXPRESSION &&
    LENT.test(node.type) &&
    node.field !== 'function' &&
    isRead(node) &&
    !textOf(file, node).includes('\n'),
  most: MOST_EXPRESSIONS,
  byRoot: new WeakMap(),
  byScope: new WeakMap(),
};

const REPLACED =
  /^(identifier|binary_expression|binary_operator|boolean_operator|comparison_operator|member_expression|attribute|subscript|subscript_expression|call|call_expression|number|integer|float|string|true|false|null|none|undefined)$/;

/** An expression of the project stands here instead, with its names made to fit; never one of another known type. */
export const donorExpression: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !REPLACED.test(node.type) || !isRead(node) || node.field === 'function') return;
  if (/^(object|constructor)$/.test(node.field) || node.parent?.type === 'import_statement') return;
  const own = textOf(module, node);
  const type = typeOf(node, module);
  const loose = /^(binary|boolean|comparison|not_operator|unary|await)/.test(node.parent?.type ?? '');
  for (const donor of donorsFor(scope, module, EXPRESSIONS)) {
    const given = typeOf(donor.node, donor.module);
    if (!compatible(type, given) || !fitsPlace(given, node, module)) continue;
    // A literal that stands for another is what the templates of numbers and texts are for.
    const kind = donor.node.type === node.type ? 1 : type !== '' && type === given ? 0.8 : 0.4;
    for (const [index, renaming] of renamingsFor(donor.node, donor.module, node, module).entries()) {
      if (index > 12) break;
      const raw = renamed(donor.node, renaming, donor.module);
      const text =
        loose && tight(donor.node, donor.module) !== textOf(donor.module, donor.node) ? `(${raw})` : raw;
      if (text === own || text === `(${own})`) continue;
      yield swap(module, node, text, (donor.near * kind * 0.6) / (1 + 0.3 * index));
    }
  }
};
