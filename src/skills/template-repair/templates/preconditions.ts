import { binaryOf, conditionOf, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { typeOf } from '../types.ts';

const MOST_ASKED = 4;
const OBJECT = /^(identifier|member_expression|attribute|subscript|subscript_expression)$/;

/** A condition reads something that may not be there, and asks for it first: `node is None or node.next is None`. */
export const precondition: Template = function* (node, module) {
  const condition = conditionOf(node, module);
  if (condition === undefined || condition.end - condition.start > 120) return;
  const { and, or } = module.language;
  const own = textOf(module, condition);
  const joined = (operator: string): string => {
    const inner = binaryOf(condition, module)?.operator.type ?? '';
    return /^(&&|\|\||and|or)$/.test(inner) && inner !== operator ? `(${own})` : own;
  };
  const asked = new Set(operandsOf(condition, module).map((operand) => textOf(module, operand)));
  const isNew = (spellings: readonly string[]): boolean => !spellings.some((each) => asked.has(each));
  for (const [rank, { there, missing }] of needsOf(condition, module).entries()) {
    if (rank >= MOST_ASKED) return;
    const natural = 1 / (1 + 0.5 * rank);
    if (isNew(there)) yield swap(module, condition, `${there[0]} ${and} ${joined(and)}`, natural);
    if (isNew(missing)) yield swap(module, condition, `${missing[0]} ${or} ${joined(or)}`, natural);
  }
};

/** What is joined by `and` and `or`; the whole where nothing is. */
function operandsOf(node: SyntaxNode, module: SourceModule): readonly SyntaxNode[] {
  const inner = node.type === 'parenthesized_expression' ? namedChildren(node)[0] : node;
  if (inner === undefined) return [];
  const binary = binaryOf(inner, module);
  if (binary === undefined || !/^(&&|\|\||and|or)$/.test(binary.operator.type)) return [inner];
  return [binary.left, binary.right].flatMap((side) => operandsOf(side, module));
}

/** Both ways to ask for something, each in all its spellings, the one to write first. */
interface Need {
  readonly there: Spellings;
  readonly missing: Spellings;
}

type Spellings = readonly [string, ...string[]];

/** What has to hold before a condition can be asked: objects are there, indices are within their lists. */
function needsOf(condition: SyntaxNode, module: SourceModule): readonly Need[] {
  const { language } = module;
  const found = new Map<string, Need>();
  const add = (need: Need): void => {
    if (!found.has(need.there[0])) found.set(need.there[0], need);
  };
  for (const node of descend(condition)) {
    const object = memberOf(node, module)?.object;
    if (object !== undefined && OBJECT.test(object.type) && mayBeMissing(object, module)) {
      const text = textOf(module, object);
      const [absent, present] = [language.absent(text), language.present(text)];
      // Where a name alone asks whether it is there, it is the shortest way, but for Python's empty lists.
      const isShort = !language.indented && present.includes(text);
      const [is, isNot] = isShort ? [`!${text}`, text] : [absent[0], present[0]];
      if (is !== undefined && isNot !== undefined)
        add({ there: [isNot, ...present], missing: [is, ...absent] });
    }
    if (!/^subscript/.test(node.type)) continue;
    const list = part(node, 'object') ?? part(node, 'value');
    const index = part(node, 'index') ?? part(node, 'subscript');
    if (list === undefined || index === undefined || /slice|string/.test(index.type)) continue;
    const [xs, i] = [textOf(module, list), textOf(module, index)];
    if (xs.length > 30 || i.length > 30) continue;
    if (/^-?[01]$/.test(i) || /\b1\]?$/.test(i)) {
      const [empty] = language.empty(xs);
      const [filled] = language.filled(xs);
      if (empty !== undefined && filled !== undefined) add({ there: [filled], missing: [empty] });
    }
    if (/^\d+$/.test(i) || typeOf(index, module) === 'string') continue;
    add({ there: [`${i} < ${language.length(xs)}`], missing: [`${i} >= ${language.length(xs)}`] });
    add({ there: [`${i} >= 0`], missing: [`${i} < 0`] });
    const [held] = language.indented ? language.contains(i, xs) : [];
    if (held !== undefined) add({ there: [held], missing: [held.replace(' in ', ' not in ')] });
  }
  return [...found.values()];
}

/** Modules and receivers are always there, and so is what has a type without a gap. */
function mayBeMissing(object: SyntaxNode, module: SourceModule): boolean {
  const text = textOf(module, object);
  if (/^(self|cls|this|super|Math|Object|JSON|Number|String|Array|console|math|os|re)$/.test(text))
    return false;
  return !/^(number|boolean|function)$/.test(typeOf(object, module));
}
