import { describe, expect, it } from 'vitest';
import type { WarmRun } from '../../src/environment/warm/warm-runner.ts';
import { projectOf } from '../support/projects.ts';
import { type PythonPaths, pythonPaths } from '../support/python.ts';

const never = new AbortController().signal;

/** A project with what candidates like to leave behind for others: a cache, a list, what a class holds, a counter. */
const SOURCE = `import functools
import itertools
import os

SEEN = []
KNOWN = {}
numbers = itertools.count(1)


class Rate:
    factor = 2
    table = {"a": 1}


@functools.lru_cache(maxsize=None)
def square(n):
    return n * n + 1


def seen(name):
    return [*SEEN, name]


def scaled(n):
    return n * Rate.factor


def looked_up(name):
    return Rate.table[name]


def remembered(n):
    if n not in KNOWN:
        KNOWN[n] = n + 2
    return KNOWN[n]


def plain(n):
    return n - 1
`;

const CASES = [
  ['square', 'square(3) == 9'],
  ['seen', 'seen("x") == ["x"]'],
  ['scaled', 'scaled(3) == 6'],
  ['looked_up', 'looked_up("a") == 1'],
  ['remembered', 'remembered(1) == 2'],
  ['plain', 'plain(3) == 2'],
] as const;

function projectFor(kind: 'pytest' | 'unittest'): Record<string, string> {
  const head = `from leaky import ${CASES.map(([name]) => name).join(', ')}\n`;
  if (kind === 'pytest') {
    const tests = CASES.map(([name, claim]) => `\n\ndef test_${name}():\n    assert ${claim}\n`).join('');
    return {
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'leaky.py': SOURCE,
      'test_leaky.py': head + tests,
    };
  }
  const tests = CASES.map(([name, claim]) => `\n    def test_${name}(self):\n        assert ${claim}\n`);
  const text = `import unittest\n\n${head}\n\nclass TestLeaky(unittest.TestCase):${tests.join('')}`;
  return { 'leaky.py': SOURCE, 'test_leaky.py': text };
}

function edited(from: string, to: string): string {
  if (!SOURCE.includes(from)) throw new Error(`${from} is not there`);
  return SOURCE.replace(from, to);
}

const RIGHT = {
  square: edited('n * n + 1', 'n * n'),
  remembered: edited('KNOWN[n] = n + 2', 'KNOWN[n] = n + 1'),
};

/** What each leaves would make a right candidate fail or a wrong one pass, were it still there. */
const LEAKS: readonly (readonly [name: string, text: string])[] = [
  [
    'appends to a list of the module',
    edited('return [*SEEN, name]', 'SEEN.append(name)\n    return SEEN * 2'),
  ],
  ['changes an attribute of a class', edited('return n * Rate.factor', 'Rate.factor = 7\n    return n')],
  ['changes a table in place', edited('return Rate.table[name]', 'return Rate.table.pop(name) + 1')],
  ['fills a cache with what is wrong', edited('n * n + 1', 'n * 5')],
  ['fills a dictionary with what is wrong', edited('KNOWN[n] = n + 2', 'KNOWN[n] = n + 9')],
  [
    'clears a cache and sets what it may hold',
    edited('return n - 1', 'square.cache_clear()\n    square(3)\n    return n'),
  ],
  ['takes from a counter', edited('return n - 1', 'return next(numbers) * n')],
  [
    'changes the environment',
    edited('return n - 1', 'os.environ["LEAK"] = "1"\n    os.chdir("/")\n    return n'),
  ],
  [
    'puts a function of its own in place',
    edited('return n - 1', 'globals()["seen"] = lambda name: []\n    return n'),
  ],
  ['never ends', edited('return n - 1', 'while True:\n        pass')],
  ['ends the process', edited('return n - 1', 'os._exit(0)')],
  ['asks to exit', edited('return n - 1', 'raise SystemExit(3)')],
  ['closes what is open', edited('return n - 1', 'os.closerange(3, 100)\n    return n')],
];

interface Opened {
  readonly paths: PythonPaths;
  readonly tests: readonly string[];
}

async function open(project: Record<string, string>): Promise<Opened> {
  const paths = await pythonPaths(projectOf(project));
  const { results, unsupported } = await paths.warm.open({
    limitSeconds: 90,
    coverage: false,
    signal: never,
  });
  expect(unsupported).toEqual([]);
  return { paths, tests: results.map(({ id }) => id) };
}

/** At once, so that they wait together. */
function together({ paths, tests }: Opened, texts: readonly string[]): Promise<readonly WarmRun[]> {
  const one = (text: string) => paths.runWarm({ 'leaky.py': text }, tests, { bail: true });
  return Promise.all(texts.map(one));
}

async function oneByOne({ paths, tests }: Opened, texts: readonly string[]): Promise<readonly WarmRun[]> {
  const runs: WarmRun[] = [];
  for (const text of texts) runs.push(await paths.runWarm({ 'leaky.py': text }, tests, { bail: true }));
  return runs;
}

const told = (runs: readonly WarmRun[]) =>
  runs.map(({ status, results }) => [
    status,
    ...results.map((test) => `${test.name} ${test.status} ${test.message ?? ''}`),
  ]);

describe.each(['pytest', 'unittest'] as const)('candidates of %s that share a child', (kind) => {
  it('have the verdicts that each has in a child of its own, whatever they leave behind', async () => {
    const opened = await open(projectFor(kind));
    const wanted = opened.tests.filter((id) => /square|remembered/.test(id));
    const own: Opened = { ...opened, tests: opened.tests };
    const texts = LEAKS.flatMap(([, text]) => [text, RIGHT.square, RIGHT.remembered]);
    const alone = told(await oneByOne(own, texts));
    expect(opened.paths.warm.lastRun).toBe('in place');
    expect(told(await together(own, texts))).toEqual(alone);
    // Of a target of its own, where the right ones pass and the others do not.
    const target: Opened = { ...opened, tests: wanted.slice(0, 1) };
    expect(told(await together(target, texts))).toEqual(told(await oneByOne(target, texts)));
  }, 240_000);
});

it.each(LEAKS)('one that %s neither lets a wrong one pass nor makes a right one fail', async (_, leak) => {
  const opened = await open(projectFor('pytest'));
  const square = { ...opened, tests: opened.tests.filter((id) => /square/.test(id)) };
  const plain = { ...opened, tests: opened.tests.filter((id) => !/square|remembered/.test(id)) };
  const [, wrong, right] = await together(square, [
    leak,
    SOURCE.replace('n * n + 1', 'n * n + 2'),
    RIGHT.square,
  ]);
  expect(wrong?.results.map(({ status }) => status)).toEqual(['failed']);
  expect(right?.results.map(({ status }) => status)).toEqual(['passed']);
  // The tests that pass untouched: what a leak breaks it breaks for itself.
  const harmless = SOURCE.replace('n - 1', 'n - 1 + 0');
  const [, first, second] = await together(plain, [leak, harmless, harmless]);
  for (const run of [first, second])
    expect(run?.results.map(({ status }) => status)).toEqual(Array(4).fill('passed'));
});

it('is what most candidates are judged by where nothing is left behind', async () => {
  const opened = await open(projectFor('pytest'));
  const wrong = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => SOURCE.replace('n * n + 1', `n * n + ${n}`));
  const runs = await together(opened, wrong);
  expect(opened.paths.warm.lastRun).toBe('together');
  for (const run of runs) expect(run.results.some(({ status }) => status === 'failed')).toBe(true);
});
