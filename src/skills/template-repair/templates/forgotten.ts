import { escaped } from '../../../syntax/escaped.ts';
import { before, behind } from '../lines.ts';
import { declaredIn, readableAt } from '../scope.ts';
import { conditionOf, functionOf, isExit, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  newline,
  type SourceModule,
  type Template,
  textOf,
} from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';

/** Values that a loop may move something on to. */
const MOST_VALUES = 6;
/** Where nothing says that a variable is to change, as `let` does. */
const UNSAID = 0.3;

/**
 * What a function prepares and never does: to fill the collection that it asks, to put back what it took out of a map, to
 * stop the clock that it starts anew, to give one side what it takes from the other, to move on what each round of a loop reads.
 */
export const forgotten: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  yield* filled(node, module);
  yield* putBack(node, scope, module);
  yield* putBehind(node, scope, module);
  yield* stopped(node, scope, module);
  yield* givenOver(node, scope, module);
  yield* movedOn(node, scope, module);
  yield* countedDown(node, module);
  yield* begunAnew(node, scope, module);
  yield* firstRound(node, module);
};

const ASKED_METHOD = /^\(?!?([\w.]+)\.(has|includes)\(([^()]+(?:\([^()]*\))?)\)\)?$/;
const ASKED_IN = /^(?:not )?([^\n]+?) (?:not )?in ([A-Za-z_][\w.]*)$/;

/** A collection that is asked for something, and that nothing is ever put into. */
function* filled(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const condition = node.type === 'if_statement' ? conditionOf(node, module) : undefined;
  if (condition === undefined) return;
  const text = textOf(module, condition);
  const [, owner, method, given] = ASKED_METHOD.exec(text) ?? [];
  const [, wanted, holder] = module.language.indented ? (ASKED_IN.exec(text) ?? []) : [];
  const [name, item] = [owner ?? holder, given ?? wanted];
  if (name === undefined || item === undefined) return;
  const own = name.replaceAll('.', '\\.');
  if (
    new RegExp(
      `(?<![\\w.])${own}(?:\\.(?:add|append|push|set|insert|unshift|update|extend)\\(|\\[[^\\]]*\\] ?=(?!=))`,
    ).test(module.text)
  )
    return;
  const isSet = new RegExp(`(?<![\\w.])${own}\\b[^=\\n]*= ?(?:set\\(|new Set)`).test(module.text);
  const isList = new RegExp(`(?<![\\w.])${own}\\b[^=\\n]*= ?\\[`).test(module.text);
  if (!isSet && !isList) return;
  const put = module.language.indented ? (isSet ? 'add' : 'append') : method === 'includes' ? 'push' : 'add';
  const statement = `${name}.${put}(${item})${module.language.terminator}`;
  yield behind(node, statement, module, 1);
  const body = part(node, 'consequence');
  const first = body === undefined ? undefined : namedChildren(body)[0];
  if (first !== undefined && indentOf(module, first) !== undefined) yield before(first, statement, module, 1);
}

/** What was taken out of a map, or made where it had none, and is not in the map when it is changed. */
function* putBack(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const text = textOf(module, node);
  const { indented, terminator } = module.language;
  const [, name, map, key] =
    (indented
      ? /^(\w+) = ([\w.]+)\.get\(([\w.]+), /.exec(text)
      : /^(?:const|let|var) (\w+)(?:: [^=]+)? = ([\w.]+)\.get\(([\w.]+)\) (?:\?\?|\|\|) /.exec(text)) ?? [];
  const last = namedChildren(node.parent ?? node).at(-1);
  if (name === undefined || map === undefined || key === undefined || last === undefined || last === node)
    return;
  const statement = indented ? `${map}[${key}] = ${name}` : `${map}.set(${key}, ${name})`;
  const known = indented ? `${map}[${key}] =` : `${map}.set(${key}`;
  if (textOf(module, scope).includes(known) || indentOf(module, last) === undefined) return;
  const put = /^(return|break|continue)_/.test(last.type) ? before : behind;
  yield put(last, `${statement}${terminator}`, module, 1);
}

/** What is taken out so that it stands last, and not put in again. */
function* putBehind(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const text = textOf(module, node);
  const around = textOf(module, scope);
  if (module.language.indented) {
    const [, name, map, key] = /^(\w+) = ([\w.]+)\.pop\(([\w.]+)\)$/.exec(text) ?? [];
    if (name !== undefined && !around.includes(`${map}[${key}] =`))
      yield behind(node, `${map}[${key}] = ${name}`, module, 0.6);
    return;
  }
  const [, map, key] = /^([\w.#]+)\.delete\(([\w.]+)\);?$/.exec(text) ?? [];
  if (map === undefined || key === undefined || around.includes(`${map}.set(${key}`)) return;
  const own = escaped(`${map}.get(${key})`);
  const [, name] = new RegExp(`(?:const|let|var) (\\w+)(?:: [^=]+)? = ${own}`).exec(around) ?? [];
  if (name !== undefined) yield behind(node, `${map}.set(${key}, ${name});`, module, 0.6);
}

/** A loop that goes on while something holds, and changes nothing of what that is about. */
function* countedDown(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const condition = node.type === 'while_statement' ? conditionOf(node, module) : undefined;
  const body = part(node, 'body');
  const last = body === undefined ? undefined : namedChildren(body).at(-1);
  if (condition === undefined || body === undefined || last === undefined) return;
  if (indentOf(module, last) === undefined || isExit(last)) return;
  const names = [...new Set(textOf(module, condition).match(/(?<![\w.$])[A-Za-z_$][\w$]*(?![\w$(.[])/g))];
  const round = textOf(module, body);
  const isMoved = (name: string): boolean =>
    new RegExp(
      `(?<![\\w.])${name.replaceAll('$', '\\$')}\\s*(?:,[^=\\n]*)?(?:[-+*/%|&]|//|>>)?=(?!=)|${name.replaceAll('$', '\\$')}(?:\\+\\+|--)|(?:\\+\\+|--)${name.replaceAll('$', '\\$')}`,
    ).test(round);
  if (names.some(isMoved)) return;
  const { terminator } = module.language;
  for (const name of names) {
    if (!isVariable(name, module)) continue;
    for (const amount of [...names.filter((other) => other !== name && isVariable(other, module)), '1'])
      for (const sign of ['-', '+']) yield behind(last, `${name} ${sign}= ${amount}${terminator}`, module, 1);
  }
}

/** What an inner loop adds up begins anew in each round of the outer one. */
function* begunAnew(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const { loops, terminator } = module.language;
  const body = loops.has(node.type) ? part(node, 'body') : undefined;
  const statements = body === undefined ? [] : namedChildren(body);
  const first = statements[0];
  if (body === undefined || first === undefined || indentOf(module, first) === undefined) return;
  const inner = statements
    .filter(({ type }) => loops.has(type))
    .map((loop) => textOf(module, loop))
    .join('\n');
  const added = new Set(
    [...inner.matchAll(/(?<![\w.])(\w+)(?: ?[-+*]=|\+\+|\.(?:push|append|add)\()/g)].map(
      ([, name = '']) => name,
    ),
  );
  const ahead = module.text.slice(scope.start, node.start);
  for (const name of added) {
    const start = new RegExp(`(?<![\\w.])${name}(?:: [^=\\n]+)? = ([^\\n;]{1,20});?\\n`).exec(ahead)?.[1];
    const isReset = new RegExp(`(?<![\\w.])${name} = `).test(textOf(module, body));
    if (start !== undefined && !isReset) yield before(first, `${name} = ${start}${terminator}`, module, 0.8);
  }
}

/** A loop that comes to its end in its first round, whatever it has found. */
function* firstRound(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const block = node.parent;
  const loop = block?.parent;
  if (node.type !== 'return_statement' || loop === undefined || !module.language.loops.has(loop.type)) return;
  const [, value] = /^return ([\w.]+);?$/.exec(textOf(module, node)) ?? [];
  if (value === undefined || namedChildren(block ?? node).at(-1) !== node) return;
  const { guard, indented } = module.language;
  const indent = indentOf(module, node) ?? '';
  const is = indented
    ? [value, `${value} is not None`]
    : [value, `${value} !== undefined`, `${value} !== null`];
  for (const condition of is) {
    const text = guard(condition, `return ${value}`, indent, newline(module));
    yield {
      replacements: [{ start: node.start, end: node.end, text }],
      label: `only if \`${condition}\``,
      natural: 1,
    };
  }
}

/** A clock that is started anew, while the one before may run still. */
function* stopped(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const [, timer, kind] = /^([\w.#]+) = set(Timeout|Interval)\(/.exec(textOf(module, node)) ?? [];
  if (timer === undefined || textOf(module, scope).includes(`clear${kind}(${timer})`)) return;
  yield before(node, `clear${kind}(${timer})${module.language.terminator}`, module, 1);
}

/** What is taken from one side and given to no other: `other.balance += amount`. */
function* givenOver(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const [, holder, property, sign, amount] =
    /^([\w.]+)\.(\w+) ([-+])= ([\w.]+);?$/.exec(textOf(module, node)) ?? [];
  if (holder === undefined || property === undefined) return;
  const other = sign === '-' ? '+' : '-';
  if (new RegExp(`\\.${property} \\${other}=`).test(textOf(module, scope))) return;
  for (const name of readableAt(node.start, declaredIn(scope, module))) {
    if (
      !name.parameter ||
      name.text === holder ||
      name.text === amount ||
      /^(self|this|cls)$/.test(name.text)
    )
      continue;
    if (!new RegExp(`(?<![\\w.])${name.text}\\.`).test(textOf(module, scope))) continue;
    yield behind(
      node,
      `${name.text}.${property} ${other}= ${amount}${module.language.terminator}`,
      module,
      0.7,
    );
  }
}

/** A variable that each round of a loop reads, and that none moves on. */
function* movedOn(node: SyntaxNode, scope: SyntaxNode, module: SourceModule): Generator<Change> {
  const { loops, indented, terminator } = module.language;
  const body = loops.has(node.type) ? part(node, 'body') : undefined;
  const last = body === undefined ? undefined : namedChildren(body).at(-1);
  if (body === undefined || last === undefined || indentOf(module, last) === undefined) return;
  if (isExit(last)) return;
  const around = textOf(module, scope);
  const round = textOf(module, body);
  const given = new Set<string>(module.text.slice(node.start, body.start).match(/[A-Za-z_$][\w$]*/g));
  for (const { text, constant, parameter, kind } of readableAt(node.start, declaredIn(scope, module))) {
    if (constant || parameter || kind !== 'value' || !/^\w+$/.test(text)) continue;
    if (!new RegExp(`(?<![\\w.])${text}\\b`).test(round)) continue;
    const writes =
      around.match(new RegExp(`(?<![\\w.])${text}(?:: [^=\\n]+)? ?(?:[-+*/%|&]?=(?![=>])|\\+\\+|--)`, 'g')) ??
      [];
    const isSaid = new RegExp(`\\blet ${text}\\b`).test(around);
    if (writes.length !== 1 || (!indented && !isSaid)) continue;
    const values = [...round.matchAll(/(?<![\w.])([A-Za-z_$][\w$]*)\.[A-Za-z_]\w*(?![\w(])/g)]
      .filter(([, holder = '']) => given.has(holder))
      .map(([value]) => value);
    const certain = isSaid ? 1 : UNSAID;
    for (const value of [...new Set([...values, ...given])].slice(0, MOST_VALUES))
      if (isVariable(value, module) && value !== text)
        yield behind(
          last,
          `${text} = ${value}${terminator}`,
          module,
          certain * (value.includes('.') ? 1 : 0.6),
        );
  }
}

/** Whether a word is no keyword and no type: it stands for a value somewhere. */
function isVariable(value: string, module: SourceModule): boolean {
  return (
    value.includes('.') ||
    (!/^(for|while|of|in|const|let|var|range|enumerate|await|async|zip|sorted|len)$/.test(value) &&
      module.words.has(value))
  );
}
