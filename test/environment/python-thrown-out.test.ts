import { expect, it } from 'vitest';
import { projectOf } from '../support/projects.ts';
import { pythonPaths } from '../support/python.ts';

const SOURCE = `import asyncio
import time


def used(n):
    return n


def plain(n):
    return n - 1
`;

const FUNCTIONS = `from endless import plain, used


def test_used():
    assert used(3) == 3


def test_which():
    assert plain(3) == -os.getpid()
`;
const METHODS = `class TestEndless(unittest.TestCase):
    def test_used(self):
        self.assertEqual(used(3), 3)

    def test_which(self):
        self.assertEqual(plain(3), -os.getpid())
`;

const projects = {
  pytest: {
    'pyproject.toml': '[tool.pytest.ini_options]\n',
    'endless.py': SOURCE,
    'test_endless.py': `import os\n\n${FUNCTIONS}`,
  },
  unittest: {
    'endless.py': SOURCE,
    'test_endless.py': `import os\nimport unittest\n\nfrom endless import plain, used\n\n\n${METHODS}`,
  },
};

const ENDLESS = {
  computes: 'while True:\n        n += 1',
  sleeps: 'time.sleep(1000)',
  'awaits in a loop of events': `async def step():
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(lambda: [each for each in range(100)])

    async def steps():
        while True:
            await asyncio.gather(step(), step())

    asyncio.run(steps())`,
  'catches all errors a few times': `caught = 0
    while caught < 3:
        try:
            while True:
                n += 1
        except BaseException:
            caught += 1
    while True:
        n += 1`,
};

it.each(
  Object.entries(projects).flatMap(([kind, project]) =>
    Object.entries(ENDLESS).map(([what, text]) => [kind, what, project, text] as const),
  ),
)(
  'in a process of %s that candidates share, what %s for ever is waited for once, and those after it go on',
  async (_, __, project, endless) => {
    const paths = await pythonPaths(projectOf(project));
    const { signal } = new AbortController();
    const { results, unsupported } = await paths.warm.open({ limitSeconds: 90, coverage: false, signal });
    expect(unsupported).toEqual([]);
    const tests = results.map(({ id }) => id);
    const wrong = [2, 3, 4].map((n) => SOURCE.replace('n - 1', `n - ${n}`));
    const texts = [...wrong, SOURCE.replace('return n\n', `${endless}\n    return n\n`), ...wrong];
    const runs = await Promise.all(
      texts.map((text) => paths.runWarm({ 'endless.py': text }, tests, { bail: true })),
    );
    expect(paths.warm.lastRun).toBe('together');
    expect(runs.map(({ status }) => status)).toEqual(texts.map((_, n) => (n === 3 ? 'timed-out' : 'ran')));
    const others = runs.filter(({ status }) => status === 'ran');
    const told = others.map((run) => run.results.find(({ status }) => status === 'failed')?.message);
    const processes = told.map((message) => /-(\d{2,})/.exec(message ?? '')?.[1]);
    expect(processes[0]).toMatch(/^\d+$/);
    expect(new Set(processes).size).toBe(1);
  },
  120_000,
);

it('what catches every error is ended with its process, and the others are judged all the same', async () => {
  const paths = await pythonPaths(projectOf(projects.pytest));
  const { signal } = new AbortController();
  const { results } = await paths.warm.open({ limitSeconds: 90, coverage: false, signal });
  const tests = results.map(({ id }) => id);
  const stubborn = `while True:
        try:
            n += 1
        except BaseException:
            pass`;
  const wrong = [2, 3, 4].map((n) => SOURCE.replace('n - 1', `n - ${n}`));
  const texts = [...wrong, SOURCE.replace('return n\n', `${stubborn}\n    return n\n`), ...wrong];
  const runs = await Promise.all(
    texts.map((text) => paths.runWarm({ 'endless.py': text }, tests, { bail: true })),
  );
  expect(runs.map(({ status }) => status)).toEqual(texts.map((_, n) => (n === 3 ? 'timed-out' : 'ran')));
}, 120_000);
