import { describe, expect, it } from 'vitest';
import type { WarmRun } from '../../src/environment/warm/warm-runner.ts';
import { projectOf } from '../support/projects.ts';
import { type PythonPaths, pythonPaths } from '../support/python.ts';

const WORDS = `YES = {"yes", "on"}
LIMIT = 3


def is_yes(word):
    return word in YES


def most(words):
    return words[:LIMIT]
`;
const START = 'FIRST = 1\n';

const PROJECT = {
  'pyproject.toml': '[tool.pytest.ini_options]\n',
  'words.py': WORDS,
  'start.py': START,
  'conftest.py': 'import pytest\nimport start\n\n\n@pytest.fixture\ndef first():\n    return start.FIRST\n',
  'test_words.py': `import os

import pytest

from words import is_yes, most


def test_yes():
    assert is_yes("on")
    assert not is_yes("off")


def test_most():
    assert most([1, 2, 3, 4]) == [1, 2, 3]


def test_first(first):
    assert first == 1


def test_parent():
    assert os.getppid() == 0
`,
};

/** What changes what runs while a module is loaded, so that it has to be loaded anew. */
const CHANGES: readonly Readonly<Record<string, string>>[] = [
  { 'words.py': WORDS.replace('"yes", "on"', '"yes"') },
  { 'words.py': WORDS.replace('"yes", "on"', '"yes", "on", "off"') },
  { 'words.py': WORDS.replace('LIMIT = 3', 'LIMIT = 4') },
  { 'words.py': WORDS.replace('LIMIT = 3', 'LIMIT = 2 + 1') },
  { 'words.py': WORDS.replace('YES = {', 'YES += {') },
  { 'words.py': WORDS.replace('YES = {', 'YES = (') },
  { 'words.py': WORDS.replace('LIMIT = 3', 'while True:\n    pass') },
  { 'start.py': START.replace('1', '2') },
  { 'start.py': 'FIRST = missing\n' },
  { 'start.py': START.replace('1', '2'), 'words.py': WORDS.replace('LIMIT = 3', 'LIMIT = 5 - 2') },
];

interface Opened {
  readonly paths: PythonPaths;
  readonly tests: readonly string[];
}

async function open(): Promise<Opened> {
  const paths = await pythonPaths(projectOf(PROJECT));
  const { signal } = new AbortController();
  const { results, unsupported } = await paths.warm.open({ limitSeconds: 90, coverage: false, signal });
  expect(unsupported).toEqual([]);
  return { paths, tests: results.map(({ id }) => id) };
}

const parentOf = ({ results }: WarmRun): string | undefined =>
  /assert (\d+) == 0/.exec(results.find(({ name }) => name === 'test_parent')?.message ?? '')?.[1];

const told = (runs: readonly WarmRun[]) =>
  runs.map(({ status, results, fileErrors }) => [
    status,
    ...results.map((test) => `${test.name} ${test.status} ${test.message ?? ''}`),
    ...fileErrors.map(({ file, message, frames }) => [file, message, frames]),
  ]);

describe('test files that are loaded anew in a process that holds pytest ready', () => {
  it('end as in one that starts pytest for them', async () => {
    const { paths, tests } = await open();
    const asked = tests.filter((id) => !id.endsWith('test_parent'));
    const run = (texts: Readonly<Record<string, string>>): Promise<WarmRun> =>
      paths.runWarm(texts, asked, { bail: true });
    const before: WarmRun[] = [];
    for (const texts of CHANGES) before.push(await run(texts));
    expect(paths.warm.lastRun).toBe('loaded anew');
    const together = await Promise.all(CHANGES.map(run));
    const after: WarmRun[] = [];
    for (const texts of CHANGES) after.push(await run(texts));
    expect(told(after)).toEqual(told(before));
    expect(told(together)).toEqual(told(before));
    const passing = before.map(({ status, results, fileErrors }) =>
      status === 'ran' && fileErrors.length === 0 ? results.every((test) => test.status === 'passed') : null,
    );
    expect(passing).toEqual([false, false, false, true, null, null, null, false, null, false]);
  }, 240_000);

  it('are those that it has not loaded itself while pytest started', async () => {
    const { paths, tests } = await open();
    const run = (texts: Readonly<Record<string, string>>): Promise<WarmRun> => paths.runWarm(texts, tests);
    const limit = { 'words.py': WORDS.replace('LIMIT = 3', 'LIMIT = 2') };
    const first = { 'start.py': START.replace('1', '2') };
    const server = parentOf(await run(limit));
    expect(server).toMatch(/^\d+$/);
    // Judged together, since that finds that it has to be loaded anew.
    await Promise.all([limit, limit].map((texts) => paths.runWarm(texts, tests, { bail: true })));
    const held = await run(limit);
    expect(paths.warm.lastRun).toBe('loaded anew');
    expect(parentOf(held)).toMatch(/^\d+$/);
    expect(parentOf(held)).not.toBe(server);
    const changed = await run(first);
    expect(parentOf(changed)).toBe(server);
    expect(changed.results.find(({ name }) => name === 'test_first')?.status).toBe('failed');
  }, 120_000);
});
