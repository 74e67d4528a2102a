import type { TestStatus } from '../../loop/types.ts';
import { FLAKY, type ParsedReport, present, type ReportedError, type ReportedTest } from './reported-test.ts';
import { readXml } from './xml.ts';

/*
 * JUnit's XML has no standard, only dialects. What they share: `testcase` elements, in `testsuite` elements that may
 * be nested, with children that say how it ended. Everything else (`file`, `classname`, counts) may be missing.
 */

const TEXT_CHARACTERS = 20_000;

interface Suite {
  readonly name: string;
  readonly file: string | undefined;
}

interface Outcome {
  readonly kind: 'failed' | 'skipped' | 'flaky';
  readonly message: string | undefined;
  text: string;
}

interface Case {
  readonly attributes: Readonly<Record<string, string>>;
  readonly suites: readonly Suite[];
  readonly outcomes: Outcome[];
}

const OUTCOMES: Readonly<Record<string, Outcome['kind']>> = {
  failure: 'failed',
  error: 'failed',
  skipped: 'skipped',
  disabled: 'skipped',
  flakyFailure: 'flaky',
  flakyError: 'flaky',
  rerunFailure: 'flaky',
  rerunError: 'flaky',
};

/** Parses one report. Never throws; a torn one yields the tests that were complete, and says so. */
export function parseJunit(text: string): ParsedReport {
  const suites: Suite[] = [];
  const cases: Case[] = [];
  const errors: ReportedError[] = [];
  let root: string | undefined;
  let current: Case | undefined;
  let outcome: Outcome | undefined;
  let suiteOutcome: Outcome | undefined;
  const torn = readXml(text, {
    open(name, attributes) {
      root ??= name;
      if (name === 'testsuite') suites.push({ name: attributes.name ?? '', file: fileOf(attributes) });
      else if (name === 'testcase') current = { attributes, suites: [...suites], outcomes: [] };
      else {
        const kind = OUTCOMES[name];
        // Within an outcome other elements tell details; a rerun may hold an element that is called as an outcome.
        if (kind === undefined || outcome !== undefined) return;
        outcome = { kind, message: attributes.message, text: '' };
        if (current !== undefined) current.outcomes.push(outcome);
        else suiteOutcome = outcome;
      }
    },
    text(piece) {
      if (outcome !== undefined && outcome.text.length < TEXT_CHARACTERS) outcome.text += piece;
    },
    close(name) {
      if (name === 'testcase') {
        if (current !== undefined) cases.push(current);
        current = undefined;
        outcome = undefined;
      } else if (name === 'testsuite') {
        suites.pop();
        outcome = undefined;
      } else if (OUTCOMES[name] !== undefined) {
        if (suiteOutcome?.kind === 'failed') errors.push(suiteError(suiteOutcome, suites.at(-1)));
        outcome = undefined;
        suiteOutcome = undefined;
      }
    },
  });
  if (root === undefined) return { tests: [], errors: [], foreign: 'it is no XML document' };
  if (root !== 'testsuites' && root !== 'testsuite') {
    return { tests: [], errors: [], foreign: `its outermost element is <${root}>, not <testsuites>` };
  }
  const isCollection = ({ outcomes }: Case): boolean =>
    outcomes.some(({ kind, message }) => kind === 'failed' && message === 'collection failure');
  for (const one of cases.filter(isCollection)) {
    const message = one.outcomes[0]?.text ?? 'it could not be collected';
    errors.push({ ...present({ file: fileOf(one.attributes) }), unit: one.attributes.name ?? '', message });
  }
  const tests = toldApart(cases.filter((one) => !isCollection(one)));
  return { tests, errors, ...present({ torn }) };
}

function suiteError({ message, text }: Outcome, suite: Suite | undefined): ReportedError {
  return {
    ...present({ file: suite?.file }),
    unit: suite?.name ?? '',
    message: [message, text].filter((part) => part !== undefined && part !== '').join('\n'),
  };
}

function fileOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return attributes.file ?? attributes.filepath;
}

/** Enclosing suites are part of a test's name only where it would be unclear without them: they hold hosts and dates. */
function toldApart(cases: readonly Case[]): readonly ReportedTest[] {
  const short = cases.map((one) => testOf(one, false));
  const times = new Map<string, number>();
  const identity = ({ file, groups, name }: ReportedTest): string => JSON.stringify([file, groups, name]);
  for (const test of short) times.set(identity(test), (times.get(identity(test)) ?? 0) + 1);
  return short.map((test, index) => {
    const one = cases[index];
    return one === undefined || times.get(identity(test)) === 1 ? test : testOf(one, true);
  });
}

function testOf({ attributes, suites, outcomes }: Case, full: boolean): ReportedTest {
  const { name = '', line } = attributes;
  const file = fileOf(attributes) ?? suites.findLast((suite) => suite.file !== undefined)?.file;
  // Node's own reporter calls every class “test”.
  const given = attributes.classname ?? attributes.class ?? '';
  const unit = given === 'test' ? '' : given;
  const names = suites
    .map((suite) => suite.name)
    .filter((each) => each !== '' && each !== file && each !== unit);
  const own = unit === '' || unit === name || unit === file ? [] : [unit];
  const groups = full || (own.length === 0 && unit === '') ? [...names, ...own] : own;
  const decisive =
    outcomes.find(({ kind }) => kind === 'failed') ??
    outcomes.find(({ kind }) => kind === 'flaky') ??
    outcomes[0];
  return {
    name: name === '' ? 'unnamed' : name,
    groups,
    ...verdict(decisive, attributes),
    unit: unit === '' ? (suites.at(-1)?.name ?? '') : unit,
    ...present({ file, line: numberOf(line) }),
  };
}

function verdict(
  outcome: Outcome | undefined,
  { status, result }: Readonly<Record<string, string>>,
): { readonly status: TestStatus; readonly message?: string; readonly stack?: string } {
  if (outcome === undefined) {
    // GoogleTest and CTest say it in attributes.
    const said = /^(notrun|not_run|disabled|skipped|suppressed)$/i;
    return { status: said.test(status ?? '') || said.test(result ?? '') ? 'skipped' : 'passed' };
  }
  if (outcome.kind === 'flaky') return { status: 'skipped', message: FLAKY };
  const { kind, message = '', text } = outcome;
  const body = text.trim();
  const told =
    message === '' || body.includes(message) ? body : body === '' ? message : `${message}\n${body}`;
  return { status: kind, message: told === '' ? 'it failed without a message' : told, stack: told };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
