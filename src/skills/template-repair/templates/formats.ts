import { callOf } from '../shapes.ts';
import { type Change, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';

/** Directives of dates that are confused with each other. */
const DATES: Readonly<Record<string, string>> = {
  m: 'MBb',
  M: 'mS',
  d: 'je',
  H: 'Ih',
  I: 'H',
  y: 'Y',
  Y: 'y',
  S: 'MsF',
  b: 'B',
  B: 'b',
  a: 'A',
  A: 'a',
  j: 'd',
};

/** A number is written with other digits, padding or sign; a date with another of its parts. */
export const formatSlip: Template = function* (node, module) {
  if (node.type === 'format_specifier') {
    const own = textOf(module, node);
    const body = own.replace(/^:/, '');
    const lead = own.startsWith(':') ? ':' : '';
    for (const [text, natural] of specs(body)) yield swap(module, node, `${lead}${text}`, natural);
    return;
  }
  if (node.type === 'interpolation' || node.type === 'template_substitution') {
    yield* interpolated(node, module);
    return;
  }
  if (node.type !== 'string' || node.end - node.start > 200) return;
  const own = textOf(module, node);
  if (isOfDates(node, module)) {
    for (const { 0: whole, 1: sign = '', index } of own.matchAll(/%-?([A-Za-z])/g))
      for (const other of DATES[sign] ?? '')
        yield swap(module, node, replaced(own, index, whole, whole.replace(sign, other)), 1);
    return;
  }
  if (!module.language.indented) return;
  for (const { 0: whole, 1: spec = '', index } of own.matchAll(/%(-?0?\d*(?:\.\d+)?[dfsegxX])/g))
    for (const [text, natural] of specs(spec))
      yield swap(module, node, replaced(own, index, whole, `%${text}`), natural);
  for (const { 0: whole, 1: name = '', 2: spec = '', index } of own.matchAll(/\{(\w*):([^{}]+)\}/g))
    for (const [text, natural] of specs(spec))
      yield swap(module, node, replaced(own, index, whole, `{${name}:${text}}`), natural);
};

function replaced(text: string, at: number, old: string, by: string): string {
  return text.slice(0, at) + by + text.slice(at + old.length);
}

function isOfDates(node: SyntaxNode, module: SourceModule): boolean {
  const around = node.parent?.parent;
  const call = around === undefined ? undefined : callOf(around, module);
  return call !== undefined && /(?:strftime|strptime|ofPattern)$/.test(textOf(module, call.callee));
}

/** A way to write a number, and others near by. */
function* specs(own: string): Generator<readonly [string, number]> {
  const found = /^([<>=^]?)([+ ]?)(0?)(\d*)(,?)(?:\.(\d+))?([a-zA-Z%]?)$/.exec(own);
  if (found === null) return;
  const [, align = '', sign = '', zero = '', width = '', comma = '', digits = '', kind = ''] = found;
  const written = (
    over: Partial<Record<'align' | 'zero' | 'width' | 'comma' | 'digits' | 'kind', string>>,
  ) => {
    const all = { align, zero, width, comma, digits, kind, ...over };
    const point = all.digits === '' ? '' : `.${all.digits}`;
    return `${all.align}${sign}${all.zero}${all.width}${all.comma}${point}${all.kind}`;
  };
  if (digits !== '') {
    yield [written({ digits: String(Number(digits) + 1) }), 1];
    if (Number(digits) > 0) yield [written({ digits: String(Number(digits) - 1) }), 1];
    if (digits !== '2') yield [written({ digits: '2' }), 0.8];
  } else if (kind === 'f') yield [written({ digits: '2' }), 1];
  if (width !== '') {
    yield [written({ width: String(Number(width) + 1) }), 0.7];
    if (Number(width) > 1) yield [written({ width: String(Number(width) - 1) }), 0.7];
    yield [written({ zero: zero === '' ? '0' : '' }), zero === '' ? 1 : 0.5];
  }
  if (align === '<' || align === '>') yield [written({ align: align === '<' ? '>' : '<' }), 1];
  if (comma === '' && digits !== '') yield [written({ comma: ',' }), 0.7];
  const others: Readonly<Record<string, string>> = {
    f: 'd%',
    d: 'sf',
    s: 'd',
    '%': 'f',
    e: 'f',
    x: 'X',
    X: 'x',
  };
  for (const other of others[kind] ?? '') yield [written({ kind: other }), 0.4];
}

function* interpolated(node: SyntaxNode, module: SourceModule): Generator<Change> {
  const [value, ...others] = namedChildren(node);
  if (value === undefined || others.some(({ type }) => type === 'format_specifier')) return;
  const own = textOf(module, value);
  const ways = module.language.indented
    ? [':02d', ':.2f', ':,', ':.1f', ':d', '!r'].map((spec) => `${own}${spec}`)
    : [`String(${own}).padStart(2, '0')`, `${own}.toFixed(2)`, `${own}.toFixed(1)`, `${own} ?? ''`];
  for (const [rank, way] of ways.entries()) yield swap(module, value, way, 1 / (1 + 0.5 * rank));
}
