import { before, behind } from '../lines.ts';
import { declaredIn, readableAt } from '../scope.ts';
import { functionOf, isExit, isStatement } from '../shapes.ts';
import { indentOf, newline, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, namedChildren, type SyntaxNode } from '../tree.ts';

/** Variables that are tried for one place. */
const MOST_NAMES = 4;
const MOST_FIELDS = 5;

type Kind = 'set' | 'list' | 'map';

interface Collection {
  /** `this.used` */
  readonly name: string;
  readonly kind: Kind;
}

const known = new WeakMap<SyntaxNode, readonly Collection[]>();

/** A class reads a collection that begins empty and that nothing is ever put into: `this.used.add(item)`. */
export const neverFilled: Template = function* (node, module) {
  const scope = functionOf(node, module);
  const owner = above(node, module.language.classes);
  if (owner === undefined || scope === undefined || !isStatement(node, module)) return;
  if (indentOf(module, node) === undefined || namedChildren(node.parent ?? node).at(-1) !== node) return;
  const put = isExit(node) ? before : behind;
  for (const collection of emptyIn(owner, module))
    for (const statement of fillings(collection, node, scope, module))
      yield put(node, `${statement}${module.language.terminator}`, module, 1);
};

/** What puts something that is at hand into a collection. */
function* fillings(
  { name, kind }: Collection,
  node: SyntaxNode,
  scope: SyntaxNode,
  module: SourceModule,
): Generator<string> {
  const { indented } = module.language;
  const names = readableAt(node.start, declaredIn(scope, module))
    .filter((each) => each.kind === 'value' && !/^(self|cls|this)$/.test(each.text))
    .map(({ text }) => text)
    .slice(0, MOST_NAMES);
  if (kind !== 'map') {
    const method = kind === 'set' ? 'add' : indented ? 'append' : 'push';
    for (const text of names) yield `${name}.${method}(${text})`;
    return;
  }
  const fields = new Set(textOf(module, scope).match(/(?<=\.)[A-Za-z_]\w*(?![\w(])/g));
  // An index by tag is filled by what is called a tag.
  const called = /(?:by_?|per_?)(\w+?)s?$/i.exec(name)?.[1]?.toLowerCase();
  for (const field of [...new Set([...(called === undefined ? [] : [called]), ...fields])].slice(
    0,
    MOST_FIELDS,
  )) {
    for (const text of names) {
      if (`${name}.`.includes(`.${field}.`)) continue;
      const key = `${text}.${field}`;
      yield indented ? `${name}[${key}] = ${text}` : `${name}.set(${key}, ${text})`;
    }
  }
  for (const key of names)
    for (const text of names)
      if (key !== text) yield indented ? `${name}[${key}] = ${text}` : `${name}.set(${key}, ${text})`;
}

/** The collections of a class that begin empty, that it reads, and that nothing is put into. */
function emptyIn(owner: SyntaxNode, module: SourceModule): readonly Collection[] {
  let found = known.get(owner);
  if (found === undefined) {
    const text = textOf(module, owner);
    const all = [...text.matchAll(EMPTY)].map(([, field = '', value = '']): Collection => {
      const isWhole = field.startsWith('self.') || field.startsWith('this.');
      const kind = /set/i.test(value) ? 'set' : /map|\{|dict/i.test(value) ? 'map' : 'list';
      return { name: isWhole ? field : `${module.language.self}${field}`, kind };
    });
    found = all.filter(({ name }) => {
      const own = `(?<![\\w.])${name.replaceAll('.', '\\.').replaceAll('$', '\\$')}(?!\\w)`;
      const reads = text.match(new RegExp(`${own}(?! ?(?:: [^=\\n]+)?=(?!=))`, 'g')) ?? [];
      const isFilled = new RegExp(
        `${own}(?:\\.(?:add|set|push|append|appendleft|unshift|insert|extend|update|setdefault|splice|concat)\\(|\\[[^\\]]*\\](?:\\.\\w+\\(| ?[-+]?=(?!=))| [-+|]?=(?!=)(?! ?(?:\\[\\]|\\{\\}|set\\(\\)|dict\\(\\)|deque\\(\\)|new (?:Set|Map)\\b|${own}))| \\+=)`,
      ).test(module.text);
      return reads.length > 0 && !isFilled;
    });
    known.set(owner, found);
  }
  return found;
}

/** A field that begins as an empty collection, in a class body or by assignment to the receiver. */
const EMPTY =
  /(?<![\w.])((?:self\.|this\.)?#?\w+)(?:: [^=\n]+)? = (\[\]|\{\}|set\(\)|dict\(\)|deque\(\)|new (?:Set|Map)(?:<[^\n]*>)?\(\))/g;

const LIMIT = /^(?:max\w*|limit|size|capacity|\w+_(?:limit|size|max))$|(?:Limit|Size|Max|Capacity)$/;

/** A class is given a limit that it never looks at: what is the oldest is to go when there is more than that. */
export const neverBounded: Template = function* (node, module) {
  const owner = above(node, module.language.classes);
  const { indented, self } = module.language;
  const indent = indentOf(module, node);
  if (owner === undefined || indent === undefined || !isStatement(node, module)) return;
  const [, list, method] =
    new RegExp(`^(${self.replace('.', '\\.')}#?\\w+)\\.(append|push)\\(`).exec(textOf(module, node)) ?? [];
  const [, map] =
    (indented ? /^(self\.\w+)\[[^\]]+\] = / : /^(this\.#?\w+)\.set\(/).exec(textOf(module, node)) ?? [];
  const held = list ?? map;
  if (held === undefined) return;
  const text = textOf(module, owner);
  const limits = new Set(
    [
      ...text.matchAll(
        /(?:\bself\.|\bthis\.|private readonly |private |readonly )(#?\w+)(?=: number| = \w+;?$| = \w+;?\n)/gm,
      ),
    ].map(([, name = '']) => name),
  );
  for (const limit of limits) {
    const reads = text.match(new RegExp(`(?:self|this)\\.${limit}(?!\\w)(?! ?=(?!=))`, 'g')) ?? [];
    if (!LIMIT.test(limit) || reads.length > 0) continue;
    const size = indented ? `len(${held})` : list === undefined ? `${held}.size` : `${held}.length`;
    const gone =
      list === undefined
        ? indented
          ? `${held}.pop(next(iter(${held})))`
          : `${held}.delete(${held}.keys().next().value${/\.[cm]?jsx?$/.test(module.path) ? '' : '!'})`
        : indented
          ? `${held}.pop(0)`
          : `${held}.shift()`;
    const guard = module.language.guard(`${size} > ${self}${limit}`, gone, indent, newline(module));
    yield behind(node, guard, module, method === undefined ? 0.7 : 1);
  }
};
