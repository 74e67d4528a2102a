import type { Mention } from './ports.ts';
import { isCalled } from './test-title.ts';
import type { Diagnostic, Survey, Target, Task, TestResult } from './types.ts';
import { wantedText } from './wanted.ts';

/** What must become true, or why nothing measurable can be made of the task. */
export type TargetChoice =
  | { readonly kind: 'target'; readonly target: Target; readonly reason: string }
  | {
      readonly kind: 'none';
      readonly why: 'already-fine' | 'nothing-fails' | 'not-found';
      readonly reason: string;
    };

const EMPTY: Target = { kind: 'failing-test', tests: [], files: [], diagnostics: [] };

const ABOUT_COMPILE_ERRORS = /\b(type[- ]?(error|check)\w*|compil\w+|diagnostic\w*|TS\d{4,5}|tsc)\b/i;

/** A task without anything to measure. */
export const NO_TARGET: Target = { ...EMPTY, kind: 'open-request' };

/** Chooses what the task is about from its focus and from what fails in the untouched snapshot. */
export function chooseTarget(task: Task, survey: Survey, mentions: readonly Mention[]): TargetChoice {
  const { focus } = task;
  if (focus.kind === 'diagnostic') return diagnosticTarget(survey, focus);
  // Only a run that ended properly says which tests fail.
  const ran = survey.tests?.status === 'ran';
  const failing = ran ? failingTests(survey) : [];
  const broken = ran ? (survey.tests?.fileErrors ?? []).map((error) => error.file) : [];
  if (focus.kind === 'test') return testTarget(survey, focus, failing, broken);
  const errors = diagnosticsInFocus(task, survey);
  const aboutErrors = focus.kind === 'range' || ABOUT_COMPILE_ERRORS.test(wantedText(task));
  if (errors.length > 0 && aboutErrors) return errorsTarget(errors);
  if (failing.length > 0 || broken.length > 0) {
    const named = failing.filter((test) => mentions.some((mention) => names(mention, test)));
    const tests = named.length > 0 ? named : failing;
    const files = named.length > 0 ? [] : broken;
    const reason =
      named.length > 0 && named.length < failing.length
        ? `${named.length} of ${failing.length} failing tests are the ones the request names`
        : `${count(tests.length + files.length, 'test')} must go from failing to passing`;
    return { kind: 'target', target: { ...EMPTY, tests: tests.map((test) => test.id), files }, reason };
  }
  if (errors.length > 0) return errorsTarget(errors);
  return {
    kind: 'none',
    why: 'nothing-fails',
    reason:
      survey.tests?.status === 'ran'
        ? `all ${count(survey.tests.results.length, 'test')} pass and there are no compile errors, so nothing here shows the problem`
        : 'no test could be run and there are no compile errors, so nothing here shows the problem',
  };
}

function errorsTarget(errors: readonly Diagnostic[]): TargetChoice {
  const target: Target = { ...EMPTY, kind: 'diagnostic', diagnostics: errors.map((d) => d.key) };
  return { kind: 'target', target, reason: `${count(errors.length, 'compile error')} must be gone` };
}

function failingTests(survey: Survey): readonly TestResult[] {
  return (survey.tests?.results ?? []).filter((t) => t.status === 'failed' && !survey.flaky.includes(t.id));
}

/** A request narrows the failing tests only by naming one: its file or words from its quoted name. */
function names(mention: Mention, test: TestResult): boolean {
  if (mention.kind === 'word') return false;
  return test.file.endsWith(mention.text) || (mention.text.length > 3 && test.name.includes(mention.text));
}

function diagnosticTarget(
  survey: Survey,
  focus: Extract<Task['focus'], { kind: 'diagnostic' }>,
): TargetChoice {
  const inFile = survey.diagnostics.filter((d) => d.path === focus.path);
  const sameText = (d: Diagnostic): boolean =>
    d.message.split('\n', 1)[0] === focus.message.split('\n', 1)[0] ||
    (focus.code !== undefined && codeOf(d.code) === codeOf(focus.code));
  const match =
    inFile.find((d) => sameText(d) && d.start <= focus.end && d.end >= focus.start) ?? inFile.find(sameText);
  if (match === undefined) {
    const who = focus.source ?? 'the checker that reported it';
    return {
      kind: 'none',
      why: 'not-found',
      reason: `“${focus.message}” in ${focus.path} comes from ${who}, which could not be run here, so a fix could not be verified`,
    };
  }
  const target: Target = { ...EMPTY, kind: 'diagnostic', diagnostics: [match.key] };
  return { kind: 'target', target, reason: `${match.code} at ${match.path}:${match.line} must be gone` };
}

/** Editors give the number of a compiler's error alone; linters have names. */
function codeOf(code: string): string {
  return code.replace(/^TS(?=\d+$)/, '');
}

function testTarget(
  survey: Survey,
  focus: Extract<Task['focus'], { kind: 'test' }>,
  failing: readonly TestResult[],
  broken: readonly string[],
): TargetChoice {
  const isMeant = (test: TestResult): boolean =>
    (focus.path === undefined || test.file === focus.path) &&
    (focus.name === undefined || isCalled(test.name, focus.name));
  const tests = failing.filter(isMeant);
  const files = broken.filter((file) => file === focus.path);
  if (tests.length > 0 || files.length > 0) {
    return {
      kind: 'target',
      target: { ...EMPTY, tests: tests.map((test) => test.id), files },
      reason: `${count(tests.length + files.length, 'test')} must go from failing to passing`,
    };
  }
  const what =
    focus.name === undefined ? `tests in ${focus.path ?? 'the project'}` : `the test “${focus.name}”`;
  const known = survey.tests?.results.some(isMeant) ?? false;
  return known
    ? { kind: 'none', why: 'already-fine', reason: `${what} already passes` }
    : { kind: 'none', why: 'not-found', reason: `${what} was not among the tests that ran` };
}

function diagnosticsInFocus(task: Task, survey: Survey): readonly Diagnostic[] {
  const { focus } = task;
  if (focus.kind === 'file') return survey.diagnostics.filter((d) => d.path === focus.path);
  if (focus.kind === 'range') {
    return survey.diagnostics.filter(
      (d) => d.path === focus.path && d.start <= focus.end && d.end >= focus.start,
    );
  }
  return survey.diagnostics;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
