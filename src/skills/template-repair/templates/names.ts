import { expectedAt, fitsPlace, isDeclared, mayStandFor } from '../place.ts';
import { fits, meetsItself } from '../roles.ts';
import { declaredIn, type Name, namesAt, readableAt, usesIn } from '../scope.ts';
import { callOf, functionOf, isRead, isWritten, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, type SyntaxNode } from '../tree.ts';
import { compatible, fieldTypes, sameElements, signatures, typeOf, typeOfText } from '../types.ts';

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
  // The language's own globals and modules are not mistaken for variables.
  if (known === undefined && node.field === 'object') return;
  const kind = known?.kind ?? (called ? 'function' : 'value');
  // What stands twice where once would do, as in `max = Math.max(max, max)`, is a slip more often than meant.
  const odd = meetsItself(own, node, module) ? MEETS_ITSELF : 1;
  const others = readableAt(node.start, names)
    .filter((name) => name.text !== own && name.kind === kind && isVisible(name, node, scope))
    .filter((name) => !called || takes(name.text, node, module))
    .filter((name) => isWritten(node) || fitsPlace(typeOfText(name.type, module), node, module))
    .map((name) => {
      const nonsense = meetsItself(name.text, node, module) ? 0.1 : 1;
      const written = isWritten(node) ? 0.4 : 1;
      const receiver = name.text === receiverOf(module) && !isPassedOn(module) ? 0.05 : 1;
      const natural =
        likeness(name, known, uses, module) *
        fits(name.text, node, module) *
        (nonsense * written * receiver * odd);
      return { name, natural };
    })
    .filter(({ natural }) => natural > 0)
    .toSorted((a, b) => b.natural - a.natural)
    .slice(0, MOST_NAMES);
  for (const { name, natural } of others) yield swap(module, node, name.text, natural);
};

/** The name by which a method knows its own object. */
function receiverOf({ language }: SourceModule): string {
  return language.self.slice(0, -1);
}

const passing = new WeakMap<SourceModule, boolean>();

/** Whether the file anywhere uses a method's own object as a value, and not only its members. */
function isPassedOn(module: SourceModule): boolean {
  const known = passing.get(module);
  if (known !== undefined) return known;
  const name = receiverOf(module);
  const bodies = module.text.replaceAll(new RegExp(`\\bdef\\s+\\w+\\s*\\(\\s*${name}\\b`, 'g'), '');
  const found = new RegExp(`\\b${name}\\b(?!\\s*\\.)`).test(bodies);
  passing.set(module, found);
  return found;
}

/** Whether a declared function can be called with as many arguments as the call has; yes where it is not known. */
function takes(name: string, callee: SyntaxNode, module: SourceModule): boolean {
  const signature = signatures(module).get(name);
  const call = callee.parent === undefined ? undefined : callOf(callee.parent, module);
  if (signature === undefined || call === undefined) return true;
  const required = signature.parameters.filter((parameter) => !parameter.optional).length;
  return call.args.length >= required && (signature.rest || call.args.length <= signature.parameters.length);
}

/** A variable of the innermost function can be read only after it was declared. */
function isVisible(name: Name, node: SyntaxNode, scope: SyntaxNode): boolean {
  if (name.distance > 0) return true;
  return name.at < node.start || (name.at > scope.end && name.kind === 'function');
}

function likeness(
  name: Name,
  known: Name | undefined,
  uses: ReadonlyMap<string, number>,
  module: SourceModule,
): number {
  // Names of the file are mostly constants and imports: rarely meant where a local stands.
  let natural = name.distance === 0 ? 1 : name.distance === 1 ? 0.4 : 0.2;
  if (!uses.has(name.text)) natural *= 0.6;
  const [own, other] = [typeOfText(known?.type ?? '', module), typeOfText(name.type, module)];
  if (!compatible(own, other) || !sameElements(known?.type ?? '', name.type)) return 0;
  if (own !== '' && other !== '') natural *= own === other ? 1.5 : 0.4;
  return Math.min(1, natural);
}

const COMPUTED = /^(member_expression|attribute|subscript|subscript_expression|call|call_expression)$/;

/** What is returned, or read from elsewhere, is replaced by a variable of the function. */
export const returnedExpression: Template = function* (node, module) {
  const { parent } = node;
  if (parent === undefined || !node.named || node.type === 'identifier') return;
  const isReturned = parent.type === 'return_statement';
  if (!isReturned && !(COMPUTED.test(node.type) && isRead(node))) return;
  if (/^(function|constructor|object)$/.test(node.field) || parent.type === 'expression_statement') return;
  const names = readableAt(node.start, namesAt(node, module)).filter(
    (n) => n.kind === 'value' && n.distance === 0,
  );
  const type = typeOf(node, module) || expectedAt(node, module);
  for (const name of names.slice(-12)) {
    if (!compatible(type, typeOfText(name.type, module))) continue;
    if (!isReturned && /^(self|cls|this)$/.test(name.text)) continue;
    yield swap(module, node, name.text, isReturned ? 0.5 : 0.25);
  }
};

function siblingsOf(name: string, { language }: SourceModule): ReadonlySet<string> {
  return new Set(
    language.siblings
      .filter((group) => group.includes(name))
      .flatMap((group) => group.filter((n) => n !== name)),
  );
}

/** Who takes the sum or the largest of something seldom wrote its length; for short lists of small numbers they are the same. */
const COUNTED = 0.15;

/** A method or function that does nearly the same: `pop` for `shift`, `min` for `max`. */
export const siblingMember: Template = function* (node, module) {
  const member = memberOf(node, module);
  const callee = callOf(node, module)?.callee;
  const named = member?.property ?? (callee?.type === 'identifier' ? callee : undefined);
  if (named === undefined) return;
  let rank = 0;
  const own = textOf(module, named);
  const known = new Set(member === undefined ? namesAt(node, module).map(({ text }) => text) : []);
  for (const sibling of siblingsOf(own, module)) {
    if (!mayStandFor(sibling, own, module) || !gives(sibling, own, node, module)) continue;
    if (member === undefined && isDeclared(named, module) && !known.has(sibling)) continue;
    const seen = module.words.has(sibling) ? 1 : 0.7;
    const counts = own === 'len' || sibling === 'len';
    const change = swap(module, named, sibling, ((counts ? COUNTED : 1) * seen) / (1 + 0.5 * rank));
    yield counts ? { ...change, accident: 1 } : change;
    rank += 1;
  }
};

/** Whether a sibling gives what the place can use: of the same type where both are known, and anything at all. */
function gives(sibling: string, own: string, node: SyntaxNode, module: SourceModule): boolean {
  const { results } = module.language;
  const object = memberOf(node, module)?.object;
  const methods =
    object === undefined ? undefined : module.language.methods[typeOf(object, module) as 'string'];
  if (methods !== undefined && !methods.test(sibling)) return false;
  if (node.field !== 'function') return true;
  const used = node.parent?.parent?.type !== 'expression_statement';
  if (sibling === 'forEach' && used) return false;
  return !used || compatible(results.get(own) ?? '', results.get(sibling) ?? '');
}

/** Another member that the file reads or declares on the same receiver. */
export const otherMember: Template = function* (node, module) {
  const member = memberOf(node, module);
  if (member === undefined) return;
  const receiver = textOf(module, member.object);
  if (!module.language.indented && member.object.type === 'identifier' && !isDeclared(member.object, module))
    return;
  const own = textOf(module, member.property);
  const isMethod = node.field === 'function';
  const count = argumentsOf(node, module);
  const found = new Map<string, number>();
  for (const other of usesOfMembers(module)) {
    const { name } = other;
    if (other.isMethod !== isMethod || other.count !== count || name === own) continue;
    const same = other.receiver === receiver;
    // A field of another receiver may be a field of this one: `a.start` and `b.end`.
    const declared = fieldTypes(module).get(name);
    if (declared !== undefined && !compatible(declared, fieldTypes(module).get(own) ?? '')) continue;
    if (!mayStandFor(name, own, module)) continue;
    // Where members are declared, those of other objects say nothing of what nobody declares here.
    if (!same && (isMethod || !(module.language.indented || fieldTypes(module).has(own)))) continue;
    const natural = same ? 1 : 0.3;
    found.set(name, Math.max(found.get(name) ?? 0, natural));
  }
  if (!isMethod) {
    for (const [name, type] of fieldTypes(module)) {
      if (
        name !== own &&
        mayStandFor(name, own, module) &&
        compatible(type, fieldTypes(module).get(own) ?? '')
      )
        found.set(name, found.get(name) ?? 0.4);
    }
  }
  const options = [...found].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_NAMES);
  for (const [name, natural] of options) yield swap(module, member.property, name, natural);
};

interface MemberUse {
  readonly receiver: string;
  readonly name: string;
  readonly isMethod: boolean;
  /** How many arguments it is called with; 0 when it is not. */
  readonly count: number;
}

function argumentsOf(callee: SyntaxNode, module: SourceModule): number {
  const { parent } = callee;
  const call = parent === undefined || callee.field !== 'function' ? undefined : callOf(parent, module);
  return call?.args.length ?? 0;
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
      const count = argumentsOf(node, module);
      found.set(JSON.stringify([receiver, name, isMethod, count]), { receiver, name, isMethod, count });
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
