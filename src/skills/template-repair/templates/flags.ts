import { escaped } from '../../../syntax/escaped.ts';
import { before, behind } from '../lines.ts';
import { conditionOf, functionOf, isExit, isStatement } from '../shapes.ts';
import { type Change, indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

const ASKED = /^(!|not )?((?:this\.|self\.)?#?\w+)$/;
/** Letters by which what is done and what is so are told to be the same: `close` and `closed`, `start` and `started`. */
const STEM = 4;

/** A flag is asked for and never set: in the branch that is to run once, or where what it says is done. */
export const neverSet: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  yield* insideBranch(node, module);
  yield* whereDone(node, scope, module);
};

function* insideBranch(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const condition = node.type === 'if_statement' ? conditionOf(node, module) : undefined;
  const [, not, name] = condition === undefined ? [] : (ASKED.exec(textOf(module, condition)) ?? []);
  if (name === undefined) return;
  const value = opposite(name, module);
  const runsFirst = (not === undefined) === /^f/i.test(value ?? '');
  const body = part(node, 'consequence');
  const inside = body === undefined ? [] : namedChildren(body);
  const [first, last] = [inside[0], inside.at(-1)];
  if (value === undefined || !runsFirst || first === undefined || last === undefined) return;
  if (indentOf(module, first) === undefined) return;
  const text = `${name} = ${value}${module.language.terminator}`;
  yield before(first, text, module, 0.8);
  if (!isExit(last)) yield behind(last, text, module, 1);
}

/** `this.closed = true` in a method that is called `close`. */
function* whereDone(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const owner = above(node, module.language.classes);
  const name = part(scope, 'name');
  const body = part(scope, 'body');
  if (owner === undefined || name === undefined || node.parent !== body) return;
  const own = textOf(module, name)
    .replace(/^[_#]+/, '')
    .toLowerCase();
  for (const flag of flagsOf(owner, module)) {
    const stem = flag
      .replace(/^.*[.#_]|^(?:is|was|has)(?=[A-Z_])/g, '')
      .toLowerCase()
      .slice(0, STEM);
    const value = stem.length === STEM && own.startsWith(stem) ? opposite(flag, module) : undefined;
    if (value === undefined) continue;
    const text = `${flag} = ${value}${module.language.terminator}`;
    const isLast = namedChildren(node.parent ?? node).at(-1) === node;
    yield before(node, text, module, 0.8);
    if (isLast && !isExit(node)) yield behind(node, text, module, 1);
  }
}

const known = new WeakMap<SyntaxNode, readonly string[]>();

/** Members of an object that a condition is all about. */
function flagsOf(owner: SyntaxNode, module: SourceModule): readonly string[] {
  let flags = known.get(owner);
  if (flags === undefined) {
    const found = new Set<string>();
    for (const node of descend(owner)) {
      const condition = conditionOf(node, module);
      const [, , name] = condition === undefined ? [] : (ASKED.exec(textOf(module, condition)) ?? []);
      if (name?.startsWith(module.language.self) === true) found.add(name);
    }
    flags = [...found];
    known.set(owner, flags);
  }
  return flags;
}

/** The other truth value than that which a flag starts with; undefined where it is no flag, or is set somewhere. */
function opposite(name: string, module: SourceModule): string | undefined {
  const { self, indented } = module.language;
  const bare = name.startsWith(self) ? name.slice(self.length) : name;
  // A field is declared without its object.
  const holder = name === bare ? '(?<![\\w$.])' : `(?:(?<![\\w$.])${escaped(self)}|(?<![\\w$.]))`;
  const writes = new RegExp(`${holder}${escaped(bare)}(?:: [\\w |]+)? ?=(?![=>]) ?([^\\n;]*)`, 'g');
  const values = [...module.text.matchAll(writes)].map(([, value = '']) => value.trim());
  if (values.length !== 1) return undefined;
  if (/^[fF]alse$/.test(values[0] ?? '')) return indented ? 'True' : 'true';
  return /^[tT]rue$/.test(values[0] ?? '') ? (indented ? 'False' : 'false') : undefined;
}
