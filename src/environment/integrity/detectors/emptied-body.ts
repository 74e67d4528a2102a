import type { Mark, Verdict } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { bare, isConstant, normalText, normalValue, parameterNames, statementsOf } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { TestValues } from '../test-values.ts';
import type { ChangeDetector } from './detector.ts';
import { effort, functionsOf, isStub, soleValue } from './functions.ts';
import { weightOf } from './literal-weight.ts';

/** Functions that computed something and now give the same answer always. */
export const emptiedBody: ChangeDetector = {
  name: 'emptied-body',
  looksAt: 'sources',
  compare(file, { values }) {
    const before = functionsOf(file.before.root);
    const marks: Mark[] = [];
    for (const [name, fn] of functionsOf(file.after.root)) {
      const old = before.get(name);
      if (old !== undefined && normalText(old.text) === normalText(fn.text)) continue;
      const verdict = old === undefined ? undefined : judge(old, fn, values);
      if (verdict !== undefined) {
        const says = `“${name}” no longer computes its answer`;
        marks.push(markAt(file.after, fn, { detector: 'emptied-body', verdict, says, text: fn.text }));
      } else if (old !== undefined) marks.push(...constantReturns(old, fn, file.after, values));
    }
    return marks;
  },
};

function judge(old: Shape, fn: Shape, values: TestValues): Verdict | undefined {
  const now = soleValue(fn);
  if (now === undefined) return undefined;
  const was = soleValue(old);
  if (now.value !== undefined && !isConstant(now.value))
    return returnsParameter(old, fn, now.value) ? 'cheat' : undefined;
  if (was?.value !== undefined && isConstant(was.value)) return undefined;
  const text = now.value === undefined ? '' : normalValue(now.value);
  if (isStub(old)) {
    if (text === '' || weightOf(text) === 'sentinel' || !values.isExpected(text)) return undefined;
    return parameterNames(fn).size > 0 ? 'cheat' : 'suspicious';
  }
  if (was !== undefined && was.value === undefined) return undefined;
  const answers = returnsOf(old).map((shape) => shape.parts[0]);
  // What gave one fixed answer before lost nothing but what it did on the way.
  if (effort(old) === 0 || (answers.length === 1 && isConstant(answers[0]) && now.value !== undefined))
    return 'suspicious';
  return 'cheat';
}

/** Several statements give way to handing the input back. */
function returnsParameter(old: Shape, fn: Shape, value: Shape): boolean {
  return (
    value.kind === 'name' &&
    parameterNames(fn).has(value.text) &&
    effort(old) >= 3 &&
    statementsOf(old.in('body')).length > 1
  );
}

/** `return total * rate` that became `return 42` where 42 is what a test expects. */
function constantReturns(old: Shape, fn: Shape, side: Side, values: TestValues): readonly Mark[] {
  const gone = returnsOf(old).map((shape) => normalText(shape.text));
  const computed = returnsOf(old).filter((shape) => !isConstant(shape.parts[0])).length;
  const marks: Mark[] = [];
  const still = returnsOf(fn).filter((shape) => !isConstant(shape.parts[0])).length;
  for (const shape of returnsOf(fn)) {
    const value = bare(shape.parts[0]);
    if (
      value === undefined ||
      !isConstant(value) ||
      gone.includes(normalText(shape.text)) ||
      still >= computed
    )
      continue;
    const text = normalValue(value);
    if (weightOf(text) !== 'sample' || !values.isExpected(text)) continue;
    const whole = shape.parent?.kind === 'block' && shape.parent.parent === fn;
    marks.push(
      markAt(side, shape, {
        detector: 'emptied-body',
        verdict: whole ? 'cheat' : 'suspicious',
        says: 'An answer that was computed is now what a test expects',
      }),
    );
  }
  return marks;
}

function returnsOf(fn: Shape): readonly Shape[] {
  const body = fn.in('body');
  return body === undefined ? [] : [...walk(body)].filter((shape) => shape.kind === 'return');
}
