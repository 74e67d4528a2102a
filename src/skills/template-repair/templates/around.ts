import { fitsPlace } from '../place.ts';
import { namesAt, readableAt } from '../scope.ts';
import { callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, type Signature, signatures, typeOf, typeOfText } from '../types.ts';

const VALUE =
  /^(identifier|member_expression|attribute|subscript|subscript_expression|call|call_expression|await_expression)$/;

/** Functions that are tried around one value, and how natural the function itself is, which would call itself. */
const MOST = 12;
const ITSELF = 0.4;

interface Callee {
  readonly text: string;
  /** Calls of it in the file. */
  readonly uses: number;
  readonly signature: Signature | undefined;
}

/** A value goes through a function of the project first: `union(others)` for `others`. */
export const callAround: Template = function* (node, module) {
  const { parent } = node;
  if (!VALUE.test(node.type) || parent === undefined || !isRead(node) || node.end - node.start > 60) return;
  if (/^(function|constructor|object|left|name)$/.test(node.field) || parent.type === 'expression_statement')
    return;
  const type = typeOf(node, module);
  const scope = functionOf(node, module);
  const own = scope === undefined ? undefined : part(scope, 'name');
  const around = parent.parent === undefined ? undefined : callOf(parent.parent, module);
  const taken = [around?.callee, callOf(node, module)?.callee].map((each) =>
    each === undefined ? undefined : textOf(module, each),
  );
  const fitting = calleesOf(module).filter(({ text, signature }) => {
    if (taken.includes(text)) return false;
    if (signature === undefined) return true;
    const takes = typeOfText(signature.parameters[0]?.type ?? '', module);
    return compatible(takes, type) && fitsPlace(typeOfText(signature.result, module), node, module);
  });
  for (const [rank, { text }] of fitting.slice(0, MOST).entries()) {
    const isItself = own !== undefined && text.endsWith(textOf(module, own));
    yield swap(
      module,
      node,
      `${text}(${textOf(module, node)})`,
      (isItself ? ITSELF : 1) / Math.sqrt(1 + 0.3 * rank),
    );
  }
};

const known = new WeakMap<SourceModule, readonly Callee[]>();

/** What can be called with one value: as the file declares it, or calls it somewhere; those it calls most come first. */
function calleesOf(module: SourceModule): readonly Callee[] {
  let found = known.get(module);
  if (found !== undefined) return found;
  const uses = new Map<string, number>();
  for (const node of descend(module.root)) {
    const call = node.type === 'new_expression' ? undefined : callOf(node, module);
    if (call?.args.length !== 1) continue;
    const member = memberOf(call.callee, module);
    const isOwn = member !== undefined && /^(this|self|cls)$/.test(textOf(module, member.object));
    if (call.callee.type !== 'identifier' && !isOwn) continue;
    const text = textOf(module, call.callee);
    uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const declared = signatures(module);
  for (const node of namedChildren(module.root)) {
    const name = part(node, 'name') ?? part(namedChildren(node)[0] ?? node, 'name');
    const text = name === undefined ? '' : textOf(module, name);
    if (takesOne(declared.get(text)) && !uses.has(text)) uses.set(text, 0);
  }
  found = [...uses]
    .map(([text, count]): Callee => ({ text, uses: count, signature: declared.get(lastName(text)) }))
    .filter(({ signature }) => signature === undefined || takesOne(signature))
    .toSorted((a, b) => b.uses - a.uses || (a.text < b.text ? -1 : 1));
  known.set(module, found);
  return found;
}

function takesOne(signature: Signature | undefined): boolean {
  if (signature === undefined || signature.parameters.length === 0) return false;
  return signature.parameters.filter(({ optional }) => !optional).length <= 1;
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1);
}

/** A literal stands where a name was meant: `','` for the parameter `separator`. */
export const literalNamed: Template = function* (node, module) {
  const isLiteral = module.language.numbers.has(node.type) || /^(string|true|false)$/.test(node.type);
  const scope = isLiteral ? functionOf(node, module) : undefined;
  if (scope === undefined || !isRead(node) || node.field === 'key' || node.field === 'source') return;
  if (/^(expression_statement|import_\w+|keyword_argument)$/.test(node.parent?.type ?? '')) return;
  yield* namesFor(node, module);
};

function* namesFor(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const type = typeOf(node, module);
  const names = readableAt(node.start, namesAt(node, module)).filter(
    (name) => name.kind === 'value' && name.distance <= 1 && !/^(self|cls|this)$/.test(name.text),
  );
  for (const name of names) {
    const other = typeOfText(name.type, module);
    if (!compatible(type, other)) continue;
    const natural = (name.parameter ? 0.6 : 0.3) * (other === '' ? 0.5 : 1) * (name.distance === 0 ? 1 : 0.4);
    yield swap(module, node, name.text, natural);
  }
}
