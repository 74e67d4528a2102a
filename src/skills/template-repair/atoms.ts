import { kinsOf } from './kin.ts';
import { renamed, renamingsFor } from './rename.ts';
import { type Name, namesAt, readableAt } from './scope.ts';
import { binaryOf, conditionOf, functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, type SyntaxNode } from './tree.ts';
import { fieldTypes, typeOf, typeOfText } from './types.ts';

/** A condition that can stand at a place, and how natural it is there: 0..1. */
export type Atom = readonly [text: string, natural: number];

const MOST_ATOMS = 80;
const MOST_NAMES = 14;
const MOST_CONDITIONS = 40;

const known = new WeakMap<SyntaxNode, readonly Atom[]>();

/**
 * Conditions for a place: those of the function, the file and the project with their names made to fit, and what a
 * guard commonly asks of the names in scope: that they are there, not empty, true, equal, or held by a collection.
 */
export function atomsAt(node: SyntaxNode, module: SourceModule): readonly Atom[] {
  // The head of a loop knows its own variable; what stands before the loop does not.
  const around = statementAround(node);
  const place = around !== node && module.language.loops.has(around.type) ? node : around;
  let atoms = known.get(place);
  if (atoms === undefined) {
    const found = new Map<string, number>();
    const add = (text: string, natural: number): void => {
      if (text.length <= 90) found.set(text, Math.max(found.get(text) ?? 0, natural));
    };
    borrow(place, module, add);
    invent(place, module, add);
    atoms = [...found].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_ATOMS);
    known.set(place, atoms);
  }
  return atoms;
}

function statementAround(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent !== undefined && !/statement|declaration|^(block|module|program)$/.test(at.type))
    at = at.parent;
  return at;
}

type Add = (text: string, natural: number) => void;

function borrow(place: SyntaxNode, module: SourceModule, add: Add): void {
  const scope = functionOf(place, module) ?? module.root;
  const take = (root: SyntaxNode, file: SourceModule, near: number): void => {
    for (const node of conditionsIn(root, file)) {
      for (const [index, renaming] of renamingsFor(node, file, place, module).entries()) {
        if (index > 6) break;
        add(renamed(node, renaming, file), near / (1 + 0.4 * index));
      }
    }
  };
  take(scope, module, 0.9);
  if (scope !== module.root) take(module.root, module, 0.4);
  for (const file of module.neighbours) take(file.root, file, 0.1);
}

const conditions = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** The short conditions below a node, each text once. */
function conditionsIn(root: SyntaxNode, module: SourceModule): readonly SyntaxNode[] {
  let found = conditions.get(root);
  if (found === undefined) {
    const byText = new Map<string, SyntaxNode>();
    for (const node of descend(root)) {
      if (byText.size >= MOST_CONDITIONS) break;
      if (node.end - node.start > 70 || !isCondition(node, module)) continue;
      const text = textOf(module, node);
      if (!byText.has(text)) byText.set(text, node);
    }
    found = [...byText.values()];
    conditions.set(root, found);
  }
  return found;
}

/** A comparison, or a whole condition without `and` and `or`. */
function isCondition(node: SyntaxNode, module: SourceModule): boolean {
  const operator = binaryOf(node, module)?.operator.type;
  if (operator !== undefined) return /^([<>]=?|[=!]==?|in|not in|is|is not|instanceof)$/.test(operator);
  const { parent } = node;
  if (
    parent === undefined ||
    !/^(call|call_expression|not_operator|unary_expression|identifier|member_expression|attribute)$/.test(
      node.type,
    )
  )
    return false;
  const holder = parent.type === 'parenthesized_expression' ? parent.parent : parent;
  if (holder !== undefined && conditionOf(holder, module) === node) return true;
  return /^(&&|\|\||and|or)$/.test(binaryOf(parent, module)?.operator.type ?? '');
}

function invent(place: SyntaxNode, module: SourceModule, add: Add): void {
  const { language } = module;
  const { equal, not, length } = language;
  const names = readableAt(place.start, namesAt(place, module))
    .filter((n) => n.kind === 'value' && n.distance <= 1 && !/^(self|cls|this)$/.test(n.text))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST_NAMES);
  const typed = names.map((name) => ({ ...name, kindOf: typeOfText(name.type, module) }));
  for (const name of typed) {
    const weight = (name.distance === 0 ? 1 : 0.5) * (name.constant && name.kindOf !== '' ? 0.7 : 1);
    for (const [text, natural] of ofName(name, name.kindOf, module)) add(text, natural * weight);
  }
  const collections = typed.filter(
    ({ type, kindOf }) => kindOf === 'record' || /^(Set|Map|set)\b/.test(type),
  );
  for (const { text: collection } of collections) {
    for (const { text, kindOf } of typed) {
      if (text === collection || /^(list|record|boolean)$/.test(kindOf)) continue;
      for (const [rank, held] of language.contains(text, collection).entries()) {
        add(held, 0.45 / (1 + rank));
        add(not(language.indented ? `${held}` : held), 0.3 / (1 + rank));
      }
    }
  }
  for (const index of typed.filter(({ kindOf, constant }) => kindOf === 'number' && !constant)) {
    for (const list of typed.filter(
      ({ kindOf }) => kindOf === 'list' || kindOf === 'string' || kindOf === '',
    )) {
      if (list.text !== index.text)
        add(`${index.text} < ${length(list.text)}`, list.kindOf === '' ? 0.15 : 0.45);
    }
  }
  for (const member of membersIn(functionOf(place, module) ?? place, module)) {
    if (member.type === 'boolean') {
      add(member.text, 0.5);
      add(not(member.text), 0.5);
    }
    for (const name of typed) {
      if (name.text === member.property && name.text !== member.text)
        add(`${name.text} ${equal} ${member.text}`, 0.6);
    }
    if (/^(|list|string)$/.test(member.type)) {
      for (const text of language.empty(member.text).slice(0, 1)) add(text, 0.2);
      for (const text of language.filled(member.text).slice(0, 1)) add(text, 0.15);
    }
    for (const text of language.absent(member.text).slice(0, 1)) add(text, 0.2);
    for (const text of language.present(member.text).slice(0, 1)) add(text, 0.15);
  }
  for (const [at, a] of typed.entries()) {
    for (const b of typed.slice(at + 1)) {
      if (a.kindOf !== b.kindOf || a.kindOf === 'list' || a.kindOf === 'record') continue;
      const natural = areTwins(a.text, b.text) ? 0.5 : a.kindOf === '' ? 0.08 : 0.2;
      add(`${a.text} ${equal} ${b.text}`, natural);
      if (a.kindOf === 'number') {
        add(`${a.text} < ${b.text}`, natural);
        add(`${a.text} > ${b.text}`, natural);
      }
    }
  }
}

/** Whether two names are told apart by their ends alone, as `rootA` and `rootB`, `left` and `right` are not. */
function areTwins(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  return (
    a.slice(0, -1) === b.slice(0, -1) && (a.length > 1 || Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) === 1)
  );
}

function* ofName(name: Name, type: string, module: SourceModule): Generator<Atom> {
  const { language } = module;
  const { text } = name;
  if (type === 'boolean') {
    yield [text, 0.7];
    yield [language.not(text), 0.7];
    return;
  }
  if (type === 'number' || type === '') {
    const certain = type === 'number' ? 1 : 0.5;
    for (const [test, natural] of [
      [`${text} ${language.equal} 0`, 0.5],
      [`${text} < 0`, 0.5],
      [`${text} > 0`, 0.5],
      [`${text} <= 0`, 0.45],
      [`${text} <= 1`, 0.3],
      [`${text} < 1`, 0.2],
      [`${text} ${language.equal} 1`, 0.3],
    ] as const)
      yield [test, natural * certain];
  }
  if (type === 'list' || type === 'string' || type === '') {
    const certain = type === '' ? 0.6 : 1;
    const size = type === '' && !usedAsList(name, module) ? 0.5 : 1;
    for (const [rank, test] of language
      .empty(text)
      .filter((t) => suits(t, type))
      .entries())
      yield [test, (0.6 * certain * size) / (1 + rank)];
    for (const [rank, test] of language
      .filled(text)
      .filter((t) => suits(t, type))
      .entries())
      yield [test, (0.4 * certain * size) / (1 + rank)];
    if (type !== 'string') yield [`${language.length(text)} <= 1`, 0.2 * certain];
    if (type === 'list') yield [language.repeats(text), 0.25];
  }
  // Where types say what may be missing, what they do not say is not.
  const certain = language.optionalChains && name.type !== '' && !/undefined|null|\?/.test(name.type);
  if (certain && type === 'string') {
    yield [language.not(text), 0.3];
    yield [text, 0.2];
  }
  if (!certain) {
    for (const [rank, test] of language.absent(text).entries()) yield [test, 0.5 / (1 + rank)];
    for (const [rank, test] of language.present(text).entries()) yield [test, 0.4 / (1 + rank)];
  }
}

/** Whether a test for emptiness can be asked of a type: only texts equal `''`, and only sets have a size. */
function suits(test: string, type: string): boolean {
  if (type === 'list') return !/=== ''|!== ''|\.size|[=!]= ""/.test(test);
  return type !== 'string' || !/\.size/.test(test);
}

function usedAsList({ text }: Name, module: SourceModule): boolean {
  return module.text.includes(module.language.length(text));
}

interface MemberText {
  readonly text: string;
  readonly property: string;
  readonly type: string;
}

/** What the function reads of its objects, and the truth values that the same objects have by their declaration. */
function membersIn(scope: SyntaxNode, module: SourceModule): readonly MemberText[] {
  const found = new Map<string, MemberText>();
  const others = new Map<string, MemberText>();
  const flags = [...fieldTypes(module)].filter(([, type]) => type === 'boolean').map(([name]) => name);
  for (const node of descend(scope)) {
    const member = memberOf(node, module);
    if (member === undefined || node.field === 'function' || node.end - node.start > 40) continue;
    const text = textOf(module, node);
    const property = textOf(module, member.property);
    found.set(text, { text, property, type: typeOf(node, module) });
    const object = textOf(module, member.object);
    for (const { members } of kinsOf(module)) {
      if (!members.has(property)) continue;
      for (const [name, { isMethod, isOptional, type }] of members)
        if (!isMethod && name !== property && (isOptional || /^bool/.test(type)))
          others.set(`${object}.${name}`, {
            text: `${object}.${name}`,
            property: name,
            type: isOptional ? '' : 'boolean',
          });
    }
    for (const flag of flags) {
      if (fieldTypes(module).has(property))
        found.set(`${object}.${flag}`, { text: `${object}.${flag}`, property: flag, type: 'boolean' });
    }
  }
  for (const [text, other] of others) if (!found.has(text)) found.set(text, other);
  return [...found.values()].slice(0, 20);
}
