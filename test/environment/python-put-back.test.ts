import { expect, it } from 'vitest';
import type { WarmRun } from '../../src/environment/warm/warm-runner.ts';
import { projectOf } from '../support/projects.ts';
import { pythonPaths } from '../support/python.ts';

/** What a project holds that its tests change, so that it has to be put back between candidates. */
const SOURCE = `import itertools

numbers = itertools.count(7, 2)
names = {"first": numbers}


class Shelf:
    def __init__(self):
        self.books = []

    def add(self, book):
        self.books.append(book)
        return len(self.books)


class Base:
    def name(self):
        return "base"


def ticket():
    return next(numbers)


def plain(n):
    return n - 1
`;

/** The last of them always fails and tells which process it ran in. */
const TESTS = {
  'a fixture hands to a test': `@pytest.fixture
def shelf():
    return Shelf()


def test_used(shelf):
    assert shelf.add("one") == 1
    assert shelf.books == ["one"]
`,
  'a counter of the module gives': `def test_used():
    assert [ticket(), next(leaky.names["first"])] == [7, 9]
`,
  'a class made by a test adds to its base': `def test_used():
    class Derived(Base):
        pass

    assert Derived().name() == "base"
    assert len(Base.__subclasses__()) == 1
`,
};

const head = 'import os\n\nimport pytest\n\nimport leaky\nfrom leaky import Base, Shelf, plain, ticket\n\n\n';
const tail = '\n\ndef test_process():\n    assert plain(3) == -os.getpid()\n';

it.each(Object.entries(TESTS))(
  'what %s is put back for the next candidate in the same process',
  async (_, test) => {
    const paths = await pythonPaths(
      projectOf({
        'pyproject.toml': '[tool.pytest.ini_options]\n',
        'leaky.py': SOURCE,
        'test_leaky.py': head + test + tail,
      }),
    );
    const { signal } = new AbortController();
    const { results, unsupported } = await paths.warm.open({ limitSeconds: 90, coverage: false, signal });
    expect(unsupported).toEqual([]);
    const tests = results.map(({ id }) => id);
    const run = (n: number): Promise<WarmRun> =>
      paths.runWarm({ 'leaky.py': SOURCE.replace('n - 1', `n - ${n}`) }, tests, { bail: true });
    // Where a control ends otherwise, fewer share a process, and after the second time none.
    for (let turn = 0; turn < 3; turn += 1) {
      const runs = await Promise.all([2, 3, 4, 5, 6, 7].map(run));
      expect(paths.warm.lastRun).toBe('together');
      const told = runs.map(({ results }) => results.map(({ name, status }) => `${name} ${status}`));
      expect(new Set(told.map(String))).toEqual(new Set(['test_used passed,test_process failed']));
      const processes = runs.map(({ results }) => /== -(\d+)/.exec(results[1]?.message ?? '')?.[1]);
      expect(processes[0]).toMatch(/^\d+$/);
      expect(new Set(processes).size).toBe(1);
    }
  },
  120_000,
);
