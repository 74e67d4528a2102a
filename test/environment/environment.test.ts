import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import { passedConfirmation, passedSearch } from '../../src/loop/judge.ts';
import {
  type Candidate,
  type FileEdit,
  RUNGS,
  type Survey,
  type Target,
  type Task,
} from '../../src/loop/types.ts';
import { projectOf, put } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aCandidate, aTask } from '../support/world.ts';

const never = new AbortController().signal;
const fallbackTypescript = resolve(import.meta.dirname, '../../node_modules/typescript/lib/typescript.js');

async function open(folder: string, over: { readonly trusted?: boolean } = {}) {
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: over.trusted ?? true,
    syntax: testSyntax(),
    fallbackTypescript,
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  return environment;
}

async function surveyOf(
  folder: string,
  over: { readonly trusted?: boolean; readonly task?: Partial<Task> } = {},
): Promise<Survey> {
  return (await open(folder, over)).survey(aTask(over.task ?? {}), never);
}

/** A small project on Node's own runner, which starts quickest. */
const SHOP = {
  'package.json': '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }',
  'cart.js':
    'export function total(prices) {\n  return prices.reduce((sum, price) => sum - price, 0);\n}\n\nexport function count(prices) {\n  return prices.length;\n}\n',
  'cart.test.js':
    "import assert from 'node:assert';\nimport test from 'node:test';\nimport { count, total } from './cart.js';\n\ntest('adds', () => assert.equal(total([1, 2]), 3));\ntest('counts', () => assert.equal(count([1, 2]), 2));\n",
  'other.test.js':
    "import assert from 'node:assert';\nimport test from 'node:test';\nimport { total } from './cart.js';\n\ntest('nothing is free', () => assert.equal(total([]), 0));\n",
};
const ADDS: Target = { kind: 'failing-test', tests: ['cart.test.js::adds'], files: [], diagnostics: [] };

function replace(path: string, text: string, from: string, to: string): FileEdit {
  const start = text.indexOf(from);
  if (start === -1) throw new Error(`no ${from}`);
  return { kind: 'modify', path, replacements: [{ start, end: start + from.length, text: to }] };
}

function candidate(id: string, ...edits: FileEdit[]): Candidate {
  return aCandidate(id, 0.1, { edits });
}
const inCart = (id: string, from: string, to: string): Candidate =>
  candidate(id, replace('cart.js', SHOP['cart.js'], from, to));
const RIGHT = inCart('right', 'sum - price', 'sum + price');

function statusOf(
  observation: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['evaluate']>>,
  rung: string,
) {
  return observation.rungs.find((each) => each.rung === rung)?.status;
}

describe('a survey', () => {
  it('measures the untouched project', async () => {
    const survey = await surveyOf(projectOf(SHOP));
    expect(survey).toMatchObject({
      project: 'shop',
      languages: ['javascript'],
      runner: 'node:test',
      flaky: [],
      obstacles: [],
    });
    expect(survey.tests?.results.map(({ id, status }) => [id, status])).toEqual([
      ['cart.test.js::adds', 'failed'],
      ['cart.test.js::counts', 'passed'],
      ['other.test.js::nothing is free', 'passed'],
    ]);
  });

  const pytest = 'def test_a():\n    pass\n';
  it.each([
    ['an empty folder', {}, 'not-a-project'],
    ['a folder that is no project', { 'notes.md': 'x' }, 'not-a-project'],
    ['a project without tests', { 'package.json': '{"scripts":{"test":"vitest"}}', 'a.js': '' }, 'no-tests'],
    [
      'a runner that is not installed',
      { 'package.json': '{"jest":{},"devDependencies":{}}', 'a.test.js': '', 'node_modules/jest/x': '' },
      undefined,
    ],
    [
      'a package that is not installed',
      { ...SHOP, 'cart.js': "import 'no-such-package';\nexport const total = 1, count = 1;\n" },
      'missing-dependency',
    ],
    [
      'a Python module that is not installed',
      { 'test_a.py': `import no_such_module\n\n\n${pytest}` },
      'missing-dependency',
    ],
    [
      'a module of its own that is not there',
      { 'pkg/__init__.py': '', 'test_a.py': `import pkg.nothing\n\n\n${pytest}` },
      undefined,
    ],
    [
      'a configuration that is broken',
      {
        'package.json': '{"scripts":{"test":"vitest run"}}',
        'vitest.config.js': 'throw new Error("no");',
        'a.test.js': '',
      },
      'runner-failed',
    ],
  ])('of %s says so', async (_, files, kind) => {
    const survey = await surveyOf(projectOf(files as Record<string, string>));
    expect(survey.obstacles.map((obstacle) => obstacle.kind)).toEqual(kind === undefined ? [] : [kind]);
    for (const { message, hint } of survey.obstacles) expect(message.length * hint.length).toBeGreaterThan(0);
  });

  it('of more files than a snapshot takes says that some are left out', async () => {
    const folder = projectOf({ 'package.json': '{}' });
    for (let n = 0; n < 20_000; n += 1) writeFileSync(join(folder, `${n}.txt`), '');
    const survey = await surveyOf(folder, { trusted: false });
    expect(survey.fileCount).toBe(20_000);
    expect(survey.obstacles.map((obstacle) => obstacle.message).join()).toContain('20000');
  });

  it('of a suite that never ends gives up within the budget', async () => {
    const began = performance.now();
    const survey = await surveyOf(projectOf({ ...SHOP, 'cart.js': `${SHOP['cart.js']}for (;;) {}\n` }), {
      task: { budget: { ...aTask().budget, seconds: 3 } },
    });
    expect(survey.obstacles.map((obstacle) => obstacle.kind)).toEqual(['timed-out']);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it('of an untrusted folder runs nothing of it', async () => {
    const marker = join(projectOf({}), 'marker');
    const write = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');\n`;
    const survey = await surveyOf(
      projectOf({
        'package.json': '{"scripts":{"test":"vitest run"}}',
        'vitest.config.cjs': write,
        'a.test.cjs': write,
        'a.ts': 'const x: string = 1;\n',
        'node_modules/typescript/package.json': '{"main":"index.js"}',
        'node_modules/typescript/index.js': write,
        'conftest.py': `open(${JSON.stringify(marker)}, "w")\n`,
        'test_a.py': pytest,
        '.venv/pyvenv.cfg': '',
      }),
      { trusted: false },
    );
    expect(survey.obstacles[0]?.kind).toBe('untrusted');
    expect(survey.tests).toBeUndefined();
    expect(existsSync(marker)).toBe(false);
  });

  it('finds tests that change their mind', async () => {
    const flaky =
      "import fs from 'node:fs';\nimport test from 'node:test';\ntest('sometimes', () => {\n  if (!fs.existsSync('node_modules/.ran')) { fs.mkdirSync('node_modules', { recursive: true }); fs.writeFileSync('node_modules/.ran', ''); throw new Error('first'); }\n});\n";
    const survey = await surveyOf(projectOf({ ...SHOP, 'flaky.test.js': flaky }));
    expect(survey.flaky).toEqual(['flaky.test.js::sometimes']);
  });
});

describe('a candidate', () => {
  it.each([
    ['that is right', RIGHT, { tests: 'passed', solves: true }],
    [
      'that changes nothing that matters',
      inCart('wrong', 'sum - price', 'price - sum'),
      { tests: 'failed', solves: false },
    ],
    [
      'that breaks another test',
      candidate('breaks', {
        kind: 'modify',
        path: 'cart.js',
        replacements: [
          {
            start: SHOP['cart.js'].indexOf('sum - price'),
            end: SHOP['cart.js'].indexOf('sum - price') + 11,
            text: 'sum + price',
          },
          {
            start: SHOP['cart.js'].indexOf('prices.length'),
            end: SHOP['cart.js'].indexOf('prices.length') + 13,
            text: 'prices.length + 1',
          },
        ],
      }),
      { tests: 'failed', solves: false },
    ],
    ['that does not parse', inCart('broken', 'sum - price', 'sum +'), { parse: 'failed', solves: false }],
    [
      'that throws while it is loaded',
      inCart('throws', 'export function count', 'missing();\nexport function count'),
      { tests: 'failed', solves: false },
    ],
    [
      'that ends the process early with success',
      inCart('exits', 'return prices.reduce', 'process.exit(0); return prices.reduce'),
      { integrity: 'failed', solves: false },
    ],
    [
      'that skips what fails',
      candidate('skips', replace('cart.test.js', SHOP['cart.test.js'], "test('adds'", "test.skip('adds'")),
      { integrity: 'failed', solves: false },
    ],
    [
      'that removes a test',
      candidate(
        'removes',
        {
          kind: 'modify',
          path: 'cart.js',
          replacements: [
            {
              start: SHOP['cart.js'].indexOf('sum - price'),
              end: SHOP['cart.js'].indexOf('sum - price') + 11,
              text: 'sum + price',
            },
          ],
        },
        replace(
          'cart.test.js',
          SHOP['cart.test.js'],
          "test('counts', () => assert.equal(count([1, 2]), 2));\n",
          '',
        ),
      ),
      { integrity: 'failed', solves: false },
    ],
    [
      'that does not apply',
      candidate('stale', {
        kind: 'modify',
        path: 'cart.js',
        replacements: [{ start: 0, end: 10_000, text: '' }],
      }),
      { apply: 'failed', solves: false },
    ],
  ])('%s is seen as such', async (_, given, { solves, ...rungs }) => {
    const environment = await open(projectOf(SHOP));
    await environment.survey(aTask(), never);
    const seen = await environment.evaluate(given, ADDS, never);
    expect(seen.rungs.map((rung) => rung.rung)).toEqual([...RUNGS]);
    for (const [rung, status] of Object.entries(rungs))
      expect(statusOf(seen, rung), JSON.stringify(seen.rungs)).toBe(status);
    expect(passedSearch(seen, ADDS)).toBe(solves);
    expect(seen.signature === '').toBe(solves);
    const confirmed = await environment.confirm(given, ADDS, never);
    expect(passedConfirmation(confirmed, ADDS)).toBe(solves);
  });

  it.each([
    ['link/new.js', 'leads through a symbolic link'],
    ['link/deep/new.js', 'leads through a symbolic link'],
    ['dangling', 'leads through a symbolic link'],
    ['.env', 'exists already'],
    ['dist', 'exists already'],
    ['.env/new.js', 'its folder is a file'],
  ])(
    'that creates %s is refused: the folder has something there that the snapshot has not',
    async (path, why) => {
      const folder = projectOf({ ...SHOP, '.gitignore': '.env\ndist\n', '.env': 'A=1', 'dist/out.js': '' });
      const outside = projectOf({});
      symlinkSync(outside, join(folder, 'link'));
      symlinkSync('nowhere', join(folder, 'dangling'));
      const environment = await open(folder, { trusted: false });
      await environment.survey(aTask(), never);
      const given = candidate('new', { kind: 'create', path, text: 'export {};\n' });
      const seen = await environment.evaluate(given, ADDS, never);
      expect(seen.rungs[0]).toMatchObject({ rung: 'apply', status: 'failed' });
      expect(seen.rungs[0]?.detail).toContain(why);
      expect(environment.patch(given)).toEqual([]);
    },
  );

  it('that breaks a test elsewhere is refused by the confirmation', async () => {
    const environment = await open(projectOf(SHOP));
    await environment.survey(aTask(), never);
    const given = inCart(
      'elsewhere',
      'prices.reduce((sum, price) => sum - price, 0)',
      'prices.length === 0 ? -1 : 3',
    );
    expect(passedSearch(await environment.evaluate(given, ADDS, never), ADDS)).toBe(true);
    const confirmed = await environment.confirm(given, ADDS, never);
    expect(confirmed.broken).toEqual(['other.test.js::nothing is free']);
    expect(passedConfirmation(confirmed, ADDS)).toBe(false);
  });

  it('that loops for ever is ended', async () => {
    const environment = await open(projectOf(SHOP));
    await environment.survey(aTask(), never);
    const seen = await environment.evaluate(
      inCart('loops', 'return prices.reduce', 'for (;;) {} return prices.reduce'),
      ADDS,
      never,
    );
    expect(statusOf(seen, 'tests')).toBe('timed-out');
    expect(seen.seconds).toBeLessThan(50);
  });

  it('does not mix with another one that is checked at the same time, nor with the one before', async () => {
    const environment = await open(projectOf(SHOP));
    await environment.survey(aTask(), never);
    const wrong = inCart('wrong', 'sum - price', 'sum * price');
    const helper = candidate(
      'helper',
      { kind: 'create', path: 'lib/add.js', text: 'export const add = (a, b) => a + b;\n' },
      {
        kind: 'modify',
        path: 'cart.js',
        replacements: [
          { start: 0, end: 0, text: "import { add } from './lib/add.js';\n" },
          ...(
            replace('cart.js', SHOP['cart.js'], 'sum - price', 'add(sum, price)') as Extract<
              FileEdit,
              { kind: 'modify' }
            >
          ).replacements,
        ],
      },
    );
    const order = [RIGHT, wrong, helper, wrong, RIGHT];
    const seen = [
      ...(await Promise.all(order.slice(0, 2).map((each) => environment.evaluate(each, ADDS, never)))),
      ...(await Promise.all(order.slice(2).map((each) => environment.evaluate(each, ADDS, never)))),
    ];
    expect(seen.map((each) => passedSearch(each, ADDS))).toEqual([true, false, true, false, true]);
  });

  it('that is cancelled returns at once, is no pass, and leaves no process', async () => {
    const environment = await open(projectOf(SHOP));
    await environment.survey(aTask(), never);
    const cancel = new AbortController();
    const marker = 'for (;;) {} // endless';
    setTimeout(() => cancel.abort(), 1000);
    const began = performance.now();
    const seen = await environment.evaluate(
      inCart('loops', 'return prices.reduce', `${marker}\nreturn prices.reduce`),
      ADDS,
      cancel.signal,
    );
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(passedSearch(seen, { ...ADDS, kind: 'diagnostic', tests: [] })).toBe(false);
    expect(statusOf(seen, 'tests')).toBe('skipped');
    await environment.dispose();
    expect(ownProcesses()).toEqual([]);
  });
});

describe('a target that is a compile error', () => {
  const files = {
    'package.json': '{ "name": "typed", "type": "module", "scripts": { "test": "node --test" } }',
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "noEmit": true, "target": "es2023", "module": "nodenext", "allowImportingTsExtensions": true, "types": [] }, "include": ["*.ts"], "exclude": ["*.test.ts"] }',
    'a.ts':
      'const options = { colour: 1 };\n\nexport const a = options.color;\nexport const b = options.color;\n',
    'a.test.ts':
      "import assert from 'node:assert';\nimport test from 'node:test';\nimport { a } from './a.ts';\ntest('a', () => assert.ok(a !== 7));\n",
  };
  const spelled = { kind: 'modify', path: 'a.ts', replacements: [] } as const;
  const at = (n: number) => {
    const first = files['a.ts'].indexOf('.color;') + 1;
    const start = n === 1 ? first : files['a.ts'].indexOf('.color;', first) + 1;
    return { start, end: start + 5, text: 'colour' };
  };

  it('counts errors that look the same', async () => {
    const environment = await open(projectOf(files));
    const survey = await environment.survey(aTask(), never);
    const keys = survey.diagnostics.map((d) => d.key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    const both: Target = { kind: 'diagnostic', tests: [], files: [], diagnostics: keys };
    const one: Target = { ...both, diagnostics: keys.slice(0, 1) };
    const half = candidate('half', { ...spelled, replacements: [at(1)] });
    const whole = candidate('whole', { ...spelled, replacements: [at(1), at(2)] });
    expect(passedSearch(await environment.evaluate(half, one, never), one)).toBe(true);
    expect(passedSearch(await environment.evaluate(half, both, never), both)).toBe(false);
    expect(passedSearch(await environment.evaluate(whole, both, never), both)).toBe(true);
    expect(passedConfirmation(await environment.confirm(whole, both, never), both)).toBe(true);
  });

  it('is not reached by an edit that ends the process, breaks a test or makes another error', async () => {
    const environment = await open(projectOf(files));
    const survey = await environment.survey(aTask(), never);
    const target: Target = {
      kind: 'diagnostic',
      tests: [],
      files: [],
      diagnostics: survey.diagnostics.map((d) => d.key),
    };
    const fix = [at(1), at(2)];
    const start = files['a.ts'].length;
    const withMore = (id: string, text: string) =>
      candidate(id, { ...spelled, replacements: [...fix, { start, end: start, text }] });
    const exits = withMore('exits', '(globalThis as any).process.exit(0);\n');
    const another = withMore('another', 'export const c: string = 1;\n');
    for (const each of [exits, another]) {
      expect(passedSearch(await environment.evaluate(each, target, never), target), each.id).toBe(false);
      expect(passedConfirmation(await environment.confirm(each, target, never), target), each.id).toBe(false);
    }
  });
});

describe('the person’s folder', () => {
  it('is bit for bit the same after everything, and nothing is left in the temporary folder', async () => {
    const folder = projectOf({ ...SHOP, '.gitignore': 'node_modules\n', 'crlf.txt': 'a\r\n' });
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'all');
    put(folder, { 'crlf.txt': 'stashed\r\n' });
    git('stash', '-q');
    put(folder, { 'notes.txt': 'untracked', 'cart.js': `${SHOP['cart.js']}// unsaved work\n` });
    git('add', 'notes.txt');
    const state = (): string =>
      `${hashOf(folder)} ${git('--no-optional-locks', 'status', '--porcelain')} ${git('stash', 'list')} ${git('for-each-ref')}`;
    const before = state();
    const temporary = leases();
    const environment = await open(folder);
    await environment.survey(aTask(), never);
    await environment.evaluate(RIGHT, ADDS, never);
    await environment.confirm(RIGHT, ADDS, never);
    await environment.dispose();
    expect(state()).toBe(before);
    expect(leases()).toEqual(temporary);
    expect(ownProcesses()).toEqual([]);
  });
});

describe('a diff', () => {
  it('is one that git applies: line endings, no last newline, a byte-order mark, new, deleted and odd names', async () => {
    const files = {
      ...SHOP,
      'crlf.txt': 'one\r\ntwo\r\nthree\r\n',
      'bare.txt': 'no newline',
      'bom.txt': '\uFEFFfirst\nsecond\n',
      'rules.txt': '-- rule\t\n== \nend\n',
      'with blank.txt': 'x\n',
      'ünï.txt': 'x\n',
      'gone.txt': 'one\ntwo\n',
      'empty.txt': '',
    };
    const folder = projectOf(files);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const environment = await open(folder, { trusted: false });
    const given = candidate(
      'many',
      replace('crlf.txt', files['crlf.txt'], 'two', 'TWO'),
      replace('bare.txt', files['bare.txt'], 'no', 'still no'),
      { kind: 'modify', path: 'bom.txt', replacements: [{ start: 0, end: 5, text: 'FIRST' }] },
      {
        kind: 'modify',
        path: 'rules.txt',
        replacements: [{ start: 0, end: files['rules.txt'].length, text: '++ other\t\nend' }],
      },
      replace('with blank.txt', 'x\n', 'x', 'y'),
      replace('ünï.txt', 'x\n', 'x', 'y'),
      { kind: 'delete', path: 'gone.txt' },
      { kind: 'delete', path: 'empty.txt' },
      { kind: 'create', path: 'deep/new file.txt', text: 'new\r\nfile' },
      { kind: 'create', path: 'void.txt', text: '' },
    );
    const diff = environment.diff(given);
    execFileSync('git', ['apply', '--check', '-'], { cwd: folder, input: diff, stdio: 'pipe' });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    expect(read('crlf.txt')).toBe('one\r\nTWO\r\nthree\r\n');
    expect(read('bare.txt')).toBe('still no newline');
    expect(read('bom.txt')).toBe('\uFEFFFIRST\nsecond\n');
    expect(read('rules.txt')).toBe('++ other\t\nend');
    expect(read('with blank.txt') + read('ünï.txt')).toBe('y\ny\n');
    expect(read('deep/new file.txt')).toBe('new\r\nfile');
    expect(read('void.txt')).toBe('');
    expect(existsSync(join(folder, 'gone.txt')) || existsSync(join(folder, 'empty.txt'))).toBe(false);
  });
});

function hashOf(folder: string): string {
  const sum = createHash('sha256');
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).toSorted()) {
    const path = join(folder, name);
    sum.update(name);
    if (lstatSync(path).isFile()) sum.update(readFileSync(path));
  }
  return sum.digest('hex');
}

/** Our own folders; other test files have theirs at the same time. */
function leases(): readonly string[] {
  return readdirSync(tmpdir()).filter(
    (name) => /^credence-[^_]+_(\d+)_/.exec(name)?.[1] === String(process.pid),
  );
}

/** Living commands of this process, found by the mark that each of them carries. */
function ownProcesses(): readonly string[] {
  const owned = new Set(leases().map((name) => join(tmpdir(), name)));
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
    try {
      const lease = readFileSync(`/proc/${name}/environ`, 'latin1')
        .split('\0')
        .find((entry) => entry.startsWith('CREDENCE_LEASE='));
      return lease !== undefined && owned.has(lease.slice('CREDENCE_LEASE='.length));
    } catch {
      return false;
    }
  });
}
