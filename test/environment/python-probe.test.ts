import { expect, it } from 'vitest';
import type { Probed } from '../../src/environment/probe/wire-value.ts';
import { projectOf } from '../support/projects.ts';
import { pythonPaths } from '../support/python.ts';

const { signal } = new AbortController();

const SOURCE = `import os

SEEN = []


def numbers(most):
    for each in range(most):
        yield each


def total(most):
    """Ends the process where it is asked for a hundred."""
    SEEN.append(most)
    if most == 100:
        os._exit(3)
    while most < 0:
        pass
    return [sum(numbers(most)), SEEN[:-1]]
`;

const TESTS = `from totals import numbers, total

LEFT = numbers(3)


def test_total():
    assert next(LEFT) == 0
    assert total(3)[0] == 3
`;

/** Runs inputs, each made of the call in the test with another argument. */
async function probed(
  values: readonly number[],
  again = false,
  { source, tests } = { source: SOURCE, tests: TESTS },
): Promise<Probed> {
  const { warm } = await pythonPaths(
    projectOf({
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'totals.py': source,
      'test_totals.py': tests,
    }),
  );
  const { results } = await warm.open({ limitSeconds: 60, coverage: false, signal });
  return warm.probe(
    {
      texts: new Map(),
      files: ['totals.py'],
      wanted: ['totals.py#total'],
      tests: results.map(({ id }) => id),
      inputs: values.map((value, id) => ({
        id,
        base: 'totals.py#total|test|test_totals.py::test_total|1',
        args: [[0, [value]]],
      })),
      again,
      steps: 1e6,
      limitSeconds: 20,
    },
    signal,
  );
}

it('the calls of tests are recorded, each once', async () => {
  const { status, calls, outcomes } = await probed([]);
  expect(status).toBe('ran');
  expect(outcomes).toEqual([]);
  expect(calls.map(({ function: name, isEntry, passed, steps }) => [name, isEntry, passed, steps])).toEqual([
    ['totals.py#total', true, true, [{ kind: 'call', name: 'total', args: [3] }]],
  ]);
});

it('what inputs did before one that ends the process stands', async () => {
  const { status, outcomes } = await probed([2, 5, 100, 4]);
  expect(status).toBe('ran');
  expect(outcomes.map(({ input, kind }) => [input, kind])).toEqual([
    [0, 'returned'],
    [1, 'returned'],
  ]);
});

it('inputs that are run again are run from the last to the first, by tests that were run again as well', async () => {
  const { outcomes, again, longest } = await probed([2, -1, 4], true);
  const seen = (before: readonly number[], sum: number) => ({
    t: 'array',
    v: [sum, { t: 'array', v: before }],
  });
  expect(outcomes.map(({ input, kind, value }) => [input, kind, value])).toEqual([
    [0, 'returned', seen([3], 1)],
    [1, 'hung', null],
    [2, 'returned', seen([3, 2, -1], 6)],
  ]);
  expect(again?.map(({ input, kind, value }) => [input, kind, value])).toEqual([
    [2, 'returned', seen([3], 6)],
    [1, 'hung', null],
    [0, 'returned', seen([3, 4, -1], 1)],
  ]);
  expect(longest).toBeGreaterThan(4);
});

it('coroutines are awaited, and nobody sits through what they sleep', async () => {
  const source = `import asyncio


async def total(most):
    loop = asyncio.get_running_loop()
    began = loop.time()
    if most < 0:
        await loop.create_future()
    if most == 100:
        raise ValueError("too many")
    await asyncio.gather(*(asyncio.sleep(60 * each) for each in range(most)))
    return round(loop.time() - began)
`;
  const tests = `import asyncio
from totals import total


def test_total():
    assert asyncio.run(total(1)) == 0
`;
  const { outcomes } = await probed([2, 4, -1, 100, 3], false, { source, tests });
  expect(outcomes.map(({ input, kind, value }) => [input, kind, value])).toEqual([
    [0, 'returned', 60],
    [1, 'returned', 180],
    [2, 'hung', null],
    [3, 'threw', { t: 'array', v: ['ValueError', 'too many'] }],
    [4, 'returned', 120],
  ]);
});
