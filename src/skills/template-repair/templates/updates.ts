import { before, behind } from '../lines.ts';
import { declaredIn, type Name, namesAt, readableAt } from '../scope.ts';
import { functionOf, isExit, isStatement, isWritten, memberOf } from '../shapes.ts';
import { indentOf, type SourceModule, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, sameElements, typeOfText } from '../types.ts';

const MOST_UPDATES = 30;

/** A variable that a loop or branch forgets to bring up to date: a counter, what came before, or what comes next. */
export const missingUpdate: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || indentOf(module, node) === undefined) return;
  const siblings = namedChildren(node.parent ?? node);
  const ends = isExit(node);
  const isLast = siblings.at(-1) === node;
  const inLoop = above(node, module.language.loops) !== undefined ? 1 : 0.4;
  for (const [text, natural, accident] of updatesAt(node, scope, module)) {
    const odds = accident === 1 ? {} : { accident };
    if (isLast && !ends) yield { ...behind(node, text, module, natural * inLoop), ...odds };
    yield { ...before(node, text, module, natural * inLoop * (isLast ? 0.5 : 0.7)), ...odds };
  }
};

/**
 * How much more often than an ordinary edit one passes by accident that sets a member back to what it starts from: where
 * a test has come so far once, that is as good as counting it down. Judged to be as often as a borrowed statement.
 */
const SET_BACK = 3;

/** Statements that bring something up to date at a place, the likeliest first. */
export function updatesAt(
  node: SyntaxNode,
  scope: SyntaxNode,
  module: SourceModule,
): ReadonlyArray<readonly [text: string, natural: number, accident: number]> {
  const { terminator, self } = module.language;
  const found = new Map<string, readonly [natural: number, accident: number]>();
  const add = (text: string, natural: number, accident = 1): void => {
    const known = found.get(`${text}${terminator}`);
    if (known === undefined || known[0] < natural) found.set(`${text}${terminator}`, [natural, accident]);
  };
  const locals = readableAt(node.start, declaredIn(scope, module)).filter(
    (name) => name.kind === 'value' && !/^(self|cls|this)$/.test(name.text),
  );
  const written = writesIn(scope, module);
  for (const name of locals) {
    if (name.constant) continue;
    const type = typeOfText(name.type, module);
    const idle = written.has(name.text) ? 0.6 : 1;
    if (type === 'number' || (type === '' && name.parameter === false)) {
      const certain = type === 'number' ? 1 : 0.3;
      if (!module.language.indented) add(`${name.text}++`, idle * certain);
      add(`${name.text} += 1`, idle * certain);
      if (!module.language.indented) add(`${name.text}--`, 0.4 * idle * certain);
      add(`${name.text} -= 1`, 0.4 * idle * certain);
    }
    for (const other of locals) {
      if (other.text === name.text || !sameKind(name, other, module)) continue;
      const remembered = /^(prev|last|old|before|current)/i.test(name.text) ? 1 : 0.5;
      add(`${name.text} = ${other.text}`, idle * remembered * (name.parameter ? 0.5 : 1));
      if (type === 'number') add(`${name.text} += ${other.text}`, 0.4 * idle);
    }
  }
  for (const [name, first] of firstValues(scope, node, module)) {
    if (locals.some(({ text, constant }) => text === name && !constant)) add(`${name} = ${first}`, 0.5);
    else if (name.startsWith(self)) add(`${name} = ${first}`, 0.3, SET_BACK);
  }
  for (const collection of readableAt(node.start, namesAt(node, module))) {
    const type = typeOfText(collection.type, module);
    const isSet = type === 'record' || /^(set|Set)\b/.test(collection.type);
    if (collection.kind !== 'value' || !(type === 'list' || isSet) || collection.distance > 1) continue;
    for (const name of locals) {
      if (name.text === collection.text || /^(list|record)$/.test(typeOfText(name.type, module))) continue;
      for (const put of module.language.puts(name.text, collection.text)) {
        if (module.text.includes(put.slice(0, put.indexOf('('))) || isSet === /\.add\(/.test(put))
          add(put, 0.4);
      }
    }
  }
  for (const { holder, property, amount } of countsOfMembers(module)) {
    for (const name of locals) {
      if (name.text !== holder) continue;
      add(`${holder}.${property} += ${amount}`, 0.6);
      add(`${holder}.${property} -= ${amount}`, 0.5);
    }
  }
  for (const member of ownMembers(module)) {
    if (!member.startsWith(self)) continue;
    add(`${member} += 1`, 0.25);
    add(`${member} -= 1`, 0.25);
    for (const name of locals) {
      if (name.text === member.slice(self.length)) add(`${member} = ${name.text}`, 0.6);
    }
  }
  return [...found]
    .map(([text, [natural, accident]]) => [text, natural, accident] as const)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_UPDATES);
}

const LITERAL =
  /^(?:-?\d[\d.]*|true|false|True|False|None|null|undefined|\[\]|\{\}|''|""|set\(\)|new (?:Map|Set)\(\))$/;

/** What the variables of a function, and the members of its object, start from, where it is a plain value. */
function* firstValues(
  scope: SyntaxNode,
  place: SyntaxNode,
  module: SourceModule,
): Generator<readonly [name: string, value: string]> {
  const owner = above(scope, module.language.classes);
  for (const root of owner === undefined ? [scope] : [scope, owner]) {
    for (const node of descend(root)) {
      const isDeclared = /^(variable_declarator|public_field_definition|field_definition)$/.test(node.type);
      if (!isDeclared && !/^assignment/.test(node.type)) continue;
      if (node.start >= place.start && node.end <= place.end) continue;
      const name = part(node, 'name') ?? part(node, 'property') ?? part(node, 'left');
      const value = part(node, 'value') ?? part(node, 'right');
      if (name === undefined || value === undefined || !LITERAL.test(textOf(module, value))) continue;
      const isField = /field_definition$/.test(node.type);
      const text = `${isField ? module.language.self : ''}${textOf(module, name)}`;
      if (root === scope ? !text.includes('[') : text.startsWith(module.language.self))
        yield [text, textOf(module, value)];
    }
  }
}

function sameKind(a: Name, b: Name, module: SourceModule): boolean {
  return sameElements(a.type, b.type) && compatible(typeOfText(a.type, module), typeOfText(b.type, module));
}

const writes = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/** Names that a function writes to after their declaration. */
function writesIn(scope: SyntaxNode, module: SourceModule): ReadonlySet<string> {
  let found = writes.get(scope);
  if (found === undefined) {
    const all = [...descend(scope)].filter(
      (node) => node.type === 'identifier' && isWritten(node) && node.parent?.type !== 'variable_declarator',
    );
    const declared = new Set(namesAt(scope, module).map((name) => name.at));
    found = new Set(all.filter((node) => !declared.has(node.start)).map((node) => textOf(module, node)));
    writes.set(scope, found);
  }
  return found;
}

interface MemberCount {
  /** The last name of what has the member. */
  readonly holder: string;
  readonly property: string;
  readonly amount: string;
}

const counts = new WeakMap<SourceModule, readonly MemberCount[]>();

/** What the file counts up or down in objects: `loan.book.lent -= 1`. */
function countsOfMembers(module: SourceModule): readonly MemberCount[] {
  let found = counts.get(module);
  if (found === undefined) {
    const all = new Map<string, MemberCount>();
    for (const node of descend(module.root)) {
      const left = /^augmented_assignment/.test(node.type) ? part(node, 'left') : undefined;
      const member = left === undefined ? undefined : memberOf(left, module);
      const right = part(node, 'right');
      if (member === undefined || right === undefined) continue;
      const holder = /\w+$/.exec(textOf(module, member.object))?.[0] ?? '';
      const [property, amount] = [textOf(module, member.property), textOf(module, right)];
      if (/^(self|this)$/.test(holder) || amount.length > 20) continue;
      all.set(`${holder}.${property} ${amount}`, { holder, property, amount });
    }
    found = [...all.values()].slice(0, 12);
    counts.set(module, found);
  }
  return found;
}

const members = new WeakMap<SourceModule, readonly string[]>();

/** What the file writes to on its receiver: `this.count`. */
function ownMembers(module: SourceModule): readonly string[] {
  let found = members.get(module);
  if (found === undefined) {
    const nodes = [...descend(module.root)].filter(
      (node) => memberOf(node, module) !== undefined && isWritten(node),
    );
    found = [...new Set(nodes.map((node) => textOf(module, node)))].slice(0, 12);
    members.set(module, found);
  }
  return found;
}
