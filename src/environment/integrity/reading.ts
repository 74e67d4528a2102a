import { type Shape, walk } from './shape.ts';

/** Without the parentheses, casts and `await` around it. */
export function bare(shape: Shape | undefined): Shape | undefined {
  let at = shape;
  while (at !== undefined) {
    const inner =
      at.kind === 'parens' ||
      at.type === 'await_expression' ||
      at.type === 'await' ||
      at.type === 'non_null_expression'
        ? at.parts[0]
        : at.type === 'as_expression' || at.type === 'satisfies_expression'
          ? at.parts[0]
          : at.type === 'type_assertion'
            ? at.parts.at(-1)
            : undefined;
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

export function callee(call: Shape): Shape | undefined {
  return call.in('function', 'constructor');
}

/** The name called, with its path when it is one: `process.exit`, `f`. */
export function calleeName(call: Shape): string {
  const shape = callee(call);
  return shape === undefined ? '' : dotted(shape);
}

/** The arguments, keyword arguments included. */
export function argumentsOf(call: Shape): readonly Shape[] {
  return call.in('arguments')?.parts ?? [];
}

/** `a.b`, also where it was written `a['b']` or `a?.b`; empty for what is not such a path. */
export function dotted(shape: Shape): string {
  const at = bare(shape);
  if (at === undefined) return '';
  if (at.kind === 'name') return at.text;
  if (at.kind === 'member' || at.kind === 'index') {
    const object = at.in('object', 'value');
    const name = memberName(at);
    if (object === undefined || name === undefined) return '';
    const path = dotted(object);
    return path === '' ? `?.${name}` : `${path}.${name}`;
  }
  if (at.kind === 'call') return reached(at);
  if (at.type === 'import' || at.type === 'import_meta' || at.type === 'meta_property') return at.text;
  return '';
}

/** What a call hands out that is known by name: `getattr(os, '_exit')`, `__import__('os')`, `require('process')`. */
function reached(call: Shape): string {
  const name = call.in('function')?.text ?? '';
  const [first, second] = argumentsOf(call);
  if (/^(?:getattr|Reflect\.get)$/.test(name) && first !== undefined && second !== undefined) {
    const member = folded(second);
    return member === undefined ? '' : `${dotted(first)}.${member}`;
  }
  if (!/^(?:__import__|require|importlib\.import_module|import_module)$/.test(name) || first === undefined)
    return '';
  return folded(first)?.replace(/^node:/, '') ?? '';
}

/** The member that is read: `b` for `a.b` and `a['b']`. */
export function memberName(shape: Shape): string | undefined {
  if (shape.kind === 'member') return shape.in('property', 'attribute')?.text;
  if (shape.kind !== 'index') return undefined;
  const index = shape.in('index', 'subscript');
  return index === undefined ? undefined : folded(index);
}

const STRING_BODY = /^[a-zA-Z]{0,2}("""|'''|"|'|`)([\s\S]*)\1$/;

/** The text of a string that is known without running: literals, their concatenation and their join. */
export function folded(shape: Shape): string | undefined {
  const at = bare(shape);
  if (at === undefined) return undefined;
  if (at.type === 'concatenated_string') return joined(at.parts);
  if (at.kind === 'string') {
    if (at.parts.some((part) => part.type === 'template_substitution' || part.type === 'interpolation'))
      return undefined;
    const body = STRING_BODY.exec(at.text)?.[2];
    return body?.replace(/\\u\{?([0-9a-fA-F]{2,6})\}?|\\x([0-9a-fA-F]{2})|\\(.)/g, plainCharacter);
  }
  if (at.kind === 'binary' && operatorOf(at) === '+') {
    const [left, right] = sides(at);
    return left === undefined || right === undefined ? undefined : joined([left, right]);
  }
  if (at.kind === 'call' && /(?:^|\.)join$/.test(at.in('function')?.text ?? '')) {
    const object = at.in('function')?.in('object', 'value');
    const list = [object, argumentsOf(at)[0]].find((part) => part?.kind === 'list');
    const glue = [object, argumentsOf(at)[0]].find((part) => part?.kind === 'string');
    const parts = list?.parts.map(folded) ?? [];
    if (list === undefined || parts.some((part) => part === undefined)) return undefined;
    return parts.join(glue === undefined ? ',' : (folded(glue) ?? ''));
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

function plainCharacter(_: string, unicode?: string, hex?: string, plain?: string): string {
  const code = unicode ?? hex;
  if (code === undefined) return ESCAPES[plain ?? ''] ?? plain ?? '';
  const value = Number.parseInt(code, 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

function joined(parts: readonly Shape[]): string | undefined {
  const texts = parts.map(folded);
  return texts.some((text) => text === undefined) ? undefined : texts.join('');
}

export function operatorOf(shape: Shape): string {
  return shape.children
    .filter((child) => !child.named && child.text !== '(' && child.text !== ')')
    .map((child) => child.text)
    .join(' ');
}

/** The two sides of a binary expression. */
export function sides(shape: Shape): readonly [Shape | undefined, Shape | undefined] {
  const parts = shape.parts;
  return [shape.in('left') ?? parts[0], shape.in('right') ?? parts[1]];
}

/** What is written and what to. */
export function assigned(shape: Shape): readonly [Shape | undefined, Shape | undefined] {
  return [shape.in('left', 'name', 'property'), shape.in('right', 'value')];
}

/** Names that stand for the same value always. */
const FIXED_NAMES =
  /^(?:undefined|NaN|Infinity|Date|Map|Set|BigInt|Number|String|Symbol|RegExp|Decimal|Fraction|date|datetime|tuple|list|set|dict|frozenset|float|int|str|bytes|math|inf|nan|UTC)$/;

/** An expression whose value is known without running anything of the project. */
export function isConstant(shape: Shape | undefined): boolean {
  const at = bare(shape);
  if (at === undefined) return false;
  switch (at.kind) {
    case 'constant':
    case 'number':
      return true;
    case 'string':
      return !at.parts.some((part) => part.type === 'template_substitution' || part.type === 'interpolation');
    case 'name':
      return (
        at.field !== 'function' && (at.bound !== undefined || /^(?:undefined|NaN|Infinity)$/.test(at.text))
      );
    case 'unary':
    case 'list':
    case 'object':
    case 'pair':
    case 'binary':
      return at.parts.every((part) =>
        part.field === 'key' && part.kind !== 'other' ? true : isConstant(part),
      );
    case 'call':
      return FIXED_NAMES.test(calleeName(at)) && argumentsOf(at).every(isConstant);
    case 'member':
      return FIXED_NAMES.test(dotted(at).split('.')[0] ?? '');
    case 'other':
      return at.type === 'regex';
    default:
      return false;
  }
}

/** The value of a literal, written the same way whatever quotes and spaces were used. */
export function normalValue(shape: Shape): string {
  const named = bare(shape) ?? shape;
  const at = bare(named.bound) ?? named;
  return folded(at) ?? normalText(at.text);
}

/** Code without its spaces and with one kind of quote: composites can be looked for in it. */
export function normalText(text: string): string {
  return text
    .replace(/["`]/g, "'")
    .replace(/\s+/g, '')
    .replace(/,([\])}])/g, '$1')
    .replace(/_(?=\d)/g, '');
}

/** The statements of a body, without docstrings. */
export function statementsOf(body: Shape | undefined): readonly Shape[] {
  if (body === undefined) return [];
  if (body.kind !== 'block') return [body];
  return body.parts.filter(
    (part) =>
      !(part.type === 'expression_statement' && part.parts[0]?.kind === 'string') &&
      part.type !== 'empty_statement',
  );
}

/** Names of the parameters. */
export function parameterNames(fn: Shape): ReadonlySet<string> {
  const list = fn.in('parameters', 'parameter');
  if (list === undefined) return new Set();
  const names: string[] = [];
  for (const shape of walk(list)) {
    if (shape.kind === 'name' && shape.field !== 'type' && shape.parent?.type !== 'type')
      names.push(shape.text);
    if (/^shorthand_property_identifier_pattern$/.test(shape.type)) names.push(shape.text);
  }
  return new Set(names);
}
