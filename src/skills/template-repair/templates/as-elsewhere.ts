import { callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, part, type SyntaxNode } from '../tree.ts';

const LONGEST = 50;
const MOST_WAYS = 4;
/** What is done in another class, or outside of all, says less. */
const ELSEWHERE = 0.4;

/** A way that asks something of a value stands for no other. */
const ASKS = /^(?:[\w.$]*\.)?(?:is|has)[A-Z_]\w*\(|^(?:bool|Boolean|len|callable)\(|\.(?:is|has)\w*\(/;
/** What is done in another file says less still. */
const IN_ANOTHER_FILE = 0.25;

/**
 * What other functions put a value of this name through, it goes through here too: `name.lower()` for `name`, where the methods
 * beside it all compare names in lower case, and `normalise(name)` for `name.lower()`, where they all do that.
 */
export const asElsewhere: Template = function* (node, module) {
  if (node.type !== 'identifier' || !isRead(node) || /^(?:function|constructor)$/.test(node.field)) return;
  const scope = functionOf(node, module);
  if (scope === undefined || node.parent?.type === 'expression_statement') return;
  const own = textOf(module, node);
  const here = wayAround(node, module);
  const place = here === undefined ? node : node.parent?.parent;
  const uses = usesOf(module).get(own) ?? [];
  if (uses.length === 0 || place === undefined || (here !== undefined && ASKS.test(here))) return;
  const home = above(node, module.language.classes);
  const name = part(scope, 'name');
  const itself = name === undefined ? undefined : `${textOf(module, name)}($)`;
  const sums = new Map<string, number>();
  let all = 0;
  const count = (way: string | undefined, near: number): void => {
    all += near;
    const fits = here === undefined || (way !== here && !ASKS.test(way ?? ''));
    if (way !== undefined && way !== itself && fits) sums.set(way, (sums.get(way) ?? 0) + near);
  };
  for (const { at, way } of uses) {
    if (functionOf(at, module) === scope && way === undefined) continue;
    count(way, above(at, module.language.classes) === home ? 1 : ELSEWHERE);
  }
  // What is not known here cannot be called.
  for (const file of module.neighbours)
    for (const { way } of usesOf(file).get(own) ?? [])
      if (way !== undefined && (/^\$\./.test(way) || module.words.has(/^[\w$]*\w/.exec(way)?.[0] ?? '')))
        count(way, IN_ANOTHER_FILE);
  const ways = [...sums].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_WAYS);
  for (const [way, sum] of ways)
    yield swap(
      module,
      place,
      way.replace('$', () => own),
      sum / (1 + all),
    );
};

interface Use {
  readonly at: SyntaxNode;
  /** What the value goes through there, with `$` for it. */
  readonly way: string | undefined;
}

const known = new WeakMap<SourceModule, ReadonlyMap<string, readonly Use[]>>();

/** By name: where it is read. */
function usesOf(module: SourceModule): ReadonlyMap<string, readonly Use[]> {
  let found = known.get(module);
  if (found === undefined) {
    const all = new Map<string, Use[]>();
    for (const at of descend(module.root)) {
      if (at.type !== 'identifier' || !isRead(at) || functionOf(at, module) === undefined) continue;
      const name = textOf(module, at);
      const list = all.get(name) ?? [];
      list.push({ at, way: wayAround(at, module) });
      all.set(name, list);
    }
    found = all;
    known.set(module, found);
  }
  return found;
}

/** A call of a method of it without arguments, or of a function with it alone, whose value is used. */
function wayAround(node: SyntaxNode, module: SourceModule): string | undefined {
  const { parent } = node;
  const outer = parent?.parent;
  if (parent === undefined || outer === undefined || outer.end - outer.start > LONGEST) return undefined;
  const call = callOf(outer, module);
  if (call === undefined || !isRead(outer) || outer.parent?.type === 'expression_statement') return undefined;
  const isReceiver = memberOf(parent, module)?.object === node && call.callee === parent;
  if (isReceiver ? call.args.length > 0 : !(call.list === parent && call.args.length === 1)) return undefined;
  const [from, to] = [node.start - outer.start, node.end - outer.start];
  const text = textOf(module, outer);
  return text.includes('$') ? undefined : `${text.slice(0, from)}$${text.slice(to)}`;
}
