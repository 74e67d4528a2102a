import { fitsPlace } from '../place.ts';
import { namesAt, readableAt } from '../scope.ts';
import { binaryOf, callOf, functionOf, isRead, tight } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, part, type SyntaxNode } from '../tree.ts';
import { typeOf, typeOfText } from '../types.ts';

const NUMERIC =
  /^(identifier|member_expression|attribute|subscript|subscript_expression|call|call_expression)$/;

/** Where a whole value stands; within a sum or a product other templates look. */
const PLACE =
  /^(arguments|argument_list|tuple|list|array|return_statement|pair|lambda|arrow_function|variable_declarator|comparison_operator|parenthesized_expression)$|^assignment/;

/** How natural a sign is for what is known to be a number, and for what may be one. */
const NATURAL = { number: 1, perhaps: 0.5, hardly: 0.25 } as const;

/** A sign that was left out or put in: `-x` for `x`, as in the key of a sort or a priority. */
export const sign: Template = function* (node, module) {
  if (/^unary/.test(node.type) && part(node, 'operator')?.type === '-') {
    const inner = part(node, 'argument');
    if (inner !== undefined && NUMERIC.test(inner.type)) yield swap(module, node, textOf(module, inner), 1);
    return;
  }
  const natural = numeric(node, module) || (isSortedBy(node, module) ? NATURAL.perhaps : 0);
  if (natural > 0) yield swap(module, node, `-${tight(node, module)}`, natural);
};

/** Whether something is put in order by this value: the key of a sort, or what a heap or a sorted list is given. */
function isSortedBy(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (!NUMERIC.test(node.type) || parent === undefined || !/^(tuple|list|array|lambda)$/.test(parent.type))
    return false;
  const within = above(node, module.language.calls);
  const call = within === undefined ? undefined : callOf(within, module);
  return call !== undefined && /heap|sort|insort|bisect|^max$|^min$/i.test(textOf(module, call.callee));
}

/** Variables that are tried beside another. */
const MOST_OTHERS = 8;

/** Less often than a whole value is a factor one that lacks an operand. */
const PARTLY = 0.4;

/** What was to be added or taken away is missing: `distance + weight` for `weight`, `(width - used)` for a factor. */
export const operandAdded: Template = function* (node, module) {
  if (!/^(identifier|member_expression|attribute)$/.test(node.type)) return;
  const isFactor = factorIn(node, module);
  // What it was to be added to may be the only thing that it was ever reckoned with.
  const natural = isFactor
    ? PARTLY * (typeOf(node, module) === 'number' ? NATURAL.number : NATURAL.perhaps)
    : numeric(node, module) || (mayBeNumber(node, module) ? NATURAL.hardly : 0);
  if (natural === 0 || !isRead(node)) return;
  const own = textOf(module, node);
  const scope = functionOf(node, module) ?? module.root;
  const others = readableAt(node.start, namesAt(node, module)).filter(
    ({ text, kind, distance, type }) =>
      text !== own &&
      kind === 'value' &&
      distance === 0 &&
      (typeOfText(type, module) === 'number' || (type === '' && isReckonedWith(text, scope, module))),
  );
  const asked = node.type === 'identifier' ? [] : valuesOfOwn(node, module);
  for (const { text } of [...others, ...asked].slice(0, MOST_OTHERS)) {
    const put = (sum: string): string => (isFactor ? `(${sum})` : sum);
    yield swap(module, node, put(`${text} + ${own}`), natural);
    yield swap(module, node, put(`${own} - ${text}`), 0.7 * natural);
    yield swap(module, node, put(`${text} - ${own}`), 0.4 * natural);
    if (!isFactor) yield swap(module, node, `${own} * ${text}`, 0.3 * natural);
  }
};

const gathered = new WeakMap<SourceModule, readonly string[]>();

/** Numbers that the file asks its own object for, or a function without arguments: `this.now()`, `time.time()`. */
function valuesOfOwn(node: SyntaxNode, module: SourceModule): ReadonlyArray<{ readonly text: string }> {
  let found = gathered.get(module);
  if (found === undefined) {
    const all = [...descend(module.root)].filter((each) => {
      const call = callOf(each, module);
      if (call !== undefined) return call.args.length === 0 && each.end - each.start <= 24;
      return each.field !== 'function' && /^(this|self)\.#?\w+$/.test(textOf(module, each));
    });
    const numeric = all.filter(
      (each) => /^(|number)$/.test(typeOf(each, module)) && each.parent?.type !== 'expression_statement',
    );
    found = [...new Set(numeric.map((each) => textOf(module, each)))].slice(0, 20);
    gathered.set(module, found);
  }
  const own = textOf(module, node);
  return found.filter((text) => text !== own).map((text) => ({ text }));
}

/** Whether it is a factor of a product, or what a quotient is made of. */
function factorIn(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  const operator = parent === undefined ? undefined : binaryOf(parent, module)?.operator.type;
  return /^(?:\*|\/|\/\/|%)$/.test(operator ?? '') && /^(?:number)?$/.test(typeOf(node, module));
}

/** How natural it is to reckon with what stands here; 0 where that cannot be. */
function numeric(node: SyntaxNode, module: SourceModule): number {
  if (!mayBeNumber(node, module)) return 0;
  if (typeOf(node, module) === 'number') return NATURAL.number;
  const scope = functionOf(node, module) ?? module.root;
  return isReckonedWith(textOf(module, node), scope, module) ? NATURAL.perhaps : 0;
}

/** Whether a whole value stands here, of a kind that may be a number, in a place that may take one. */
function mayBeNumber(node: SyntaxNode, module: SourceModule): boolean {
  const { parent } = node;
  if (!NUMERIC.test(node.type) || parent === undefined || !isRead(node)) return false;
  if (/^(function|constructor|object|left|name)$/.test(node.field)) return false;
  const isCompared = /^(?:[<>]=?|[=!]==?)$/.test(binaryOf(parent, module)?.operator.type ?? '');
  if (!isCompared && !PLACE.test(parent.type)) return false;
  return /^(?:number)?$/.test(typeOf(node, module)) && fitsPlace('number', node, module);
}

/** Whether a function adds, takes, multiplies or orders what a text names, so that it may be a number. */
function isReckonedWith(name: string, scope: SyntaxNode, module: SourceModule): boolean {
  const word = (/[\w$]+$/.exec(name)?.[0] ?? '').replaceAll('$', '\\$');
  if (word === '') return false;
  const operator = '(?:[*/]{2}|[-+*/%]=?|<=?|>=?)';
  return new RegExp(
    `\\b${word}\\s*${operator}\\s*[\\w(]|[\\w)]\\s*${operator}\\s*(?:\\w+\\.)*${word}\\b|\\b(?:max|min|abs)\\([^()]*\\b${word}\\b`,
  ).test(textOf(module, scope));
}
