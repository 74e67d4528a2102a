import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoTestJson } from '../../../src/environment/configured/go-test-json.ts';
import { parseJsonReport } from '../../../src/environment/configured/json-report.ts';
import { matchLines } from '../../../src/environment/configured/line-pattern.ts';
import { readSarif } from '../../../src/environment/configured/sarif.ts';

const lines = (...events: readonly object[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');
const P = 'example.com/m/cart';

describe('go test -json', () => {
  const RUN = [
    { Action: 'start', Package: P },
    { Action: 'run', Package: P, Test: 'TestAdd' },
    { Action: 'output', Package: P, Test: 'TestAdd', Output: '=== RUN   TestAdd\n' },
    { Action: 'run', Package: P, Test: 'TestAdd/zero' },
    { Action: 'output', Package: P, Test: 'TestAdd/zero', Output: '    cart_test.go:9: got 3\n' },
    { Action: 'output', Package: P, Test: 'TestAdd/zero', Output: '    --- FAIL: TestAdd/zero (0.00s)\n' },
    { Action: 'fail', Package: P, Test: 'TestAdd/zero', Elapsed: 0 },
    { Action: 'fail', Package: P, Test: 'TestAdd', Elapsed: 0 },
    { Action: 'run', Package: P, Test: 'TestLater' },
    { Action: 'skip', Package: P, Test: 'TestLater' },
    { Action: 'pass', Package: P, Test: 'TestQuick' },
    { Action: 'fail', Package: P, Elapsed: 0.01 },
  ];

  it('tells tests, and what holds others only where they do not explain it', () => {
    const report = parseGoTestJson(lines(...RUN));
    expect(report.torn).toBeUndefined();
    expect(report.errors).toEqual([]);
    expect(report.tests.map(({ name, status }) => `${status}: ${name}`)).toEqual([
      'failed: TestAdd/zero',
      'skipped: TestLater',
      'passed: TestQuick',
    ]);
    expect(report.tests[0]?.message).toBe('cart_test.go:9: got 3');
    const own = RUN.map((event) =>
      'Test' in event && event.Test === 'TestAdd/zero' && event.Action === 'fail'
        ? { ...event, Action: 'pass' }
        : event,
    );
    expect(parseGoTestJson(lines(...own)).tests[0]).toMatchObject({ name: 'TestAdd', status: 'failed' });
  });

  it('takes a package that does not build for an error of its files', () => {
    const report = parseGoTestJson(`# ${P}\n./cart.go:3:2: undefined: x\nFAIL\t${P} [build failed]\n`);
    expect(report.tests).toEqual([]);
    expect(report.errors[0]).toMatchObject({ unit: P });
    expect(report.errors[0]?.message).toContain('./cart.go:3:2: undefined: x');
    const newer = parseGoTestJson(
      lines(
        { ImportPath: P, Action: 'build-output', Output: './cart.go:3:2: undefined: x\n' },
        { ImportPath: P, Action: 'build-fail' },
        { Action: 'start', Package: P },
        { Action: 'fail', Package: P, FailedBuild: P },
      ),
    );
    expect(newer.errors[0]?.message).toContain('undefined: x');
  });

  it('fails a test in which the program died, and is torn where a package did not end', () => {
    const died = parseGoTestJson(
      lines(
        { Action: 'run', Package: P, Test: 'TestDies' },
        { Action: 'output', Package: P, Test: 'TestDies', Output: 'panic: oh\n' },
        { Action: 'fail', Package: P },
      ),
    );
    expect(died.tests).toMatchObject([{ name: 'TestDies', status: 'failed', message: 'panic: oh' }]);
    expect(died.errors).toEqual([]);
    for (let n = 1; n < RUN.length; n += 1)
      expect(parseGoTestJson(lines(...RUN.slice(0, n))).torn).toBeDefined();
  });

  it('is none where no line is an event', () => {
    expect(parseGoTestJson('ok  example.com/m 0.01s\n').foreign).toBeDefined();
  });

  it('never throws, and tells as many tests as ended', () => {
    const event = fc.record(
      {
        Action: fc.constantFrom('run', 'pass', 'fail', 'skip', 'output', 'start', 'pause', 'other'),
        Package: fc.constantFrom('a', 'b/c'),
        Test: fc.constantFrom('T', 'T/x', 'T/x/y', 'U', '__proto__'),
        Output: fc.string(),
      },
      { requiredKeys: ['Action'] },
    );
    const text = fc.array(
      fc.oneof(
        event.map((each) => JSON.stringify(each)),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(text, (all) => {
        const { tests } = parseGoTestJson(all.join('\n'));
        expect(new Set(tests.map((test) => `${test.unit} ${test.name}`)).size).toBe(tests.length);
      }),
    );
  });
});

describe('the JSON shape of our own', () => {
  it('is read back as it was written, and no other shape is', () => {
    const test = fc.record(
      {
        name: fc.string({ minLength: 1 }),
        status: fc.constantFrom('passed', 'failed', 'skipped'),
        file: fc.string(),
        message: fc.string(),
        line: fc.integer({ min: 1, max: 1e6 }),
      },
      { requiredKeys: ['name', 'status'] },
    );
    fc.assert(
      fc.property(fc.array(test), (tests) => {
        const text = JSON.stringify({ tests });
        expect(parseJsonReport(text).tests).toMatchObject(tests);
        expect(parseJsonReport(text.slice(0, -1)).torn).toBeDefined();
      }),
    );
    expect(parseJsonReport('{"tests":[{"name":"a","status":"ok"}]}').foreign).toContain('“tests.0.status”');
    expect(parseJsonReport('[]').foreign).toBeDefined();
    fc.assert(fc.property(fc.json(), (text) => parseJsonReport(text).tests.length >= 0));
  });
});

describe('SARIF', () => {
  const locate = (path: string): string => path;
  const sarif = (results: readonly object[], run: object = {}): string =>
    JSON.stringify({ version: '2.1.0', runs: [{ ...run, results }] });
  const at = (uri: string, region: object, base?: string) => [
    {
      physicalLocation: {
        artifactLocation: { uri, ...(base === undefined ? {} : { uriBaseId: base }) },
        region,
      },
    },
  ];

  it('tells problems and leaves out what passed or is suppressed', () => {
    const problem = {
      ruleId: 'r1',
      message: { text: 'no' },
      locations: at('src/a%20b.c', { startLine: 3, startColumn: 2, endColumn: 5 }),
    };
    const text = sarif(
      [
        problem,
        { ...problem, level: 'error', locations: at('b.c', { startLine: 1 }, 'SRC') },
        { ...problem, kind: 'pass' },
        { ...problem, level: 'none' },
        { ...problem, suppressions: [{ kind: 'inSource' }] },
      ],
      { originalUriBaseIds: { SRC: { uri: 'file:///w/src/' } } },
    );
    expect(readSarif(text, locate)).toEqual({
      kind: 'read',
      unit: 'utf-16',
      findings: [
        {
          path: 'src/a b.c',
          line: 3,
          column: 2,
          endColumn: 5,
          code: 'r1',
          message: 'no',
          severity: 'warning',
        },
        { path: '/w/src/b.c', line: 1, code: 'r1', message: 'no', severity: 'error' },
      ],
    });
  });

  it('is unreadable when it is torn or of another shape, and never throws', () => {
    expect(readSarif('{"runs": [', locate).kind).toBe('unreadable');
    expect(readSarif('{"runs": 3}', locate)).toMatchObject({ reason: 'it is not SARIF 2.1.0 (at runs)' });
    expect(readSarif('{"runs": []}', locate)).toMatchObject({ findings: [] });
    fc.assert(fc.property(fc.json(), (text) => readSarif(text, locate).kind !== undefined));
  });
});

describe('lines that fit a pattern', () => {
  const GCC = '^(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<severity>\\w+): (?<message>.+)$';

  it('are told by their groups, and the others are passed over', () => {
    expect(
      matchLines(GCC, 'make: hello\r\na.c:3:5: error: no é\r\nIn file included\nb.c:1:1: note: here'),
    ).toEqual([
      { file: 'a.c', line: '3', column: '5', severity: 'error', message: 'no é' },
      { file: 'b.c', line: '1', column: '1', severity: 'note', message: 'here' },
    ]);
    expect(matchLines('^(?<file>x)?(?<message>y)?', 'x\ny')).toEqual([{ message: 'y' }]);
  });

  it('never hold it up for long', () => {
    expect(matchLines('^(?<file>(a+)+)(?<message>b)$', `${'a'.repeat(200)}!`)).toBeUndefined();
    expect(matchLines(GCC, `a.c:1:1: error: ${'x'.repeat(5000)}`)).toEqual([]);
  });

  it('are matched whatever bytes they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(matchLines('^(?<file>.)(?<message>.*)$', text)).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });
});
