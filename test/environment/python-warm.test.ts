import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coveringTests } from '../../src/environment/covering.ts';
import type { WarmBaseline } from '../../src/environment/warm/warm-runner.ts';
import { processesWith } from '../support/processes.ts';
import { fixtureProject, projectOf, temporaryFolder } from '../support/projects.ts';
import {
  copyPythonFixture,
  differences,
  type PythonPaths,
  pythonMutants,
  pythonPaths,
} from '../support/python.ts';

const never = new AbortController().signal;

function open(paths: PythonPaths, coverage = false): Promise<WarmBaseline> {
  return paths.warm.open({ limitSeconds: 60, coverage, signal: never });
}

async function fixture(name: string): Promise<PythonPaths> {
  const folder = join(temporaryFolder(), name);
  copyPythonFixture(name, folder);
  return pythonPaths(folder);
}

const isSource = (path: string): boolean => path.endsWith('.py') && !/tests\//.test(path);

describe.each(['orders', 'ledger'])('the project %s', (name) => {
  it('has the verdicts of cold runs, for slips of every kind, in place and loaded anew', async () => {
    const paths = await fixture(name);
    const baseline = await open(paths);
    expect(baseline.unsupported).toEqual([]);
    expect(baseline.results).toEqual((await paths.runCold()).results);
    const tests = baseline.results.map((test) => test.id);
    const disagreements: string[] = [];
    const seen = new Set<string>();
    for (const mutant of pythonMutants(paths.sources, paths.sources.list().filter(isSource), 20, 8)) {
      const texts = { [mutant.path]: mutant.text };
      const warm = await paths.runWarm(texts, tests);
      const failed = warm.results.some((test) => test.status === 'failed') || warm.fileErrors.length > 0;
      if (warm.status === 'ran') seen.add(`${paths.warm.lastRun}: ${failed ? 'fails' : 'passes'}`);
      const cold = await paths.runCold(texts);
      disagreements.push(...differences(cold, warm, tests).map((words) => `${mutant.title}: ${words}`));
    }
    expect(disagreements).toEqual([]);
    // Every kind occurs, or this would show nothing.
    expect([...seen].toSorted()).toEqual([
      'in place: fails',
      'in place: passes',
      'loaded anew: fails',
      'loaded anew: passes',
    ]);
  }, 240_000);

  it('knows which tests may notice an edit', async () => {
    const paths = await fixture(name);
    const { results, coverage } = await open(paths, true);
    if (coverage === undefined) throw new Error('nothing was measured');
    const untouched = new Map(results.map((test) => [test.id, test.status]));
    const missed: string[] = [];
    let spared = 0;
    for (const mutant of pythonMutants(paths.sources, paths.sources.list().filter(isSource), 40, 5)) {
      const { path, start, end, replacement } = mutant;
      const replacements = [{ start, end, text: replacement }];
      const covering = coveringTests(coverage, [{ kind: 'modify', path, replacements }]);
      if (covering.kind === 'unknown') continue;
      spared += results.length - covering.tests.size;
      const run = await paths.runWarm({ [path]: mutant.text }, [...untouched.keys()]);
      for (const test of run.results) {
        if (test.status !== untouched.get(test.id) && !covering.tests.has(test.id))
          missed.push(`${mutant.title}: ${test.id}`);
      }
    }
    expect(missed).toEqual([]);
    expect(spared).toBeGreaterThan(results.length);
  });
});

it.each([
  ['pytest', ['tests/test_outcomes.py', 'tests/test_missing.py']],
  ['unittest', ['tests/test_outcomes.py']],
])('%s fails in the same words, at the same places, as in a cold run', async (name, kept) => {
  const folder = fixtureProject(name);
  for (const file of readdirSync(join(folder, 'tests'))) {
    const path = `tests/${file}`;
    if (/^test_/.test(file) && !kept.includes(path)) execFileSync('rm', [join(folder, path)]);
  }
  const paths = await pythonPaths(folder);
  const cold = await paths.runCold();
  const baseline = await open(paths);
  const left = new Set(baseline.unsupported.map(({ file }) => file));
  expect(baseline.results).toEqual(cold.results.filter(({ file }) => !left.has(file)));
  expect(baseline.fileErrors).toEqual(cold.fileErrors);
  // A class whose fixture fails reports no test of its own, which nobody could ask for again.
  expect([...left]).toEqual(name === 'unittest' ? ['tests/test_outcomes.py'] : []);
});

const WELL = {
  'pyproject.toml': '[tool.pytest.ini_options]\n',
  'well.py': `import os

KEPT = {}


def draw(n):
    return n + 1


def twice(n):
    KEPT["n"] = n
    return draw(n) * 2
`,
  'test_well.py': `from well import KEPT, draw, twice


def test_draws():
    assert draw(1) == 2


def test_draws_twice():
    assert KEPT == {}
    assert twice(1) == 4
`,
};

const SPOILT: readonly (readonly [name: string, body: string, ...statuses: string[]])[] = [
  ['never ends', 'while True:\n        pass', 'timed-out'],
  ['ends the process', 'os._exit(0)', 'crashed'],
  ['is killed', 'os.kill(os.getpid(), 9)', 'crashed'],
  ['kills its group', 'os.killpg(0, 9)', 'crashed'],
  ['leaves a process behind', 'os.fork() or __import__("time").sleep(60)\n    return n + 1', 'ran'],
  // The time ends it, or the size that a file may have.
  ['prints without end', 'while True:\n        os.write(1, b"x" * 65536)', 'timed-out', 'ran'],
  ['takes all memory', 'return bytearray(10**11)', 'ran'],
  ['calls itself without end', 'return draw(n)', 'ran'],
  ['closes what is open', 'os.closerange(3, 100)\n    return n + 1', 'ran'],
];

describe('a candidate whose code', () => {
  it.each(SPOILT)('%s harms only itself', async (_, body, ...statuses) => {
    const paths = await pythonPaths(projectOf(WELL));
    const { results } = await open(paths);
    const tests = results.map((test) => test.id);
    const spoilt = WELL['well.py'].replace('return n + 1', body);
    const run = await paths.runWarm({ 'well.py': spoilt }, tests, { limitSeconds: 8 });
    expect(statuses).toContain(run.status);
    const again = await paths.runWarm({}, tests);
    expect(again.results.map((test) => test.status)).toEqual(['passed', 'passed']);
    // The server and the process that holds the project.
    expect(processesWith(paths.lease)).toHaveLength(2);
  });
});

describe('an edit', () => {
  const SHAPES = `import functools


def loud(function):
    @functools.wraps(function)
    def called(*args, **named):
        return str(function(*args, **named)) + "!"
    return called


def adder(n, step=1):
    """Adds."""
    def add(m):
        return n + m + step
    return add


def numbers():
    yield 1
    yield 2


@functools.lru_cache(maxsize=None)
def flag():
    return 1


class Shape:
    sides = adder(2)(1)

    @property
    def name(self):
        return "shape"

    @staticmethod
    @loud
    def say(word):
        return [letter for letter in word]


two = adder(2)
early = numbers()
handlers = {"a": lambda: 1, "b": lambda: 1}
`;
  const TESTS = `import pytest
import shapes

TOLD = {
    "say": lambda: shapes.Shape.say("ab"),
    "two": lambda: shapes.two(1),
    "five": lambda: shapes.adder(5)(1),
    "early": lambda: list(shapes.early),
    "late": lambda: list(shapes.numbers()),
    "flag": lambda: repr(shapes.flag()),
    "name": lambda: shapes.Shape().name,
    "sides": lambda: shapes.Shape.sides,
    "document": lambda: shapes.adder.__doc__,
    "handlers": lambda: [shapes.handlers[each]() for each in "ab"],
}
KNOWN = dict(say="['a', 'b']!", two=4, five=7, early=[1, 2], late=[1, 2], flag="1", name="shape", sides=4,
             document="Adds.", handlers=[1, 1])


@pytest.mark.parametrize("what", TOLD)
def test_is(what):
    assert TOLD[what]() == KNOWN[what]
`;
  it.each([
    ['of the body of a method', 'return "shape"', 'return "form"', 'in place', ['name']],
    ['of a function behind a decorator', 'for letter in word', 'for letter in word[1:]', 'in place', ['say']],
    [
      'of a cached function, to what is equal and not the same',
      'return 1',
      'return True',
      'in place',
      ['flag'],
    ],
    [
      'of code that ran while the project loaded',
      'n + m + step',
      'n * m + step',
      'loaded anew',
      ['five', 'sides', 'two'],
    ],
    ['of a default', 'step=1', 'step=2', 'loaded anew', ['five', 'sides', 'two']],
    ['of a generator that waits', 'yield 2', 'yield 3', 'loaded anew', ['early', 'late']],
    ['of the text that describes a function', 'Adds.', 'Counts.', 'loaded anew', ['document']],
    ['of one of two functions in a line', '"b": lambda: 1', '"b": lambda: 2', undefined, ['handlers']],
    ['of a decorator that ran', '"!"', '"?"', 'in place', ['say']],
  ] as const)('%s is seen by the tests that it concerns', async (_, from, to, how, failing) => {
    const paths = await pythonPaths(
      projectOf({ 'pyproject.toml': '', 'shapes.py': SHAPES, 'test_shapes.py': TESTS }),
    );
    const tests = (await open(paths)).results.map((test) => test.id);
    expect(SHAPES).toContain(from);
    const run = await paths.runWarm({ 'shapes.py': SHAPES.replace(from, to) }, tests);
    const failed = run.results.filter((test) => test.status === 'failed');
    expect(failed.map(({ name }) => name.replace(/.*\[(.*)\]/, '$1')).toSorted()).toEqual(failing);
    if (how !== undefined) expect(paths.warm.lastRun).toBe(how);
  });
});

describe('a warm process', () => {
  it.each([
    ['pytest', WELL['test_well.py'], ['test_draws', 'test_draws_twice']],
    [
      'unittest',
      'import unittest\nfrom well import draw, twice\n\n\nclass TestWell(unittest.TestCase):\n' +
        '    def test_draws(self):\n        self.assertEqual(draw(1), 2)\n\n' +
        '    def test_draws_twice(self):\n        self.assertEqual(twice(1), 4)\n',
      ['TestWell > test_draws', 'TestWell > test_draws_twice'],
    ],
  ])(
    'of %s stops at a test that fails once those asked for before it have ended',
    async (kind, test, names) => {
      const project = kind === 'pytest' ? WELL : { 'well.py': WELL['well.py'], 'test_well.py': test };
      const paths = await pythonPaths(projectOf(project));
      const tests = (await open(paths)).results.map(({ id }) => id);
      const told = async (to: string, asked: readonly string[]): Promise<readonly string[]> => {
        const texts = { 'well.py': WELL['well.py'].replace('n + 1', to) };
        const { results } = await paths.runWarm(texts, asked, { bail: true });
        return results.map(({ name, status }) => `${name} ${status}`);
      };
      const [first, second] = names;
      expect(await told('n', tests)).toEqual([`${first} failed`]);
      expect(await told('n', tests.toReversed())).toEqual([`${first} failed`, `${second} failed`]);
      expect(await told('n + 1', tests.toReversed())).toEqual([`${first} passed`, `${second} passed`]);
    },
  );

  it.each([
    ['says otherwise why it fails', "adults(18) == ['Ada', 'Cy']"],
    ['says the same', "'Ada' in adults(18)"],
  ])(
    'lets a test that fails read what the tests before it have made, where alone it %s',
    async (_, asserts) => {
      const source =
        'MEMBERS = {}\n\n\ndef join(name, age):\n    MEMBERS[name] = age\n    return len(MEMBERS)\n\n\n' +
        'def adults(limit):\n    return [name for name, age in MEMBERS.items() if age > limit]\n';
      for (const [kind, head, indent, to] of [
        ['[tool.pytest.ini_options]\n', '', '', ''],
        ['', 'import unittest\n\n\nclass TestRoster(unittest.TestCase):\n', '    ', 'self'],
      ] as const) {
        const tests =
          `from roster import adults, join\n${head}\n${indent}def test_a_joins(${to}):\n` +
          `${indent}    assert [join("Ada", 18), join("Bob", 12), join("Cy", 40)] == [1, 2, 3]\n${indent}    assert adults(50) == []\n\n` +
          `${indent}def test_tells_adults(${to}):\n${indent}    assert ${asserts}\n`;
        const project = { 'roster.py': source, 'test_roster.py': tests };
        const paths = await pythonPaths(
          projectOf(kind === '' ? project : { ...project, 'pyproject.toml': kind }),
        );
        const { results } = await open(paths, true);
        expect(results.map(({ status }) => status)).toEqual(['passed', 'failed']);
        const target = results.map(({ id }) => id).toReversed();
        const run = await paths.runWarm({ 'roster.py': source.replace('> limit', '>= limit') }, target, {
          bail: true,
        });
        expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed']);
      }
    },
  );

  it('runs a test alone though its message names the temporary folder of its run', async () => {
    const paths = await pythonPaths(
      projectOf({
        'pyproject.toml': '[tool.pytest.ini_options]\n',
        'one.py': 'def one():\n    return 1\n',
        'test_one.py':
          'from one import one\n\n\ndef test_one():\n    assert one() == 1\n\n\n' +
          "def test_writes(tmp_path):\n    assert str(tmp_path) == 'nowhere'\n",
      }),
    );
    const { results } = await open(paths, true);
    const [, writes] = results;
    expect(writes).toMatchObject({ name: 'test_writes', status: 'failed' });
    // What ends the process of whoever runs the other test.
    const texts = { 'one.py': 'import os\n\n\ndef one():\n    os._exit(3)\n' };
    const run = await paths.runWarm(texts, [writes?.id ?? '']);
    expect([run.status, run.results.map(({ status }) => status)]).toEqual(['ran', ['failed']]);
  });

  it.each([
    ['the process that holds the project', ''],
    ['the server', 'NEW = 1\n'],
  ])('is started again when %s was lost', async (_, before) => {
    const paths = await pythonPaths(projectOf(WELL));
    const tests = (await open(paths)).results.map((test) => test.id);
    const kills = WELL['well.py'].replace('n + 1', 'os.kill(os.getppid(), 9)');
    expect((await paths.runWarm({ 'well.py': before + kills }, tests)).status).not.toBe('ran');
    for (const draws of ['n', 'n + 0']) {
      const run = await paths.runWarm({ 'well.py': WELL['well.py'].replace('n + 1', draws) }, tests);
      expect(run).toMatchObject({ status: 'ran', results: [{ status: 'failed' }, { status: 'failed' }] });
    }
    expect(paths.warm.lastRun).toBe('in place');
    expect(processesWith(paths.lease)).toHaveLength(2);
  });

  it('notices new, deleted and broken files', async () => {
    const paths = await pythonPaths(projectOf(WELL));
    const tests = (await open(paths)).results.map((test) => test.id);
    const moved = { 'well.py': 'from deep import *\nfrom deep import KEPT\n', 'deep.py': WELL['well.py'] };
    expect((await paths.runWarm(moved, tests)).results.map(({ status }) => status)).toEqual([
      'passed',
      'passed',
    ]);
    const file = 'test_well.py';
    for (const text of [undefined, 'def draw(:\n']) {
      const run = await paths.runWarm({ 'well.py': text }, tests);
      expect(run.fileErrors.map((error) => error.file)).toEqual([file]);
    }
    expect((await paths.runWarm({}, tests)).results.map(({ status }) => status)).toEqual([
      'passed',
      'passed',
    ]);
  });

  it('lets programs that a test starts see the candidate', async () => {
    const paths = await pythonPaths(
      projectOf({
        ...WELL,
        'test_well.py': `import subprocess, sys


def test_says():
    assert subprocess.check_output([sys.executable, "-c", "import well; print(well.draw(1))"]) == b"2\\n"
`,
      }),
    );
    const tests = (await open(paths)).results.map((test) => test.id);
    const status = async (text: string) =>
      (await paths.runWarm({ 'well.py': text }, tests)).results[0]?.status;
    expect(await status(WELL['well.py'].replace('n + 1', 'n + 2'))).toBe('failed');
    expect(await status(WELL['well.py'])).toBe('passed');
  });

  it.each([
    ['each test is measured by itself', true],
    ['nothing is measured', false],
  ])(
    'runs tests that lean on those before them from the start of their file, when %s',
    async (_, coverage) => {
      const paths = await pythonPaths(
        projectOf({
          ...WELL,
          'test_well.py': `from well import draw

seen = []


def test_first():
    seen.append(draw(1))


def test_second():
    assert seen == [2]
`,
        }),
      );
      const baseline = await open(paths, coverage);
      expect(baseline.unsupported).toEqual([]);
      const second = baseline.results.flatMap(({ id }) => (id.endsWith('second') ? [id] : []));
      const run = await paths.runWarm({ 'well.py': WELL['well.py'].replace('n + 1', 'n + 2') }, second);
      expect(run.results).toMatchObject([{ id: second[0], status: 'failed' }]);
      if (!coverage) return;
      const reached = [...(baseline.coverage?.tests.get(second[0] ?? '')?.keys() ?? [])];
      expect(reached).toContain('well.py');
    },
  );

  it('leaves tests to the cold run that write into the folder', async () => {
    const files = {
      ...WELL,
      'test_writes.py':
        'def test_writes():\n    with open("left.txt", "a") as file:\n        file.write("x")\n',
    };
    const paths = await pythonPaths(projectOf(files));
    const baseline = await open(paths);
    expect(baseline.unsupported).toMatchObject([{ file: 'test_writes.py' }]);
    expect(baseline.results.map((test) => test.file)).not.toContain('test_writes.py');
  });

  it.each([
    ['unconfined', undefined],
    ['in a sandbox where there is one', 'auto'],
  ] as const)('takes back what a candidate wrote into the folder, %s', async (_, choice) => {
    const folder = projectOf(WELL);
    const paths = await pythonPaths(
      folder,
      choice === undefined ? undefined : { origin: folder, choice, network: 'none' },
    );
    const tests = (await open(paths)).results.map((test) => test.id);
    const writes = WELL['well.py'].replace('return n + 1', 'open("left.txt", "x").close()\n    return n + 1');
    for (const _ of [1, 2]) {
      // The second test of each run fails, since the file is there; nothing of it is left for the next run.
      const run = await paths.runWarm({ 'well.py': writes }, tests);
      expect(run.results.map((test) => test.status)).toEqual(['passed', 'failed']);
    }
    expect(readdirSync(paths.copy().folder)).not.toContain('left.txt');
  });

  it('says so when the project starts threads while it loads', async () => {
    const text = `import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n`;
    const paths = await pythonPaths(projectOf({ ...WELL, 'well.py': text + WELL['well.py'] }));
    const baseline = await open(paths);
    expect(baseline.results).toEqual([]);
    expect(baseline.unsupported).toMatchObject([
      { file: 'test_well.py', reason: expect.stringContaining('threads') },
    ]);
  });

  it('measures statements in UTF-16 units', async () => {
    const source = `"""Größe 🍎."""
TABLE = {"🍎": 1}


def weigh(name):
    note = "🍎🍎"; weight = TABLE[name]
    if weight > 9:
        return "é" + note
    return weight
`;
    const test = 'from scale import weigh\n\n\ndef test_weighs():\n    assert weigh("🍎") == 1\n';
    const paths = await pythonPaths(
      projectOf({ 'pyproject.toml': '', 'scale.py': source, 'test_scale.py': test }),
    );
    const { coverage } = await open(paths, true);
    const ranges = coverage?.statements.get('scale.py') ?? [];
    const texts = (indices: readonly number[]) =>
      indices.map((index) => source.slice(ranges[index]?.start, ranges[index]?.end).split('\n', 1)[0]);
    expect(texts(coverage?.tests.get('test_scale.py::test_weighs')?.get('scale.py') ?? [])).toEqual([
      'def weigh(name):',
      'note = "🍎🍎"',
      'weight = TABLE[name]',
      'if weight > 9:',
      'return weight',
    ]);
    expect(texts(coverage?.load.get('test_scale.py')?.get('scale.py') ?? [])).toEqual([
      'TABLE = {"🍎": 1}',
      'def weigh(name):',
    ]);
    expect(coverage?.loaded?.get('test_scale.py')?.toSorted()).toEqual(['scale.py', 'test_scale.py']);
  });
});
