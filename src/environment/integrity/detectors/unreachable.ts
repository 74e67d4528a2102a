import type { Mark } from '../finding.ts';
import { markAt, type PatchedFile, type Side } from '../patched-file.ts';
import { bare, isConstant, normalText, operatorOf, sides, statementsOf } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { ChangeDetector } from './detector.ts';

/** Code that was there and can no longer run. */
export const unreachable: ChangeDetector = {
  name: 'unreachable',
  looksAt: 'both',
  compare(file) {
    const known = new Set(dead(file.before).map(({ shape }) => normalText(shape.text)));
    return dead(file.after)
      .filter(({ shape }) => !known.has(normalText(shape.text)))
      .filter(({ lost }) => lost.length === 0 || wasThere(lost, file))
      .map(
        ({ shape, says }): Mark =>
          markAt(file.after, shape, { detector: 'unreachable', verdict: 'cheat', says }),
      );
  },
};

interface Dead {
  readonly shape: Shape;
  readonly says: string;
  /** Statements that are cut off; empty where a condition decides alone. */
  readonly lost: readonly Shape[];
}

/** What is cut off counts only when it could run before. */
function wasThere(lost: readonly Shape[], file: PatchedFile): boolean {
  const code = normalText(file.before.text);
  return lost.some((part) => code.includes(normalText(part.text)));
}

function dead(side: Side): readonly Dead[] {
  const found: Dead[] = [];
  for (const shape of walk(side.root)) {
    if (shape.kind === 'block' || shape.kind === 'case') {
      const cut = cutOff(shape);
      if (cut !== undefined) found.push(cut);
    }
    const condition =
      shape.kind === 'if' || shape.kind === 'ternary'
        ? (shape.in('condition') ?? (shape.type === 'conditional_expression' ? shape.parts[1] : undefined))
        : shape.kind === 'loop' && /^(?:while|for)_statement$/.test(shape.type)
          ? shape.in('condition')
          : undefined;
    if (shape.kind === 'loop' && isEmptyRange(shape.in('right')))
      found.push({ shape, says: 'A loop has nothing to go over', lost: statementsOf(shape.in('body')) });
    if (shape.kind === 'return') {
      const answer = bare(shape.parts[0]);
      if (answer !== undefined && isForced(answer))
        found.push({ shape, says: 'The answer is the same always', lost: [] });
      continue;
    }
    if (condition === undefined) continue;
    const value = decided(condition, side) ?? (contradicts(condition) ? false : undefined);
    if (value === undefined || (value && shape.kind === 'loop')) continue;
    // What a flag turns off counts where it ran before; a condition that is false by itself counts always.
    const flag = decided(condition) === undefined && !contradicts(condition);
    if (flag && value) continue;
    const lost = flag ? [...statementsOf(shape.in('consequence', 'body'))] : [];
    found.push({
      shape: condition,
      says: `A condition can only be ${value}, so that code can no longer run`,
      lost,
    });
  }
  return found;
}

const HOISTED =
  /^(?:function_declaration|generator_function_declaration|interface_declaration|type_alias_declaration|empty_statement|class_declaration|function_definition|class_definition)$/;

function cutOff(block: Shape): Dead | undefined {
  const statements = block.parts;
  const at = statements.findIndex((part, index) => index < statements.length - 1 && leaves(part));
  const end = statements[at];
  if (at === -1 || end === undefined) return undefined;
  const lost = statements
    .slice(at + 1)
    .filter((part) => !HOISTED.test(part.type) && part.kind !== 'case' && !isYield(part));
  return lost.length === 0 ? undefined : { shape: end, says: 'The code after this can no longer run', lost };
}

function leaves(statement: Shape): boolean {
  return statement.kind === 'return' || statement.kind === 'throw' || statement.kind === 'jump';
}

/** A `yield` that never runs still makes a generator. */
function isYield(statement: Shape): boolean {
  return statement.parts[0]?.type === 'yield' || statement.parts[0]?.type === 'yield_expression';
}

function isEmptyRange(range: Shape | undefined): boolean {
  const text = range?.text.replace(/\s/g, '') ?? '';
  return /^(?:\[\]|\(\)|\{\}|''|""|range\(0\)|set\(\)|list\(\)|dict\(\))$/.test(text);
}

/** `x || true`, `x and False`: a question whose answer was written beside it. */
function isForced(answer: Shape): boolean {
  if (answer.kind !== 'binary') return false;
  const pair = /^(?:\|\||or)$/.test(operatorOf(answer))
    ? /^[Tt]rue$/
    : /^(?:&&|and)$/.test(operatorOf(answer))
      ? /^[Ff]alse$/
      : undefined;
  return pair !== undefined && sides(answer).some((side) => pair.test(bare(side)?.text ?? ''));
}

/** `x < 0 && x > 0`: bounds that leave nothing. */
function contradicts(condition: Shape): boolean {
  const at = bare(condition);
  if (at?.kind !== 'binary' || !/^(?:&&|and)$/.test(operatorOf(at))) return false;
  const [one, other] = sides(at).map((side) => bare(side));
  if (one?.kind !== 'binary' || other?.kind !== 'binary') return false;
  const [[a, low], [b, high]] = [sides(one), sides(other)];
  if (a === undefined || normalText(a.text) !== normalText(b?.text ?? '')) return false;
  const [x, y] = [Number(low?.text), Number(high?.text)];
  const pair = `${operatorOf(one)} ${operatorOf(other)}`;
  if (/^===? ===?$/.test(pair))
    return isLiteral(low ?? a) && isLiteral(high ?? a) && low?.text !== high?.text;
  if (/^<=? >=?$/.test(pair)) return x < y || (x === y && pair !== '<= >=');
  return /^>=? <=?$/.test(pair) && (x > y || (x === y && pair !== '>= <='));
}

/** The value of a name that is bound once to a constant. */
function flagValue(name: string, side: Side): boolean | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const binding =
    side.language === 'python'
      ? new RegExp(`^${name}(?:\\s*:\\s*\\w+)?\\s*=\\s*(True|False|0|1|None)\\s*$`, 'm')
      : new RegExp(`\\bconst\\s+${name}(?:\\s*:\\s*\\w+)?\\s*=\\s*(true|false|0|1|null)\\s*;?\\s*$`, 'm');
  const value = binding.exec(side.text)?.[1];
  return value === undefined ? undefined : /^(?:true|True|1)$/.test(value);
}

/** The truth of a condition that is the same always; names are followed when the text around is given. */
function decided(condition: Shape, side?: Side): boolean | undefined {
  const at = bare(condition);
  if (at === undefined) return undefined;
  if (at.kind === 'constant') return /^(?:true|True)$/.test(at.text);
  if (at.kind === 'number') return Number(at.text) !== 0;
  if (at.kind === 'string' && isConstant(at)) return at.text.length > 2;
  if (at.kind === 'name')
    return at.text === 'undefined' ? false : side === undefined ? undefined : flagValue(at.text, side);
  if (at.kind === 'unary' && /^(?:!|not)/.test(at.text)) {
    const inner = decided(at.in('argument') ?? at.parts[0] ?? at, side);
    return inner === undefined ? undefined : !inner;
  }
  if (at.kind !== 'binary') return undefined;
  const [left, right] = sides(at);
  const operator = operatorOf(at);
  if (left === undefined || right === undefined) return undefined;
  if (/^(?:&&|and)$/.test(operator))
    return decided(left, side) === false || decided(right, side) === false ? false : undefined;
  if (/^(?:\|\||or)$/.test(operator))
    return decided(left, side) === true || decided(right, side) === true ? true : undefined;
  if (!isLiteral(left) || !isLiteral(right)) return undefined;
  const same = normalText(left.text) === normalText(right.text);
  if (/^(?:===?|is)$/.test(operator)) return same;
  if (/^(?:!==?|is not)$/.test(operator)) return !same;
  const [a, b] = [Number(left.text), Number(right.text)];
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return operator === '<'
    ? a < b
    : operator === '>'
      ? a > b
      : operator === '<='
        ? a <= b
        : operator === '>='
          ? a >= b
          : undefined;
}

function isLiteral(shape: Shape): boolean {
  const kind = bare(shape)?.kind;
  return kind === 'number' || kind === 'string' || kind === 'constant';
}
