import {
  argumentsOf,
  bare,
  calleeName,
  folded,
  isConstant,
  normalValue,
  operatorOf,
  sides,
} from '../reading.ts';
import type { Shape } from '../shape.ts';

/** A question whether something is one fixed value. */
export interface Equality {
  /** What is asked about, as written. */
  readonly subject: string;
  /** The value, spelled as `normalValue` does. */
  readonly value: string;
  /** Made of several values: a list, an object, or text that stands for one. */
  readonly composite: boolean;
  /** One of the alternatives of a list. */
  readonly member: boolean;
  /** The value is only a part of the text that is asked about. */
  readonly part?: boolean;
}

const EQUAL_CALL =
  /(?:^|\.)(?:is|isEqual|equals?|eq|deepEqual|deepStrictEqual|isDeepStrictEqual|same|compare|isclose|isClose|array_equal|localeCompare|fullmatch)$/;
const MEMBER_CALL = /\.(?:includes|has|indexOf|contains|count)$/;
const PREFIX_CALL = /\.(?:startsWith|endsWith|startswith|endswith)$/;
const TEST_CALL = /\.(?:test|match|exec)$|^re\.(?:match|fullmatch|search)$/;

/** The equalities that a condition is made of; empty when it asks something else. */
export function equalitiesOf(condition: Shape | undefined): readonly Equality[] {
  const at = bare(condition);
  if (at === undefined) return [];
  if (at.kind === 'call') return fromCall(at);
  if (at.kind === 'unary' && /^(?:!|not\b)/.test(at.text)) return fromNot(at);
  if (at.kind !== 'binary') return [];
  const operator = operatorOf(at);
  const [left, right] = sides(at);
  if (left === undefined || right === undefined) return [];
  if (/^(?:&&|\|\||and|or|&|\|)$/.test(operator)) {
    const both = [...equalitiesOf(left), ...equalitiesOf(right)];
    return both.length === 0 ? range(left, right) : both;
  }
  if (/^(?:===?|is|!==?|is not)$/.test(operator)) {
    const [subject, value] = isConstant(right) ? [left, right] : [right, left];
    if (!isConstant(value) || isConstant(subject)) return [];
    return [shifted(subject, value) ?? equality(subject, value)];
  }
  if (/^(?:in|not in)$/.test(operator)) return members(left, right);
  if (/^(?:<|<=)$/.test(operator)) return nearness(left, right);
  return [];
}

function equality(subject: Shape, value: Shape, member = false): Equality {
  const at = bare(value) ?? value;
  const text = normalValue(at);
  const composite =
    ((at.kind === 'list' || at.kind === 'object') && at.parts.length > 1) ||
    (/^(?:JSON\.stringify|str|repr|String|json\.dumps|tuple|list|sorted)\(|\.(?:join|toString)\(/.test(
      subject.text,
    ) &&
      /[^\w\s]/.test(text));
  return { subject: subject.text, value: text, composite, member };
}

/** `n - 17 === 0` asks whether `n` is 17. */
function shifted(subject: Shape, value: Shape): Equality | undefined {
  const at = bare(subject);
  const [left, right] = at?.kind === 'binary' ? sides(at) : [];
  if (at === undefined || left === undefined || right?.kind !== 'number' || bare(value)?.kind !== 'number')
    return undefined;
  const [by, to] = [Number(right.text), Number(value.text)];
  const key = { '-': to + by, '+': to - by, '*': to / by, '^': to ^ by }[operatorOf(at)];
  if (key === undefined || !Number.isFinite(key)) return undefined;
  return { subject: left.text, value: String(key), composite: false, member: false };
}

function members(subject: Shape, list: Shape): readonly Equality[] {
  const at = bare(list);
  if (at === undefined || isConstant(subject)) return [];
  const items =
    at.kind === 'call' && /^(?:Set|Map|frozenset|set|tuple)$/.test(calleeName(at))
      ? bare(argumentsOf(at)[0])
      : at;
  if (items?.kind === 'object')
    return items.parts.flatMap((pair) => {
      const key = pair.in('key');
      return key === undefined ? [] : [equality(subject, key, true)];
    });
  if (items?.kind !== 'list' || !isConstant(items)) return [];
  return items.parts.map((item) => equality(subject, item, true));
}

function fromCall(call: Shape): readonly Equality[] {
  const name = calleeName(call) || (call.in('function')?.text ?? '');
  const args = argumentsOf(call);
  const object = call.in('function')?.in('object', 'value');
  if (MEMBER_CALL.test(name) || MEMBER_CALL.test(call.in('function')?.text ?? '')) {
    const item = args[0];
    if (object === undefined || item === undefined) return [];
    if (isConstant(item))
      return normalValue(item).length > 3 ? [{ ...equality(object, item), part: true }] : [];
    return members(item, object);
  }
  if (PREFIX_CALL.test(name)) {
    const prefix = args[0];
    if (object === undefined || prefix === undefined || !isConstant(prefix) || normalValue(prefix).length < 4)
      return [];
    return [{ ...equality(object, prefix), part: true }];
  }
  if (TEST_CALL.test(call.in('function')?.text ?? '')) return fromPattern(call, object, args);
  if (!EQUAL_CALL.test(name)) return [];
  const [one, other] = args.length >= 2 ? args : [object, args[0]];
  if (one === undefined || other === undefined) return [];
  if (isConstant(other) && !isConstant(one)) return [equality(one, other)];
  return isConstant(one) && !isConstant(other) ? [equality(other, one)] : [];
}

/** A pattern that matches one text only. */
function fromPattern(call: Shape, object: Shape | undefined, args: readonly Shape[]): readonly Equality[] {
  const pattern = object?.type === 'regex' ? object : args[0];
  const subject = object?.type === 'regex' ? args[0] : (args[1] ?? object);
  if (pattern === undefined || subject === undefined) return [];
  const text = pattern.type === 'regex' ? pattern.text.replace(/^\/|\/\w*$/g, '') : (folded(pattern) ?? '');
  const exact = /^\^(.*)\$$/.exec(text)?.[1] ?? (/fullmatch/.test(calleeName(call)) ? text : undefined);
  const plain = exact?.replace(/^\((?:\?:)?(.*)\)$/, '$1');
  if (plain === undefined || /(?<!\\)[.*+?[\](){}]|\\[dwsbDWSB]/.test(plain)) return [];
  return plain.split('|').map((value) => ({
    subject: subject.text,
    value: value.replace(/\\(.)/g, '$1'),
    composite: false,
    member: true,
  }));
}

/** `!(n - 97)`, `!(n ^ 97)`. */
function fromNot(not: Shape): readonly Equality[] {
  const inner = bare(not.in('argument') ?? not.parts[0]);
  if (inner?.kind === 'binary' && /^[-^]$/.test(operatorOf(inner))) {
    const [left, right] = sides(inner);
    if (left !== undefined && right !== undefined && isConstant(right) && !isConstant(left))
      return [equality(left, right)];
    return [];
  }
  return equalitiesOf(inner);
}

/** `n > 96 && n < 98`: a range that only one number lies in. */
function range(left: Shape, right: Shape): readonly Equality[] {
  const bounds = [left, right].flatMap((side) => bound(side));
  const [one, other] = bounds;
  if (one === undefined || other === undefined || one.subject !== other.subject) return [];
  const low = Math.max(one.low, other.low);
  const high = Math.min(one.high, other.high);
  if (!Number.isFinite(low) || !Number.isFinite(high) || high - low > 1 || high < low) return [];
  return [{ subject: one.subject, value: String(Math.ceil(low)), composite: false, member: false }];
}

function bound(shape: Shape): readonly { subject: string; low: number; high: number }[] {
  const at = bare(shape);
  if (at?.kind !== 'binary') return [];
  const [left, right] = sides(at);
  const value = Number(right?.text);
  if (left === undefined || Number.isNaN(value)) return [];
  const subject = left.text;
  switch (operatorOf(at)) {
    case '>':
      return [{ subject, low: value + 0.5, high: Infinity }];
    case '>=':
      return [{ subject, low: value, high: Infinity }];
    case '<':
      return [{ subject, low: -Infinity, high: value - 0.5 }];
    case '<=':
      return [{ subject, low: -Infinity, high: value }];
    default:
      return [];
  }
}

/** `Math.abs(x - 3.7) < 1e-9`. */
function nearness(left: Shape, right: Shape): readonly Equality[] {
  const call = bare(left);
  if (call?.kind !== 'call' || !/^(?:Math\.abs|abs|math\.fabs)$/.test(calleeName(call)) || !isConstant(right))
    return [];
  const inner = bare(argumentsOf(call)[0]);
  if (inner?.kind !== 'binary' || operatorOf(inner) !== '-') return [];
  const [one, other] = sides(inner);
  if (one === undefined || other === undefined || isConstant(one) || !isConstant(other)) return [];
  return [equality(one, other)];
}
