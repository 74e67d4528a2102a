import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

const PYTHON = [
  ...['ValueError', 'KeyError', 'TypeError', 'IndexError', 'AttributeError', 'LookupError', 'RuntimeError'],
  ...[
    'FileNotFoundError',
    'OSError',
    'ZeroDivisionError',
    'StopIteration',
    'NotImplementedError',
    'Exception',
  ],
];
const SCRIPT = ['Error', 'TypeError', 'RangeError', 'SyntaxError'];

/** Another error is caught, or one more; or another one is thrown. */
export const errorType: Template = function* (node, module) {
  const { indented } = module.language;
  if (indented && /^(?:identifier|tuple|attribute)$/.test(node.type) && isCaught(node)) {
    const own = textOf(module, node);
    const isTuple = node.type === 'tuple';
    for (const [rank, other] of errorsOf(module, PYTHON).entries()) {
      if (isTuple ? own.includes(other) : own === other) continue;
      const natural = 1 / (1 + 0.2 * rank);
      if (!isTuple) yield swap(module, node, other, natural);
      yield swap(module, node, isTuple ? `${own.slice(0, -1)}, ${other})` : `(${own}, ${other})`, natural);
    }
    return;
  }
  if (node.type !== 'identifier') return;
  const thrown = indented ? isRaised(node) : node.field === 'constructor' && /^throw/.test(above(node));
  const asked =
    !indented && node.field === 'right' && module.text.slice(0, node.start).endsWith('instanceof ');
  if (thrown || asked) yield* otherErrors(node, module);
};

function* otherErrors(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const own = textOf(module, node);
  const known = module.language.indented ? PYTHON : SCRIPT;
  for (const [rank, other] of errorsOf(module, known).entries())
    if (other !== own) yield swap(module, node, other, 1 / (1 + 0.25 * rank));
}

function above(node: SyntaxNode): string {
  return node.parent?.parent?.type ?? '';
}

function isCaught({ parent }: SyntaxNode): boolean {
  if (parent?.type === 'as_pattern') return parent.parent?.type === 'except_clause';
  return parent?.type === 'except_clause';
}

function isRaised(node: SyntaxNode): boolean {
  const { parent } = node;
  return parent?.type === 'raise_statement' || (node.field === 'function' && /^raise/.test(above(node)));
}

const errors = new WeakMap<SourceModule, readonly string[]>();

/** Errors that the file declares, imports or names, then the language's own. */
function errorsOf(module: SourceModule, own: readonly string[]): readonly string[] {
  let found = errors.get(module);
  if (found === undefined) {
    const named = new Set<string>();
    for (const node of descend(module.root)) {
      if (/^class_/.test(node.type)) {
        const name = part(node, 'name');
        const bases =
          part(node, 'superclasses') ?? namedChildren(node).find(({ type }) => type === 'class_heritage');
        if (name !== undefined && bases !== undefined && /Error|Exception/.test(textOf(module, bases)))
          named.add(textOf(module, name));
      } else if (node.type === 'identifier' && /^[A-Z]\w*(?:Error|Exception)$/.test(textOf(module, node)))
        named.add(textOf(module, node));
    }
    found = [...new Set([...named, ...own])];
    errors.set(module, found);
  }
  return found;
}
