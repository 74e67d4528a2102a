import { describe, expect, it } from 'vitest';
import type { WarmRun } from '../../src/environment/warm/warm-runner.ts';
import { projectOf } from '../support/projects.ts';
import { type PythonPaths, pythonPaths } from '../support/python.ts';

const SHELF = `log = []


def first():
    return 1


def second():
    return 2


def third():
    return 3
`;

/** A class with a fixture of its own stands between the first test and the one that tells most. */
const TESTS = `import pytest
import shelf


def test_first():
    assert shelf.first() == 1


class TestMiddle:
    @pytest.fixture(autouse=True, scope="class")
    def opened(self):
        shelf.log.append("opened")
        yield
        shelf.log.append("closed")

    def test_one(self):
        assert shelf.second() == 2

    def test_two(self):
        assert shelf.second() == 2


def test_last():
    assert shelf.log in ([], ["opened", "closed"])
    assert shelf.third() == 3
`;

async function opened(files: Readonly<Record<string, string>>): Promise<{
  readonly paths: PythonPaths;
  readonly ids: ReadonlyMap<string, string>;
}> {
  const paths = await pythonPaths(projectOf({ 'pyproject.toml': '[tool.pytest.ini_options]\n', ...files }));
  const { results } = await paths.warm.open({
    limitSeconds: 60,
    coverage: false,
    signal: new AbortController().signal,
  });
  return { paths, ids: new Map(results.map(({ id, name }) => [name, id])) };
}

const ended = (run: WarmRun): readonly string[] => run.results.map(({ name, status }) => `${name} ${status}`);

describe('once a test of pytest has failed', () => {
  /** In the order in which they tell most. */
  const ASKED = ['test_last', 'test_first', 'TestMiddle > test_one', 'TestMiddle > test_two'];

  it.each([
    [
      'those that tell less are left out, with what is set up for them',
      'return 1',
      ['test_first failed', 'test_last passed'],
    ],
    [
      'the last one of a class, that class is left before the next test',
      'return 2',
      ['test_first passed', 'TestMiddle > test_one failed', 'test_last passed'],
    ],
    [
      'the one that tells most, nothing else is run',
      'return 3',
      [
        'test_first passed',
        'TestMiddle > test_one passed',
        'TestMiddle > test_two passed',
        'test_last failed',
      ],
    ],
  ])('%s', async (_, broken, wanted) => {
    const { paths, ids } = await opened({ 'shelf.py': SHELF, 'test_shelf.py': TESTS });
    const asked = ASKED.map((name) => ids.get(name) ?? name);
    const texts = { 'shelf.py': SHELF.replace(broken, 'return 9') };
    const run = await paths.runWarm(texts, asked, { bail: true });
    expect([run.status, ended(run)]).toEqual(['ran', wanted]);
    // The same for each of several that share a process.
    const runs = await Promise.all([1, 2, 3].map(() => paths.runWarm(texts, asked, { bail: true })));
    expect(runs.map(ended)).toEqual([wanted, wanted, wanted]);
    expect(paths.warm.lastRun).toBe('together');
  });
});

it('tells of a function that calls itself without end where it began and where it ended', async () => {
  const source = 'def deep(n):\n    return n\n';
  const { paths, ids } = await opened({
    'deep.py': source,
    'test_deep.py': 'from deep import deep\n\n\ndef test_deep():\n    assert deep(1) == 1\n',
  });
  const endless = 'def deep(n):\n    return even(n)\n\n\ndef even(n):\n    return deep(n)\n';
  const run = await paths.runWarm({ 'deep.py': endless }, [...ids.values()], { bail: true });
  const [failed] = run.results;
  expect(failed).toMatchObject({ status: 'failed', message: expect.stringContaining('RecursionError') });
  const places = failed?.frames?.map(({ path, line }) => `${path}:${line}`) ?? [];
  expect(places.length).toBeLessThan(100);
  expect(places.at(-1)).toBe('test_deep.py:5');
  expect(new Set(places)).toEqual(new Set(['test_deep.py:5', 'deep.py:2', 'deep.py:6']));
});

it.each([
  ['an error that did not come', '    with pytest.raises(ValueError):\n        give(1)\n'],
  ['a test that gives up', "    if give(1):\n        pytest.fail('it gives')\n"],
  [
    'a test that gives up without a place',
    "    if give(1):\n        pytest.fail('it gives', pytrace=False)\n",
  ],
  ['two texts that differ', "    assert give('a\\nb') == 'a\\nc'\n"],
  ['a warning that did not come', '    with pytest.warns(UserWarning):\n        give(1)\n'],
])('tells of %s what a cold run tells', async (_, body) => {
  const { paths, ids } = await opened({
    'give.py': 'def give(n):\n    return n\n',
    'test_give.py': `import pytest\nfrom give import give\n\n\ndef test_give():\n${body}`,
  });
  const warm = await paths.runWarm({}, [...ids.values()], { bail: true });
  const cold = await paths.runCold();
  expect(warm.results[0]?.message).toBe(cold.results[0]?.message);
  expect(warm.results[0]).toMatchObject({ status: 'failed', message: expect.stringMatching(/\w/) });
  // The lines of pytest itself, where the cold run has them, say nothing of the project.
  const own = cold.results[0]?.frames?.filter(({ path }) => path === 'test_give.py');
  expect(warm.results[0]?.frames?.filter(({ path }) => path === 'test_give.py')).toEqual(own);
});

it('tells why a fixture failed, and where', async () => {
  const { paths, ids } = await opened({
    'desk.py': 'def desk():\n    return 1\n',
    'test_desk.py':
      'import pytest\nfrom desk import desk\n\n\n@pytest.fixture\ndef ready():\n    return desk()\n\n\ndef test_desk(ready):\n    assert ready == 1\n',
  });
  const broken = { 'desk.py': "def desk():\n    raise LookupError('no desk')\n" };
  const run = await paths.runWarm(broken, [...ids.values()], { bail: true });
  expect(run.results).toMatchObject([{ status: 'failed', message: 'LookupError: no desk' }]);
  expect(run.results[0]?.frames).toMatchObject([
    { path: 'desk.py', line: 2 },
    { path: 'test_desk.py', line: 7 },
  ]);
});
