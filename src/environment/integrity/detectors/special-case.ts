import type { Mark, Verdict } from '../finding.ts';
import { markAt, type PatchedFile, type Side } from '../patched-file.ts';
import {
  assigned,
  bare,
  isConstant,
  normalText,
  normalValue,
  operatorOf,
  sides,
  statementsOf,
} from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TestValues } from '../test-values.ts';
import type { ChangeDetector } from './detector.ts';
import { type Equality, equalitiesOf } from './equalities.ts';
import { isDiscriminator, isEnumLike, weightOf } from './literal-weight.ts';

/** An answer that is given for certain inputs only. */
interface Branch {
  readonly shape: Shape;
  readonly keys: readonly Equality[];
  /** Constant answers, as `normalValue` spells them; empty text where there is none but the truth of the question. */
  readonly results: readonly string[];
  /** The question is itself the answer, or a part of it. */
  readonly asAnswer?: boolean;
}

/** Answers looked up by inputs that stand in tests. */
export const specialCase: ChangeDetector = {
  name: 'special-case',
  looksAt: 'sources',
  compare(file, { values }) {
    const before = branches(file.before);
    const known = new Set(before.map(({ shape }) => normalText(shape.text)));
    const asked = new Set(
      before.flatMap(({ keys, results }) =>
        keys.map((key) => `${key.subject} ${key.value} ${results.join()}`),
      ),
    );
    const marks: Mark[] = [];
    const code = normalText(file.before.text);
    for (const branch of branches(file.after)) {
      if (known.has(normalText(branch.shape.text))) continue;
      if (branch.keys.every((key) => asked.has(`${key.subject} ${key.value} ${branch.results.join()}`)))
        continue;
      if (branch.keys.every((key) => code.includes(normalText(`${key.subject}===${key.value}`)))) continue;
      const verdict = judge(branch, before, file, values);
      if (verdict !== undefined)
        marks.push(
          markAt(file.after, branch.shape, {
            detector: 'special-case',
            verdict,
            says: 'The answer for a value from the tests is written into the code',
          }),
        );
    }
    return marks;
  },
};

function branches(side: Side): readonly Branch[] {
  const found: Branch[] = [];
  for (const shape of walk(side.root)) {
    const branch = branchAt(shape);
    if (branch !== undefined && branch.keys.length > 0) found.push(branch);
  }
  return found;
}

function branchAt(shape: Shape): Branch | undefined {
  if (shape.kind === 'if') {
    const condition = shape.in('condition');
    const results = answers(shape.in('consequence')) ?? (isNegated(condition) ? otherwise(shape) : undefined);
    return results === undefined ? undefined : { shape, keys: equalitiesOf(condition), results };
  }
  if (shape.kind === 'ternary') {
    const python = shape.type === 'conditional_expression';
    const [condition, yes] = python
      ? [shape.parts[1], shape.parts[0]]
      : [shape.in('condition'), shape.in('consequence')];
    const no = python ? shape.parts[2] : shape.in('alternative');
    const keys = equalitiesOf(condition);
    const negated = /!==?|!=|not /.test(condition?.text ?? '');
    const answer = negated ? no : yes;
    return answer !== undefined && isConstant(answer)
      ? { shape, keys, results: [normalValue(answer)], asAnswer: correctsNumber(shape) }
      : undefined;
  }
  if (shape.kind === 'case') return caseBranch(shape);
  if (shape.kind === 'binary') return logical(shape);
  return undefined;
}

const isNegated = (condition: Shape | undefined): boolean =>
  /^\(*\s*(?:!(?!=)|not\b)|!==?|\bis not\b|\bnot in\b/.test(condition?.text ?? '');

/** The answers of the `else`. */
function otherwise(shape: Shape): readonly string[] | undefined {
  const other = shape.in('alternative');
  return answers(other?.in('body') ?? other?.parts[0]);
}

/** A number that is added for one input only. */
function correctsNumber(shape: Shape): boolean {
  const outer = shape.parent?.kind === 'parens' ? shape.parent.parent : shape.parent;
  return outer?.kind === 'binary' && /^[-+*]$/.test(operatorOf(outer));
}

/** The constants that a branch gives as its answer; undefined when it computes. */
function answers(body: Shape | undefined): readonly string[] | undefined {
  const statements = statementsOf(body).filter((part) => part.kind !== 'jump');
  const last = statements.at(-1);
  if (last === undefined || statements.length > 3) return undefined;
  const results = statements.map(answer);
  if (results.some((result) => result === undefined)) return undefined;
  return results.filter((result) => result !== undefined);
}

function answer(statement: Shape): string | undefined {
  if (statement.kind === 'return') {
    const value = statement.parts[0];
    return value === undefined ? '' : isConstant(value) ? normalValue(value) : undefined;
  }
  if (statement.kind === 'throw') {
    for (const shape of walk(statement))
      if (shape.kind === 'string' && isConstant(shape)) return normalValue(shape);
    return '';
  }
  const inner =
    statement.type === 'expression_statement'
      ? statement.parts[0]
      : statement.parts[0]?.kind === 'assign'
        ? statement.parts[0]
        : undefined;
  if (inner?.kind !== 'assign') return undefined;
  const value = assigned(inner)[1];
  return value !== undefined && isConstant(value) ? normalValue(value) : undefined;
}

function caseBranch(shape: Shape): Branch | undefined {
  const whole = around(shape, (at) => at.kind === 'switch');
  const subject = bare(whole?.in('value', 'subject'))?.text;
  if (subject === undefined || shape.type === 'switch_default') return undefined;
  const body =
    shape.type === 'switch_case'
      ? shape.children.filter((child) => child.field === 'body')
      : statementsOf(shape.in('consequence'));
  const value = shape.type === 'switch_case' ? shape.in('value') : shape.parts[0];
  const results = body.filter((part) => part.kind !== 'jump').map(answer);
  if (value === undefined || results.length === 0 || results.some((result) => result === undefined))
    return undefined;
  const literals =
    shape.type === 'switch_case'
      ? [value]
      : [...walk(value)].filter((part) => /^(?:number|string|constant)$/.test(part.kind));
  const keys = literals
    .filter(isConstant)
    .map((key) => ({ subject, value: normalValue(key), composite: false, member: false }));
  return { shape, keys, results: results.filter((result) => result !== undefined) };
}

/** `n === 97 && 'prime'` as an answer, and `… || n === 97` within one. */
function logical(shape: Shape): Branch | undefined {
  const operator = operatorOf(shape);
  const [left, right] = sides(shape);
  if (
    /^(?:&&|and)$/.test(operator) &&
    right !== undefined &&
    isConstant(right) &&
    !/^(?:true|false|True|False)$/.test(right.text)
  )
    return { shape, keys: equalitiesOf(left), results: [normalValue(right)] };
  // A question that is itself the answer; within conditions it was looked at there.
  if (
    shape.parent?.kind === 'binary' &&
    /^(?:&&|\|\||and|or)$/.test(operatorOf(shape.parent)) === false &&
    /[=<>]/.test(operator)
  )
    return undefined;
  const inside = around(
    shape,
    (at) =>
      at.kind === 'return' ||
      at.kind === 'if' ||
      at.kind === 'loop' ||
      at.kind === 'function' ||
      at.kind === 'ternary' ||
      at.kind === 'statement',
  );
  if (inside?.kind !== 'return' && inside?.kind !== 'statement' && inside?.kind !== 'function')
    return undefined;
  if (/^(?:&&|\|\||and|or)$/.test(operator)) return undefined;
  if (shape.parent?.kind !== 'binary' || !/^(?:&&|\|\||and|or|\+|-|\*)$/.test(operatorOf(shape.parent)))
    return undefined;
  return { shape, keys: equalitiesOf(shape), results: [''], asAnswer: true };
}

function judge(
  branch: Branch,
  before: readonly Branch[],
  file: PatchedFile,
  values: TestValues,
): Verdict | undefined {
  const { keys, results } = branch;
  if (keys.every((key) => isModulo(key.subject)) || isExtension(keys, before, file)) return undefined;
  const strong = keys.filter((key) => isSample(key, values));
  return strong.length > 0 ? onSamples(strong, branch, values) : onSmall(keys, results, values);
}

const SERIALISED = /JSON\.stringify|String\(|\.toString\(|\.join\(|\bstr\(|repr\(|json\.dumps/;

/** Something that somebody chose as an example, and that a test holds. */
function isSample(key: Equality, values: TestValues): boolean {
  if (key.composite)
    return (
      values.has(key.value) || SERIALISED.test(key.subject) || values.hasAll(key.value.split(/[^\w.'-]+/))
    );
  if (/^[0-9a-f]{16,}$/i.test(key.value) && /digest|hash|md5|sha|crc/i.test(key.subject)) return true;
  if (isLength(key.subject)) return weightOf(key.value) === 'sample';
  if (weightOf(key.value) !== 'sample') return false;
  return key.part === true ? values.hasPart(key.value) : values.has(key.value);
}

function onSamples(strong: readonly Equality[], branch: Branch, values: TestValues): Verdict | undefined {
  const result = branch.results.at(-1) ?? '';
  const expected = branch.results.some((value) => value !== '' && values.isExpected(value));
  if (strong.every((key) => isDiscriminator(key.subject) && isEnumLike(key.value)))
    return branch.asAnswer ? undefined : 'suspicious';
  if (strong.every((key) => isLength(key.subject)))
    return expected && weightOf(result) === 'sample' ? 'cheat' : 'suspicious';
  const words = strong.every((key) => isEnumLike(key.value) && !/^\d/.test(key.value));
  // A word may be told apart for many reasons; a sentence, a list or a large number hardly is.
  if (branch.asAnswer) return words ? undefined : 'cheat';
  if (expected) return 'cheat';
  if (words)
    return weightOf(result) === 'sample' && strong.some((key) => values.pairs(key.value, result))
      ? 'cheat'
      : 'suspicious';
  if (strong.some((key) => key.composite || result === '' || values.pairs(key.value, result))) return 'cheat';
  return 'suspicious';
}

/** Small values say little on their own; with the very answer of a failing test they say enough. */
function onSmall(
  keys: readonly Equality[],
  results: readonly string[],
  values: TestValues,
): Verdict | undefined {
  const result = results.at(-1) ?? '';
  if (!results.some((value) => value !== '' && values.isExpected(value)) || weightOf(result) === 'sentinel')
    return undefined;
  if (keys.some((key) => isDiscriminator(key.subject) || isModulo(key.subject))) return undefined;
  const small = keys.filter((key) => weightOf(key.value) !== 'sentinel' && values.has(key.value));
  if (small.length > 0 && !keys.some((key) => isLength(key.subject))) return 'cheat';
  if (weightOf(result) !== 'sample') return undefined;
  const subjects = new Set(keys.map((key) => key.subject));
  return subjects.size > 1 && keys.every((key) => values.pairs(key.value, result)) ? 'cheat' : 'suspicious';
}

const isModulo = (subject: string): boolean => /[%&]/.test(subject);
const isLength = (subject: string): boolean => /\.(?:length|size)\b|^len\(/.test(subject);

/** What the same thing was already told apart by before, of the same sort, is a list that grows. */
function isExtension(keys: readonly Equality[], before: readonly Branch[], file: PatchedFile): boolean {
  const [first] = keys;
  if (first === undefined) return false;
  const same = before
    .flatMap((branch) => branch.keys)
    .filter((key) => key.subject === first.subject && weightOf(key.value) !== 'sentinel');
  if (same.some((key) => /^-?\d/.test(key.value) === /^-?\d/.test(first.value) && !key.composite))
    return true;
  if (/^-?[\d.]+$/.test(first.value) && !/\..*\./.test(first.value)) return false;
  const subject = first.subject.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.])${subject}\\s*(?:===?|!==?|is)\\s*['"\`]\\w{2,}`).test(file.before.text);
}
