import { behind } from '../lines.ts';
import { declaredIn, parametersOf, usesIn } from '../scope.ts';
import { binaryOf, callOf, conditionOf, functionOf, isStatement, memberOf } from '../shapes.ts';
import {
  indentOf,
  insert,
  newline,
  type SourceModule,
  short,
  swap,
  type Template,
  textOf,
} from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { typeOfText } from '../types.ts';

const GIVES_OUT = /(?:^yield\b|\.(?:append|push|add|extend|write|set|emit|enqueue)\()/;
const LONGEST = 120;

/** What a loop gathers and gives out when something else begins is given out once more behind it. */
export const lastOne: Template = function* (node, module) {
  const scope = functionOf(node, module);
  const { loops, indented, terminator } = module.language;
  if (scope === undefined || !loops.has(node.type) || !isStatement(node, module)) return;
  const indent = indentOf(module, node);
  if (indent === undefined) return;
  const outside = new Set(
    declaredIn(scope, module)
      .filter(({ at }) => at < node.start || at > node.end)
      .map(({ text }) => text),
  );
  const inside = new Set(
    declaredIn(scope, module)
      .filter(({ at, text }) => at >= node.start && at < node.end && !outside.has(text))
      .map(({ text }) => text),
  );
  for (const piece of descend(part(node, 'body') ?? node)) {
    if (piece.type !== 'expression_statement' || piece.end - piece.start > LONGEST) continue;
    const text = textOf(module, piece);
    if (!GIVES_OUT.test(text) || text.includes('\n')) continue;
    const uses = [...usesIn(piece, module).keys()];
    if (uses.some((name) => inside.has(name))) continue;
    const gathered = uses.filter((name) => isWrittenIn(name, node, module));
    const asked = guardOf(piece, node, module);
    const own = asked === undefined || readsAny(asked, inside, module) ? [] : [textOf(module, asked)];
    const conditions = new Map<string, number>(own.map((condition) => [condition, 2.5]));
    for (const name of gathered)
      for (const [rank, condition] of [
        ...(indented ? [name] : [`${name}.length > 0`]),
        ...module.language.present(name),
      ].entries())
        if (!conditions.has(condition)) conditions.set(condition, 1 / (1 + 0.7 * rank));
    for (const [condition, natural] of conditions) {
      const guarded = indented
        ? module.language.guard(condition, text, indent, newline(module))
        : `if (${condition}) ${text}`;
      const full = /[;}]$/.test(guarded) || indented ? guarded : `${guarded}${terminator}`;
      yield behind(node, full, module, natural);
    }
  }
};

/** What is asked in a loop before something is done. */
function guardOf(piece: SyntaxNode, loop: SyntaxNode, module: SourceModule): SyntaxNode | undefined {
  for (let at = piece.parent; at !== undefined && at !== loop; at = at.parent)
    if (/^(?:if_statement|elif_clause)$/.test(at.type)) return conditionOf(at, module);
  return undefined;
}

function readsAny(node: SyntaxNode, names: ReadonlySet<string>, module: SourceModule): boolean {
  return [...usesIn(node, module).keys()].some((name) => names.has(name));
}

/** Whether a loop gives a name another value, or puts something into it. */
function isWrittenIn(name: string, loop: SyntaxNode, module: SourceModule): boolean {
  const text = textOf(module, loop);
  const own = name.replaceAll('$', '\\$');
  return new RegExp(`(?<![\\w.$])${own}(?:\\s*[-+*/]?=(?!=)|\\.(?:append|push|add)\\()`).test(text);
}

/** Calls of a chain that are looked at. */
const LONGEST_CHAIN = 8;

/**
 * A method that is called in a chain is called earlier: `x.b().a()` for `x.a().b()`, just before the one that it follows
 * or further up.
 */
export const chainOrder: Template = function* (node, module) {
  const links = linksOf(node, module);
  const last = links.at(-1);
  if (last === undefined) return;
  for (let to = links.length - 2; to >= 0; to -= 1) {
    const before = links[to];
    const rest = links.slice(to, -1);
    if (before === undefined || rest.every(({ text }) => text === last.text)) continue;
    const text = [before.object, last.text, ...rest.map((link) => link.text)].join('');
    const isAlike = rest.every(({ name }) => name === last.name);
    yield {
      ...swap(module, node, text, (isAlike ? 1 : 0.3) / (links.length - 1 - to)),
      label: `\`${short(last.text)}\` before \`${short(before.text)}\``,
    };
  }
};

interface Link {
  readonly name: string;
  /** The call with its dot and arguments, and what stands before it on lines of its own. */
  readonly text: string;
  /** What the first method is called on, and all links before this one. */
  readonly object: string;
}

/** The calls of a chain that ends with a node, the first one first. */
function linksOf(node: SyntaxNode, module: SourceModule): readonly Link[] {
  const links: Link[] = [];
  for (let at: SyntaxNode | undefined = node; at !== undefined && links.length < LONGEST_CHAIN; ) {
    const call = callOf(at, module);
    const member = call === undefined ? undefined : memberOf(call.callee, module);
    if (member === undefined) break;
    const text = module.text.slice(member.object.end, at.end);
    links.unshift({ name: textOf(module, member.property), text, object: textOf(module, member.object) });
    at = member.object;
  }
  return links;
}

/** What is done for one parameter is done for another one as well. */
export const alsoForOther: Template = function* (node, module) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module) || node.type !== 'expression_statement') return;
  const [inner] = namedChildren(node);
  if (inner === undefined || callOf(inner, module) === undefined || node.end - node.start > LONGEST) return;
  const text = textOf(module, node);
  const parameters = parametersOf(scope, module).filter(
    ({ text: name }) => !/^(?:self|cls|this)$/.test(name),
  );
  for (const own of parameters) {
    const word = new RegExp(`(?<![\\w.$])${own.text.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
    if (!word.test(text)) continue;
    for (const other of parameters) {
      const [type, wanted] = [typeOfText(other.type, module), typeOfText(own.type, module)];
      if (other.text === own.text || type !== wanted) continue;
      const name = other.text.replaceAll('$', '\\$');
      const both = new RegExp(`(?<![\\w.$])(?:${own.text.replaceAll('$', '\\$')}|${name})(?![\\w$])`, 'g');
      const again = text.replace(both, (found) => (found === own.text ? other.text : own.text));
      if (textOf(module, scope).includes(again)) continue;
      yield behind(node, again, module, 1);
    }
  }
};

const MOST_DIVISORS = 6;

/** What is compared is the rest of a division: `n % 100 in (11, 12)`, by a number that the file divides by. */
export const restOf: Template = function* (node, module) {
  const binary = node.parent === undefined ? undefined : binaryOf(node.parent, module);
  if (binary?.left !== node || !/^(?:[=!]==?|in|not in)$/.test(binary.operator.type)) return;
  if (!/^(?:identifier|attribute|member_expression)$/.test(node.type)) return;
  const divisors = new Set([...module.text.matchAll(/%\s*(\d+)/g)].map(([, divisor = '']) => divisor));
  for (const usual of ['100', '10']) divisors.add(usual);
  for (const [rank, divisor] of [...divisors].slice(0, MOST_DIVISORS).entries())
    yield insert(node.end, ` % ${divisor}`, `rest by ${divisor}`, 1 / (1 + 0.3 * rank));
};
