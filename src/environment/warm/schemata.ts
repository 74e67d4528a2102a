import type { Node } from '../../syntax/syntax.ts';
import { bindsOtherwise } from '../declared-names.ts';
import { type Insertion, inOrder, withInsertions, withStepsOf } from './instrument.ts';

/** The variable that says which variant runs; 0 for the original. */
export const VARIANT = '__credenceVariant';

/** Why a run of such a text is none: the process that kept it has been replaced since. */
export const NOT_KEPT = 'its text is not kept here';

/** How the copy with this number begins, on a line of its own, and how it ends. */
const copyStart = (number: number): string => `\ncase ${number}:{const __credence=`;
const copyEnd = (number: number): string => `return __credence();}/*${number}*/`;
const START = /^case (\d+):\{const __credence=/;

/** The number of the copy that a line of a schema belongs to; undefined where there is none before it. */
export function copyAt(text: string, line: number): number | undefined {
  const last = text.split('\n', line).findLast((each) => START.test(each));
  const number = START.exec(last ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The schema without one of its copies; every line stays where it is. */
export function withoutCopy(text: string, number: number): string {
  const start = text.indexOf(copyStart(number));
  const end = text.indexOf(copyEnd(number), start);
  if (start < 0 || end < 0) return text;
  const until = end + copyEnd(number).length;
  return text.slice(0, start) + text.slice(start, until).replace(/[^\n]+/g, '') + text.slice(until);
}

/** One edit of the original: `[start, end)` replaced by `text`. */
export interface Variant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Schema {
  /** The original with the variants in it, each behind its number. */
  readonly text: string;
  /** For each variant its number, or undefined where it has no place in a schema. */
  readonly numbers: readonly (number | undefined)[];
}

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
]);

/**
 * Puts many edits into one text, each as a copy of the body that it changes, chosen by a variable: so that the text is
 * compiled once for all of them (mutant schemata: Untch, Offutt and Harrold, 1993). An edit has a place in it when it
 * lies within the braces of a function that is no generator; others have a text of their own.
 * @param root the tree of the original
 * @param steps where the original counts its steps
 */
export function schemaOf(
  root: Node,
  original: string,
  variants: readonly Variant[],
  steps: readonly Insertion[],
): Schema {
  const cases = new Map<number, { readonly isAsync: boolean; texts: string[] }>();
  let count = 0;
  const numbers = variants.map((variant): number | undefined => {
    const body = bodyAround(root, variant);
    if (body === undefined) return undefined;
    count += 1;
    const from = body.node.startIndex + 1;
    const to = body.node.endIndex - 1;
    const before = original.slice(from, to);
    const after = before.slice(0, variant.start - from) + variant.text + before.slice(variant.end - from);
    const inside = steps.flatMap((step) =>
      step.at >= from && step.at <= to ? [{ ...step, at: step.at - from }] : [],
    );
    const known = cases.get(from) ?? { isAsync: body.isAsync, texts: [] };
    const text = withStepsOf(before, after, inside);
    // The copy is compiled when it is first called, and not before.
    known.texts.push(`${copyStart(count)}${body.isAsync ? 'async' : ''}()=>{${text}\n};${copyEnd(count)}`);
    cases.set(from, known);
    return count;
  });
  const switches = [...cases].map(
    ([at, { texts }]): Insertion => ({
      at,
      text: `switch(${VARIANT}){${texts.join('')}}`,
    }),
  );
  return { text: withInsertions(original, inOrder([...switches, ...steps])), numbers };
}

/** The innermost body of a function that holds the whole range. */
function bodyAround(
  root: Node,
  edit: Variant,
): { readonly node: Node; readonly isAsync: boolean } | undefined {
  const { start, end } = edit;
  let node: Node | null = root.descendantForIndex(start, Math.max(start, end - 1));
  for (; node !== null; node = node.parent) {
    const body = node.childForFieldName('body');
    // A generator cannot be left to a function within it.
    if (/^generator_function/.test(node.type)) return undefined;
    if (!FUNCTIONS.has(node.type) || body?.type !== 'statement_block') continue;
    if (body.startIndex >= start || end >= body.endIndex) continue;
    // Compilers put the fields of a class behind the first call of `super`, which would be that of a copy.
    if (node.childForFieldName('name')?.text === 'constructor' && /\bsuper\s*\(/.test(body.text))
      return undefined;
    if (bindsOtherwise(node, body, edit)) return undefined;
    const head = node.children.filter((child) => child !== null && child.startIndex < body.startIndex);
    if (head.some((child) => child?.type === '*')) return undefined;
    const first = body.namedChildren.find((child) => child !== null && child.type !== 'comment');
    // A directive must stay the first thing of its body.
    if (first?.type === 'expression_statement' && /^['"]/.test(first.text)) return undefined;
    return { node: body, isAsync: head.some((child) => child?.type === 'async') };
  }
  return undefined;
}
