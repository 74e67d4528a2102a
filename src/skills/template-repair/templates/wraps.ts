import { escaped } from '../../../syntax/escaped.ts';
import { expectedAt, fitsPlace, isDeclared } from '../place.ts';
import { binaryOf, callOf, isRead, memberOf, tight } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, fieldTypes, type Type, typeOf } from '../types.ts';

const VALUE =
  /^(identifier|member_expression|attribute|subscript|subscript_expression|call|call_expression|binary_expression|binary_operator|await_expression|non_null_expression|list_comprehension|generator_expression|list|array)$/;

/** How much likelier a suffix is that the place asks for. */
const UNPACKED = 5;

/** A value goes through a function first: a conversion, a rounding, a bound. */
export const wrapped: Template = function* (node, module) {
  if (!VALUE.test(node.type) || !isRead(node) || node.field === 'function' || node.field === 'constructor')
    return;
  if (node.field === 'object' || node.end - node.start > 80) return;
  const { parent } = node;
  if (parent === undefined || parent.type === 'expression_statement') return;
  const type = typeOf(node, module);
  const ways = module.language.wraps[type as ''] ?? (type === '' ? [] : undefined) ?? [];
  const text = textOf(module, node);
  const literal = /^(list|array)$/.test(node.type);
  if (literal && parent.type !== 'return_statement') return;
  // A whole value is converted more often than a part of one.
  const place = /^(return_statement|variable_declarator|arguments|argument_list|pair)$|^assignment/.test(
    parent.type,
  )
    ? 1
    : 0.5;
  for (const [rank, way] of ways.entries()) {
    if (literal && way !== '[$]' && !way.includes('each')) continue;
    const name = way.slice(0, way.indexOf('('));
    if (name !== '' && text.startsWith(`${name}(`)) continue;
    if (name === 'enumerate' && !unpacks(node)) continue;
    if (!fitsPlace(wayType(way, module), node, module)) continue;
    const inner =
      way.startsWith('$') || way.startsWith('-') || way.includes(') $') ? tight(node, module) : text;
    yield swap(
      module,
      node,
      way.replace('$', () => inner),
      place / (1 + 0.3 * rank),
    );
  }
};

/** A method or member behind a value: `.trim()`, `.items()`, `.length`. */
export const suffixed: Template = function* (node, module) {
  if (!VALUE.test(node.type) || !isRead(node) || node.field === 'function' || node.field === 'constructor')
    return;
  const { parent } = node;
  if (parent === undefined || parent.type === 'expression_statement' || /^(list|array)$/.test(node.type))
    return;
  const text = tight(node, module);
  const type = typeOf(node, module);
  for (const [rank, suffix] of (module.language.suffixes[type as ''] ?? []).entries()) {
    if (text.endsWith(suffix) || !fitsPlace(wayType(suffix, module), node, module)) continue;
    if (/^\[-?\d/.test(suffix) && (node.field === 'object' || expectedAt(node, module) === 'list')) continue;
    // Two names are taken from each element, so it is the entries that are gone through.
    if (suffix === '.items()' && unpacks(node)) {
      yield swap(module, node, `${text}${suffix}`, UNPACKED);
      continue;
    }
    yield swap(module, node, `${text}${suffix}`, (module.text.includes(suffix) ? 1 : 0.6) / (1 + 0.3 * rank));
  }
  if (node.type !== 'identifier' && node.type !== 'call' && node.type !== 'call_expression') return;
  // Members that the file reads of the same name are what is left out.
  const seen = new Set<string>();
  const pattern = new RegExp(`(?<![\\w$.])${escaped(text)}\\.([A-Za-z_$][\\w$]*)(?!\\w*\\()`, 'g');
  for (const [, name = ''] of node.type === 'identifier' ? module.text.matchAll(pattern) : []) {
    if (seen.has(name) || seen.size >= 8) continue;
    seen.add(name);
    if (!fitsPlace(fieldTypes(module).get(name) ?? '', node, module)) continue;
    yield swap(module, node, `${text}.${name}`, 0.8);
  }
};

/** The type of what a wrap or suffix gives; empty where it is not known. */
function wayType(way: string, { language }: SourceModule): Type {
  if (way.startsWith('-') || /^\.(length|size)$/.test(way)) return 'number';
  if (way.startsWith('[$')) return 'list';
  const name = /(\w+)\(/.exec(way)?.[1] ?? '';
  if (/^new /.test(way)) return 'record';
  return name === '' ? '' : (language.results.get(name) ?? '');
}

function unpacks(node: SyntaxNode): boolean {
  const left = node.field === 'right' && node.parent !== undefined ? part(node.parent, 'left') : undefined;
  return left !== undefined && /^(pattern_list|tuple_pattern)$/.test(left.type);
}

/** What a conversion, a method or a member was put around or behind stands alone: `x` for `int(x)` or `x.trim()`. */
export const unwrapped: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call !== undefined && node.type !== 'new_expression' && isRead(node)) {
    const member = memberOf(call.callee, module);
    if (call.args.length === 1 && call.args[0] !== undefined && call.args[0].type !== 'keyword_argument') {
      const simple =
        member === undefined || /^(Math|Number|Object|Array|JSON|math)\./.test(textOf(module, call.callee));
      if (simple && !/^(arrow|function|lambda|spread)/.test(call.args[0].type))
        if (fitsPlace(typeOf(call.args[0], module), node, module))
          yield swap(module, node, textOf(module, call.args[0]), 0.6);
    }
    if (member !== undefined && call.args.length <= 2) {
      const named = /^(Math|Number|Object|Array|JSON|math|console|this|self|super)$/.test(
        textOf(module, member.object),
      );
      if (!named && fitsPlace(typeOf(member.object, module), node, module))
        yield swap(module, node, textOf(module, member.object), 0.6);
    }
    return;
  }
  const member = memberOf(node, module);
  if (member !== undefined && isRead(node) && node.field !== 'function') {
    const { object } = member;
    const own = typeOf(object, module);
    const global = object.type === 'identifier' && !isDeclared(object, module);
    const sameKind = compatible(own, typeOf(node, module)) && fitsPlace(own, node, module);
    if (!global && sameKind && !/^(this|self|cls|super)$/.test(textOf(module, object)))
      yield swap(module, node, textOf(module, member.object), 0.4);
  }
  if (/^subscript/.test(node.type) && isRead(node)) {
    const object = part(node, 'object') ?? part(node, 'value');
    if (object !== undefined && fitsPlace(typeOf(object, module), node, module))
      yield swap(module, node, textOf(module, object), 0.3);
  }
  if (/^await/.test(node.type)) {
    const inner = namedChildren(node)[0];
    if (inner !== undefined) yield swap(module, node, textOf(module, inner), 0.2);
  }
};

/** What one side of a comparison goes through, the other goes through as well: `a.trim() === b` lacks a `trim`. */
export const alikeSides: Template = function* (node, module) {
  const binary = binaryOf(node, module);
  if (binary === undefined || !/^(?:[=!]==?|[<>]=?|in|not in)$/.test(binary.operator.type)) return;
  const { left, right } = binary;
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const call = callOf(other, module);
    if (call === undefined || other.type === 'new_expression' || !VALUE.test(side.type)) continue;
    const member = memberOf(call.callee, module);
    const own = callOf(side, module);
    if (own !== undefined && nameOf(own.callee, module) === nameOf(call.callee, module)) continue;
    const [argument, ...others] = call.args;
    if (member !== undefined && call.args.length <= 1)
      yield swap(
        module,
        side,
        `${tight(side, module)}.${textOf(module, member.property)}${textOf(module, call.list)}`,
        1,
      );
    else if (member === undefined && argument !== undefined && others.length === 0)
      yield swap(module, side, `${textOf(module, call.callee)}(${textOf(module, side)})`, 0.7);
  }
};

/** The last name of what is called. */
function nameOf(callee: SyntaxNode, module: SourceModule): string {
  return textOf(module, memberOf(callee, module)?.property ?? callee);
}
