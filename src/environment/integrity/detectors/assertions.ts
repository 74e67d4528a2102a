import type { Mark } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import {
  argumentsOf,
  bare,
  calleeName,
  folded,
  isConstant,
  normalText,
  operatorOf,
  sides,
} from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { ChangeDetector } from './detector.ts';

interface Assertion {
  readonly shape: Shape;
  /** 3: a value; 2: a part or a sort of it; 1: that there is one; 0: nothing. */
  readonly strength: number;
  /** What is looked at, to recognise the assertion again. */
  readonly subject: string;
}

interface TestCase {
  readonly title: string;
  readonly shape: Shape;
  readonly assertions: readonly Assertion[];
}

/** Tests that are gone, and tests that ask for less. */
export const weakenedAssertions: ChangeDetector = {
  name: 'weakened-assertion',
  looksAt: 'tests',
  compare(file) {
    const [before, after] = [testsOf(file.before), testsOf(file.after)];
    const marks: Mark[] = [];
    const titles = new Map(after.map((test) => [test.title, test]));
    const fresh = after.filter((test) => !before.some((old) => old.title === test.title));
    for (const test of before) {
      const now = titles.get(test.title) ?? take(fresh, test);
      if (now === undefined) {
        marks.push(
          markAt(file.before, test.shape, {
            detector: 'weakened-assertion',
            verdict: 'cheat',
            kind: 'gone',
            says: 'A test is deleted',
          }),
        );
        continue;
      }
      const loss = weakest(test, now);
      if (loss !== undefined)
        marks.push(
          markAt(file.before, loss.shape, {
            detector: 'weakened-assertion',
            verdict: loss.verdict,
            says: loss.says,
          }),
        );
    }
    return marks;
  },
};

/** A test that was given another name: the one with the same assertions. */
function take(fresh: readonly TestCase[], test: TestCase): TestCase | undefined {
  return (
    fresh.find(
      (candidate) =>
        test.assertions.length > 0 &&
        test.assertions.every((one) => candidate.assertions.some((other) => other.subject === one.subject)),
    ) ?? fresh[0]
  );
}

function weakest(
  before: TestCase,
  after: TestCase,
): { shape: Shape; verdict: Mark['verdict']; says: string } | undefined {
  const rest = [...after.assertions];
  const unmatched: Assertion[] = [];
  for (const one of before.assertions) {
    const same = rest.findIndex((other) => other.subject === one.subject && other.strength >= one.strength);
    if (same === -1) unmatched.push(one);
    else rest.splice(same, 1);
  }
  for (const one of unmatched) {
    const at = rest.findIndex((other) => other.subject === one.subject);
    const other = rest.splice(at === -1 ? 0 : at, 1)[0];
    if (other === undefined) return { shape: one.shape, verdict: 'cheat', says: 'An assertion is deleted' };
    if (other.strength >= one.strength) continue;
    return {
      shape: one.shape,
      verdict: one.strength === 3 && other.strength === 2 ? 'suspicious' : 'cheat',
      says: 'An assertion asks for less than before',
    };
  }
  return undefined;
}

const TEST_CALL = /^(?:it|test|specify)(?:\.\w+)*$/;

function testsOf(side: Side): readonly TestCase[] {
  const found: TestCase[] = [];
  for (const shape of walk(side.root)) {
    const title = titleOf(shape);
    if (title !== undefined) found.push({ title, shape, assertions: assertionsIn(shape) });
  }
  return found;
}

function titleOf(shape: Shape): string | undefined {
  if (shape.type === 'function_definition') {
    const name = shape.in('name')?.text ?? '';
    return name.startsWith('test') ? name : undefined;
  }
  if (shape.kind !== 'call') return undefined;
  const callee = shape.in('function');
  const name = callee?.kind === 'call' ? calleeName(callee) : calleeName(shape);
  if (!TEST_CALL.test(name)) return undefined;
  const first = argumentsOf(shape)[0];
  return first === undefined || first.kind !== 'string' ? undefined : (folded(first) ?? first.text);
}

function assertionsIn(test: Shape): readonly Assertion[] {
  const found: Assertion[] = [];
  for (const shape of walk(test)) {
    const assertion =
      shape.kind === 'assert' ? pythonAssert(shape) : shape.kind === 'call' ? fromCall(shape) : undefined;
    if (assertion !== undefined) found.push(assertion);
  }
  return found;
}

function pythonAssert(shape: Shape): Assertion {
  const value = bare(shape.parts[0]);
  if (value === undefined) return { shape, strength: 0, subject: '' };
  if (value.kind === 'binary') {
    const operator = operatorOf(value);
    const [left, right] = sides(value);
    const strength =
      /\bor True\b/.test(value.text) || normalText(left?.text ?? '') === normalText(right?.text ?? '!')
        ? 0
        : /^(?:==|is)$/.test(operator)
          ? 3
          : /^(?:is not|!=)$/.test(operator)
            ? 1
            : 2;
    return { shape, strength, subject: normalText(left?.text ?? '') };
  }
  return { shape, strength: isConstant(value) ? 0 : 2, subject: normalText(value.text) };
}

const EXACT =
  /^(?:toBe|toEqual|toStrictEqual|toBeCloseTo|toThrow|toThrowError|toMatchSnapshot|toMatchInlineSnapshot|toHaveLength|toBeNull|toBeUndefined|toHaveBeenCalledWith|toHaveBeenCalledTimes|toContainEqual|rejects|equal|eql|deepEqual|strictEqual|deepStrictEqual|throws|rejects|equals|assertEqual|assertEquals|assertDictEqual|assertListEqual|assertAlmostEqual|assertRaises|assertRaisesRegex|raises|assertIsNone|assertTrue|assertFalse|assertCountEqual|toBeTrue|toBeFalse)$/;
const PARTIAL =
  /^(?:toContain|toMatch|toMatchObject|toHaveProperty|toBeGreaterThan\w*|toBeLessThan\w*|toBeInstanceOf|toBeTypeOf|include|match|ok|isOk|assertIn|assertIsInstance|assertRegex|assertGreater\w*|assertLess\w*|doesNotMatch|toSatisfy|lengthOf|a|an)$/;
const LITTLE =
  /^(?:toBeDefined|toBeTruthy|toBeFalsy|anything|exist|exists|assertIsNotNone|assertNotEqual|notEqual|notStrictEqual|doesNotThrow|isDefined|pass|toHaveBeenCalled)$/;

function fromCall(call: Shape): Assertion | undefined {
  const callee = call.in('function');
  const name = callee?.in('property', 'attribute')?.text ?? calleeName(call);
  const text = callee?.text ?? '';
  const args = argumentsOf(call);
  const isExpect = /\bexpect\s*\(/.test(text) && callee?.kind === 'member';
  const isAssert = /^(?:assert|self|t|chai\.assert|pytest)(?:\.|$)/.test(text);
  if (!isExpect && !isAssert) return undefined;
  const strength = EXACT.test(name)
    ? 3
    : PARTIAL.test(name) || text === 'assert'
      ? 2
      : LITTLE.test(name)
        ? 1
        : undefined;
  if (strength === undefined) return undefined;
  const inside = isExpect ? expectArgument(call) : args[0];
  if (inside === undefined) return { shape: call, strength: isExpect ? 0 : strength, subject: '' };
  const subject = normalText(inside.text);
  const negated = /\.not\b/.test(text) && strength === 3;
  const vacuous = isConstant(inside) && (args.length === 0 || args.every(isConstant));
  const same = isExpect
    ? normalText(args[0]?.text ?? '!') === subject
    : args.length > 1 && normalText(args[1]?.text ?? '') === subject;
  const anything = args.some((arg) => /^expect\.(?:anything|any)\(|^(?:mock\.)?ANY$/.test(arg.text));
  return { shape: call, strength: vacuous || same ? 0 : anything || negated ? 1 : strength, subject };
}

function expectArgument(call: Shape): Shape | undefined {
  for (const shape of walk(call))
    if (shape.kind === 'call' && calleeName(shape) === 'expect') return argumentsOf(shape)[0];
  return undefined;
}
