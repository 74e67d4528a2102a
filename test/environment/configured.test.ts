import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type CommandCheck,
  type ConfiguredRunner,
  configuredChecks,
  configuredRunners,
  parseCommands,
  withoutConfigured,
} from '../../src/environment/configured/index.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import type { TestReport } from '../../src/loop/types.ts';
import { projectOf, put } from '../support/projects.ts';

const has = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** A copy of a project in which configured commands run, for as long as `use` takes. */
async function inCopy<T>(
  files: Readonly<Record<string, string>>,
  settings: readonly object[],
  use: (at: {
    readonly folder: string;
    readonly runner: ConfiguredRunner | undefined;
    readonly check: CommandCheck | undefined;
    readonly request: {
      readonly root: string;
      readonly lease: string;
      readonly limitSeconds: number;
      readonly signal: AbortSignal;
    };
  }) => Promise<T>,
): Promise<T> {
  const parsed = parseCommands(settings);
  if (parsed.kind === 'invalid') throw new Error(parsed.complaints.join('\n'));
  const lease = takeLease();
  const { signal } = new AbortController();
  try {
    const folder = projectOf({ README: '', ...files });
    const snapshot = await Snapshot.take(folder, [], lease, signal);
    const { folder: root } = makeCopy(snapshot, lease);
    return await use({
      folder,
      runner: configuredRunners(parsed.commands, snapshot)[0],
      check: configuredChecks(parsed.commands, snapshot)[0],
      request: { root, lease: lease.folder, limitSeconds: 45, signal },
    });
  } finally {
    lease.release();
  }
}

const runTests = (
  files: Readonly<Record<string, string>>,
  setting: object,
  over: { readonly files?: readonly string[]; readonly limitSeconds?: number } = {},
): Promise<TestReport> =>
  inCopy(files, [{ rung: 'tests', files: '**', ...setting }], async ({ runner, request }) => {
    if (runner === undefined) throw new Error('no runner');
    return await runner.run({ ...request, ...over });
  });

const shown = (report: TestReport): readonly string[] =>
  report.results.map(({ id, status }) => `${status}: ${id}`);

describe('a command of which only the exit code is known', () => {
  const setting = (script: string) => ({ name: 'sh', command: ['sh', '-c', script] });

  it('is one test of the name “suite”', async () => {
    const passed = await runTests({ 'a.txt': '' }, setting('echo fine'));
    expect([passed.status, ...shown(passed)]).toEqual(['ran', 'passed: sh::suite']);
    const failed = await runTests({ 'a.txt': '' }, setting('echo "a.txt is wrong" >&2; exit 3'));
    expect([failed.status, ...shown(failed)]).toEqual(['ran', 'failed: sh::suite']);
    expect(failed.results[0]?.message).toBe('exit code 3\na.txt is wrong');
  });

  it('passes by the exit code alone, whatever it prints', async () => {
    expect(shown(await runTests({}, setting('echo "1..1"; echo "not ok 1 - a"')))).toEqual([
      'passed: sh::suite',
    ]);
  });

  it.each([
    ['its program is missing', { command: ['no-such-program-anywhere'] }, 'could-not-run'],
    ['a program it needs is missing', setting('exec no-such-program-anywhere'), 'could-not-run'],
    ['its folder is missing', { ...setting('true'), cwd: 'nowhere' }, 'could-not-run'],
    ['a signal ends it', setting('kill -9 $$'), 'crashed'],
    ['it does not end', { ...setting('sleep 60'), timeoutSeconds: 1 }, 'timed-out'],
    ['it prints without end', setting('yes'), 'crashed'],
  ])('has not checked anything when %s', async (_, over, status) => {
    const report = await runTests({}, over);
    expect(report.status).toBe(status);
    expect(report.results).toEqual([]);
    expect(report.reason).not.toBe('');
  });
});

describe('a report that is not there as it should be', () => {
  const junit = (script: string) => ({
    command: ['sh', '-c', script],
    report: { format: 'junit', path: 'out/report.xml' },
  });
  const WHOLE = '<testsuite name="s"><testcase name="a" classname="C"/></testsuite>';

  it.each([
    ['is missing', junit('true'), /no report at out\/report\.xml/],
    ['is empty', junit('mkdir -p out; : > out/report.xml'), /empty/],
    ['is missing on the output', { command: ['true'], report: { format: 'tap' } }, /printed no report/],
    [
      'is of another kind',
      junit('mkdir -p out; echo "<html/>" > out/report.xml'),
      /not of “report.format” junit: .*<html>/,
    ],
  ])('says nothing of the tests when it %s', async (_, setting, reason) => {
    const report = await runTests({}, setting);
    expect(report.status).toBe('could-not-run');
    expect(report.reason).toMatch(reason);
  });

  it('says nothing when it is older than the run, even if it lies in the workspace', async () => {
    const stale = await runTests({ 'out/report.xml': WHOLE }, junit('true'));
    expect(stale.status).toBe('could-not-run');
    expect(stale.reason).toContain('older than the run');
    const anew = await runTests({ 'out/report.xml': WHOLE }, junit(`echo '${WHOLE}' > out/report.xml`));
    expect(shown(anew)).toEqual(
      ['passed: command::C > a'].map((id) => id.replace('command', anew.results[0]?.file ?? '')),
    );
  });

  it('counts only the reports of a folder that this run wrote', async () => {
    const script = `echo '${WHOLE.replace('"a"', '"new"')}' > out/TEST-b.xml; echo '<failsafe-summary/>' > out/x.xml; : > out/log.txt`;
    const report = await runTests(
      { 'out/TEST-a.xml': WHOLE },
      { command: ['sh', '-c', script], report: { format: 'junit', path: 'out' } },
    );
    expect(report.status).toBe('ran');
    expect(report.results.map((test) => test.name)).toEqual(['C > new']);
  });

  it('is a crash when it is torn, and when the exit code does not fit it', async () => {
    const torn = await runTests({}, junit(`mkdir -p out; echo '${WHOLE.slice(0, -10)}' > out/report.xml`));
    expect(torn.status).toBe('crashed');
    expect(torn.reason).toContain('does not tell the whole run');
    const unfit = await runTests({}, junit(`mkdir -p out; echo '${WHOLE}' > out/report.xml; exit 4`));
    expect(unfit.status).toBe('crashed');
    expect(unfit.reason).toContain('exit code 4');
  });

  it('may hold any bytes', async () => {
    const script = `mkdir -p out; printf '<testsuite name="s"><testcase name="\\377\\376"/><testcase name="b"/></testsuite>' > out/report.xml`;
    const report = await runTests({}, junit(script));
    expect(report.status).toBe('ran');
    expect(report.results.map((test) => test.status)).toEqual(['passed', 'passed']);
  });
});

const NODE_TESTS = {
  'lib/a.test.mjs': `import test, { describe, it } from 'node:test';
import assert from 'node:assert';
test('adds', () => {});
describe('group', () => {
  it('fails', () => assert.equal(1, 2)); // here
  it.skip('later', () => {});
});
`,
  'lib/b.test.mjs': "import test from 'node:test';\ntest('other', () => {});\n",
};

describe('Node’s own reporters', () => {
  const node = (reporter: string, format: string) => ({
    name: 'node',
    command: ['node', '--test', `--test-reporter=${reporter}`, 'lib/a.test.mjs', 'lib/b.test.mjs'],
    perFile: ['node', '--test', `--test-reporter=${reporter}`, '{files}'],
    testFiles: '*.test.mjs',
    report: { format },
  });

  it('are read as JUnit, each test with its file', async () => {
    const report = await runTests(NODE_TESTS, node('junit', 'junit'));
    expect(report.status).toBe('ran');
    expect(shown(report).toSorted()).toEqual([
      'failed: lib/a.test.mjs::group > fails',
      'passed: lib/a.test.mjs::adds',
      'passed: lib/b.test.mjs::other',
      'skipped: lib/a.test.mjs::group > later',
    ]);
    const failed = report.results.find((test) => test.status === 'failed');
    expect(failed?.message).toContain('1 == 2');
    expect(failed?.frames[0]).toMatchObject({ path: 'lib/a.test.mjs', line: 5 });
  });

  it('are read as TAP', async () => {
    const report = await runTests(NODE_TESTS, node('tap', 'tap'));
    expect(report.status).toBe('ran');
    expect(report.results.map(({ name, status }) => `${status}: ${name}`)).toEqual([
      'passed: adds',
      'failed: group > fails',
      'skipped: group > later',
      'passed: other',
    ]);
    expect(report.results[1]).toMatchObject({
      file: 'lib/a.test.mjs',
      message: '1 == 2',
      expected: '2',
      actual: '1',
    });
  });

  it('run some files only, where the command can', async () => {
    const report = await runTests(NODE_TESTS, node('junit', 'junit'), { files: ['lib/b.test.mjs'] });
    expect(shown(report)).toEqual(['passed: lib/b.test.mjs::other']);
    expect(report.evidence.command.at(-1)).toBe('lib/b.test.mjs');
  });

  it('do not look complete when an asked file has not run', async () => {
    const files = { ...NODE_TESTS, 'lib/c.test.mjs': 'process.exit(0);\n' };
    const report = await runTests(
      files,
      {
        ...node('junit', 'junit'),
        perFile: ['sh', '-c', 'exec node --test --test-reporter=junit lib/b.test.mjs', '{files}'],
      },
      {
        files: ['lib/b.test.mjs', 'lib/a.test.mjs'],
      },
    );
    expect(report.fileErrors.map((error) => error.file)).toEqual(['lib/a.test.mjs']);
  });

  it('may leave out a failure, which the exit code still tells', async () => {
    const files = {
      'lib/a.test.mjs':
        "import test from 'node:test';\ntest('outer', async (t) => {\n  await t.test('inner', () => {});\n  throw new Error('after');\n});\n",
      'lib/b.test.mjs': '',
    };
    expect((await runTests(files, node('junit', 'junit'))).status).toBe('crashed');
    const tap = await runTests(files, node('tap', 'tap'));
    expect(tap.results.filter((test) => test.status === 'failed').map((test) => test.name)).toEqual([
      'outer',
    ]);
  });
});

describe('confined by what the platform has', () => {
  const isolated = (setting: object, over: object = {}): Promise<TestReport> =>
    inCopy(NODE_TESTS, [{ rung: 'tests', files: '**', ...setting }], async ({ runner, request, folder }) => {
      if (runner === undefined) throw new Error('no runner');
      return await runner.run({
        ...request,
        isolation: { origin: folder, choice: 'auto', network: 'none' },
        ...over,
      });
    });

  it('a command still writes its report into a place of ours, and what confined it is evidence', async () => {
    const report = await isolated({
      command: [
        ...['node', '--test', '--test-reporter=junit', '--test-reporter-destination={report}'],
        'lib/b.test.mjs',
      ],
      report: { format: 'junit' },
    });
    expect(report.status).toBe('ran');
    expect(report.results.map((test) => test.name)).toEqual(['other']);
    expect(report.evidence.sandbox).toMatch(/\S/);
  });

  it.skipIf(!has('bwrap', '--version'))(
    'a command writes nowhere but into the copy and what the person names, where bubblewrap is',
    async () => {
      const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
      mkdirSync(cache, { recursive: true });
      const elsewhere = mkdtempSync(join(cache, 'elsewhere-'));
      onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
      const setting = { command: ['sh', '-c', `echo x > here.txt && echo x > ${elsewhere}/there.txt`] };
      expect((await isolated(setting)).results[0]?.status).toBe('failed');
      expect(readdirSync(elsewhere)).toEqual([]);
      expect((await isolated({ ...setting, writable: [elsewhere] })).results[0]?.status).toBe('passed');
      expect(readdirSync(elsewhere)).toEqual(['there.txt']);
    },
  );
});

describe('reports of other runners of JavaScript', () => {
  it('are read from vitest as JUnit', async () => {
    const report = await runTests(
      {
        'package.json': '{"type":"module"}',
        'lib/a.test.js':
          "import { describe, expect, it } from 'vitest';\ndescribe('cart', () => {\n  it('adds', () => {});\n  it('divides', () => {\n    expect(3).toBe(2);\n  });\n  it.skip('later', () => {});\n});\n",
        'lib/bad.test.js': "import './nowhere.js';\n",
      },
      {
        name: 'vitest',
        command: ['vitest', 'run', '--reporter=junit', '--outputFile={report}'],
        testFiles: '*.test.js',
        report: { format: 'junit' },
      },
    );
    expect(report.status).toBe('ran');
    expect(shown(report)).toEqual([
      'passed: lib/a.test.js::cart > adds',
      'failed: lib/a.test.js::cart > divides',
      'skipped: lib/a.test.js::cart > later',
      'failed: lib/bad.test.js::lib/bad.test.js',
    ]);
    expect(report.results[1]?.message).toContain('expected 3 to be 2');
    expect(report.results[1]?.frames[0]).toMatchObject({ path: 'lib/a.test.js', line: 5 });
  });

  it('are read from mocha as xUnit', async () => {
    const report = await runTests(
      {
        'test/a.spec.cjs':
          "describe('cart', () => {\n  it('adds', () => {});\n  it('divides', () => {\n    throw new Error('not <two>');\n  });\n  it('later');\n});\n",
      },
      {
        name: 'mocha',
        command: ['mocha', '--reporter', 'xunit', 'test/*.cjs'],
        testFiles: '*.spec.cjs',
        report: { format: 'junit', path: 'stdout' },
      },
    );
    expect(report.status).toBe('ran');
    expect(report.results.map(({ name, status }) => `${status}: ${name}`)).toEqual([
      'passed: cart > adds',
      'failed: cart > divides',
      'skipped: cart > later',
    ]);
    expect(report.results[1]).toMatchObject({ frames: [{ path: 'test/a.spec.cjs', line: 4 }] });
    expect(report.results[1]?.message).toContain('not <two>');
  });
});

describe.skipIf(!has('cargo', '--version'))('Rust, where cargo is', () => {
  it('is checked and tested by the recipes for it', async () => {
    const recipes = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../fixtures/configured/recipes.json'), 'utf8'),
    ) as { name: string }[];
    const settings = recipes.filter(({ name }) => name === 'cargo check' || name === 'cargo test');
    const files = {
      'Cargo.toml': '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/lib.rs':
        'pub fn add(a: i32, b: i32) -> i32 { a - b }\n#[test]\nfn adds() { assert_eq!(add(1, 1), 2) }\n',
    };
    await inCopy(files, settings, async ({ runner, check, request }) => {
      const fine = await check?.run({ ...request, files: ['src/lib.rs'] });
      expect(fine).toMatchObject({ status: 'passed', diagnostics: [] });
      const report = await runner?.run(request);
      expect(report?.results).toMatchObject([{ id: 'cargo test::suite', status: 'failed' }]);
      put(request.root, { 'src/lib.rs': 'pub fn add(a: i32, b: i32) -> i32 { a + c }\n' });
      const bad = await check?.run({ ...request, files: ['src/lib.rs'] });
      expect(bad?.status).toBe('failed');
      expect(bad?.diagnostics[0]).toMatchObject({
        path: 'src/lib.rs',
        line: 1,
        code: 'E0425',
        severity: 'error',
      });
      put(request.root, { 'src/lib.rs': 'pub fn add(a: i32, b: i32) -> i32 { a + b }\n' });
      expect((await runner?.run(request))?.results[0]?.status).toBe('passed');
    });
  });
});

describe('a configured command and a runner that was found', () => {
  it('do not both run the same tests', async () => {
    const found = [
      { name: 'node:test', testFiles: ['lib/a.test.mjs'] },
      { name: 'vitest', testFiles: ['web/c.test.ts'] },
    ].map((each) => ({
      ...each,
      language: 'javascript' as const,
      run: () => Promise.reject(new Error('not run')),
    }));
    await inCopy(
      NODE_TESTS,
      [{ rung: 'tests', command: ['make'], files: '*', testFiles: 'lib/*.test.mjs' }],
      async ({ runner }) => {
        const left = withoutConfigured(found, runner === undefined ? [] : [runner]);
        expect(left.map((each) => each.name)).toEqual(['vitest']);
      },
    );
  });
});

describe.skipIf(!has('go', 'version'))('Go, where it is installed', () => {
  const go = {
    name: 'go',
    command: ['go', 'test', '-json', './...'],
    perFile: ['go', 'test', '-json', '{folders}'],
    files: '*.go',
    testFiles: '*_test.go',
    cwd: 'server',
    env: {
      GOFLAGS: '-mod=mod',
      GOTOOLCHAIN: 'local',
      GOCACHE: join(tmpdir(), 'go-cache-of-configured-tests'),
    },
    report: { format: 'go-test-json' },
  };
  const files = {
    'server/go.mod': 'module example.com/shop\n\ngo 1.18\n',
    'server/cart/cart.go': 'package cart\n\nfunc Add(a, b int) int { return a - b }\n',
    'server/cart/cart_test.go':
      'package cart\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tt.Run("zero", func(t *testing.T) {})\n\tt.Run("one", func(t *testing.T) {\n\t\tif got := Add(1, 1); got != 2 {\n\t\t\tt.Errorf("got %d", got)\n\t\t}\n\t})\n}\n\nfunc TestLater(t *testing.T) { t.Skip("later") }\n',
    'server/main_test.go': 'package main\n\nimport "testing"\n\nfunc TestMainly(t *testing.T) {}\n',
  };
  afterAll(() => rmSync(go.env.GOCACHE, { recursive: true, force: true }));

  it('tells each test with its file and its place', async () => {
    const report = await runTests(files, go);
    expect(report.status).toBe('ran');
    expect(shown(report).toSorted()).toEqual([
      'failed: server/cart/cart_test.go::TestAdd/one',
      'passed: server/cart/cart_test.go::TestAdd/zero',
      'passed: server/main_test.go::TestMainly',
      'skipped: server/cart/cart_test.go::TestLater',
    ]);
    const failed = report.results.find((test) => test.status === 'failed');
    expect(report.evidence.tail).toContain('--- FAIL: TestAdd/one');
    expect(report.evidence.tail).not.toContain('"Action"');
    expect(failed).toMatchObject({
      message: 'cart_test.go:9: got 0',
      frames: [{ path: 'server/cart/cart_test.go', line: 9 }],
    });
  });

  it('runs the packages of some files only', async () => {
    const report = await runTests(files, go, { files: ['server/main_test.go'] });
    expect(shown(report)).toEqual(['passed: server/main_test.go::TestMainly']);
    expect(report.evidence.command.slice(3)).toEqual(['.']);
  });

  it('tells of a package that does not compile, and of a test in which the program dies', async () => {
    const broken = await runTests(
      { ...files, 'server/cart/cart.go': 'package cart\n\nfunc Add(a, b int) int { return x }\n' },
      go,
    );
    expect(broken.status).toBe('ran');
    expect(broken.fileErrors.map((error) => error.file)).toEqual(['server/cart/cart_test.go']);
    const dying = {
      ...files,
      'server/cart/cart.go':
        'package cart\n\nimport "os"\n\nfunc Add(a, b int) int { os.Exit(3); return 0 }\n',
    };
    const died = await runTests(dying, go);
    expect(shown(died)).toContain('failed: server/cart/cart_test.go::TestAdd/one');
    expect(shown(died)).not.toContain('passed: server/cart/cart_test.go::TestLater');
  });
});

describe.skipIf(!has('python3', '-m', 'pytest', '--version'))('pytest, where it is installed', () => {
  it('is read as JUnit, into a place of ours', async () => {
    const report = await runTests(
      {
        'server/tests/test_cart.py':
          'import pytest\n\nclass TestCart:\n    def test_adds(self):\n        assert 1 + 1 == 3\n\n@pytest.mark.parametrize("n", [1, 2])\ndef test_n(n):\n    pass\n',
        'server/tests/test_bad.py': 'import nothing_of_this_name\n',
      },
      {
        name: 'pytest',
        command: ['python3', '-m', 'pytest', '-q', '--continue-on-collection-errors', '--junitxml={report}'],
        cwd: 'server',
        testFiles: 'test_*.py',
        report: { format: 'junit' },
      },
    );
    expect(report.status).toBe('ran');
    expect(shown(report)).toEqual([
      'failed: server/tests/test_cart.py::TestCart > test_adds',
      'passed: server/tests/test_cart.py::test_n[1]',
      'passed: server/tests/test_cart.py::test_n[2]',
    ]);
    expect(report.results[0]?.frames).toEqual([{ path: 'server/tests/test_cart.py', line: 5 }]);
    expect(report.fileErrors.map((error) => error.file)).toEqual(['server/tests/test_bad.py']);
    expect(report.fileErrors[0]?.message).toContain('nothing_of_this_name');
  });
});

describe.skipIf(!has('perl', '-MTest::More', '-e', '1'))('Perl’s Test::More, where perl is', () => {
  it('is read as TAP with subtests, one script after the other', async () => {
    const report = await runTests(
      {
        't/a.t':
          "use Test::More;\nsubtest 'cart' => sub { plan tests => 2; ok(1, 'adds'); is(3, 2, 'divides'); };\nTODO: { local $TODO = 'later'; ok(0, 'refunds'); }\ndone_testing;\n",
        't/b.t': "use Test::More tests => 2;\nok(1, 'one');\nSKIP: { skip 'no network', 1; ok(0, 'two'); }\n",
      },
      {
        name: 'perl',
        command: ['sh', '-c', 's=0; for t in t/*.t; do perl $t || s=1; done; exit $s'],
        report: { format: 'tap' },
      },
    );
    expect(report.status).toBe('ran');
    expect(shown(report)).toEqual([
      'passed: perl::cart > adds',
      'failed: perl::cart > divides',
      'skipped: perl::refunds',
      'passed: perl::one',
      'skipped: perl::test 2',
    ]);
  });
});

const C = {
  Makefile: 'test: t/cart\n\t./t/cart\nt/cart: t/cart.c cart.h\n\t$(CC) -o $@ t/cart.c\n',
  'cart.h': 'static int add(int a, int b) { return a - b; }\n',
  't/cart.c': `#include <stdio.h>
#include "../cart.h"
int main(void) {
  puts("1..2");
  puts(add(1, 0) == 1 ? "ok 1 - adds nothing" : "not ok 1 - adds nothing");
  if (add(1, 1) == 2) puts("ok 2 - adds");
  else puts("not ok 2 - adds\\n  ---\\n  file: t/cart.c\\n  line: 6\\n  message: not two\\n  ...");
  return add(1, 1) != 2;
}
`,
};

describe.skipIf(!has('make', '--version') || !has('cc', '--version'))(
  'C with TAP, where make and cc are',
  () => {
    const setting = {
      name: 'make',
      command: ['make', '-s', 'test'],
      testFiles: 't/*.c',
      report: { format: 'tap' },
    };

    it('tells of each test', async () => {
      const report = await runTests(C, setting);
      expect(report.status).toBe('ran');
      expect(shown(report)).toEqual(['passed: make::adds nothing', 'failed: t/cart.c::adds']);
      expect(report.results[1]).toMatchObject({
        message: 'not two',
        frames: [{ path: 't/cart.c', line: 6 }],
      });
    });

    it('has not run the tests of what does not compile', async () => {
      const report = await runTests(
        { ...C, 'cart.h': 'static int add(int a, int b { return a; }\n' },
        setting,
      );
      expect(report.status).toBe('could-not-run');
      expect(report.reason).toMatch(/^“.*cart\.h:1:\d+: error: .*”, and it printed no report/);
    });

    it('tells the compiler’s problems by a pattern, with an identity that survives other edits', async () => {
      const check = {
        rung: 'types',
        name: 'cc',
        files: ['*.c', '*.h'],
        command: ['cc', '-fsyntax-only', '-Wall', 't/cart.c'],
        report: {
          format: 'lines',
          pattern:
            '^(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<severity>error|warning|note): (?<message>.*?)(?: \\[(?<code>-W[^\\]]+)\\])?$',
        },
      };
      const run = (header: string) =>
        inCopy({ ...C, 'cart.h': header }, [check], async ({ check, request }) => {
          if (check === undefined) throw new Error('no check');
          expect(check.covers('t/cart.c') && check.covers('cart.h') && !check.covers('a.py')).toBe(true);
          return await check.run({ ...request, files: ['cart.h'] });
        });
      const fine = await run('static int add(int a, int b) { return a + b; }\n');
      expect(fine).toMatchObject({ status: 'passed', diagnostics: [] });
      const bad = await run('static int add(int a, int b) { return a + missing; }\n');
      expect(bad.status).toBe('failed');
      expect(bad.diagnostics[0]).toMatchObject({ path: 'cart.h', line: 1, source: 'cc', severity: 'error' });
      const moved = await run('// moved\n\nstatic int add(int a, int b) { return a + missing; }\n');
      expect(moved.diagnostics[0]?.line).toBe(3);
      expect(moved.diagnostics[0]?.key).toBe(bad.diagnostics[0]?.key);
      const warned = await run('static int add(int a, int b) { int unused; return a + b; }\n');
      expect(warned).toMatchObject({ status: 'passed' });
      expect(warned.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
        '-Wunused-variable warning',
      ]);
    });
  },
);

describe('a check that is a command', () => {
  const run = (setting: object, files: readonly string[] = ['a.txt']) =>
    inCopy(
      { 'a.txt': 'one\ntwo\n' },
      [{ rung: 'lint', name: 'it', files: '*.txt', ...setting }],
      async ({ check, request }) => {
        if (check === undefined) throw new Error('no check');
        return await check.run({ ...request, files });
      },
    );

  it('passes or fails by its exit code', async () => {
    expect((await run({ command: ['true'] })).status).toBe('passed');
    const failed = await run({ command: ['sh', '-c', 'echo "a.txt is bad"; exit 1'] });
    expect(failed).toMatchObject({ status: 'failed', detail: 'it: exit code 1, a.txt is bad' });
    expect(failed.evidence?.exitCode).toBe(1);
  });

  it('is given the changed files that it covers, and is skipped when there is none', async () => {
    const setting = { command: ['ls', '{files}'] };
    const listed = await run(setting, ['a.txt', 'b.py']);
    expect(listed.evidence?.command).toEqual(['ls', 'a.txt']);
    expect((await run(setting, ['b.py'])).status).toBe('skipped');
  });

  it('tells errors and warnings of lines apart, and passes over the notes that explain them', async () => {
    const printed = [
      'a.txt:1: error: no one',
      'a.txt:1: note: see there',
      'a.txt:2: warning: two',
      'b.txt:1: error: who',
    ];
    const pattern = '^(?<file>.+):(?<line>\\d+): (?<severity>\\w+): (?<message>.+)$';
    const report = { format: 'lines', pattern };
    const outcome = await run({ command: ['printf', '%s\\n', ...printed], report });
    expect(outcome.status).toBe('failed');
    expect(outcome.diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'error: no one',
      'warning: two',
    ]);
    expect(await run({ command: ['true'], report })).toMatchObject({ status: 'passed', diagnostics: [] });
  });

  it('reads SARIF', async () => {
    const sarif = (text: object) =>
      JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [text] }] });
    const result = {
      ruleId: 'no-two',
      level: 'error',
      message: { text: 'two is too many' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.txt' },
            region: { startLine: 2, startColumn: 1, endColumn: 4 },
          },
        },
      ],
    };
    const outcome = await run({
      command: ['sh', '-c', `cat <<'E' > {report}\n${sarif(result)}\nE\nexit 1`],
      report: { format: 'sarif' },
    });
    expect(outcome).toMatchObject({
      status: 'failed',
      detail: 'it: two is too many (a.txt:2)',
      diagnostics: [
        { path: 'a.txt', start: 4, end: 7, line: 2, code: 'no-two', key: 'a.txt|no-two|two|two is too many' },
      ],
    });
  });

  it.each([
    ['its program is missing', { command: ['no-such-program-anywhere'] }],
    ['its report is missing', { command: ['true'], report: { format: 'sarif', path: 'out.sarif' } }],
    ['its report is torn', { command: ['echo', '{"runs":['], report: { format: 'sarif' } }],
    [
      'it fails, and no line fits the pattern',
      {
        command: ['sh', '-c', 'echo oops; exit 2'],
        report: { format: 'lines', pattern: '^(?<file>.+):(?<message>.+)$' },
      },
    ],
    [
      'the pattern does not come to an end',
      {
        command: ['sh', '-c', `echo ${'a'.repeat(100)}!`],
        report: { format: 'lines', pattern: '^(?<file>(a+)+)(?<message>b)$' },
      },
    ],
  ])('could not check when %s', async (_, setting) => {
    expect((await run(setting)).status).toBe('could-not-check');
  });

  it('leaves nothing behind in the temporary folder', async () => {
    await inCopy(
      { 'a.txt': '' },
      [{ rung: 'lint', files: '*', command: ['sh', '-c', 'sleep 300 & echo {report}'] }],
      async ({ check, request }) => {
        await check?.run({ ...request, files: ['a.txt'] });
        expect(readdirSync(request.lease).filter((name) => name.startsWith('report-'))).toEqual([]);
        expect(existsSync(join(request.root, 'report.txt'))).toBe(false);
      },
    );
  });
});
