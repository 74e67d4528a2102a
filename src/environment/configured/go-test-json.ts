import * as z from 'zod/mini';
import { type ParsedReport, present, type ReportedError, type ReportedTest } from './reported-test.ts';

/** One line of `go test -json` (the format of `go doc test2json`). */
const eventSchema = z.object({
  Action: z.string(),
  Package: z.optional(z.string()),
  ImportPath: z.optional(z.string()),
  Test: z.optional(z.string()),
  Output: z.optional(z.string()),
});

const OUTPUT_CHARACTERS = 20_000;
/** What versions before 1.24 print of a package that does not build, in place of an event. */
const UNBUILT = /^FAIL\s+(\S+) \[(?:build|setup) failed\]$/;
const STATUS = { pass: 'passed', fail: 'failed', skip: 'skipped' } as const;

/** What was heard of one test, or of its package. */
interface Heard {
  readonly unit: string;
  readonly test: string | undefined;
  output: string;
  status: ReportedTest['status'] | undefined;
}

/** Never throws. Lines that are no event are what the compiler printed. */
export function parseGoTestJson(text: string): ParsedReport {
  const heard = new Map<string, Heard>();
  const of = (unit: string, test: string | undefined): Heard => {
    const key = `${unit}\n${test ?? ''}`;
    const known = heard.get(key) ?? { unit, test, output: '', status: undefined };
    heard.set(key, known);
    return known;
  };
  let events = 0;
  let printed = '';
  for (const line of text.split(/\r?\n/)) {
    const event = eventOf(line);
    const unbuilt = UNBUILT.exec(line)?.[1];
    if (unbuilt !== undefined) {
      events += 1;
      of(unbuilt, undefined).status = 'failed';
      continue;
    }
    if (event === undefined || event.Action === 'build-output') {
      printed = `${printed}${event?.Output ?? `${line}\n`}`.slice(0, OUTPUT_CHARACTERS);
      continue;
    }
    events += 1;
    const { Action: action, Package: unit, Test: test, Output: said } = event;
    if (unit === undefined) continue;
    of(unit, undefined);
    const one = of(unit, test);
    if (said !== undefined && !isNoise(said)) one.output = `${one.output}${said}`.slice(0, OUTPUT_CHARACTERS);
    if (action === 'pass' || action === 'fail' || action === 'skip') one.status = STATUS[action];
  }
  if (events === 0) return { tests: [], errors: [], foreign: 'it holds no event of `go test -json`' };
  const all = [...heard.values()];
  const tests = testsOf(all);
  const failed = new Set(tests.filter((test) => test.status === 'failed').map((test) => test.unit));
  const errors: ReportedError[] = all.flatMap(({ unit, test, status, output }) => {
    if (test !== undefined || status !== 'failed' || failed.has(unit)) return [];
    const said = [printed.trim(), output.trim()].filter((part) => part !== '');
    return [{ unit, message: said.join('\n') || 'the package failed without a failing test' }];
  });
  const open = all.find(({ test, status }) => test === undefined && status === undefined);
  return {
    tests,
    errors,
    ...present({ torn: open === undefined ? undefined : `package ${open.unit} did not end` }),
  };
}

/** The end of what the tests and the compiler printed, for people: without the events around it. */
export function goOutput(text: string): string {
  return text
    .split(/\r?\n/)
    .slice(-500)
    .map((line) => {
      const event = eventOf(line);
      return event === undefined ? `${line}\n` : (event.Output ?? '');
    })
    .join('');
}

/** What holds subtests has an outcome of its own only where none of them explains it. */
function testsOf(all: readonly Heard[]): readonly ReportedTest[] {
  const parents = new Set<string>();
  const explained = new Set<string>();
  for (const { unit, test, status } of all) {
    const parts = (test ?? '').split('/');
    for (let n = 1; n < parts.length; n += 1) {
      const above = `${unit}\n${parts.slice(0, n).join('/')}`;
      parents.add(above);
      if (status !== 'passed' && status !== 'skipped') explained.add(above);
    }
  }
  return all.flatMap(({ unit, test, output, status = 'failed' }) => {
    const key = `${unit}\n${test ?? ''}`;
    if (test === undefined || (parents.has(key) && (status !== 'failed' || explained.has(key)))) return [];
    const said = output.trim() === '' ? 'it did not end, or said nothing' : output.trim();
    return [
      {
        name: test,
        groups: [unit],
        status,
        unit,
        ...(status === 'failed' ? { message: said, stack: said } : {}),
      },
    ];
  });
}

/** What the tool prints around each test. */
function isNoise(output: string): boolean {
  return /^\s*(=== (RUN|PAUSE|CONT|NAME)|--- (PASS|SKIP|FAIL):)/.test(output);
}

function eventOf(line: string): z.infer<typeof eventSchema> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Torn, or printed by a test.
    return undefined;
  }
}
