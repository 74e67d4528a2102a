import { escaped } from '../../../syntax/escaped.ts';
import { before, behind } from '../lines.ts';
import { functionOf, isExit, isStatement } from '../shapes.ts';
import { indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, descend, part, type SyntaxNode } from '../tree.ts';

/** What a member is empty with. */
const EMPTY =
  /^(?:\[\s*\]|\{\s*\}|set\(\)|dict\(\)|list\(\)|deque\(\)|None|null|undefined|new (?:Map|Set)(?:<[^\n]*>)?\(\))$/;
const CONSTRUCTOR = /^(?:constructor|__init__|__post_init__)$/;
const PUTS =
  'append|appendleft|extend|insert|push|unshift|splice|add|set|update|setdefault|pop|popleft|popitem|shift|remove|discard|delete|clear|sort|reverse';

interface Method {
  readonly node: SyntaxNode;
  readonly isConstructor: boolean;
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

interface Members {
  readonly methods: readonly Method[];
  /** By name, what each starts empty with. */
  readonly empty: ReadonlyMap<string, string>;
}

const known = new WeakMap<SyntaxNode, Members>();

/**
 * A method changes a member of its object, and leaves as it was another one that the object keeps in step with it: what is
 * remembered of a sum, what was undone and may be done again. It starts empty anew.
 */
export const stale: Template = function* (node, module) {
  const owner = above(node, module.language.classes);
  const scope = functionOf(node, module);
  if (owner === undefined || scope === undefined || !isStatement(node, module)) return;
  if (indentOf(module, node) === undefined) return;
  const { methods, empty } = membersOf(owner, module);
  const own = methods.find((method) => method.node === scope);
  if (own === undefined || own.isConstructor) return;
  const changed = writtenIn(textOf(module, node), module);
  if (changed.size === 0) return;
  for (const [name, value] of empty) {
    if (own.reads.has(name)) continue;
    const related = methods.some(
      (other) =>
        !other.isConstructor && other.writes.has(name) && [...changed].some((each) => other.reads.has(each)),
    );
    if (!related) continue;
    for (const [rank, statement] of emptied(name, value, owner, module).entries()) {
      yield before(node, statement, module, 0.8 / (1 + rank));
      if (!isExit(node)) yield behind(node, statement, module, 1 / (1 + rank));
    }
  }
};

/** Ways to make a member empty, as its class does elsewhere first. */
function emptied(name: string, value: string, owner: SyntaxNode, module: SourceModule): readonly string[] {
  const { indented, self, terminator } = module.language;
  const full = `${self}${name}`;
  const text = textOf(module, owner);
  const isFixed = new RegExp(`\\breadonly\\s+${escaped(name)}\\b`).test(text);
  const assigned = `${full} = ${value.replace(/<[^\n]*>/, '')}${terminator}`;
  const isNothing = /^(?:None|null|undefined)$/.test(value);
  const isArray = !indented && value.startsWith('[');
  if (isNothing || (!indented && value.startsWith('{'))) return isFixed ? [] : [assigned];
  const cleared = isArray ? `${full}.length = 0${terminator}` : `${full}.clear()${terminator}`;
  if (isFixed) return [cleared];
  return text.includes(cleared) || !isArray ? [cleared, assigned] : [assigned];
}

function membersOf(owner: SyntaxNode, module: SourceModule): Members {
  const found = known.get(owner);
  if (found !== undefined) return found;
  const methods: Method[] = [];
  const empty = new Map<string, string>();
  for (const node of descend(owner)) {
    if (/field_definition$/.test(node.type)) {
      const [name, value] = [part(node, 'name') ?? part(node, 'property'), part(node, 'value')];
      if (name !== undefined && value !== undefined && EMPTY.test(textOf(module, value)))
        empty.set(textOf(module, name), textOf(module, value));
    }
    if (!module.language.functions.has(node.type) || above(node, module.language.classes) !== owner) continue;
    const name = part(node, 'name');
    if (name === undefined || functionOf(node, module) !== undefined) continue;
    const text = textOf(module, node);
    const isConstructor = CONSTRUCTOR.test(textOf(module, name));
    methods.push({ node, isConstructor, reads: mentionedIn(text, module), writes: writtenIn(text, module) });
    if (!isConstructor) continue;
    const first = new RegExp(`${escaped(module.language.self)}(#?\\w+)(?:: [^=\\n]+)? = ([^\\n;]+)`, 'g');
    for (const [, member = '', value = ''] of text.matchAll(first))
      if (EMPTY.test(value)) empty.set(member, value);
  }
  const members = { methods, empty };
  known.set(owner, members);
  return members;
}

function mentionedIn(text: string, { language }: SourceModule): ReadonlySet<string> {
  const pattern = new RegExp(`(?<![\\w$.])${escaped(language.self)}(#?\\w+)`, 'g');
  return new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
}

/** Members that a text gives another value, or puts something into or takes something out of. */
function writtenIn(text: string, { language }: SourceModule): ReadonlySet<string> {
  const pattern = new RegExp(
    `(?<![\\w$.])${escaped(language.self)}(#?\\w+)(?:\\[[^\\]\\n]*\\])?(?: ?(?:[-+*/|&]|\\*\\*|\\/\\/|\\?\\?|\\|\\||&&)?=(?![=>])|\\+\\+|--|\\.(?:${PUTS})\\()`,
    'g',
  );
  return new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
}
