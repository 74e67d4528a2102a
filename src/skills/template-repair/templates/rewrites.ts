import type { Rewrite } from '../languages/rewrite.ts';
import { binaryOf, callOf, isRead, isStatement, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import type { SyntaxNode } from '../tree.ts';
import { typeOf } from '../types.ts';

/** Code longer than this is not looked at. */
const LONGEST = 400;

/** A slip with something of the language's own: what stands for it instead, by the language's table. */
export const languageSlip: Template = function* (node, module) {
  if (node.end - node.start > LONGEST || !node.named) return;
  const isAlone = node.parent?.type === 'expression_statement' || isStatement(node, module);
  const isValue = !isAlone && isRead(node);
  for (const rewrite of rewritesFor(node, module)) {
    if (rewrite.as === 'statement' ? !isAlone : rewrite.as === 'value' && !isValue) continue;
    const parts = partsOf(node, rewrite, module);
    if (parts === undefined) continue;
    let rank = 0;
    for (const put of rewrite.put) {
      const text = filled(put, parts);
      if (text === undefined || text === parts['&']) continue;
      const written = isLoose(put) && tears(node) ? `(${text})` : text;
      yield swap(module, node, written, (rewrite.natural ?? 1) / (1 + 0.5 * rank));
      rank += 1;
    }
  }
};

const KINDS = ['callee', 'operator', 'node'] as const;

function rewritesFor(node: SyntaxNode, module: SourceModule): readonly Rewrite[] {
  const { rewrites, calls, binaries } = module.language;
  if (rewrites.length === 0) return [];
  const [isCall, isBinary] = [calls.has(node.type), binaries.has(node.type)];
  return rewrites.filter((rewrite) => {
    const kind = KINDS.find((each) => each in rewrite);
    return kind === 'callee' ? isCall : kind === 'operator' ? isBinary : true;
  });
}

type Parts = Readonly<Record<string, string>>;

/** What may be put, by its sign; undefined where the rewrite does not fit. */
function partsOf(node: SyntaxNode, rewrite: Rewrite, module: SourceModule): Parts | undefined {
  const own = textOf(module, node);
  if ('node' in rewrite) {
    const found = rewrite.node.test(node.type) ? rewrite.text.exec(own) : null;
    if (found === null) return undefined;
    return { '&': own, ...Object.fromEntries(found.slice(1).map((group, index) => [index + 1, group])) };
  }
  if ('callee' in rewrite) {
    const call = callOf(node, module);
    const callee = call === undefined ? '' : textOf(module, call.callee);
    if (call === undefined || !rewrite.callee.test(callee)) return undefined;
    if (rewrite.arguments?.includes(call.args.length) === false) return undefined;
    const member = memberOf(call.callee, module);
    const object = member?.object;
    if (object !== undefined && !mayBe(rewrite.of, object, module)) return undefined;
    const args = call.args.map((arg) => textOf(module, arg));
    return {
      '&': own,
      F: callee,
      A: args.join(', '),
      ...(object === undefined ? {} : { O: textOf(module, object) }),
      ...(member === undefined ? {} : { M: textOf(module, member.property) }),
      ...Object.fromEntries(args.map((arg, index) => [index, arg])),
    };
  }
  const binary = binaryOf(node, module);
  if (binary === undefined || !rewrite.operator.test(textOf(module, binary.operator))) return undefined;
  if (!mayBe(rewrite.of, binary.left, module) || !mayBe(rewrite.of, binary.right, module)) return undefined;
  const [left, right] = [textOf(module, binary.left), textOf(module, binary.right)];
  if (rewrite.left?.test(left) === false || rewrite.right?.test(right) === false) return undefined;
  const operator = textOf(module, binary.operator);
  return { '&': own, L: left, R: right, P: operator, T: left.replace(/^typeof /, '') };
}

function mayBe(type: Rewrite['of'], node: SyntaxNode, module: SourceModule): boolean {
  return type === undefined || ['', type].includes(typeOf(node, module));
}

const SIGN = /\$([&FAOMLPRT\d])/g;

/** Undefined where something that is asked for is not there. */
function filled(put: string, parts: Parts): string | undefined {
  let isWhole = true;
  const text = put.replace(SIGN, (_, sign: string) => {
    const part = parts[sign];
    if (part === undefined || (part === '' && sign !== 'A')) isWhole = false;
    return part ?? '';
  });
  return isWhole ? text : undefined;
}

/** Whether what is put has an operator outside of all parentheses. */
function isLoose(put: string): boolean {
  let inner = put;
  for (let last = ''; last !== inner; ) {
    last = inner;
    inner = inner.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '');
  }
  return /\s(?:[-+*/%<>=!&|?]|if|or|and|not)|^await /.test(inner.replace(/^\$O = /, ''));
}

/** Whether something beside the node could tear an operator apart. */
function tears({ parent, field }: SyntaxNode): boolean {
  return (
    field === 'object' ||
    (parent !== undefined &&
      /^(?:binary|unary|not_|comparison|boolean|member|attribute|subscript|await|ternary|conditional)/.test(
        parent.type,
      ))
  );
}
