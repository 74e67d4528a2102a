import { linesOf, reindent } from '../lines.ts';
import { endsTyped } from '../place.ts';
import { declaredIn, usesIn } from '../scope.ts';
import { functionOf, isExit, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  newline,
  type SourceModule,
  short,
  type Template,
  textOf,
} from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';

const DECLARES = /^(import|export|function|class)/;

/** Whether a statement declares what another reads, so that it must stand before it. */
function feeds(first: SyntaxNode, then: SyntaxNode, module: SourceModule): boolean {
  const scope = functionOf(first, module) ?? module.root;
  const uses = usesIn(then, module);
  return declaredIn(scope, module).some(
    ({ text, at, parameter }) => !parameter && at >= first.start && at < first.end && uses.has(text),
  );
}

/** A statement changes places with one of the next. */
export const statementOrder: Template = function* (node, module) {
  if (!isStatement(node, module) || node.parent === undefined || DECLARES.test(node.type)) return;
  const siblings = namedChildren(node.parent);
  const at = siblings.indexOf(node);
  for (const [distance, other] of siblings.slice(at + 1, at + 4).entries()) {
    if (DECLARES.test(other.type) || textOf(module, other) === textOf(module, node)) break;
    const between = siblings.slice(at + 1, at + 1 + distance);
    if ([node, ...between].some((earlier) => feeds(earlier, other, module))) continue;
    if ([...between, other].some((later) => feeds(node, later, module))) continue;
    const likely = node.type === 'expression_statement' || other.type === 'expression_statement' ? 0.8 : 0.3;
    yield {
      replacements: [
        { start: node.start, end: node.end, text: textOf(module, other) },
        { start: other.start, end: other.end, text: textOf(module, node) },
      ],
      label: `\`${short(textOf(module, other))}\` before \`${short(textOf(module, node))}\``,
      natural: likely / (1 + distance),
    };
  }
};

/** A statement moves to another place of its block, or out of the loop or branch that it stands in, or into it. */
export const statementMoved: Template = function* (node, module) {
  if (!isStatement(node, module) || DECLARES.test(node.type)) return;
  const block = node.parent;
  const lines = linesOf(node, module);
  if (block === undefined || lines === undefined) return;
  const siblings = namedChildren(block);
  const at = siblings.indexOf(node);
  const own = indentOf(module, node) ?? '';
  for (const [index, target] of siblings.entries()) {
    if (Math.abs(index - at) < 2 || DECLARES.test(target.type)) continue;
    const place = linesOf(target, module);
    const passed = index < at ? siblings.slice(index, at) : siblings.slice(at + 1, index + 1);
    const needed = passed.some((other) =>
      index < at ? feeds(other, node, module) : feeds(node, other, module),
    );
    if (place === undefined || needed || (index > at && isExit(target))) continue;
    const offset = index < at ? place.start : place.end;
    const where = `\`${short(textOf(module, target))}\``;
    // What does something is misplaced more often than what decides or declares, and mostly by little.
    const natural = (node.type === 'expression_statement' ? 1.2 : 0.5) / (1 + Math.abs(index - at));
    yield* moved(lines, offset, own, own, module, `${index < at ? 'before' : 'behind'} ${where}`, natural);
  }
  yield* outwards(node, lines, own, module);
  yield* outOf(node, module);
  for (const [step, neighbour] of [siblings[at - 1], siblings[at + 1]].entries()) {
    if (neighbour !== undefined) yield* inwards(node, neighbour, step === 0, lines, own, module);
  }
};

type Lines = { readonly start: number; readonly end: number };

function* moved(
  lines: Lines,
  offset: number,
  from: string,
  to: string,
  module: SourceModule,
  where: string,
  natural: number,
): Generator<Change> {
  const raw = module.text.slice(lines.start, lines.end);
  const text = reindent(raw, from, to);
  const full = text.endsWith('\n') ? text : `${text}${newline(module)}`;
  // At the very end of a file without a last line break, one is needed before.
  const open = offset === module.text.length && !module.text.endsWith('\n');
  yield {
    replacements: [
      { ...lines, text: '' },
      { start: offset, end: offset, text: open ? `${newline(module)}${full}` : full },
    ],
    label: `\`${short(raw)}\` ${where}`,
    natural,
  };
}

/**
 * What the one branch does alone is done behind the branches, or before them: the failing tests may go the other way, so that they
 * never come by what is to be moved.
 */
function* outOf(holder: SyntaxNode, module: SourceModule): Generator<Change> {
  if (holder.type !== 'if_statement') return;
  const branches = [part(holder, 'consequence'), part(holder, 'alternative')];
  for (const branch of branches) {
    const block = /^else_clause$/.test(branch?.type ?? '') ? namedChildren(branch ?? holder).at(-1) : branch;
    const statements =
      block === undefined || !module.language.blocks.has(block.type) ? [] : namedChildren(block);
    for (const node of new Set([statements[0], statements.at(-1)])) {
      if (node?.type !== 'expression_statement') continue;
      const lines = linesOf(node, module);
      if (lines !== undefined) yield* outwards(node, lines, indentOf(module, node) ?? '', module);
    }
  }
}

/** Before or behind the loop or branch around; only what leaves it something to do. */
function* outwards(node: SyntaxNode, lines: Lines, own: string, module: SourceModule): Generator<Change> {
  const block = node.parent;
  const owner = block?.parent;
  if (block === undefined || owner === undefined) return;
  const holder = /^(else|elif)_clause$/.test(owner.type) ? owner.parent : owner;
  const loop = module.language.loops.has(owner.type);
  if (holder === undefined || !(loop || /^(if_statement|else_clause)$/.test(owner.type))) return;
  const siblings = namedChildren(block);
  const outer = linesOf(holder, module);
  const indent = indentOf(module, holder);
  if (siblings.length < 2 || outer === undefined || indent === undefined) return;
  const around = loop ? 'the loop' : 'the branch';
  // What stands inside may need what the head and the other statements inside declare.
  const inside = declaredIn(functionOf(node, module) ?? module.root, module).filter(
    ({ at, parameter }) =>
      !parameter && at >= holder.start && at < holder.end && !(at >= node.start && at < node.end),
  );
  const needs = inside.some(({ text }) => usesIn(node, module).has(text));
  if (needs && !module.language.indented) return;
  const first = siblings[0] === node;
  const last = siblings.at(-1) === node;
  yield* moved(lines, outer.end, own, indent, module, `behind ${around}`, last ? 0.7 : 0.3);
  if (!needs) yield* moved(lines, outer.start, own, indent, module, `before ${around}`, first ? 0.7 : 0.2);
}

/** To the start or end of the loop or branch beside it. */
function* inwards(
  moving: SyntaxNode,
  neighbour: SyntaxNode,
  isBefore: boolean,
  lines: Lines,
  own: string,
  module: SourceModule,
): Generator<Change> {
  const loop = module.language.loops.has(neighbour.type);
  if (!loop && neighbour.type !== 'if_statement') return;
  const body = part(neighbour, 'body') ?? part(neighbour, 'consequence');
  const inside = body === undefined ? [] : namedChildren(body);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || body === undefined) return;
  if (!module.language.blocks.has(body.type)) return;
  const indent = indentOf(module, first);
  const [top, bottom] = [linesOf(first, module), linesOf(last, module)];
  if (indent === undefined || top === undefined || bottom === undefined) return;
  const around = loop ? 'the loop' : 'the branch';
  const ends = isExit(last);
  if (endsTyped(moving, module)) return;
  if (!ends) yield* moved(lines, bottom.end, own, indent, module, `into ${around}`, isBefore ? 0.7 : 0.3);
  yield* moved(lines, top.start, own, indent, module, `to the start of ${around}`, isBefore ? 0.3 : 0.7);
}
