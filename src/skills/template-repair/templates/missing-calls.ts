import { before, behind } from '../lines.ts';
import { namesAt, readableAt } from '../scope.ts';
import { callOf, functionOf, isExit, isStatement, memberOf } from '../shapes.ts';
import { indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, type SyntaxNode } from '../tree.ts';
import { signatureFor } from '../types.ts';

const LONGEST = 60;
const MOST_CALLS = 10;

/** A call whose value is used elsewhere, or that other functions make, is missing as a statement: `take();`, `this.notify();`. */
export const missingCall: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  const siblings = namedChildren(node.parent ?? node);
  const ends = isExit(node);
  const isLast = siblings.at(-1) === node;
  const names = new Set(readableAt(node.start, namesAt(node, module)).map(({ text }) => text));
  let rank = 0;
  for (const { text, root } of callsOf(module)) {
    if (rank >= MOST_CALLS) return;
    if (!(/^(this|self)$/.test(root) || names.has(root)) || textOf(module, node).includes(text)) continue;
    const natural = 1 / (1 + 0.3 * rank);
    rank += 1;
    const full = `${text}${module.language.terminator}`;
    yield before(node, full, module, (ends ? 1 : 0.7) * natural);
    if (isLast && !ends) yield behind(node, full, module, natural);
  }
};

interface Made {
  readonly text: string;
  /** The first name of what is called. */
  readonly root: string;
}

const known = new WeakMap<SourceModule, readonly Made[]>();

/** Calls without arguments, as they stand in the file, of what it declares. */
function callsOf(module: SourceModule): readonly Made[] {
  let found = known.get(module);
  if (found === undefined) {
    const all = new Map<string, Made>();
    for (const node of descend(module.root)) {
      const call = callOf(node, module);
      if (call === undefined || call.args.length > 0 || node.type === 'new_expression') continue;
      if (node.end - node.start > LONGEST) continue;
      const member = memberOf(call.callee, module);
      const isKnown = signatureFor(call.callee, module) !== undefined || isMade(call.callee, module);
      const root = textOf(module, member?.object ?? call.callee);
      const text = textOf(module, node);
      if (isKnown && /^[\w$]+$/.test(root) && !text.includes('\n')) all.set(text, { text, root });
    }
    found = [...all.values()];
    known.set(module, found);
  }
  return found;
}

/** Whether a function of the file's own, as a variable, is called. */
function isMade(callee: SyntaxNode, module: SourceModule): boolean {
  const own = textOf(module, callee);
  return namesAt(callee, module).some(({ text, kind }) => text === own && kind === 'function');
}
