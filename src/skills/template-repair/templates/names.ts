import { fits, meetsItself } from '../roles.ts';
import { declaredIn, type Name, namesAt, usesIn } from '../scope.ts';
import { callOf, functionOf, isRead, isWritten, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, type SyntaxNode } from '../tree.ts';

const MOST_NAMES = 24;
/** How much more often a name that meets itself is wrong than another. */
const MEETS_ITSELF = 3;

/** Another name in scope of the same kind. */
export const variable: Template = function* (node, module) {
  if (node.type !== 'identifier' || !(isRead(node) || isWritten(node))) return;
  if (node.parent !== undefined && node.parent.type === 'keyword_argument' && node.field === 'name') return;
  const own = textOf(module, node);
  if (isWritten(node) && node.parent?.type === 'variable_declarator') return;
  const names = namesAt(node, module);
  const scope = functionOf(node, module) ?? module.root;
  const uses = usesIn(scope, module);
  const called = node.field === 'function' || node.field === 'constructor';
  const known = names.find((name) => name.text === own);
  const kind = known?.kind ?? (called ? 'function' : 'value');
  // What stands twice where once would do, as in `max = Math.max(max, max)`, is a slip more often than meant.
  const odd = meetsItself(own, node, module) ? MEETS_ITSELF : 1;
  const others = names
    .filter((name) => name.text !== own && name.kind === kind && isVisible(name, node, scope))
    .map((name) => {
      const nonsense = meetsItself(name.text, node, module) ? 0.1 : 1;
      const written = isWritten(node) ? 0.4 : 1;
      const natural = likeness(name, known, uses) * fits(name.text, node, module) * nonsense * written * odd;
      return { name, natural };
    })
    .filter(({ natural }) => natural > 0)
    .toSorted((a, b) => b.natural - a.natural)
    .slice(0, MOST_NAMES);
  for (const { name, natural } of others) yield swap(module, node, name.text, natural);
};

/** A variable of the innermost function can be read only after it was declared. */
function isVisible(name: Name, node: SyntaxNode, scope: SyntaxNode): boolean {
  if (name.distance > 0) return true;
  return name.at < node.start || (name.at > scope.end && name.kind === 'function');
}

function likeness(name: Name, known: Name | undefined, uses: ReadonlyMap<string, number>): number {
  // Names of the file are mostly constants and imports: rarely meant where a local stands.
  let natural = name.distance === 0 ? 1 : name.distance === 1 ? 0.4 : 0.2;
  if (!uses.has(name.text)) natural *= 0.6;
  if (known !== undefined && known.type !== '' && name.type !== '')
    natural *= known.type === name.type ? 1.5 : 0.15;
  return Math.min(1, natural);
}

/** What is returned is replaced by a variable of the function. */
export const returnedExpression: Template = function* (node, module) {
  const { parent } = node;
  if (parent?.type !== 'return_statement' || !node.named || node.type === 'identifier') return;
  const names = namesAt(node, module).filter(
    (n) => n.kind === 'value' && n.distance === 0 && n.at < node.start,
  );
  for (const name of names.slice(-8)) {
    yield swap(module, node, name.text, 0.5 / Math.sqrt(names.length));
  }
};

/** Members that stand for each other in ordinary mistakes. */
const SIBLINGS: readonly (readonly string[])[] = [
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['min', 'max'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['startsWith', 'endsWith', 'includes'],
  ['startswith', 'endswith'],
  ['some', 'every'],
  ['find', 'filter', 'findLast'],
  ['map', 'flatMap', 'forEach', 'filter'],
  ['findIndex', 'findLastIndex'],
  ['indexOf', 'lastIndexOf'],
  ['index', 'rindex', 'find'],
  ['find', 'rfind'],
  ['slice', 'splice', 'substring'],
  ['toUpperCase', 'toLowerCase'],
  ['upper', 'lower', 'title', 'capitalize'],
  ['keys', 'values', 'entries'],
  ['keys', 'values', 'items'],
  ['append', 'extend', 'insert', 'add'],
  ['lstrip', 'rstrip', 'strip'],
  ['trim', 'trimStart', 'trimEnd'],
  ['padStart', 'padEnd'],
  ['ljust', 'rjust', 'center'],
  ['replace', 'replaceAll'],
  ['match', 'search', 'fullmatch', 'matchAll'],
  ['test', 'exec'],
  ['any', 'all'],
  ['sum', 'max', 'len'],
  ['sorted', 'reversed', 'list', 'set'],
  ['sort', 'toSorted', 'reverse'],
  ['reduce', 'reduceRight'],
  ['split', 'rsplit', 'splitlines'],
  ['partition', 'rpartition'],
  ['get', 'has', 'pop'],
  ['get', 'setdefault', 'pop'],
  ['set', 'add', 'delete'],
  ['remove', 'discard', 'pop'],
  ['popleft', 'pop'],
  ['appendleft', 'append'],
  ['update', 'add'],
  ['union', 'intersection', 'difference'],
  ['all', 'allSettled', 'race', 'any'],
  ['abs', 'sign', 'floor'],
  ['parseInt', 'parseFloat', 'Number'],
  ['int', 'float', 'round', 'str'],
  ['getDate', 'getDay'],
  ['getMonth', 'getDate', 'getFullYear'],
  ['getHours', 'getUTCHours'],
  ['first', 'last'],
  ['start', 'end'],
  ['left', 'right'],
  ['prev', 'next'],
  ['previous', 'next'],
  ['width', 'height'],
  ['x', 'y'],
  ['row', 'column'],
  ['from', 'to'],
  ['length', 'size'],
];

/** Names that only one of the languages has by itself; elsewhere they must at least stand in the file. */
const ONLY_PYTHON =
  /^(startswith|endswith|rindex|rfind|upper|lower|title|capitalize|items|append|extend|insert|[lr]?strip|[lr]just|center|fullmatch|len|sorted|reversed|list|rsplit|splitlines|r?partition|setdefault|discard|popleft|appendleft|int|float|str)$/;
const ONLY_SCRIPT =
  /^(push|unshift|shift|startsWith|endsWith|includes|every|some|findLast|flatMap|forEach|find(Last)?Index|indexOf|lastIndexOf|splice|substring|toUpperCase|toLowerCase|trim(Start|End)?|pad(Start|End)|replaceAll|matchAll|toSorted|reduceRight|allSettled|race|parse(Int|Float)|Number|get(Date|Day|Month|FullYear|Hours|UTCHours))$/;

function siblingsOf(name: string): ReadonlySet<string> {
  return new Set(
    SIBLINGS.filter((group) => group.includes(name)).flatMap((group) => group.filter((n) => n !== name)),
  );
}

/** A method or function that does nearly the same: `pop` for `shift`, `min` for `max`. */
export const siblingMember: Template = function* (node, module) {
  const member = memberOf(node, module);
  const callee = callOf(node, module)?.callee;
  const named = member?.property ?? (callee?.type === 'identifier' ? callee : undefined);
  if (named === undefined) return;
  const siblings = siblingsOf(textOf(module, named));
  let rank = 0;
  const foreign = module.language.name === 'python' ? ONLY_SCRIPT : ONLY_PYTHON;
  for (const sibling of siblings) {
    if (foreign.test(sibling) && !module.words.has(sibling)) continue;
    const seen = module.words.has(sibling) ? 1 : 0.7;
    yield swap(module, named, sibling, seen / (1 + 0.5 * rank));
    rank += 1;
  }
};

/** Another member that the file reads or declares on the same receiver. */
export const otherMember: Template = function* (node, module) {
  const member = memberOf(node, module);
  if (member === undefined) return;
  const receiver = textOf(module, member.object);
  const own = textOf(module, member.property);
  const isMethod = node.field === 'function';
  const found = new Map<string, number>();
  for (const other of usesOfMembers(module)) {
    const { name } = other;
    if (other.isMethod !== isMethod || name === own) continue;
    const same = other.receiver === receiver;
    // A field of another receiver may be a field of this one: `a.start` and `b.end`.
    const natural = same ? 1 : isMethod ? 0 : 0.25;
    found.set(name, Math.max(found.get(name) ?? 0, natural));
  }
  const options = [...found]
    .filter(([, natural]) => natural > 0)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 12);
  for (const [name, natural] of options)
    yield swap(module, member.property, name, natural / Math.sqrt(options.length));
};

interface MemberUse {
  readonly receiver: string;
  readonly name: string;
  readonly isMethod: boolean;
}

const memberUses = new WeakMap<SourceModule, readonly MemberUse[]>();

/** Every member that the file reads, each way once. */
function usesOfMembers(module: SourceModule): readonly MemberUse[] {
  let uses = memberUses.get(module);
  if (uses === undefined) {
    const found = new Map<string, MemberUse>();
    for (const node of descend(module.root)) {
      const member = memberOf(node, module);
      if (member === undefined) continue;
      const isMethod = node.field === 'function';
      const receiver = textOf(module, member.object);
      const name = textOf(module, member.property);
      found.set(JSON.stringify([receiver, name, isMethod]), { receiver, name, isMethod });
    }
    uses = [...found.values()];
    memberUses.set(module, uses);
  }
  return uses;
}

/** `self.x` (or `this.x`) where `x` alone stands, and the other way round. */
export const missingSelf: Template = function* (node, module) {
  const { language } = module;
  if (above(node, language.classes) === undefined) return;
  if (
    node.type === 'identifier' &&
    (isRead(node) || isWritten(node)) &&
    node.parent?.type !== 'variable_declarator'
  ) {
    const full = `${language.self}${textOf(module, node)}`;
    const isParameter = namesAt(node, module).some(
      (name) => name.text === textOf(module, node) && name.parameter,
    );
    if (receiverHas(full, module)) yield swap(module, node, full, isParameter ? 0.6 : 1);
    return;
  }
  const member = memberOf(node, module);
  if (member === undefined || !textOf(module, node).startsWith(language.self)) return;
  const name = textOf(module, member.property);
  const scope = functionOf(node, module);
  if (scope === undefined || textOf(module, member.object) !== language.self.slice(0, -1)) return;
  if (declaredIn(scope, module).some((n) => n.text === name)) yield swap(module, node, name, 0.5);
};

const receivers = new WeakMap<SourceModule, ReadonlySet<string>>();

function receiverHas(full: string, module: SourceModule): boolean {
  let known = receivers.get(module);
  if (known === undefined) {
    const members = [...descend(module.root)].filter((node) => module.language.members.has(node.type));
    known = new Set(members.map((node) => textOf(module, node)));
    receivers.set(module, known);
  }
  return known.has(full);
}
