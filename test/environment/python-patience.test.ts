import { expect, it } from 'vitest';
import { projectOf } from '../support/projects.ts';
import { pythonPaths } from '../support/python.ts';

/** What a test runs: work that takes so many seconds on a processor, here none. */
const SOURCE = `import time


def work(seconds):
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass


def quick():
    return 1


def slow():
    work(0.07)
    return 1
`;

const QUICK = [1, 2, 3, 4].map((n) => `def test_quick_${n}():\n    assert quick() == 1\n`).join('\n\n');

// The time goes by what the processor did, so that a busy machine changes no verdict.
it.each([
  ['failed at once before', '\n\ndef test_target():\n    assert quick() == 2\n', 'return 2'],
  [
    'takes no longer than some others',
    '\n\ndef test_slow():\n    assert slow() == 1\n\n\ndef test_target():\n    assert quick()\n',
    'return 2',
  ],
])(
  'a test of Python that computes for a fifth of a second and %s is not thrown out',
  async (_, tests, to) => {
    const paths = await pythonPaths(
      projectOf({
        'pyproject.toml': '[tool.pytest.ini_options]\n',
        'work.py': SOURCE,
        'test_work.py': `from work import quick, slow\n\n\n${QUICK}${tests}`,
      }),
    );
    const { results } = await paths.warm.open({
      limitSeconds: 60,
      coverage: false,
      signal: new AbortController().signal,
    });
    const target = results.flatMap(({ id, name }) => (name === 'test_target' ? [id] : []));
    const mended = SOURCE.replace('    return 1', `    work(0.2)\n    ${to}`);
    const run = await paths.runWarm({ 'work.py': mended }, target);
    expect(run).toMatchObject({ status: 'ran', results: [{ id: target[0], status: 'passed' }] });
    expect(paths.warm.lastRun).toBe('in place');
  },
);

it('what never ends is not waited for longer because the tests wait themselves', async () => {
  const source = 'import time\n\n\ndef waited():\n    time.sleep(4)\n    return 1\n';
  const paths = await pythonPaths(
    projectOf({
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'work.py': source,
      'test_work.py': 'from work import waited\n\n\ndef test_waited():\n    assert waited() == 2\n',
    }),
  );
  const { results } = await paths.warm.open({
    limitSeconds: 60,
    coverage: false,
    signal: new AbortController().signal,
  });
  const tests = results.map(({ id }) => id);
  const endless = source.replace('return 1', 'while True:\n        pass');
  const run = (text: string) => paths.runWarm({ 'work.py': text }, tests, { bail: true, limitSeconds: 60 });
  expect(await run(source.replace('return 1', 'return 2'))).toMatchObject({ status: 'ran' });
  // Alone and together; by the clock ten times the wait would be forty seconds.
  for (const ran of [await run(endless), ...(await Promise.all([run(endless), run(endless)]))]) {
    expect(ran.status).toBe('timed-out');
    expect(ran.seconds).toBeLessThan(30);
  }
});
