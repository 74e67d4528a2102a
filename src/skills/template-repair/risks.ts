import { binaryOf, callOf, functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, part, type SyntaxNode } from './tree.ts';

/** What may go wrong with a value: it divides, its first element is taken, it may be missing, it ends a recursion. */
export interface Risk {
  /** What the condition of a guard must mention. */
  readonly name: string;
  readonly factor: number;
}

const DIVISOR = 5;
const ELEMENT = 2.5;
const OPTIONAL = 2.5;
const RECURSION = 5;

const known = new WeakMap<SyntaxNode, readonly Risk[]>();

/** Names of a function that ask for a guard. */
export function risksIn(scope: SyntaxNode, module: SourceModule): readonly Risk[] {
  let found = known.get(scope);
  if (found === undefined) {
    found = [...collect(scope, module)];
    known.set(scope, found);
  }
  return found;
}

function* collect(scope: SyntaxNode, module: SourceModule): Generator<Risk> {
  const name = part(scope, 'name');
  const own = name === undefined ? undefined : textOf(module, name);
  const parameters = part(scope, 'parameters');
  let decides = false;
  let recursive: SyntaxNode | undefined;
  for (const node of descend(scope)) {
    if (/^(if_statement|ternary_expression|conditional_expression|switch_statement)$/.test(node.type))
      decides = true;
    const binary = binaryOf(node, module);
    if (binary !== undefined && /^(\/|\/\/|%)$/.test(binary.operator.type)) {
      for (const inner of namesIn(binary.right, module)) yield { name: inner, factor: DIVISOR };
    }
    if (/^subscript/.test(node.type) && node.children[0]?.type === 'identifier') {
      const index = part(node, 'index') ?? part(node, 'subscript');
      if (index !== undefined && /^(0|-1)$/.test(textOf(module, index)))
        yield { name: textOf(module, node.children[0]), factor: ELEMENT };
    }
    const call = callOf(node, module);
    if (call !== undefined && own !== undefined && lastName(call.callee, module) === own) recursive = node;
    if (call !== undefined && /^(max|min|reduce)$/.test(lastName(call.callee, module))) {
      for (const inner of namesIn(node, module)) yield { name: inner, factor: ELEMENT };
    }
  }
  if (
    recursive !== undefined &&
    !decides &&
    parameters !== undefined &&
    functionOf(recursive, module) === scope
  ) {
    for (const inner of namesIn(parameters, module)) yield { name: inner, factor: RECURSION };
  }
  if (parameters !== undefined) {
    for (const [, inner = ''] of textOf(module, parameters).matchAll(
      /(\w+)\s*(?:\?:|:[^,]*\b(?:undefined|null|None|Optional)\b)/g,
    ))
      yield { name: inner, factor: OPTIONAL };
  }
}

function lastName(callee: SyntaxNode, module: SourceModule): string {
  return textOf(module, memberOf(callee, module)?.property ?? callee);
}

function namesIn(node: SyntaxNode, module: SourceModule): readonly string[] {
  return [...descend(node)].filter((leaf) => leaf.type === 'identifier').map((leaf) => textOf(module, leaf));
}
